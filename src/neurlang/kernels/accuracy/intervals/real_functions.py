"""Mathematical functions over intervals of the reals: guaranteed enclosures, on arrays.

NumPy's binary64 functions are accurate to a few units in the last place; every end is moved outward by far more
(by the relative amount `WIDER` plus the least number). A function that is undefined on part of an interval is
enclosed over the rest.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy.intervals.ends import Doubles, Ends, greatest_size, least_size
from neurlang.kernels.expr import op

WIDER = 2.0**-49
LEAST, GREATEST = 5e-324, 1.7976931348623e308
_power: Callable[..., Doubles] = op("pow").numeric  # type: ignore[assignment]  # right for subnormals, too
TURN_LIMIT = 2.0**20  # larger angles are not reduced: their sines may be anything from -1 to 1


def widened(low: Doubles, high: Doubles) -> Ends:
    """Ends moved outward by more than the error of a binary64 library function."""
    # A finite value beyond binary64 is an infinity here; the exact value is at least about the greatest number.
    low = np.where(low == np.inf, GREATEST, low - np.abs(low) * WIDER - LEAST)
    high = np.where(high == -np.inf, -GREATEST, high + np.abs(high) * WIDER + LEAST)
    return np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)


def rising(
    function: Callable[[Doubles], Doubles],
    least: float = -np.inf,
    start: float = -np.inf,
    stop: float = np.inf,
) -> Callable[[Doubles, Doubles], Ends]:
    """An increasing function that is never below `least`, defined from `start` to `stop`."""

    def ends(low: Doubles, high: Doubles) -> Ends:
        lower, upper = widened(function(np.clip(low, start, stop)), function(np.clip(high, start, stop)))
        return np.maximum(lower, least), upper

    return ends


def falling(
    function: Callable[[Doubles], Doubles], start: float, stop: float
) -> Callable[[Doubles, Doubles], Ends]:
    """A decreasing function, defined from `start` to `stop`."""

    def ends(low: Doubles, high: Doubles) -> Ends:
        return widened(function(np.clip(high, start, stop)), function(np.clip(low, start, stop)))

    return ends


def cosh(low: Doubles, high: Doubles) -> Ends:
    """Even, with its minimum at 0."""
    least = least_size(low, high)
    lower, upper = widened(np.cosh(least), np.cosh(greatest_size(low, high)))
    return np.maximum(lower, 1.0), upper


def holds_turn(low: Doubles, high: Doubles, at: float, period: float) -> NDArray[np.bool_]:
    """Where a point `at` + k·`period` may lie inside; true if in doubt."""
    first, last = (low - at) / period, (high - at) / period
    slack = 2.0**-50 * (np.abs(first) + np.abs(last)) + 2.0**-49
    return np.floor(last + slack) >= np.ceil(first - slack)


def wave(function: Callable[[Doubles], Doubles], top: float) -> Callable[[Doubles, Doubles], Ends]:
    """Sine or cosine, with a maximum at `top`."""

    def ends(low: Doubles, high: Doubles) -> Ends:
        one, two = function(low), function(high)
        lower, upper = widened(np.minimum(one, two), np.maximum(one, two))
        far = (greatest_size(low, high) > TURN_LIMIT) | (high - low > 7)
        upper = np.where(far | holds_turn(low, high, top, 2 * np.pi), 1.0, np.minimum(upper, 1.0))
        lower = np.where(far | holds_turn(low, high, top + np.pi, 2 * np.pi), -1.0, np.maximum(lower, -1.0))
        return lower, upper

    return ends


def tangent(low: Doubles, high: Doubles) -> Ends:
    """Unbounded where a pole may lie inside."""
    lower, upper = widened(np.tan(low), np.tan(high))
    pole = (greatest_size(low, high) > TURN_LIMIT) | holds_turn(low, high, np.pi / 2, np.pi)
    return np.where(pole, -np.inf, lower), np.where(pole, np.inf, upper)


def hypotenuse(low: Doubles, high: Doubles, other_low: Doubles, other_high: Doubles) -> Ends:
    """The root of the sum of two squares."""
    one = least_size(low, high)
    two = least_size(other_low, other_high)
    most, other_most = greatest_size(low, high), greatest_size(other_low, other_high)
    lower, upper = widened(np.hypot(one, two), np.hypot(most, other_most))
    return np.maximum(lower, 0.0), upper


def angle(low: Doubles, high: Doubles, other_low: Doubles, other_high: Doubles) -> Ends:
    """The angle of points (other, this); from -pi to pi if the branch cut or the origin may be inside."""
    found = [np.arctan2(y, x) for y in (low, high) for x in (other_low, other_high)]
    lower, upper = widened(np.minimum.reduce(found), np.maximum.reduce(found))
    # The signs of zeros matter on the cut, so touching it counts as crossing it.
    is_cut = (low <= 0) & (high >= 0) & (other_low <= 0)
    half = np.pi * (1 + WIDER)
    return np.where(is_cut, -half, lower), np.where(is_cut, half, upper)


def power(low: Doubles, high: Doubles, other_low: Doubles, other_high: Doubles) -> Ends:
    """Powers. Negative bases count only with a single integer exponent; otherwise the range covers both signs."""
    integer = (other_low == other_high) & (np.floor(other_low) == other_low)
    even = integer & (np.floor(other_low / 2) * 2 == other_low)
    most = greatest_size(low, high)
    least = least_size(low, high)
    positive_least = np.where(low >= 0, low, least)
    found = [_power(x, y) for x in (positive_least, most) for y in (other_low, other_high)]
    lower, upper = widened(np.minimum.reduce(found), np.maximum.reduce(found))
    lower = np.maximum(lower, 0.0)
    negative = (low < 0) & ~even
    all_negative = (high < 0) & integer & ~even
    return (
        np.where(negative, -upper, lower),
        np.where(all_negative, -lower, upper),
    )


def remainder(low: Doubles, high: Doubles, other_low: Doubles, other_high: Doubles) -> Ends:
    """The remainder has the dividend's sign, and is no larger than the dividend or the divisor."""
    size = np.minimum(greatest_size(low, high), greatest_size(other_low, other_high))
    return np.where(low >= 0, 0.0, -size), np.where(high <= 0, 0.0, size)


# The range of each library function; the arguments are the low and the high end of each of its own.
FUNCTIONS: dict[str, Callable[..., Ends]] = {
    "exp": rising(np.exp, least=0.0),
    "exp2": rising(np.exp2, least=0.0),
    "expm1": rising(np.expm1, least=-1.0),
    "log": rising(np.log, start=0.0),
    "log2": rising(np.log2, start=0.0),
    "log10": rising(np.log10, start=0.0),
    "log1p": rising(np.log1p, start=-1.0),
    "cbrt": rising(np.cbrt),
    "sinh": rising(np.sinh),
    "cosh": cosh,
    "tanh": rising(np.tanh),
    "asin": rising(np.arcsin, start=-1.0, stop=1.0),
    "acos": falling(np.arccos, start=-1.0, stop=1.0),
    "atan": rising(np.arctan),
    "sin": wave(np.sin, np.pi / 2),
    "cos": wave(np.cos, 0.0),
    "tan": tangent,
    "hypot": hypotenuse,
    "atan2": angle,
    "pow": power,
    "fmod": remainder,
}
