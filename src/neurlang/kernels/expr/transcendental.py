"""Intervals of the functions that libmp computes but does not round as directed.

libmp's results are taken at 32 bits more than asked for and widened by one unit of the precision asked for.
Results are points only where the theorem of Lindemann leaves no other case (exp 0 = 1, log 1 = 0, sin 0 = 0,
…), or where exactness is checked (powers of two, perfect cubes, integer powers).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from mpmath import libmp

from neurlang.kernels.expr.interval import (
    DOWN,
    HALF,
    INF,
    MINUS_INF,
    NAN,
    ONE,
    PLUS_ZERO,
    UP,
    WHOLE,
    ZERO,
    Interval,
    absolute,
    add,
    corners,
    divide,
    from_float,
    hull,
    infinity,
    multiply,
    negate,
    point,
    reciprocal,
    signed_zero,
    sqrt,
    strict,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from neurlang.kernels.expr.interval import Raw

    Bound = Callable[[Raw, int, str], Raw]

GUARD = 32  # bits beyond those asked for, at which libmp computes
LARGE_EXPONENT = (
    40  # exp of more than 2^40 is kept as "at least 2^(2^40)", its inverse as "at most 2^-(2^40)"
)
LARGE_ANGLE = 5000  # sines of more than 2^5000 are not reduced: they are somewhere in [-1, 1]
HUGE, TINY = libmp.from_man_exp(1, 1 << LARGE_EXPONENT), libmp.from_man_exp(1, -(1 << LARGE_EXPONENT))
MINUS_ONE = libmp.fnone


def magnitude(value: Raw) -> int:
    """The exponent e with 2^(e-1) ≤ |value| < 2^e; the value is finite and not zero."""
    return int(value[2] + value[3])


def is_ordinary(value: Raw) -> bool:
    """Whether it is a finite number and not zero."""
    return bool(value[1])


def widen(value: Raw, precision: int, rounding: str) -> Raw:
    """The value moved outwards by one unit of the precision."""
    if not is_ordinary(value):
        return value
    unit = libmp.mpf_shift(libmp.mpf_abs(value), -precision)
    move = libmp.mpf_sub if rounding == DOWN else libmp.mpf_add
    return move(value, unit, precision + GUARD, rounding)


def outward(raw: Callable[..., Raw], exact: dict[Raw, Raw] | None = None) -> Bound:
    """A libmp function as a bound: widened, but for the arguments whose exact results are listed."""
    known = exact or {}

    def bound(value: Raw, precision: int, rounding: str) -> Raw:
        if value in known:
            return known[value]
        return widen(raw(value, precision + GUARD, "n"), precision, rounding)

    return bound


def increasing(bound: Bound, low: Raw = MINUS_INF, high: Raw = INF) -> Callable[..., Interval]:
    """The interval function of an increasing function on [low, high]; -0 goes to -0 if 0 goes to 0."""

    @strict
    def apply(precision: int, a: Interval) -> Interval:
        if libmp.mpf_lt(a.high, low) or libmp.mpf_gt(a.low, high):
            return NAN
        inside = not libmp.mpf_lt(a.low, low) and not libmp.mpf_gt(a.high, high)
        bottom = (libmp.mpf_lt(a.low, low) and low) or a.low
        top = (libmp.mpf_gt(a.high, high) and high) or a.high
        results = bound(bottom, precision, DOWN), bound(top, precision, UP)
        return Interval(*results, sure=inside, negative=a.is_zero and a.negative)

    return apply


def _growing(raw: Callable[..., Raw], below: Callable[[str], Raw], exact: dict[Raw, Raw]) -> Bound:
    """A bound for a function that grows like exp; `below` bounds it for arguments under -2^40."""
    ordinary = outward(raw, exact)

    def bound(value: Raw, precision: int, rounding: str) -> Raw:
        if not is_ordinary(value) or magnitude(value) <= LARGE_EXPONENT:
            return ordinary(value, precision, rounding)
        if libmp.mpf_gt(value, ZERO):
            return HUGE if rounding == DOWN else INF
        return below(rounding)

    return bound


def _raw_expm1(value: Raw, precision: int, rounding: str) -> Raw:
    if value in (INF, MINUS_INF):
        return INF if value == INF else MINUS_ONE
    extra = max(0, -magnitude(value))
    return libmp.mpf_sub(libmp.mpf_exp(value, precision + extra + 2), ONE, precision, rounding)


def _raw_exp2(value: Raw, precision: int, rounding: str) -> Raw:
    if value in (INF, MINUS_INF):
        return INF if value == INF else ZERO
    working = precision + LARGE_EXPONENT + 10
    return libmp.mpf_exp(libmp.mpf_mul(value, libmp.mpf_ln2(working), working), precision, rounding)


def _raw_log1p(value: Raw, precision: int, rounding: str) -> Raw:
    if value in (INF, MINUS_ONE):
        return INF if value == INF else MINUS_INF
    return libmp.mpf_log(libmp.mpf_add(ONE, value), precision, rounding)  # the sum is exact


def _near_identity(bound: Bound, above: bool) -> Bound:
    """The bound; for tiny x without computing: expm1(x) is in [x, x + x²], log1p(x) in [x - x², x]."""

    def near(value: Raw, precision: int, rounding: str) -> Raw:
        if not is_ordinary(value) or magnitude(value) > -4 * precision:
            return bound(value, precision, rounding)
        if (rounding == DOWN) == above:
            return value
        square = libmp.mpf_mul(value, value)
        return (libmp.mpf_add if above else libmp.mpf_sub)(value, square, precision, rounding)

    return near


def _log(value: Raw, precision: int, rounding: str) -> Raw:
    if value == ZERO:
        return MINUS_INF
    return outward(libmp.mpf_log, {ONE: ZERO})(value, precision, rounding)


def _log2(value: Raw, precision: int, rounding: str) -> Raw:
    if not is_ordinary(value):
        return MINUS_INF if value == ZERO else value
    if value[1] == 1:  # a power of two
        return libmp.from_int(value[2])
    working = precision + GUARD
    quotient = libmp.mpf_div(libmp.mpf_log(value, working), libmp.mpf_ln2(working), working)
    return widen(quotient, precision, rounding)


def _exp2(value: Raw, precision: int, rounding: str) -> Raw:
    if is_ordinary(value) and value[2] >= 0 and magnitude(value) <= LARGE_EXPONENT:
        return libmp.from_man_exp(1, libmp.to_int(value))
    return _growing(_raw_exp2, lambda side: ZERO if side == DOWN else TINY, {ZERO: ONE})(
        value, precision, rounding
    )


def _cbrt(value: Raw, precision: int, rounding: str) -> Raw:
    if not is_ordinary(value):
        return value
    if value[0]:
        other = UP if rounding == DOWN else DOWN
        return libmp.mpf_neg(_cbrt(libmp.mpf_neg(value), precision, other))
    root = libmp.mpf_cbrt(value, precision + GUARD, "n")
    short = libmp.mpf_pos(root, precision // 3, "n")
    if libmp.mpf_mul(short, libmp.mpf_mul(short, short)) == value:
        return short
    return widen(root, precision, rounding)


def _sinh_below(rounding: str) -> Raw:
    return MINUS_INF if rounding == DOWN else libmp.mpf_neg(HUGE)


def _expm1_below(rounding: str) -> Raw:
    return MINUS_ONE if rounding == DOWN else libmp.mpf_add(MINUS_ONE, libmp.mpf_shift(ONE, -10000))


def _tanh(value: Raw, precision: int, rounding: str) -> Raw:
    if is_ordinary(value) and magnitude(value) > LARGE_EXPONENT:
        limit = MINUS_ONE if value[0] else ONE
        inner = libmp.mpf_sub(limit, libmp.mpf_shift(limit, -10000))
        return limit if (rounding == DOWN) == bool(value[0]) else inner
    return outward(libmp.mpf_tanh, {INF: ONE, MINUS_INF: MINUS_ONE})(value, precision, rounding)


exp = increasing(_growing(libmp.mpf_exp, lambda side: ZERO if side == DOWN else TINY, {ZERO: ONE}))
exp2 = increasing(_exp2)
expm1 = increasing(_near_identity(_growing(_raw_expm1, _expm1_below, {ZERO: ZERO}), above=True))
log = increasing(_log, low=ZERO)
log2 = increasing(_log2, low=ZERO)
log1p = increasing(
    _near_identity(outward(_raw_log1p, {ZERO: ZERO, MINUS_ONE: MINUS_INF}), above=False), low=MINUS_ONE
)
sinh = increasing(_growing(libmp.mpf_sinh, _sinh_below, {ZERO: ZERO}))
tanh = increasing(_tanh)
asin = increasing(outward(libmp.mpf_asin, {ZERO: ZERO}), MINUS_ONE, ONE)
atan = increasing(outward(libmp.mpf_atan, {ZERO: ZERO}))
cbrt = increasing(_cbrt)
_cosh_of_positive = increasing(_growing(libmp.mpf_cosh, lambda side: ONE, {ZERO: ONE}))
_acos_of_negative = increasing(
    lambda value, precision, rounding: (
        ZERO
        if value == MINUS_ONE
        else widen(libmp.mpf_acos(libmp.mpf_neg(value), precision + GUARD, "n"), precision, rounding)
    ),
    MINUS_ONE,
    ONE,
)


def cosh(precision: int, a: Interval) -> Interval:
    """The hyperbolic cosine."""
    return _cosh_of_positive(precision, absolute(precision, a))


def acos(precision: int, a: Interval) -> Interval:
    """The arc cosine, which increases in -a."""
    result = _acos_of_negative(precision, negate(precision, a))
    return PLUS_ZERO if result.is_zero else result


def _wave(raw: Callable[..., Raw], at_zero: Raw) -> Callable[..., Interval]:
    """Sine or cosine: the value at one end, widened by the width (the slope is at most 1)."""
    bound = outward(raw, {ZERO: at_zero})

    @strict
    def apply(precision: int, a: Interval) -> Interval:
        if a.is_infinite:
            return NAN
        anywhere = Interval(MINUS_ONE, ONE)
        if INF in (a.low, a.high) or MINUS_INF in (a.low, a.high):
            return WHOLE
        if any(is_ordinary(end) and magnitude(end) > LARGE_ANGLE for end in (a.low, a.high)):
            return anywhere
        if a.is_zero:
            return Interval(at_zero, at_zero, negative=a.negative)
        low, high = bound(a.low, precision, DOWN), bound(a.low, precision, UP)
        width = libmp.mpf_sub(a.high, a.low, precision, UP)
        if libmp.mpf_gt(width, ONE):
            return anywhere
        return Interval(libmp.mpf_sub(low, width, precision, DOWN), libmp.mpf_add(high, width, precision, UP))

    return apply


sin = _wave(libmp.mpf_sin, ZERO)
cos = _wave(libmp.mpf_cos, ONE)
_tan_bound = outward(libmp.mpf_tan, {ZERO: ZERO})


@strict
def tan(precision: int, a: Interval) -> Interval:
    """The tangent; it increases between poles, and falls over a width below 2 only across one."""
    if a.is_infinite:
        return NAN
    if a.is_zero:
        return a
    ends = (a.low, a.high)
    if (
        INF in ends
        or MINUS_INF in ends
        or any(is_ordinary(end) and magnitude(end) > LARGE_ANGLE for end in ends)
    ):
        return WHOLE
    low, high = _tan_bound(a.low, precision, DOWN), _tan_bound(a.high, precision, UP)
    width = libmp.mpf_sub(a.high, a.low, precision, UP)
    if libmp.mpf_gt(width, ONE) or libmp.mpf_gt(low, high):
        return WHOLE
    return Interval(low, high)


def _pi(precision: int, negative: bool, shift: int = 0) -> Interval:
    """±pi / 2^shift."""
    low, high = (libmp.mpf_shift(libmp.mpf_pi(precision, side), -shift) for side in (DOWN, UP))
    return Interval(libmp.mpf_neg(high), libmp.mpf_neg(low)) if negative else Interval(low, high)


def _raw_atan2(y: Raw, x: Raw, precision: int, rounding: str) -> Raw:
    return widen(libmp.mpf_atan2(y, x, precision + GUARD, "n"), precision, rounding)


@strict
def atan2(precision: int, y: Interval, x: Interval) -> Interval:
    """The angle of the point (x, y), with C's cases for signed zeros and infinities."""
    if y.is_infinite and x.is_infinite:
        one = point(ONE)
        y, x = (negate(precision, one) if end.is_negative else one for end in (y, x))
    if y.is_infinite:
        return _pi(precision, y.is_negative, shift=1)
    if y.is_zero or x.is_infinite:
        if not (x.is_positive or x.is_negative) or not (y.is_positive or y.is_negative):
            return WHOLE
        return signed_zero(y.is_negative) if x.is_positive else _pi(precision, y.is_negative)
    is_off_cut = libmp.mpf_gt(y.low, ZERO) or libmp.mpf_lt(y.high, ZERO) or libmp.mpf_gt(x.low, ZERO)
    if not is_off_cut:
        return hull(_pi(precision, False), _pi(precision, True))
    return corners(_raw_atan2, precision, y, x)


