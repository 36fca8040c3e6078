"""The floating-point meaning of those ops for which NumPy has no function with exactly that meaning.

All functions take arrays (or scalars) of one floating type and return that type. Compiled code is checked
against these definitions, so they are written for readability, not for speed.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]  # of one floating type

SPLIT = 134217729.0  # 2^27 + 1: Dekker's constant, splits a binary64 into two halves of 26 bits
SMALLEST_NORMAL = 2.0**-1022
SAFE_LOW, SAFE_HIGH = 2.0**-900, 2.0**900  # products and their rounding errors are normal numbers in between


def in_double(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function computed in binary64 and rounded once: for f32, almost always correctly rounded."""

    def widened(*values: Floats) -> Floats:
        dtype = np.result_type(*values)
        if dtype == np.float64:
            return np.asarray(function(*values))
        return np.asarray(function(*(np.asarray(value, np.float64) for value in values))).astype(dtype)

    return widened


def minimum_number(a: Floats, b: Floats) -> Floats:
    """The smaller; a number wins over NaN; of two zeros the second (like x86's `minps`)."""
    return np.asarray(np.where((a < b) | np.isnan(b), a, b))


def maximum_number(a: Floats, b: Floats) -> Floats:
    """The larger; a number wins over NaN; of two zeros the second."""
    return np.where((a > b) | np.isnan(b), a, b)


def minimum(a: Floats, b: Floats) -> Floats:
    """The smaller; NaN wins, the first of two NaNs; of two zeros the second."""
    return np.where((a < b) | np.isnan(a), a, b)


def maximum(a: Floats, b: Floats) -> Floats:
    """The larger; NaN wins, the first of two NaNs; of two zeros the second."""
    return np.where((a > b) | np.isnan(a), a, b)


def reciprocal(a: Floats) -> Floats:
    """1 / a, rounded once."""
    return np.asarray(np.asarray(a).dtype.type(1) / a)


def reciprocal_root(a: Floats) -> Floats:
    """1 / sqrt(a): the root is rounded, then the quotient."""
    return np.asarray(np.asarray(a).dtype.type(1) / np.sqrt(a))


def round_half_away(a: Floats) -> Floats:
    """The nearest integer, halves away from zero (C's `round`); keeps the sign of a zero."""
    whole = np.trunc(a)
    up = np.abs(a - whole) >= 0.5
    return np.asarray(np.copysign(whole + np.copysign(up.astype(np.asarray(a).dtype), a), a))


def integer_power(a: Floats, n: Floats) -> Floats:
    """The power of a to the integer n, by squaring from the lowest bit; for n < 0 the reciprocal.

    The multiplications are in the order of compiler-rt's `__powidf2`, so results are bit-identical.
    """
    base = np.asarray(a)
    exponent = int(np.asarray(n).flat[0])
    result = np.ones_like(base)
    remaining = abs(exponent)
    while remaining:
        if remaining & 1:
            result = result * base
        remaining >>= 1
        if remaining:
            base = base * base
    return reciprocal(result) if exponent < 0 else np.asarray(result)


def power(a: Floats, b: Floats) -> Floats:
    """The power a to the b in binary64: NumPy's, but C's for subnormal a, for which NumPy's is far off."""
    shape = np.broadcast_shapes(np.shape(a), np.shape(b))
    a, b = np.broadcast_arrays(np.atleast_1d(a).astype(np.float64), np.atleast_1d(b).astype(np.float64))
    result = np.asarray(np.float_power(a, b))
    for index in zip(*np.nonzero((np.abs(a) < SMALLEST_NORMAL) & (a != 0) & np.isfinite(b)), strict=True):
        result[index] = power_in_c(float(a[index]), float(b[index]))
    return result.reshape(shape)


