"""Intervals of powers and of the hypotenuse."""

from __future__ import annotations

import numpy as np
from mpmath import libmp

from neurlang.kernels.expr.values.interval import (
    DOWN,
    HALF,
    NAN,
    ONE,
    PLUS_ZERO,
    UP,
    WHOLE,
    ZERO,
    Interval,
    Raw,
    absolute,
    add,
    from_float,
    infinity,
    multiply,
    negate,
    point,
    reciprocal,
    signed_zero,
    sqrt,
    strict,
)
from neurlang.kernels.expr.values.transcendental import (
    GUARD,
    LARGE_EXPONENT,
    exp,
    is_ordinary,
    log,
    magnitude,
    widen,
)

WHOLE_EXPONENT = 40  # integer powers beyond 2^40 go through logarithms


def hypotenuse(precision: int, a: Interval, b: Interval) -> Interval:
    """The square root of the sum of squares; an infinite side wins over NaN."""
    if a.is_infinite or b.is_infinite:
        return infinity(negative=False)
    return sqrt(precision, add(precision, square(precision, a), square(precision, b)))


def square(precision: int, a: Interval) -> Interval:
    """The square, which is never negative."""
    size = absolute(precision, a)
    return multiply(precision, size, size)


def _power_bound(value: Raw, exponent: int, precision: int, rounding: str) -> Raw:
    result = libmp.mpf_pow_int(value, exponent, precision + GUARD, "n")
    if exponent * value[3] <= precision:  # the power is exact: it has no more bits than the precision
        return result
    return widen(result, precision, rounding)


@strict
def _whole_power(precision: int, a: Interval, exponent: int) -> Interval:
    """The power of a to a positive integer."""
    if a.is_zero:
        return signed_zero(a.negative and exponent % 2 == 1)
    base = a if exponent % 2 else absolute(precision, a)

    def bound(value: Raw, side: str) -> Raw:
        return _power_bound(value, exponent, precision, side) if is_ordinary(value) else value

    return Interval(bound(base.low, DOWN), bound(base.high, UP))


def integer_power(precision: int, a: Interval, n: Interval) -> Interval:
    """The power to the integer n, which is a point; any value to the power 0 is 1."""
    exponent = libmp.to_int(n.low)
    if exponent == 0:
        return point(ONE)
    if a is NAN:
        return NAN
    result = _whole_power_of(precision, a, abs(exponent))
    return reciprocal(precision, result) if exponent < 0 else result


def _whole_power_of(precision: int, a: Interval, exponent: int) -> Interval:
    result = _whole_power.__wrapped__(precision, a, exponent)  # type: ignore[attr-defined]
    return result if a.sure else Interval(result.low, result.high, sure=False)


def _representative(a: Interval, is_exponent: bool) -> float:
    """A binary64 number that `pow` treats like `a` if the other operand is zero or infinite."""
    if a.is_infinite or a.is_zero:
        size = float("inf") if a.is_infinite else 0.0
    elif is_exponent:
        is_whole = a.low[2] >= 0
        size = (2.0 if a.low[2] > 0 else 1.0) if is_whole else 0.5
    else:
        size = 1.0 + 0.5 * libmp.mpf_cmp(libmp.mpf_abs(a.low), ONE)
    return -size if a.is_negative else size


def power(precision: int, a: Interval, b: Interval) -> Interval:
    """The power a to the b, with C's special cases: 1 to any power and any number to the power 0 are 1."""
    if b.is_zero or (a.is_point and a.low == ONE):
        return point(ONE)
    if NAN in (a, b):
        return NAN if a.sure and b.sure else WHOLE
    if a.is_point and b.is_point and not (is_ordinary(a.low) and is_ordinary(b.low)):
        with np.errstate(all="ignore"):
            return from_float(float(np.float_power(_representative(a, False), _representative(b, True))))
    if b.is_point and b.low[2] >= 0 and is_ordinary(b.low) and magnitude(b.low) < WHOLE_EXPONENT:
        return integer_power(precision, a, b)
    if b.is_point and b.low == HALF and not libmp.mpf_lt(a.low, ZERO):
        return sqrt(precision, a)
    return _general_power(precision, a, b)


def may_be_whole(a: Interval) -> bool:
    """Whether an integer, or an infinity, is among the possible values."""
    if not (is_ordinary(a.low) and is_ordinary(a.high)):
        return True
    return bool(libmp.mpf_le(libmp.mpf_ceil(a.low), a.high))


@strict
def _general_power(precision: int, a: Interval, b: Interval) -> Interval:
    if a.is_infinite or b.is_infinite:
        return WHOLE
    if libmp.mpf_lt(a.high, ZERO):
        if not b.is_point:
            return WHOLE if may_be_whole(b) else NAN
        if b.low[2] < 0:
            return NAN
        a = absolute(precision, a)  # an integer exponent beyond 2^40; its last bit determines the sign
        result = _general_power(precision, a, b)
        return negate(precision, result) if b.low[2] == 0 else result
    if a.is_zero and not (a.negative and may_be_whole(b)):  # only integer exponents keep a zero's sign
        if libmp.mpf_gt(b.low, ZERO):
            return PLUS_ZERO
        if libmp.mpf_lt(b.high, ZERO):
            return infinity(negative=False)
    if not libmp.mpf_gt(a.low, ZERO):
        return WHOLE
    sizes = [magnitude(end) for end in (b.low, b.high) if is_ordinary(end)]
    working = (
        precision + min(max(0, *sizes, 0), LARGE_EXPONENT) + 20
    )  # exp loses as many bits as its argument has before the binary point
    return exp(precision, multiply(working, b, log(working, a)))