def hypotenuse(precision: int, a: Interval, b: Interval) -> Interval:
    """The root of the sum of squares; an infinite side wins over NaN."""
    if a.is_infinite or b.is_infinite:
        return infinity(negative=False)
    return sqrt(precision, add(precision, square(precision, a), square(precision, b)))


def square(precision: int, a: Interval) -> Interval:
    """The square, which is never negative."""
    size = absolute(precision, a)
    return multiply(precision, size, size)


def _power_bound(value: Raw, exponent: int, precision: int, rounding: str) -> Raw:
    result = libmp.mpf_pow_int(value, exponent, precision + GUARD, "n")
    if exponent * value[3] <= precision:  # then the product has no more bits than were kept
        return result
    return widen(result, precision, rounding)


@strict
def _whole_power(precision: int, a: Interval, exponent: int) -> Interval:
    """A to a positive integer."""
    if a.is_zero:
        return signed_zero(a.negative and exponent % 2 == 1)
    base = a if exponent % 2 else absolute(precision, a)

    def bound(value: Raw, side: str) -> Raw:
        return _power_bound(value, exponent, precision, side) if is_ordinary(value) else value

    return Interval(bound(base.low, DOWN), bound(base.high, UP))


def integer_power(precision: int, a: Interval, n: Interval) -> Interval:
    """The power to the integer n, which is a point; anything to the 0 is 1."""
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
    """A binary64 number that `pow` treats alike when the other operand is zero or infinite."""
    if a.is_infinite or a.is_zero:
        size = float("inf") if a.is_infinite else 0.0
    elif is_exponent:
        is_whole = a.low[2] >= 0
        size = (2.0 if a.low[2] > 0 else 1.0) if is_whole else 0.5
    else:
        size = 1.0 + 0.5 * libmp.mpf_cmp(libmp.mpf_abs(a.low), ONE)
    return -size if a.is_negative else size