def power_in_c(a: float, b: float) -> float:
    """C's `pow` of finite numbers; it returns NaN and infinities where Python raises exceptions."""
    try:
        return math.pow(a, b)
    except ValueError:
        return math.nan
    except OverflowError:
        return -math.inf if a < 0 and b % 2 == 1 else math.inf


def two_sum(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """The rounded sum and its exact error (Knuth 1969)."""
    total = a + b
    part = total - a
    return total, (a - (total - part)) + (b - part)


def two_product(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """The rounded binary64 product and its exact error (Dekker 1971); factors below 2^996."""
    product = a * b
    a_scaled, b_scaled = SPLIT * a, SPLIT * b
    a_high, b_high = a_scaled - (a_scaled - a), b_scaled - (b_scaled - b)
    a_low, b_low = a - a_high, b - b_high
    return product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low


def add_to_odd(a: Floats, b: Floats) -> Floats:
    """The sum rounded to odd: an inexact sum becomes the neighbour whose last bit is 1.

    Method: Boldo & Melquiond, Emulation of FMA and correctly rounded sums, 2008.
    """
    total, error = two_sum(a, b)
    even = (total.view(np.int64) & 1) == 0
    inexact = np.isfinite(total) & (error != 0)
    towards = np.where(error > 0, np.inf, -np.inf)
    return np.where(inexact & even, np.nextafter(total, towards), total)


def fused_single(a: Floats, b: Floats, c: Floats) -> Floats:
    """The fma for binary32: the product is exact in binary64, the sum is rounded to odd, then to binary32."""
    product = a.astype(np.float64) * b.astype(np.float64)
    return add_to_odd(product, c.astype(np.float64)).astype(np.float32)


def fused_exact(a: float, b: float, c: float) -> float:
    """The fma of three binary64 numbers by rational arithmetic; special values as in IEEE 754."""
    if not (math.isfinite(a) and math.isfinite(b)):
        return a * b + c
    if not math.isfinite(c):
        return c  # a * b is finite
    exact = Fraction(a) * Fraction(b) + Fraction(c)
    if exact == 0:
        return a * b + c if a == 0 or b == 0 else 0.0
    try:
        return float(exact)
    except OverflowError:
        return math.inf if exact > 0 else -math.inf


def fused_double(a: Floats, b: Floats, c: Floats) -> Floats:
    """The fma for binary64, by rounding to odd; by rational arithmetic if exponents are near the limits."""
    shape = np.broadcast_shapes(np.shape(a), np.shape(b), np.shape(c))
    a, b, c = np.broadcast_arrays(np.atleast_1d(a), b, c)
    product, product_error = two_product(a, b)
    low_sum, low_error = two_sum(c, product_error)
    total, total_error = two_sum(product, low_sum)
    result = np.asarray(total + add_to_odd(total_error, low_error))
    size, addend = np.abs(product), np.abs(c)
    safe = (size > SAFE_LOW) & (size < SAFE_HIGH) & (np.abs(a) < SAFE_HIGH) & (np.abs(b) < SAFE_HIGH)
    safe &= (addend < SAFE_HIGH) & ((addend > SAFE_LOW) | (addend == 0)) & (result != 0)
    for index in zip(*np.nonzero(~safe), strict=True):
        result[index] = fused_exact(float(a[index]), float(b[index]), float(c[index]))
    return result.reshape(shape)


def fused_multiply_add(a: Floats, b: Floats, c: Floats) -> Floats:
    """The sum a * b + c, rounded once; in a type wider than binary64, rounded twice."""
    operands = [np.asarray(operand) for operand in (a, b, c)]
    kind = np.result_type(*operands)
    if kind == np.float32:
        return fused_single(*operands)
    if kind != np.float64:
        return np.asarray(operands[0] * operands[1] + operands[2])
    return fused_double(*operands)


def no_arguments() -> Floats:
    """Raise TypeError: a leaf has its value on the node, and its op must not be evaluated."""
    raise TypeError("the op of a leaf cannot be evaluated: its value is on the node")
