"""Ranges of computed sums, products, quotients and roots, as IEEE 754 rounds to nearest.

Rounding is monotone, so the ends of a range are the rounded results at ends of the arguments' ranges, and no
widening is needed. The exception is a product that may be fused into a sum, which is rounded once instead of
twice; its range covers both.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from neurlang.kernels.accuracy.intervals.ends import Doubles, Ends, Flags, Interval, greatest_size, least_size
from neurlang.kernels.accuracy.intervals.float_range import FloatRange
from neurlang.kernels.accuracy.intervals.formats import Format

SPLIT = 134217729.0  # 2^27 + 1
SLACK = 1.0 + 2.0**-40  # covers the rounding errors of the bounds of `lost`, which are computed in binary64


def constant_range(value: float, count: int, kind: Format) -> FloatRange:
    """A constant, rounded to the type."""
    rounded = kind.rounded(np.full(count, value))
    is_tiny = abs(value) < kind.normal
    return range_from(
        (rounded, rounded),
        kind,
        may_nan=np.isnan(rounded),
        never_finite=~np.isfinite(rounded),
        may_overflow=np.isinf(rounded),
        lost=np.abs(rounded - value) if is_tiny else np.zeros(count),
        beyond=np.full(count, abs(value)),
    )


def input_range(low: Doubles, high: Doubles, kind: Format) -> FloatRange:
    """An input, which is a finite number."""
    return range_from((low, high), kind, lost=np.zeros(len(low)))


def range_from(
    ends: Ends,
    kind: Format,
    *,
    args: tuple[FloatRange, ...] = (),
    may_nan: Flags | None = None,
    never_finite: Flags | None = None,
    may_overflow: Flags | None = None,
    may_underflow: Flags | None = None,
    lost: Doubles,
    beyond: Doubles | None = None,
    addend: Doubles | None = None,
) -> FloatRange:
    """A range from ends that are NaN if nothing is known; the flags of the arguments are passed on.

    `may_nan` covers NaN that arises here, `never_finite` what follows from arguments that are not finite.
    `may_overflow` says where finite arguments can produce an infinity or NaN. `beyond` is what infinite arguments pass
    on; overflow that happens here is handled by this function. `addend` is the least size of the greater addend of a
    sum. A loss within machine epsilon of the result or of an addend counts as a relative error, not as a loss.
    """
    none = np.zeros(len(ends[0]), np.bool_)
    new_nan = none if may_nan is None else may_nan
    never = none if never_finite is None else never_finite
    low, high = np.where(np.isnan(ends[0]), -np.inf, ends[0]), np.where(np.isnan(ends[1]), np.inf, ends[1])
    may_inf = np.isinf(low) | np.isinf(high)
    lost = np.where(np.isnan(lost), np.inf, lost * SLACK)
    scale = least_size(low, high) if addend is None else np.maximum(least_size(low, high), addend)
    lost = np.where(lost <= kind.epsilon * scale, 0.0, lost)
    size = kind.greatest * (1 - 2.0**-20) - lost
    size = size if beyond is None else np.minimum(size, beyond / SLACK)
    return FloatRange(
        low,
        high,
        np.logical_or.reduce([new_nan, *(arg.may_nan for arg in args)]),
        never | (low == np.inf) | (high == -np.inf),
        none if may_overflow is None else may_overflow,
        none if may_underflow is None else may_underflow,
        lost,
        np.where(may_inf, np.where(size > 0, size, 0.0), np.inf),
    )


def add(a: FloatRange, b: FloatRange, kind: Format, *, is_same: bool = False) -> FloatRange:
    """Sums. A subnormal sum is exact (Hauser 1996), so only fusing can lose something."""
    low, high = kind.rounded(a.low + b.low), kind.rounded(a.high + b.high)
    lost = a.lost + b.lost
    clash = ((a.low == -np.inf) & (b.high == np.inf)) | ((a.high == np.inf) & (b.low == -np.inf))
    if is_same:
        clash = np.zeros_like(clash)
    for product, addend in ((a, b), (b, a)):
        if product.factors is not None and not is_same:
            low, high = fused_ends((low, high), unrounded(product, kind), addend, kind)
            lost = lost + np.where(least_size(low, high) <= kind.normal, kind.smallest, 0.0)
    one_sign = ((a.low >= 0) & (b.low >= 0)) | ((a.high <= 0) & (b.high <= 0))
    apart = np.minimum(a.beyond - b.greatest - b.lost, b.beyond - a.greatest - a.lost)
    beyond = np.where(one_sign, np.minimum(a.beyond, b.beyond) - lost, apart)
    most = kind.rounded(finite_size(a, kind) + finite_size(b, kind))
    return range_from(
        (low, high),
        kind,
        args=(a, b),
        may_nan=clash,
        never_finite=a.is_never_finite | b.is_never_finite,
        may_overflow=np.isinf(most) & (np.isinf(low) | np.isinf(high)),
        lost=lost,
        addend=np.maximum(a.least, b.least),
        beyond=positive(beyond),
    )


def finite_size(a: FloatRange, kind: Format) -> Doubles:
    """The least size of the finite values, capped at the greatest number of the type."""
    return np.minimum(a.greatest, kind.greatest)


def fused_ends(ends: Ends, product: Ends, addend: FloatRange, kind: Format) -> Ends:
    """The ends of a sum widened to include those of the fused sum."""
    low, high = product[0] + addend.low, product[1] + addend.high
    if kind.dtype == "f32":
        # The product is exact in binary64, but the sum is rounded there before it is rounded to the type.
        low = np.where(product[0] == 0, low, np.nextafter(low, -np.inf))
        high = np.where(product[1] == 0, high, np.nextafter(high, np.inf))
    low, high = kind.rounded(low), kind.rounded(high)
    return np.fmin(ends[0], low), np.fmax(ends[1], high)


def positive(values: Doubles) -> Doubles:
    """Bounds with 0 in place of negative numbers and NaN."""
    return np.where(values > 0, values, 0.0)


def negate(a: FloatRange) -> FloatRange:
    """The opposite; a product stays a product, as code fuses its sign as well."""
    none = np.zeros_like(a.may_nan)
    return FloatRange(
        -a.high,
        -a.low,
        a.may_nan,
        a.is_never_finite,
        none,
        none,
        a.lost,
        a.beyond,
        a.factors,
        not a.is_opposite,
    )


def times(a: Doubles, b: Doubles) -> Doubles:
    """Products of ends: zero times infinity is zero, as the NaN is recorded separately."""
    return np.where((a == 0) | (b == 0), 0.0, a * b)


def over(a: Doubles, b: Doubles) -> Doubles:
    """Quotients of ends: infinity over infinity is zero, as the NaN is recorded separately."""
    return np.where(np.isinf(a) & np.isinf(b), 0.0, a / b)


def corners(a: FloatRange, b: FloatRange, function: Callable[[Doubles, Doubles], Doubles]) -> Ends:
    """The least and the greatest result at the four corners."""
    found = function(np.stack((a.low, a.low, a.high, a.high)), np.stack((b.low, b.high, b.low, b.high)))
    return found.min(axis=0), found.max(axis=0)


def tiny_loss(ends: Ends, is_exact: Flags, kind: Format) -> tuple[Doubles, Flags]:
    """The most that rounding to a subnormal number can lose, and where this can happen."""
    may = (least_size(*ends) <= kind.normal) & ~is_exact
    return np.where(may, kind.smallest, 0.0), may


def multiply(a: FloatRange, b: FloatRange, kind: Format, *, is_same: bool = False) -> FloatRange:
    """Products; a number times itself is not negative."""
    real = (times(a.least, a.least), times(a.greatest, a.greatest)) if is_same else corners(a, b, times)
    ends = kind.rounded(real[0]), kind.rounded(real[1])
    clash = (a.has_zero & b.may_inf) | (b.has_zero & a.may_inf)
    if is_same:
        clash = np.zeros_like(clash)
    fresh, may_underflow = tiny_loss(ends, (a.greatest == 0) | (b.greatest == 0), kind)
    # A finite product has finite factors, and `beyond` takes care of infinities.
    one, two = finite_size(a, kind), finite_size(b, kind)
    lost = times(one, b.lost) + times(two, a.lost) + times(a.lost, b.lost) + fresh
    beyond = np.minimum(
        times(a.beyond, positive(b.least - b.lost)), times(b.beyond, positive(a.least - a.lost))
    )
    beyond = np.where(a.may_inf | b.may_inf, beyond, np.inf)
    found = range_from(
        ends,
        kind,
        args=(a, b),
        may_nan=clash,
        never_finite=a.is_never_finite | b.is_never_finite,
        may_overflow=np.isinf(kind.rounded(one * two)),
        may_underflow=may_underflow,
        lost=lost,
        beyond=beyond,
    )
    found.factors = (a, b)
    return found


def unrounded(product: FloatRange, kind: Format) -> Ends:
    """The ends of a product over the reals. Products of binary32 factors are exact in binary64."""
    assert product.factors is not None
    a, b = product.factors
    low, high = square_ends(a.least, a.greatest, kind) if a is b else product_ends(a, b, kind)
    return (-high, -low) if product.is_opposite else (low, high)


def product_ends(a: Interval, b: Interval, kind: Format) -> Ends:
    """The ends of the products of two intervals, rounded outward."""
    left = np.stack((a.low, a.low, a.high, a.high))
    right = np.stack((b.low, b.high, b.low, b.high))
    down, up = rounded_products(left, right, kind)
    return down.min(axis=0), up.max(axis=0)


def square_ends(least: Doubles, greatest: Doubles, kind: Format) -> Ends:
    """The ends of the squares of numbers of these sizes, rounded outward."""
    sizes = np.stack((least, greatest))
    down, up = rounded_products(sizes, sizes, kind)
    return down[0], up[1]


def rounded_products(a: Doubles, b: Doubles, kind: Format) -> Ends:
    """Products rounded down and up: unchanged if exact (Dekker 1971) or already rounded in that direction.

    An underflow never changes the sign: a product below the least number is rounded to 0 at most.
    """
    product = times(a, b)
    if kind.dtype == "f32":
        return product, product
    high_a, high_b = SPLIT * a - (SPLIT * a - a), SPLIT * b - (SPLIT * b - b)
    low_a, low_b = a - high_a, b - high_b
    rest = ((high_a * high_b - product) + high_a * low_b + low_a * high_b) + low_a * low_b
    size = np.abs(product)
    is_safe = (size > 1e-250) & (size < 1e250) & (np.abs(a) < 1e250) & (np.abs(b) < 1e250)
    is_zero = (a == 0) | (b == 0)
    is_positive = (a > 0) == (b > 0)
    down_fits = is_zero | (is_safe & (rest >= 0)) | ((product == 0) & is_positive)
    up_fits = is_zero | (is_safe & (rest <= 0)) | ((product == 0) & ~is_positive)
    down = np.where(down_fits, product, np.nextafter(product, -np.inf))
    return down, np.where(up_fits, product, np.nextafter(product, np.inf))


def divide(a: FloatRange, b: FloatRange, kind: Format, *, is_same: bool = False) -> FloatRange:
    """Quotients. Dividing by a zero, whose sign is unknown, yields either infinity, or NaN for a zero dividend."""
    low, high = (kind.rounded(end) for end in corners(a, b, over))
    if is_same:
        low, high = np.ones_like(low), np.ones_like(high)
    low, high = np.where(b.has_zero, -np.inf, low), np.where(b.has_zero, np.inf, high)
    clash = (a.has_zero & b.has_zero) | (a.may_inf & b.may_inf)
    fresh, may_underflow = tiny_loss((low, high), a.greatest == 0, kind)
    room = positive(b.least - b.lost)
    size = np.minimum(greatest_size(low, high), kind.greatest)
    lost = quotient(a.lost + times(size, b.lost), room) + fresh
    # The result over an infinity is 0; its twin is a quotient by the number behind the infinity.
    lost = np.maximum(lost, np.where(b.may_inf, quotient(a.greatest + a.lost, b.beyond), 0.0))
    passed_on = np.where(a.may_inf, a.beyond / (b.greatest + b.lost), np.inf)
    beyond = np.where(b.has_zero, 0.0, passed_on)
    fresh_overflow = np.isinf(kind.rounded(finite_size(a, kind) / b.least)) & (not is_same)
    return range_from(
        (low, high),
        kind,
        args=(a, b),
        may_nan=clash,
        never_finite=a.is_never_finite | ((b.low == 0) & (b.high == 0)),
        may_overflow=fresh_overflow | b.has_zero,
        may_underflow=may_underflow | b.may_inf,
        lost=lost,
        beyond=beyond,
    )


def quotient(size: Doubles, divisor: Doubles) -> Doubles:
    """A bound divided by another; zero divided by anything is zero."""
    return np.where(size == 0, 0.0, size / divisor)


def root(a: FloatRange, kind: Format) -> FloatRange:
    """Square roots: NaN for negative numbers, never an underflow."""
    low, high = kind.rounded(np.sqrt(np.maximum(a.low, 0.0))), kind.rounded(np.sqrt(np.maximum(a.high, 0.0)))
    # |sqrt(a) - sqrt(b)| is below sqrt(|a - b|), and below |a - b| / sqrt(a).
    lost = np.where(a.lost == 0, 0.0, np.minimum(np.sqrt(a.lost), quotient(a.lost, np.sqrt(a.least))))
    return range_from(
        (low, high),
        kind,
        args=(a,),
        may_nan=a.low < 0,
        never_finite=a.is_never_finite | (a.high < 0),
        may_overflow=a.low < 0,
        lost=lost,
        beyond=np.sqrt(a.beyond),
    )


def fused(a: FloatRange, b: FloatRange, c: FloatRange, kind: Format, *, is_same: bool = False) -> FloatRange:
    """a*b + c as written by `fma`: always rounded once. The product alone cannot overflow."""
    product = multiply(a, b, kind, is_same=is_same)
    nothing = np.full_like(a.low, np.inf), np.full_like(a.low, -np.inf)
    low, high = fused_ends(nothing, unrounded(product, kind), c, kind)
    infinite = a.may_inf | b.may_inf
    clash = product.may_nan & infinite
    clash |= infinite & (
        (product.low == -np.inf) & (c.high == np.inf) | (product.high == np.inf) & (c.low == -np.inf)
    )
    clash |= c.may_inf & infinite
    lost = product.lost + c.lost + np.where(least_size(low, high) <= kind.normal, kind.smallest, 0.0)
    most = greatest_size(low, high)
    return range_from(
        (low, high),
        kind,
        args=(a, b, c),
        may_nan=clash,
        never_finite=a.is_never_finite | b.is_never_finite | c.is_never_finite,
        may_overflow=np.isinf(most),
        lost=lost,
        beyond=np.where(infinite | c.may_inf, 0.0, np.inf),
    )