def power(precision: int, a: Interval, b: Interval) -> Interval:
    """The power a to the b, with C's cases: 1 to anything and anything to 0 are 1."""
    if b.is_zero or (a.is_point and a.low == ONE):
        return point(ONE)
    if NAN in (a, b):
        return NAN if a.sure and b.sure else WHOLE
    if a.is_point and b.is_point and not (is_ordinary(a.low) and is_ordinary(b.low)):
        with np.errstate(all="ignore"):
            return from_float(float(np.float_power(_representative(a, False), _representative(b, True))))
    if b.is_point and b.low[2] >= 0 and is_ordinary(b.low) and magnitude(b.low) < LARGE_EXPONENT:
        return integer_power(precision, a, b)
    if b.is_point and b.low == HALF and not libmp.mpf_lt(a.low, ZERO):
        return sqrt(precision, a)
    return _general_power(precision, a, b)


@strict
def _general_power(precision: int, a: Interval, b: Interval) -> Interval:
    if libmp.mpf_lt(a.high, ZERO):
        if not b.is_point:
            return WHOLE
        if b.low[2] < 0:
            return NAN
        a = absolute(precision, a)  # a whole exponent beyond 2^40 here; sign by its last bit
        result = _general_power(precision, a, b)
        return negate(precision, result) if b.low[2] == 0 else result
    if not libmp.mpf_gt(a.low, ZERO):
        return WHOLE
    working = precision + LARGE_EXPONENT + 10  # exp's argument may be up to 2^40: that many bits are lost
    return exp(precision, multiply(working, b, log(working, a)))


__all__ = [
    "acos", "asin", "atan", "atan2", "cbrt", "cos", "cosh", "divide", "exp", "exp2", "expm1", "hypotenuse",
    "integer_power", "log", "log1p", "log2", "power", "sin", "sinh", "square", "tan", "tanh",
]  # fmt: skip
