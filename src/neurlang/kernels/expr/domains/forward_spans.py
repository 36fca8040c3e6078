"""The spans of results: interval arithmetic of the ops in floating point.

Rounding is monotone, so the bounds of + − × ÷ and sqrt are the op's own results at corners.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from neurlang.kernels.expr.dag import Expr, number_of
from neurlang.kernels.expr.domains.spans import (
    LIBRARY,
    Bounds,
    Floats,
    Span,
    Truths,
    above,
    outward,
    widened,
)
from neurlang.kernels.expr.ops import BY_NAME, ops_with


def add(a: Span, b: Span) -> Span:
    """Sums; NaN for infinities of opposite sign."""
    low, high = a.low + b.low, a.high + b.high
    clash = ((a.high == np.inf) & (b.low == -np.inf)) | ((a.low == -np.inf) & (b.high == np.inf))
    is_only_nan = np.isnan(low) & np.isnan(high) & np.isinf(a.low + a.high) & np.isinf(b.low + b.high)
    low, high = np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)
    dtype = a.low.dtype
    return Span(
        np.where(is_only_nan, np.inf, low).astype(dtype),
        np.where(is_only_nan, -np.inf, high).astype(dtype),
        a.nan | b.nan | clash,
    )


def negate(a: Span) -> Span:
    """Negated numbers."""
    return Span(-a.high, -a.low, a.nan)


def subtract(a: Span, b: Span) -> Span:
    """Differences."""
    return add(a, negate(b))


def _corners(operation: Callable[[Floats, Floats], Floats], a: Bounds, b: Bounds) -> Bounds:
    """The range of an op that is monotone in each argument; a NaN corner counts as 0.

    Zero times infinity is such a corner: values near it are zero or covered by the other corners.
    """
    results = [operation(x, y) for x in a for y in b]
    results = [np.where(np.isnan(item), 0, item).astype(item.dtype) for item in results]
    low, high = results[0], results[0]
    for item in results[1:]:
        low, high = np.minimum(low, item), np.maximum(high, item)
    return low, high


def multiply(a: Span, b: Span) -> Span:
    """Products; NaN for zero times an infinity."""
    low, high = _corners(np.multiply, (a.low, a.high), (b.low, b.high))
    clash = (a.holds_zero & b.holds_infinity) | (b.holds_zero & a.holds_infinity)
    return Span(low, high, a.nan | b.nan | clash)


def square(a: Span) -> Span:
    """Products of a number with itself."""
    size = absolute(a)
    return Span(size.low * size.low, size.high * size.high, a.nan)


def divide(a: Span, b: Span) -> Span:
    """Quotients; unbounded if the divisors include zero, which has two signs."""
    low, high = _corners(np.divide, (a.low, a.high), (b.low, b.high))
    clash = (a.holds_zero & b.holds_zero) | (a.holds_infinity & b.holds_infinity)
    dtype = low.dtype
    low = np.where(b.holds_zero, -np.inf, low).astype(dtype)
    return Span(low, np.where(b.holds_zero, np.inf, high).astype(dtype), a.nan | b.nan | clash)


def one_like(a: Span) -> Span:
    """The number 1, in the type of a span."""
    one = np.ones(1, a.low.dtype)
    return Span(one, one, np.zeros(1, np.bool_))


def reciprocal(a: Span) -> Span:
    """1 / a."""
    return divide(one_like(a), a)


def root(a: Span) -> Span:
    """Square roots; NaN below zero."""
    return Span(np.sqrt(np.maximum(a.low, 0)), np.sqrt(np.maximum(a.high, 0)), a.nan | (a.low < 0))


def fused(a: Span, b: Span, c: Span) -> Span:
    """The sums a * b + c with one rounding: within one step of the result with two roundings."""
    product = multiply(a, b)
    wide = Span(*outward(product.low, product.high), product.nan)
    total = add(wide, c)
    return Span(*outward(total.low, total.high), total.nan)


def absolute(a: Span) -> Span:
    """Numbers without their sign."""
    size = np.maximum(np.abs(a.low), np.abs(a.high))
    least = np.where(a.holds_zero, 0, np.minimum(np.abs(a.low), np.abs(a.high))).astype(a.low.dtype)
    return Span(least, size, a.nan)


def least(a: Span, b: Span) -> Span:
    """The smaller; a number wins over NaN, so if one argument is NaN the other is the result."""
    low, high = np.minimum(a.low, b.low), np.minimum(a.high, b.high)
    high = np.where(a.nan, b.high, np.where(b.nan, a.high, high)).astype(high.dtype)
    return Span(low, np.where(a.nan & b.nan, np.inf, high).astype(high.dtype), a.nan & b.nan)


def greatest(a: Span, b: Span) -> Span:
    """The larger; a number wins over NaN."""
    return negate(least(negate(a), negate(b)))


def least_or_nan(a: Span, b: Span) -> Span:
    """The smaller; NaN wins."""
    return Span(np.minimum(a.low, b.low), np.minimum(a.high, b.high), a.nan | b.nan)


def greatest_or_nan(a: Span, b: Span) -> Span:
    """The larger; NaN wins."""
    return Span(np.maximum(a.low, b.low), np.maximum(a.high, b.high), a.nan | b.nan)


def choose(a: Span, b: Span) -> Span:
    """Either of the two."""
    return Span(np.minimum(a.low, b.low), np.maximum(a.high, b.high), a.nan | b.nan)


def _stepped(name: str) -> Callable[[Span], Span]:
    numeric = BY_NAME[name].numeric
    return lambda a: Span(np.asarray(numeric(a.low)), np.asarray(numeric(a.high)), a.nan)


def copysign(a: Span, b: Span) -> Span:
    """The magnitude of a, with either sign."""
    size = absolute(a)
    return Span(-size.high, size.high, a.nan)


def _rising(
    name: str,
    least: float = -np.inf,
    most: float = np.inf,
    values: tuple[float, float] = (-np.inf, np.inf),
) -> Callable[[Span], Span]:
    """A library function, increasing on its domain from `least` to `most`, with results within `values`."""
    numeric = BY_NAME[name].numeric

    def apply(a: Span) -> Span:
        low, high = np.clip(a.low, least, most), np.clip(a.high, least, most)
        nan = a.nan | (a.low < least) | (a.high > most)
        low, high = widened(np.asarray(numeric(low)), np.asarray(numeric(high)))
        return Span(np.maximum(low, values[0]), np.minimum(high, values[1]), nan)

    return apply


def _within(low: float, high: float, *, is_total: bool = False) -> Callable[..., Span]:
    """A function of which only the range is used."""

    def apply(*args: Span) -> Span:
        first = args[0]
        dtype = first.low.dtype
        shape = np.broadcast_shapes(*(arg.low.shape for arg in args))
        nan = np.zeros(shape, np.bool_) if is_total else np.ones(shape, np.bool_)
        for arg in args:
            nan = nan | arg.nan
        return Span(np.full(shape, low, dtype), np.full(shape, high, dtype), nan)

    return apply


def _wave(name: str) -> Callable[[Span], Span]:
    """Sine or cosine: it changes by no more than its argument does; NaN for infinities."""
    numeric = BY_NAME[name].numeric

    def apply(a: Span) -> Span:
        width = above(np.maximum(a.high / 2 - a.low / 2, 0))
        middle = a.low / 2 + a.high / 2
        value = np.asarray(numeric(middle))
        # Rounding moves the middle by at most one unit in the last place of the larger end.
        reach = width + LIBRARY * np.spacing(np.maximum(np.maximum(np.abs(a.low), np.abs(a.high)), 1))
        low, high = np.maximum(value - reach, -1), np.minimum(value + reach, 1)
        is_known = np.isfinite(value) & np.isfinite(reach)
        low, high = np.where(is_known, low, -1), np.where(is_known, high, 1)
        return Span(low.astype(a.low.dtype), high.astype(a.low.dtype), a.nan | a.holds_infinity)

    return apply


def arc_cosine(a: Span) -> Span:
    """Angles, decreasing; NaN beyond ±1."""
    numeric = BY_NAME["acos"].numeric
    low, high = np.clip(a.low, -1, 1), np.clip(a.high, -1, 1)
    bounds = widened(np.asarray(numeric(high)), np.asarray(numeric(low)))
    return Span(*bounds, a.nan | (a.low < -1) | (a.high > 1))


def hyperbolic_cosine(a: Span) -> Span:
    """At least 1, increasing with the magnitude of a."""
    numeric, size = BY_NAME["cosh"].numeric, absolute(a)
    return Span(*widened(np.asarray(numeric(size.low)), np.asarray(numeric(size.high))), a.nan)


def power_of(a: Floats, b: Floats) -> Floats:
    """The op `pow` on arrays of numbers."""
    return np.asarray(BY_NAME["pow"].numeric(a, b))


def power(a: Span, b: Span) -> Span:
    """Powers: for positive bases they lie between those at the corners; for other bases nothing is known."""
    anything = _within(-np.inf, np.inf)(a, b)
    low, high = widened(*_corners(power_of, (a.low, a.high), (b.low, b.high)))
    is_known = (a.low > 0) & np.isfinite(a.high) & np.isfinite(b.low) & np.isfinite(b.high)
    return Span(
        np.where(is_known, np.maximum(low, 0), anything.low).astype(a.low.dtype),
        np.where(is_known, high, anything.high).astype(a.low.dtype),
        anything.nan,
    )


def hypotenuse(a: Span, b: Span) -> Span:
    """Lengths: at least as long as either leg, at most as long as their sum."""
    one, other = absolute(a), absolute(b)
    low, high = widened(np.maximum(one.low, other.low), one.high + other.high)
    return Span(np.maximum(low, 0), high, a.nan | b.nan)


def integer_power(node: Expr, a: Span, _: Span) -> Span:
    """Powers with a constant integer exponent."""
    exponent = int(number_of(node.args[1]))
    if exponent % 2 == 0:
        return _power_of_one_sign(absolute(a), exponent, a.nan)
    positive, negative = (
        _power_of_one_sign(a, exponent, a.nan),
        _power_of_one_sign(negate(a), exponent, a.nan),
    )
    if exponent > 0:
        low, high = (
            np.where(a.low > 0, positive.low, -negative.high),
            np.where(a.high < 0, -negative.low, positive.high),
        )
        return Span(low.astype(a.low.dtype), high.astype(a.low.dtype), a.nan)
    low = np.where(a.low > 0, positive.low, np.where(a.high < 0, -negative.high, -np.inf))
    high = np.where(a.low > 0, positive.high, np.where(a.high < 0, -negative.low, np.inf))
    return Span(low.astype(a.low.dtype), high.astype(a.low.dtype), a.nan)


def _power_of_one_sign(a: Span, exponent: int, nan: Truths) -> Span:
    """Powers of nonnegative numbers; negative ones count as zero."""
    units = 2 * abs(exponent) + LIBRARY
    low, high = np.maximum(a.low, 0) ** abs(exponent), np.maximum(a.high, 0) ** abs(exponent)
    low, high = widened(low, high, units)
    low = np.maximum(low, 0)
    if exponent < 0:
        low, high = widened(1 / high, 1 / low)
    return Span(np.maximum(low, 0), high, nan)


FORWARD: dict[str, Callable[..., Span]] = {
    "add": add,
    "sub": subtract,
    "mul": multiply,
    "div": divide,
    "neg": negate,
    "select": choose,
    "abs": absolute,
    "sqrt": root,
    "rsqrt": lambda a: reciprocal(root(a)),
    "recip": reciprocal,
    "fma": fused,
    "min": least,
    "max": greatest,
    "minimum": least_or_nan,
    "maximum": greatest_or_nan,
    **{entry.name: _stepped(entry.name) for entry in ops_with("integer")},
    "copysign": copysign,
    "fmod": lambda a, b: Span(-absolute(a).high, absolute(a).high, np.ones(1, np.bool_)),
    "pow": power,
    "powi": integer_power,
    "hypot": hypotenuse,
    "cbrt": _rising("cbrt"),
    "exp": _rising("exp", values=(0.0, np.inf)),
    "exp2": _rising("exp2", values=(0.0, np.inf)),
    "expm1": _rising("expm1", values=(-1.0, np.inf)),
    "log": _rising("log", 0.0),
    "log2": _rising("log2", 0.0),
    "log10": _rising("log10", 0.0),
    "log1p": _rising("log1p", -1.0),
    "asin": _rising("asin", -1.0, 1.0),
    "atan": _rising("atan"),
    "sinh": _rising("sinh"),
    "tanh": _rising("tanh", values=(-1.0, 1.0)),
    "sin": _wave("sin"),
    "cos": _wave("cos"),
    "tan": _within(-np.inf, np.inf),
    "acos": arc_cosine,
    "atan2": _within(-3.1416, 3.1416, is_total=True),
    "cosh": hyperbolic_cosine,
}  # fmt: skip
