"""The spans of arguments, from those of the result: what each op's arguments can be.

A rounded result stands for all reals up to its neighbours, and the bounds computed from them are rounded outwards
once more. Each rule returns new bounds of the arguments, or None for an argument about which the result says nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from neurlang.kernels.expr.dag import Expr, number_of
from neurlang.kernels.expr.domains.forward_spans import add, multiply, negate, one_like, subtract
from neurlang.kernels.expr.domains.spans import (
    LIBRARY,
    Bounds,
    Floats,
    Span,
    hull,
    intersection,
    outward,
    unrounded,
    widened,
)

ROOT = 1024  # units for a power 1/n: the rounding error of 1/n is multiplied by the logarithm of the base


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
        return intersection(_by_one_sign(a, (b.low, b.high)), target)
    positive = np.maximum(b.low, 0), b.high
    negative = b.low, np.minimum(b.high, 0)
    pieces = []
    for (low, high), is_empty in ((negative, b.low >= 0), (positive, b.high <= 0)):
        piece = intersection(_by_one_sign(a, (low, high)), target)
        pieces.append((np.where(is_empty, np.inf, piece[0]).astype(low.dtype), piece[1]))
    cut = hull(*pieces)
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
    return hull(intersection((-high, -low), a), intersection((low, high), a))


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
        low, high = widened(result.low, result.high)
        bottom = np.where(low <= least, -np.inf, inverse(np.clip(low, least, most)))
        top = np.where(high >= most, np.inf, inverse(np.clip(high, least, most)))
        dtype = low.dtype
        return (widened(bottom.astype(dtype), top.astype(dtype)),)

    return apply


def hypotenuse_back(result: Span, a: Span, b: Span) -> tuple[Bounds, Bounds]:
    """From hypot(a, b): neither leg is longer than the result."""
    _, high = widened(result.low, result.high)
    return (-high, high), (-high, high)


def integer_power_back(node: Expr, result: Span, a: Span, _: Span) -> tuple[Bounds | None, None]:
    """From a power with a positive integer exponent: roots. Exponent 0 says nothing about a: even NaN to it is 1."""
    exponent = int(number_of(node.args[1]))
    if exponent <= 0:
        return None, None
    low, high = widened(result.low, result.high, 2 * exponent + LIBRARY)
    low, high = (_real_root(bound, exponent) for bound in (low, high))
    if exponent % 2:
        return widened(low, high, ROOT), None
    low, high = widened(np.maximum(low, 0), high, ROOT)
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
    "recip": lambda result, a: (divide_back(result, one_like(a), a)[1],),
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
