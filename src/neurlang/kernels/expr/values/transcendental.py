"""Intervals of the functions for which libmp has no directed rounding.

libmp computes results with 32 extra bits, which are then widened by one unit of the requested precision.
Results are points only for arguments at which, by Lindemann's theorem, the value is not transcendental (exp 0 = 1,
log 1 = 0, sin 0 = 0, …), or if exactness is checked (powers of two and ten, perfect cubes, integer powers).
"""

from __future__ import annotations

from collections.abc import Callable

from mpmath import libmp

from neurlang.kernels.expr.values.interval import (
    DOWN,
    INF,
    MINUS_INF,
    NAN,
    ONE,
    PLUS_ZERO,
    UP,
    WHOLE,
    ZERO,
    Interval,
    Raw,
    absolute,
    corners,
    hull,
    negate,
    point,
    signed_zero,
    strict,
)

Bound = Callable[[Raw, int, str], Raw]

GUARD = 32  # extra bits with which libmp computes
# exp(x) for x beyond 2^1100, so beyond binary64, is only bounded: above HUGE, or below TINY for negative x.
LARGE_EXPONENT = 1100
REDUCED = 20  # this module reduces the argument of exp if it is beyond 2^20
LARGE_ANGLE = 5000  # angles beyond 2^5000 are not reduced: their sines are only known to be in [-1, 1]
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
    """A libmp function as a bound: its result widened, except for arguments whose exact results are listed."""
    known = exact or {}

    def bound(value: Raw, precision: int, rounding: str) -> Raw:
        if value in known:
            return known[value]
        return widen(raw(value, precision + GUARD, "n"), precision, rounding)

    return bound


def increasing(bound: Bound, low: Raw = MINUS_INF, high: Raw = INF) -> Callable[..., Interval]:
    """The interval version of an increasing function on [low, high]; if it maps 0 to 0, it maps -0 to -0."""

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
    """A bound for a function that grows like exp; `below` bounds it for arguments below -2^1100."""
    ordinary = outward(raw, exact)

    def bound(value: Raw, precision: int, rounding: str) -> Raw:
        if not is_ordinary(value) or magnitude(value) <= LARGE_EXPONENT:
            return ordinary(value, precision, rounding)
        if libmp.mpf_gt(value, ZERO):
            return HUGE if rounding == DOWN else INF
        return below(rounding)

    return bound


def _raw_exp(value: Raw, precision: int, rounding: str) -> Raw:
    """The exponential; for large x as 2^n exp(x - n log 2), since libmp would raise e to the integer part of x."""
    if not is_ordinary(value) or magnitude(value) <= REDUCED:
        return libmp.mpf_exp(value, precision, rounding)
    working = precision + magnitude(value) + GUARD
    log2 = libmp.mpf_ln2(working)
    exponent = libmp.to_int(libmp.mpf_div(value, log2, working))
    rest = libmp.mpf_sub(value, libmp.mpf_mul(libmp.from_int(exponent), log2), working)
    return libmp.mpf_shift(libmp.mpf_exp(rest, precision, rounding), exponent)


def _raw_sinh(value: Raw, precision: int, rounding: str) -> Raw:
    return _half_exp(value, precision, rounding) or libmp.mpf_sinh(value, precision, rounding)


def _raw_cosh(value: Raw, precision: int, rounding: str) -> Raw:
    return _half_exp(libmp.mpf_abs(value), precision, rounding) or libmp.mpf_cosh(value, precision, rounding)


def _half_exp(value: Raw, precision: int, rounding: str) -> Raw | None:
    """Half the exponential of |x| with the sign of x, if exp(-2 |x|) is below the precision; else None."""
    if not is_ordinary(value) or magnitude(value) <= max(REDUCED, precision.bit_length() + 1):
        return None
    half = libmp.mpf_shift(_raw_exp(libmp.mpf_abs(value), precision, rounding), -1)
    return libmp.mpf_neg(half) if value[0] else half


def _raw_expm1(value: Raw, precision: int, rounding: str) -> Raw:
    if value in (INF, MINUS_INF):
        return INF if value == INF else MINUS_ONE
    extra = max(0, -magnitude(value))
    return libmp.mpf_sub(_raw_exp(value, precision + extra + 2, "n"), ONE, precision, rounding)


def _raw_exp2(value: Raw, precision: int, rounding: str) -> Raw:
    if value in (INF, MINUS_INF):
        return INF if value == INF else ZERO
    working = precision + max(0, magnitude(value)) + 10
    return _raw_exp(libmp.mpf_mul(value, libmp.mpf_ln2(working), working), precision, rounding)


def _raw_log1p(value: Raw, precision: int, rounding: str) -> Raw:
    if value in (INF, MINUS_ONE):
        return INF if value == INF else MINUS_INF
    # `_near_identity` handles tiny values, so with these bits the sum is accurate enough for the logarithm near 1.
    return libmp.mpf_log(libmp.mpf_add(ONE, value, 6 * precision, "n"), precision, rounding)


def _near_identity(bound: Bound, above: bool) -> Bound:
    """The bound; for tiny x, expm1(x) is in [x, x + x²] and log1p(x) in [x - x², x] without evaluation."""

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


def _log10(value: Raw, precision: int, rounding: str) -> Raw:
    if not is_ordinary(value):
        return MINUS_INF if value == ZERO else value
    # A power of ten: 2^n times 5^n, which has more than n bits. Powers below 1 have no exact binary form.
    if 0 <= value[2] <= value[3] and value[1] == 5 ** value[2]:
        return libmp.from_int(value[2])
    working = precision + GUARD
    quotient = libmp.mpf_div(libmp.mpf_log(value, working), libmp.mpf_ln10(working), working)
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


exp = increasing(_growing(_raw_exp, lambda side: ZERO if side == DOWN else TINY, {ZERO: ONE}))
exp2 = increasing(_exp2)
expm1 = increasing(_near_identity(_growing(_raw_expm1, _expm1_below, {ZERO: ZERO}), above=True))
log = increasing(_log, low=ZERO)
log2 = increasing(_log2, low=ZERO)
log10 = increasing(_log10, low=ZERO)
log1p = increasing(
    _near_identity(outward(_raw_log1p, {ZERO: ZERO, MINUS_ONE: MINUS_INF}), above=False), low=MINUS_ONE
)
sinh = increasing(_growing(_raw_sinh, _sinh_below, {ZERO: ZERO}))
tanh = increasing(_tanh)
asin = increasing(outward(libmp.mpf_asin, {ZERO: ZERO}), MINUS_ONE, ONE)
atan = increasing(outward(libmp.mpf_atan, {ZERO: ZERO}))
cbrt = increasing(_cbrt)
_cosh_of_positive = increasing(_growing(_raw_cosh, lambda side: ONE, {ZERO: ONE}))
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
    """The arc cosine, evaluated as an increasing function of -a."""
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
    """The tangent; it increases between poles, and over a width below 2 it decreases only across a pole."""
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
    """The angle of the point (x, y), with C's special cases for signed zeros and infinities."""
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
