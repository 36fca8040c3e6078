"""Interval arithmetic over the reals, rounded outward, as compiled code (Moore, "Interval Analysis", 1966).

Bounds are binary64. An exact sum or product stays a point; any other result is widened by more than its
rounding error. Bounds of library functions, which may be off by a few units, are widened further.
"""

from __future__ import annotations

import math

from neurlang.kernels.compiled import inlined

ROUNDING, LIBRARY = 2.0**-52, 2.0**-48  # relative widening
SMALLEST, LARGEST = 5e-324, 1.7976931348623157e308
LARGEST_EXPONENT = 709.0  # exp of a larger one may overflow
SPLITTER = 134217729.0  # 2^27 + 1 (Veltkamp)


@inlined
def down(value: float, part: float) -> float:
    """A number below, by a fraction of the size; the largest number if a finite result overflowed."""
    if math.isinf(value):
        return min(value, LARGEST)
    return value - abs(value) * part - SMALLEST


@inlined
def up(value: float, part: float) -> float:
    """A number above, by a fraction of the size; the least number if a finite result overflowed."""
    if math.isinf(value):
        return max(value, -LARGEST)
    return value + abs(value) * part + SMALLEST


@inlined
def hull(low: float, high: float, part: float) -> tuple[float, float]:
    """The interval widened; the whole line if a bound is NaN."""
    if math.isnan(low) or math.isnan(high):
        return -math.inf, math.inf
    return down(low, part), up(high, part)


@inlined
def is_exact_sum(a: float, b: float) -> bool:
    """Whether a + b is not rounded (Knuth's two-sum)."""
    total = a + b
    rest = total - a
    return (a - (total - rest)) + (b - rest) == 0.0


@inlined
def is_exact_product(a: float, b: float) -> bool:
    """Whether a * b is not rounded (Dekker's product); False if that cannot be told, near the limits."""
    product = a * b
    if a == 0.0 or b == 0.0:
        return math.isfinite(product)
    if not 1e-250 < abs(product) < 1e250 or not 1e-250 < abs(a) < 1e250 or not 1e-250 < abs(b) < 1e250:
        return False
    high_a = SPLITTER * a - (SPLITTER * a - a)
    high_b = SPLITTER * b - (SPLITTER * b - b)
    low_a, low_b = a - high_a, b - high_b
    return ((high_a * high_b - product) + high_a * low_b + low_a * high_b) + low_a * low_b == 0.0


@inlined
def times(a: float, b: float) -> float:
    """A product of bounds: zero times infinity is zero."""
    return 0.0 if a == 0.0 or b == 0.0 else a * b


@inlined
def add(low: float, high: float, other_low: float, other_high: float) -> tuple[float, float]:
    """Sums."""
    least, most = low + other_low, high + other_high
    if low == high and other_low == other_high and is_exact_sum(low, other_low):
        return least, most
    lower, upper = hull(least, most, ROUNDING)
    if low >= 0.0 and other_low >= 0.0:
        lower = max(lower, 0.0)
    if high <= 0.0 and other_high <= 0.0:
        upper = min(upper, 0.0)
    return lower, upper


@inlined
def multiply(low: float, high: float, other_low: float, other_high: float) -> tuple[float, float]:
    """Products."""
    if low == high and other_low == other_high and is_exact_product(low, other_low):
        return low * other_low, low * other_low
    one, two = times(low, other_low), times(low, other_high)
    three, four = times(high, other_low), times(high, other_high)
    least, most = min(min(one, two), min(three, four)), max(max(one, two), max(three, four))
    lower, upper = hull(least, most, ROUNDING)
    # By the factors' signs: a product that underflows is a zero, of either sign.
    if (low >= 0.0 and other_low >= 0.0) or (high <= 0.0 and other_high <= 0.0):
        lower = max(lower, 0.0)
    if (low >= 0.0 and other_high <= 0.0) or (high <= 0.0 and other_low >= 0.0):
        upper = min(upper, 0.0)
    return lower, upper


@inlined
def reciprocal(low: float, high: float) -> tuple[float, float]:
    """Reciprocals; the whole line if zero is inside."""
    if low > 0.0:
        return max(down(1.0 / high, ROUNDING), 0.0), up(1.0 / low, ROUNDING)
    if high < 0.0:
        return down(1.0 / high, ROUNDING), min(up(1.0 / low, ROUNDING), 0.0)
    if low == 0.0 and high > 0.0:
        return max(down(1.0 / high, ROUNDING), 0.0), math.inf
    if high == 0.0 and low < 0.0:
        return -math.inf, min(up(1.0 / low, ROUNDING), 0.0)
    return -math.inf, math.inf


@inlined
def divide(low: float, high: float, other_low: float, other_high: float) -> tuple[float, float]:
    """Quotients."""
    if low == high and other_low == other_high and other_low != 0.0:
        quotient = low / other_low
        if is_exact_product(quotient, other_low) and quotient * other_low == low:
            return quotient, quotient
    below, above = reciprocal(other_low, other_high)
    return multiply(low, high, below, above)


@inlined
def root(low: float, high: float) -> tuple[float, float]:
    """Square roots of the part that is not negative."""
    least, most = math.sqrt(max(low, 0.0)), math.sqrt(max(high, 0.0))
    if low == high and low >= 0.0 and is_exact_product(least, least) and least * least == low:
        return least, least
    return max(down(least, ROUNDING), 0.0), up(most, ROUNDING)


@inlined
def absolute(low: float, high: float) -> tuple[float, float]:
    """Sizes."""
    if low >= 0.0:
        return low, high
    if high <= 0.0:
        return -high, -low
    return 0.0, max(-low, high)


@inlined
def exponential(value: float) -> float:
    """E to a bound; infinite instead of an exception if it is too large."""
    if value > LARGEST_EXPONENT:
        return math.inf
    return math.exp(value)


@inlined
def logarithm(value: float) -> float:
    """The logarithm of a bound, -inf if there is none."""
    return math.log(value) if value > 0.0 else -math.inf
