"""Arrays of double-doubles with a bound on their absolute error: arithmetic, comparison, choice.

A value is hi + lo, two binary64 numbers, |lo| at most half a unit in the last place of hi. `error` bounds the
distance to the exact value; it is NaN if this arithmetic cannot bound it (overflow, a pole, a tie): such a point
is in doubt, and so is every result that depends on it. Bounds of single operations: at least twice those of
Joldes, Muller & Popescu 2017.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.expr.values.float_meaning import two_product, two_sum

Doubles = NDArray[np.float64]
Truths = NDArray[np.bool_]

SUM_BOUND, PRODUCT_BOUND, QUOTIENT_BOUND, ROOT_BOUND = 2.0**-102, 2.0**-100, 2.0**-96, 2.0**-96
UNDERFLOW = 2.0**-1000  # bounds what a product loses to underflow
ROUNDING = 1 + 2.0**-40  # covers the rounding of the bounds themselves


@dataclass(frozen=True, slots=True)
class DoubleDouble:
    """An array of values hi + lo, each within `error` of the exact value."""

    hi: Doubles
    lo: Doubles
    error: Doubles


@dataclass(frozen=True, slots=True)
class Truth:
    """An array of truth values, and which of them are in doubt."""

    value: Truths
    doubt: Truths


def exact_double(value: Any) -> DoubleDouble:  # noqa: ANN401
    """Numbers without error; NaN and infinities are in doubt."""
    hi = np.asarray(value, np.float64)
    return DoubleDouble(hi, np.zeros_like(hi), np.where(np.isfinite(hi), 0.0, np.nan))


def pair(hi: float, lo: float, error: float) -> DoubleDouble:
    """A constant as a sum of two doubles."""
    return DoubleDouble(np.asarray(hi), np.asarray(lo), np.asarray(error))


def _normal(hi: Doubles, lo: Doubles, error: Doubles) -> DoubleDouble:
    total = hi + lo
    return DoubleDouble(total, lo - (total - hi), np.where(np.isfinite(total), error * ROUNDING, np.nan))


def add(a: DoubleDouble, b: DoubleDouble) -> DoubleDouble:
    """The sum, by the accurate algorithm, whose relative error is bounded even under cancellation."""
    high, high_rest = two_sum(a.hi, b.hi)
    low, low_rest = two_sum(a.lo, b.lo)
    first = high + (high_rest + low)
    rest = (high_rest + low) - (first - high) + low_rest
    return _normal(first, rest, a.error + b.error + SUM_BOUND * np.abs(first))


def negate(a: DoubleDouble) -> DoubleDouble:
    """The negated number."""
    return DoubleDouble(-a.hi, -a.lo, a.error)


def subtract(a: DoubleDouble, b: DoubleDouble) -> DoubleDouble:
    """The difference."""
    return add(a, negate(b))


def absolute(a: DoubleDouble) -> DoubleDouble:
    """The number without its sign."""
    sign = np.where(a.hi < 0, -1.0, 1.0)
    return DoubleDouble(a.hi * sign, a.lo * sign, a.error)


def multiply(a: DoubleDouble, b: DoubleDouble) -> DoubleDouble:
    """The product; exactly zero if a factor is."""
    product, rest = two_product(a.hi, b.hi)
    rest = rest + (a.hi * b.lo + a.lo * b.hi)
    carried = np.abs(a.hi) * b.error + np.abs(b.hi) * a.error + a.error * b.error
    own = np.where((a.hi == 0) | (b.hi == 0), 0.0, PRODUCT_BOUND * np.abs(product) + UNDERFLOW)
    return _normal(product, rest, carried * 1.001 + own)


def scale(a: DoubleDouble, factor: float | Doubles) -> DoubleDouble:
    """The value times a power of two."""
    lost = np.where(a.hi == 0, 0.0, UNDERFLOW)
    return DoubleDouble(a.hi * factor, a.lo * factor, a.error * factor + lost)


def divide(a: DoubleDouble, b: DoubleDouble) -> DoubleDouble:
    """The quotient, with two corrections; in doubt if the divisor may be zero."""
    first = a.hi / b.hi
    rest = subtract(a, multiply(b, exact_double(first)))
    second = rest.hi / b.hi
    rest = subtract(rest, multiply(b, exact_double(second)))
    result = add(DoubleDouble(*two_sum(first, second), np.zeros_like(first)), exact_double(rest.hi / b.hi))
    margin = np.abs(b.hi) - b.error
    carried = (a.error + np.abs(first) * b.error) * 1.001 / margin
    error = carried + QUOTIENT_BOUND * np.abs(first) + np.where(a.hi == 0, 0.0, UNDERFLOW / margin)
    return DoubleDouble(result.hi, result.lo, np.where((margin > 0) & np.isfinite(first), error, np.nan))


def sqrt(a: DoubleDouble) -> DoubleDouble:
    """The square root (Karp & Markstein 1997); in doubt near zero, except at zero itself."""
    guess = 1 / np.sqrt(a.hi)
    root = a.hi * guess
    rest = subtract(a, DoubleDouble(*two_product(root, root), np.zeros_like(root)))
    result = _normal(root, rest.hi * guess * 0.5, a.error / root + ROOT_BOUND * root + UNDERFLOW)
    is_zero = (a.hi == 0) & (a.error == 0)
    is_clear = (a.error < a.hi * 0.5) & (a.hi > UNDERFLOW)
    return DoubleDouble(
        np.where(is_zero, 0.0, result.hi),
        np.where(is_zero, 0.0, result.lo),
        np.where(is_zero, 0.0, np.where(is_clear, result.error, np.nan)),
    )


def _chosen(first: Truths, a: DoubleDouble, b: DoubleDouble, error: Doubles) -> DoubleDouble:
    return DoubleDouble(np.where(first, a.hi, b.hi), np.where(first, a.lo, b.lo), error)


def minimum(a: DoubleDouble, b: DoubleDouble) -> DoubleDouble:
    """The smaller; its error is at most the larger of the two errors. In doubt if the difference overflows."""
    difference = subtract(a, b)
    error = np.where(np.isfinite(difference.hi), np.maximum(a.error, b.error), np.nan)
    return _chosen(difference.hi < 0, a, b, error)


def maximum(a: DoubleDouble, b: DoubleDouble) -> DoubleDouble:
    """The larger. In doubt if the difference overflows."""
    difference = subtract(a, b)
    error = np.where(np.isfinite(difference.hi), np.maximum(a.error, b.error), np.nan)
    return _chosen(difference.hi > 0, a, b, error)


def _doubt_of_sign(a: DoubleDouble) -> Truths:
    """Where the exact value may have another sign than `a`."""
    return np.asarray(~((np.abs(a.hi) > a.error * 1.001) | (a.error == 0)))


def less(a: DoubleDouble, b: DoubleDouble) -> Truth:
    """Whether a < b."""
    difference = subtract(a, b)
    return Truth(difference.hi < 0, _doubt_of_sign(difference))


def greater(a: DoubleDouble, b: DoubleDouble) -> Truth:
    """Whether a > b."""
    return less(b, a)


def opposite(a: Truth) -> Truth:
    """Not a."""
    return Truth(~a.value, a.doubt)


def at_most(a: DoubleDouble, b: DoubleDouble) -> Truth:
    """Whether a <= b."""
    return opposite(less(b, a))


def at_least(a: DoubleDouble, b: DoubleDouble) -> Truth:
    """Whether a >= b."""
    return opposite(less(a, b))


def equal(a: DoubleDouble, b: DoubleDouble) -> Truth:
    """Whether a == b."""
    difference = subtract(a, b)
    return Truth(difference.hi == 0, _doubt_of_sign(difference))


def unequal(a: DoubleDouble, b: DoubleDouble) -> Truth:
    """Whether a != b."""
    return opposite(equal(a, b))


def both(a: Truth, b: Truth) -> Truth:
    """Whether a and b hold; in doubt if either is."""
    return Truth(a.value & b.value, a.doubt | b.doubt)


def either(a: Truth, b: Truth) -> Truth:
    """Whether a or b holds; in doubt if either is."""
    return Truth(a.value | b.value, a.doubt | b.doubt)


def select(condition: Truth, a: DoubleDouble, b: DoubleDouble) -> DoubleDouble:
    """The first if the condition holds, else the second."""
    error = np.where(condition.value, a.error, b.error)
    return _chosen(condition.value, a, b, np.where(condition.doubt, np.nan, error))


def floor(a: DoubleDouble) -> DoubleDouble:
    """The largest integer not above a; in doubt if the error reaches an integer, or beyond 2^52."""
    whole = np.floor(a.hi)
    low = np.where(whole == a.hi, np.floor(a.lo), 0.0)
    fraction = (a.hi - whole) + (a.lo - low)
    is_clear = (np.minimum(fraction, 1 - fraction) > a.error * 1.001 + 2.0**-50) | (a.error == 0)
    result = _normal(whole, low, np.zeros_like(whole))
    return DoubleDouble(result.hi, result.lo, np.where(is_clear & (np.abs(a.hi) < 2.0**52), 0.0, np.nan))


def ceil(a: DoubleDouble) -> DoubleDouble:
    """The smallest integer not below a."""
    return negate(floor(negate(a)))


def trunc(a: DoubleDouble) -> DoubleDouble:
    """The integer part."""
    return _chosen(a.hi < 0, ceil(a), floor(a), np.where(a.hi < 0, ceil(a).error, floor(a).error))


def nearest_integer(a: DoubleDouble) -> DoubleDouble:
    """The nearest integer; ties are in doubt, so both rounding rules for ties can use this."""
    shifted = add(a, exact_double(0.5))
    result = floor(shifted)
    is_tie = (shifted.hi == np.floor(shifted.hi)) & (shifted.lo == 0)
    return DoubleDouble(result.hi, result.lo, np.where(is_tie, np.nan, result.error))


def copysign(a: DoubleDouble, b: DoubleDouble) -> DoubleDouble:
    """The magnitude of a with the sign of b; in doubt if b may be zero."""
    size = absolute(a)
    sign = np.where(b.hi < 0, -1.0, 1.0)
    doubt = (b.hi == 0) | _doubt_of_sign(b)
    return DoubleDouble(size.hi * sign, size.lo * sign, np.where(doubt, np.nan, size.error))


def remainder(a: DoubleDouble, b: DoubleDouble) -> DoubleDouble:
    """The remainder a - b * trunc(a / b)."""
    return subtract(a, multiply(b, trunc(divide(a, b))))


def fused(a: DoubleDouble, b: DoubleDouble, c: DoubleDouble) -> DoubleDouble:
    """The sum a * b + c."""
    return add(multiply(a, b), c)


def reciprocal(a: DoubleDouble) -> DoubleDouble:
    """The quotient 1 / a."""
    return divide(exact_double(np.ones_like(a.hi)), a)


def integer_power(a: DoubleDouble, exponent: int) -> DoubleDouble:
    """The integer power, by squaring."""
    result = exact_double(np.ones_like(a.hi))
    factor, rest = a, abs(exponent)
    while rest:
        result = multiply(result, factor) if rest & 1 else result
        rest >>= 1
        factor = multiply(factor, factor) if rest else factor
    return reciprocal(result) if exponent < 0 else result
