"""Interval arithmetic of the ops in floating point, forward and backward, over arrays of intervals.

A span bounds a floating-point result: a number between `low` and `high`, or NaN if `nan` is true. Rounding is
monotone, so the bounds of + − × ÷ and sqrt are the op's own results at corners. Backward, a rounded result
stands for all reals up to its neighbours, and the bounds computed from them are rounded outwards once more.
Library functions are assumed to be accurate within `LIBRARY` units in the last place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.expr.dag import Expr, number_of
from neurlang.kernels.expr.ops import BY_NAME

Floats = NDArray[Any]  # of one floating type
Truths = NDArray[np.bool_]
Bounds = tuple[Floats, Floats]

LIBRARY = 16  # units in the last place
ROOT = 1024  # units for a power 1/n: the rounding error of 1/n is multiplied by the logarithm of the base


class Span(NamedTuple):
    """Bounds of a result: a number between `low` and `high`, or NaN if `nan` is true."""

    low: Floats
    high: Floats
    nan: Truths

    @staticmethod
    def whole(dtype: np.dtype[Any]) -> Span:
        """Any number, or NaN."""
        return Span(np.full(1, -np.inf, dtype), np.full(1, np.inf, dtype), np.ones(1, np.bool_))

    @property
    def holds_zero(self) -> Truths:
        """Whether zero is among the numbers."""
        return np.asarray((self.low <= 0) & (self.high >= 0))

    @property
    def holds_infinity(self) -> Truths:
        """Whether an infinity is among the numbers."""
        return np.isinf(self.low) | np.isinf(self.high)


def below(values: Floats) -> Floats:
    """The next lower numbers of the type."""
    return np.asarray(np.nextafter(values, values.dtype.type(-np.inf)))


def above(values: Floats) -> Floats:
    """The next higher numbers of the type."""
    return np.asarray(np.nextafter(values, values.dtype.type(np.inf)))


def outward(low: Floats, high: Floats) -> Bounds:
    """The bounds one step wider; a NaN bound becomes infinite."""
    return below(np.where(np.isnan(low), -np.inf, low).astype(low.dtype)), above(
        np.where(np.isnan(high), np.inf, high).astype(high.dtype)
    )


def loosened(low: Floats, high: Floats, units: float = LIBRARY) -> Bounds:
    """The bounds wider by `units` in the last place; a NaN bound becomes infinite."""
    part = units * np.finfo(low.dtype).eps
    wide_low = np.where(np.isinf(low), low, low - np.abs(low) * part).astype(low.dtype)
    wide_high = np.where(np.isinf(high), high, high + np.abs(high) * part).astype(high.dtype)
    return outward(wide_low, wide_high)


def unrounded(span: Span) -> Bounds:
    """Bounds of the reals that may round to the span."""
    return below(span.low), above(span.high)


def hull_of(*bounds: Bounds) -> Bounds:
    """The smallest bounds around all that are not empty; empty if all are."""
    lows = [np.where(low <= high, low, np.inf).astype(low.dtype) for low, high in bounds]
    highs = [np.where(low <= high, high, -np.inf).astype(low.dtype) for low, high in bounds]
    low, high = lows[0], highs[0]
    for other_low, other_high in zip(lows[1:], highs[1:], strict=True):
        low, high = np.minimum(low, other_low), np.maximum(high, other_high)
    return low, high


def meet(bounds: Bounds, span: Span) -> Bounds:
    """The intersection."""
    return np.maximum(bounds[0], span.low), np.minimum(bounds[1], span.high)


# Forward


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


def _one(a: Span) -> Span:
    one = np.ones(1, a.low.dtype)
    return Span(one, one, np.zeros(1, np.bool_))


def reciprocal(a: Span) -> Span:
    """1 / a."""
    return divide(_one(a), a)


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
        low, high = loosened(np.asarray(numeric(low)), np.asarray(numeric(high)))
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
    bounds = loosened(np.asarray(numeric(high)), np.asarray(numeric(low)))
    return Span(*bounds, a.nan | (a.low < -1) | (a.high > 1))


def hyperbolic_cosine(a: Span) -> Span:
    """At least 1, increasing with the magnitude of a."""
    numeric, size = BY_NAME["cosh"].numeric, absolute(a)
    return Span(*loosened(np.asarray(numeric(size.low)), np.asarray(numeric(size.high))), a.nan)


def power_of(a: Floats, b: Floats) -> Floats:
    """The op `pow` on arrays of numbers."""
    return np.asarray(BY_NAME["pow"].numeric(a, b))


def power(a: Span, b: Span) -> Span:
    """Powers: for positive bases they lie between those at the corners; for other bases nothing is known."""
    anything = _within(-np.inf, np.inf)(a, b)
    low, high = loosened(*_corners(power_of, (a.low, a.high), (b.low, b.high)))
    is_known = (a.low > 0) & np.isfinite(a.high) & np.isfinite(b.low) & np.isfinite(b.high)
    return Span(
        np.where(is_known, np.maximum(low, 0), anything.low).astype(a.low.dtype),
        np.where(is_known, high, anything.high).astype(a.low.dtype),
        anything.nan,
    )


def hypotenuse(a: Span, b: Span) -> Span:
    """Lengths: at least as long as either leg, at most as long as their sum."""
    one, other = absolute(a), absolute(b)
    low, high = loosened(np.maximum(one.low, other.low), one.high + other.high)
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
    low, high = loosened(low, high, units)
    low = np.maximum(low, 0)
    if exponent < 0:
        low, high = loosened(1 / high, 1 / low)
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
    **{name: _stepped(name) for name in ("floor", "ceil", "trunc", "round", "rint")},
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

# Backward: from the spans of the result and the arguments, new bounds of the arguments, or None


def _reals(span: Span) -> Span:
    low, high = unrounded(span)
    return Span(low, high, span.nan)


def add_back(result: Span, a: Span, b: Span) -> tuple[Bounds, Bounds]:
    """From a + b: a = result - b, b = result - a."""
    reals = _reals(result)
    one, other = subtract(reals, b), subtract(reals, a)
    return outward(one.low, one.high), outward(other.low, other.high)


def subtract_back(result: Span, a: Span, b: Span) -> tuple[Bounds, Bounds]:
    """From a - b: a = result + b, b = a - result."""
    reals = _reals(result)
    one, other = add(reals, b), subtract(a, reals)
    return outward(one.low, one.high), outward(other.low, other.high)


def _quotient(a: Span, b: Span, target: Span) -> Bounds:
    """The numbers q of the target with q * x in a for some x in b: the hull of two pieces if b has both signs."""
    if (b.low > 0).all() or (b.high < 0).all():
        return meet(_by_one_sign(a, (b.low, b.high)), target)
    positive = np.maximum(b.low, 0), b.high
    negative = b.low, np.minimum(b.high, 0)
    pieces = []
    for (low, high), is_empty in ((negative, b.low >= 0), (positive, b.high <= 0)):
        piece = meet(_by_one_sign(a, (low, high)), target)
        pieces.append((np.where(is_empty, np.inf, piece[0]).astype(low.dtype), piece[1]))
    cut = hull_of(*pieces)
    is_free = a.holds_zero & b.holds_zero
    return (
        np.where(is_free, target.low, cut[0]).astype(b.low.dtype),
        np.where(is_free, target.high, cut[1]).astype(b.low.dtype),
    )


def _by_one_sign(a: Span, b: Bounds) -> Bounds:
    """Quotients a / b for b of one sign; a bound of b may be 0, where they grow without limit."""
    results = []
    for divisor in b:
        sign = np.where(b[0] < 0, -1.0, 1.0)
        for number in (a.low, a.high):
            item = number / np.where(divisor == 0, 0.0 * sign, divisor).astype(number.dtype)
            results.append(item)
    clash = np.isnan(results[0])
    low, high = results[0], results[0]
    for item in results[1:]:
        clash = clash | np.isnan(item)
        low, high = np.minimum(low, item), np.maximum(high, item)
    dtype = low.dtype
    low = np.where(clash, -np.inf, low).astype(dtype)
    return outward(low, np.where(clash, np.inf, high).astype(dtype))


def multiply_back(result: Span, a: Span, b: Span) -> tuple[Bounds, Bounds]:
    """From a * b: a = result / b, b = result / a."""
    reals = _reals(result)
    return _quotient(reals, b, a), _quotient(reals, a, b)


def square_back(result: Span, a: Span) -> Bounds:
    """From a * a: a = ±sqrt(result)."""
    reals = _reals(result)
    low, high = np.sqrt(np.maximum(reals.low, 0)), np.sqrt(np.maximum(reals.high, 0))
    low, high = outward(low, high)
    return _either_sign(np.maximum(low, 0), np.where(reals.high < 0, -np.inf, high).astype(high.dtype), a)


def _either_sign(low: Floats, high: Floats, a: Span) -> Bounds:
    return hull_of(meet((-high, -low), a), meet((low, high), a))


def divide_back(result: Span, a: Span, b: Span) -> tuple[Bounds, Bounds]:
    """From a / b: a = result * b, b = a / result. Dividing any number by 0 may return an infinity."""
    reals = _reals(result)
    product = multiply(reals, b)
    low, high = outward(product.low, product.high)
    is_free = b.holds_zero & reals.holds_infinity | (b.holds_infinity & reals.holds_zero)
    low, high = np.where(is_free, -np.inf, low).astype(low.dtype), np.where(is_free, np.inf, high)
    one = low, high.astype(low.dtype)
    return one, _quotient(a, reals, b)


def root_back(result: Span, a: Span) -> tuple[Bounds]:
    """From sqrt(a): a is the square of the result and nonnegative."""
    low, high = unrounded(result)
    low, high = outward(np.maximum(low, 0) ** 2, np.maximum(high, 0) ** 2)
    return ((np.maximum(low, 0), high),)


def fused_back(result: Span, a: Span, b: Span, c: Span) -> tuple[Bounds, Bounds, Bounds]:
    """From a * b + c."""
    product = multiply(a, b)
    wide = Span(*outward(product.low, product.high), product.nan)
    back, last = add_back(result, wide, c)
    reals = Span(*outward(*back), result.nan)
    return _quotient(reals, b, a), _quotient(reals, a, b), last


def absolute_back(result: Span, a: Span) -> tuple[Bounds]:
    """From abs(a)."""
    return (_either_sign(np.maximum(result.low, 0), result.high, a),)


def least_back(result: Span, a: Span, b: Span) -> tuple[Bounds, Bounds]:
    """From min(a, b): neither is below the result, and one is not above it. If either may be NaN, nothing is known."""
    is_open = a.nan | b.nan
    bounds = []
    for one, other in ((a, b), (b, a)):
        low = np.where(is_open, one.low, np.maximum(one.low, result.low)).astype(one.low.dtype)
        is_the_one = ~is_open & (other.low > result.high)
        high = np.where(is_the_one, np.minimum(one.high, result.high), one.high).astype(one.low.dtype)
        bounds.append((low, high))
    return bounds[0], bounds[1]


def greatest_back(result: Span, a: Span, b: Span) -> tuple[Bounds, Bounds]:
    """From max(a, b)."""
    one, other = least_back(negate(result), negate(a), negate(b))
    return (-one[1], -one[0]), (-other[1], -other[0])


def _stepped_back(down: float, up: float) -> Callable[[Span, Span], tuple[Bounds]]:
    """From a rounding to an integer: a is at most `down` below the result and at most `up` above it."""
    return lambda result, a: (
        outward(result.low - a.low.dtype.type(down), result.high + a.low.dtype.type(up)),
    )


def _rising_back(
    inverse: Callable[[Floats], Floats], least: float, most: float
) -> Callable[..., tuple[Bounds]]:
    """From an increasing library function with results from `least` to `most`, where its inverse is infinite."""

    def apply(result: Span, a: Span) -> tuple[Bounds]:
        low, high = loosened(result.low, result.high)
        bottom = np.where(low <= least, -np.inf, inverse(np.clip(low, least, most)))
        top = np.where(high >= most, np.inf, inverse(np.clip(high, least, most)))
        dtype = low.dtype
        return (loosened(bottom.astype(dtype), top.astype(dtype)),)

    return apply


def hypotenuse_back(result: Span, a: Span, b: Span) -> tuple[Bounds, Bounds]:
    """From hypot(a, b): neither leg is longer than the result."""
    _, high = loosened(result.low, result.high)
    return (-high, high), (-high, high)


def integer_power_back(node: Expr, result: Span, a: Span, _: Span) -> tuple[Bounds | None, None]:
    """From a power with a positive integer exponent: roots. Exponent 0 says nothing about a: even NaN to it is 1."""
    exponent = int(number_of(node.args[1]))
    if exponent <= 0:
        return None, None
    low, high = loosened(result.low, result.high, 2 * exponent + LIBRARY)
    low, high = (_real_root(bound, exponent) for bound in (low, high))
    if exponent % 2:
        return loosened(low, high, ROOT), None
    low, high = loosened(np.maximum(low, 0), high, ROOT)
    return _either_sign(np.maximum(low, 0), high, a), None


def _real_root(values: Floats, exponent: int) -> Floats:
    dtype = values.dtype
    sizes = np.abs(values.astype(np.float64)) ** (1.0 / exponent)
    return np.copysign(sizes, values).astype(dtype)


BACKWARD: dict[str, Callable[..., tuple[Bounds | None, ...]]] = {
    "add": add_back,
    "sub": subtract_back,
    "mul": multiply_back,
    "div": divide_back,
    "neg": lambda result, a: ((-result.high, -result.low),),
    "abs": absolute_back,
    "sqrt": root_back,
    "recip": lambda result, a: (divide_back(result, _one(a), a)[1],),
    "fma": fused_back,
    "min": least_back,
    "max": greatest_back,
    "minimum": least_back,
    "maximum": greatest_back,
    "floor": _stepped_back(0, 1),
    "ceil": _stepped_back(1, 0),
    "trunc": _stepped_back(1, 1),
    "round": _stepped_back(1, 1),
    "rint": _stepped_back(1, 1),
    "powi": integer_power_back,
    "hypot": hypotenuse_back,
    "cbrt": _rising_back(lambda z: z**3, -np.inf, np.inf),
    "exp": _rising_back(np.log, 0.0, np.inf),
    "exp2": _rising_back(np.log2, 0.0, np.inf),
    "expm1": _rising_back(np.log1p, -1.0, np.inf),
    "log": _rising_back(np.exp, -np.inf, np.inf),
    "log2": _rising_back(np.exp2, -np.inf, np.inf),
    "log10": _rising_back(lambda z: np.power(10.0, z), -np.inf, np.inf),
    "log1p": _rising_back(np.expm1, -np.inf, np.inf),
    "sinh": _rising_back(np.arcsinh, -np.inf, np.inf),
    "tanh": _rising_back(np.arctanh, -1.0, 1.0),
}
