"""Rigorous intervals around exact values: arithmetic, rounding, comparison and choice.

An `Interval` is a pair of mpmath's raw numbers, rounded outwards; it is a point if the value is known exactly.
`sure` is False if the value may be undefined, and `NAN` is an undefined value. An exact zero has a sign as in
IEEE 754, so 1/-0 is -inf. Truth values are True, False or None (not known at this precision).

Every function takes the precision in bits, then its arguments. If a result is undecided at one precision, the
caller repeats the evaluation at a higher one. Method: outward rounding, Moore 1966, by the directed rounding of
libmp's + − × ÷ sqrt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from mpmath import libmp

Raw = Any  # libmp's (sign, mantissa, exponent, bit count)
Truth = bool | None

ZERO, ONE, HALF, INF, MINUS_INF = libmp.fzero, libmp.fone, libmp.fhalf, libmp.finf, libmp.fninf
DOWN, UP = "f", "c"


@dataclass(frozen=True, slots=True)
class Interval:
    """Closed, low ≤ high. `negative` is the sign of an exact zero; `sure` means that the value is defined."""

    low: Raw
    high: Raw
    sure: bool = True
    negative: bool = False

    @property
    def is_point(self) -> bool:
        """Whether the value is known exactly."""
        return self.sure and bool(self.low == self.high)

    @property
    def is_zero(self) -> bool:
        """Whether it is exactly zero."""
        return bool(self.low == ZERO and self.high == ZERO)

    @property
    def is_infinite(self) -> bool:
        """Whether it is exactly an infinity."""
        return bool(self.low == self.high and self.low in (INF, MINUS_INF))

    @property
    def is_positive(self) -> bool:
        """Whether it is above zero, or exactly +0."""
        return bool(libmp.mpf_gt(self.low, ZERO)) or (self.is_zero and not self.negative)

    @property
    def is_negative(self) -> bool:
        """Whether it is below zero, or exactly -0."""
        return bool(libmp.mpf_lt(self.high, ZERO)) or (self.is_zero and self.negative)

    @property
    def holds_zero(self) -> bool:
        """Whether zero is among the possible values."""
        return bool(libmp.mpf_le(self.low, ZERO) and libmp.mpf_ge(self.high, ZERO))


NAN = Interval(libmp.fnan, libmp.fnan)
WHOLE = Interval(MINUS_INF, INF, sure=False)
PLUS_ZERO, MINUS_ZERO = Interval(ZERO, ZERO), Interval(ZERO, ZERO, negative=True)


def point(value: Raw) -> Interval:
    """The interval of one number."""
    return Interval(value, value)


def from_float(value: float) -> Interval:
    """The interval of one binary64 number, which may be NaN or a signed zero."""
    if value != value:
        return NAN
    if value == 0:
        return signed_zero(str(value).startswith("-"))
    return point(libmp.from_float(value))


def signed_zero(negative: bool) -> Interval:
    """Zero with a sign."""
    return MINUS_ZERO if negative else PLUS_ZERO


def infinity(negative: bool) -> Interval:
    """The point interval of an infinity."""
    return point(MINUS_INF if negative else INF)


def smaller(a: Raw, b: Raw) -> Raw:
    """The smaller of two raw numbers."""
    return a if libmp.mpf_le(a, b) else b


def greater_of(a: Raw, b: Raw) -> Raw:
    """The larger of two raw numbers."""
    return a if libmp.mpf_ge(a, b) else b


def hull(a: Interval, b: Interval) -> Interval:
    """The smallest interval around both."""
    if a is b or NAN in (a, b):
        return a if a is b else WHOLE
    return Interval(smaller(a.low, b.low), greater_of(a.high, b.high), a.sure and b.sure)


def strict(operation: Callable[..., Interval]) -> Callable[..., Interval]:
    """Wrap an operation: it returns NaN if an argument is NaN, and an unsure result if an argument is unsure."""

    @wraps(operation)
    def apply(precision: int, *args: Interval) -> Interval:
        if NAN in args:
            return NAN if all(arg.sure for arg in args) else WHOLE
        result = operation(precision, *args)
        return result if all(arg.sure for arg in args) else replace(result, sure=False)

    return apply


def no_arguments(precision: int) -> Interval:
    """Raise TypeError: a leaf has its value on the node, and its op must not be evaluated."""
    raise TypeError("the op of a leaf cannot be evaluated: its value is on the node")


@strict
def add(precision: int, a: Interval, b: Interval) -> Interval:
    """The sum; -0 + -0 is -0, and any other exact zero is +0."""
    if a.is_zero and b.is_zero:
        return signed_zero(a.negative and b.negative)
    low = libmp.mpf_add(a.low, b.low, precision, DOWN)
    high = libmp.mpf_add(a.high, b.high, precision, UP)
    if libmp.fnan in (low, high):
        return NAN if a.is_point and b.is_point else WHOLE
    return Interval(low, high)


@strict
def negate(precision: int, a: Interval) -> Interval:
    """The negated number."""
    return Interval(libmp.mpf_neg(a.high), libmp.mpf_neg(a.low), negative=a.is_zero and not a.negative)


def subtract(precision: int, a: Interval, b: Interval) -> Interval:
    """The difference."""
    return add(precision, a, negate(precision, b))


@strict
def absolute(precision: int, a: Interval) -> Interval:
    """The number without its sign."""
    if a.is_zero or not libmp.mpf_lt(a.low, ZERO):
        return Interval(a.low, a.high)
    if not libmp.mpf_gt(a.high, ZERO):
        return Interval(libmp.mpf_neg(a.high), libmp.mpf_neg(a.low))
    return Interval(ZERO, greater_of(libmp.mpf_neg(a.low), a.high))


def corners(operation: Callable[..., Raw], precision: int, a: Interval, b: Interval) -> Interval:
    """The range of an operation that is monotone in each argument over the box."""
    pairs = {(x, y) for x in (a.low, a.high) for y in (b.low, b.high)}
    lows = [operation(x, y, precision, DOWN) for x, y in pairs]
    highs = [operation(x, y, precision, UP) for x, y in pairs]
    if libmp.fnan in lows:
        return WHOLE
    low, high = lows[0], highs[0]
    for other_low, other_high in zip(lows[1:], highs[1:], strict=True):
        low, high = smaller(low, other_low), greater_of(high, other_high)
    return Interval(low, high)


@strict
def multiply(precision: int, a: Interval, b: Interval) -> Interval:
    """The product."""
    for factor, other in ((a, b), (b, a)):
        if factor.is_zero:
            if other.is_infinite:
                return NAN
            if other.is_positive or other.is_negative:
                return signed_zero(factor.negative != other.is_negative)
            return PLUS_ZERO if other.sure else WHOLE
    return corners(libmp.mpf_mul, precision, a, b)


@strict
def divide(precision: int, a: Interval, b: Interval) -> Interval:
    """The quotient; a nonzero number by zero is an infinity with the quotient's sign, zero by zero is undefined."""
    if b.is_zero:
        if a.is_zero:
            return NAN
        return infinity(a.is_negative != b.negative) if a.is_positive or a.is_negative else WHOLE
    if b.holds_zero:
        return WHOLE
    if a.is_infinite and b.is_infinite:
        return NAN
    if a.is_zero or b.is_infinite:
        return signed_zero(a.is_negative != b.is_negative) if a.is_positive or a.is_negative else WHOLE
    return corners(libmp.mpf_div, precision, a, b)


def reciprocal(precision: int, a: Interval) -> Interval:
    """1 / a."""
    return divide(precision, point(ONE), a)


@strict
def sqrt(precision: int, a: Interval) -> Interval:
    """The square root; undefined below zero, and -0 for -0."""
    if a.is_zero:
        return a
    if libmp.mpf_lt(a.high, ZERO):
        return NAN
    low = greater_of(a.low, ZERO)
    roots = libmp.mpf_sqrt(low, precision, DOWN), libmp.mpf_sqrt(a.high, precision, UP)
    return Interval(*roots, sure=not libmp.mpf_lt(a.low, ZERO))


def reciprocal_root(precision: int, a: Interval) -> Interval:
    """1 / sqrt(a)."""
    return reciprocal(precision, sqrt(precision, a))


def fused(precision: int, a: Interval, b: Interval, c: Interval) -> Interval:
    """The sum a * b + c."""
    return add(precision, multiply(precision, a, b), c)


def _step(rounding: Callable[[Raw], Raw]) -> Callable[..., Interval]:
    @strict
    def apply(precision: int, a: Interval) -> Interval:
        low, high = rounding(a.low), rounding(a.high)
        return Interval(low, high, negative=bool(low == high == ZERO) and not a.is_positive)

    return apply


def _half_away(value: Raw) -> Raw:
    if not value[1] or value[2] >= 0:  # zero, an infinity, or an integer already
        return value
    if value[2] + value[3] < -1:  # below 1/4
        return ZERO
    size = libmp.mpf_floor(libmp.mpf_add(libmp.mpf_abs(value), HALF))
    return libmp.mpf_neg(size) if libmp.mpf_lt(value, ZERO) else size


def _towards_zero(value: Raw) -> Raw:
    return libmp.mpf_ceil(value) if libmp.mpf_lt(value, ZERO) else libmp.mpf_floor(value)


floor = _step(libmp.mpf_floor)
ceil = _step(libmp.mpf_ceil)
trunc = _step(_towards_zero)
round_half_away = _step(_half_away)
round_half_even = _step(libmp.mpf_nint)


@strict
def remainder(precision: int, a: Interval, b: Interval) -> Interval:
    """The remainder a - b * trunc(a / b), with the sign of a; undefined for infinite a and for b = 0."""
    if b.is_zero or a.is_infinite:
        return NAN
    if b.is_infinite:
        return a
    whole = trunc(precision, divide(precision, a, b))
    if not whole.is_point or whole.is_infinite:
        return WHOLE
    result = subtract(precision, a, multiply(precision, whole, b))
    return signed_zero(a.is_negative) if result.is_zero else result


def is_nonzero_number(a: Interval) -> bool:
    """Whether a value is certainly a finite nonzero number."""
    is_bounded = a.low != MINUS_INF and a.high != INF
    return a is not NAN and a.sure and is_bounded and not a.holds_zero


def with_itself(name: str, a: Interval) -> Interval:
    """The exact x - x, x / x or fmod(x, x) of a finite nonzero x, which intervals cannot find at any precision."""
    if name == "div":
        return point(ONE)
    return signed_zero(name == "fmod" and a.is_negative)


def copysign(precision: int, a: Interval, b: Interval) -> Interval:
    """The magnitude of a with the sign of b; a NaN counts as positive."""
    size = absolute(precision, a)
    if b is NAN or b.is_positive:
        return size
    return negate(precision, size) if b.is_negative else hull(size, negate(precision, size))


def _extreme(choose: Callable[[Raw, Raw], Raw], nan_wins: bool) -> Callable[..., Interval]:
    def apply(precision: int, a: Interval, b: Interval) -> Interval:
        if NAN in (a, b):
            other = b if a is NAN else a
            return (NAN if other.sure else WHOLE) if nan_wins else other
        if a.is_zero and b.is_zero:
            return b
        result = Interval(choose(a.low, b.low), choose(a.high, b.high), a.sure and b.sure)
        return next((arg for arg in (a, b) if arg.is_zero and result.is_zero), result)

    return apply


minimum, maximum = _extreme(smaller, nan_wins=False), _extreme(greater_of, nan_wins=False)
minimum_or_nan, maximum_or_nan = _extreme(smaller, nan_wins=True), _extreme(greater_of, nan_wins=True)


def _comparison(
    surely: Callable[[Raw, Raw], bool], never: Callable[[Raw, Raw], bool]
) -> Callable[..., Truth]:
    """A comparison: true if `surely(a.high, b.low)`, false if `never(a.low, b.high)` or if an argument is NaN."""

    def apply(precision: int, a: Interval, b: Interval) -> Truth:
        if NAN in (a, b):
            return False
        if not (a.sure and b.sure):
            return None
        if surely(a.high, b.low):
            return True
        return False if never(a.low, b.high) else None

    return apply


less = _comparison(libmp.mpf_lt, libmp.mpf_ge)
at_most = _comparison(libmp.mpf_le, libmp.mpf_gt)


def greater(precision: int, a: Interval, b: Interval) -> Truth:
    """Whether a > b."""
    return less(precision, b, a)


def at_least(precision: int, a: Interval, b: Interval) -> Truth:
    """Whether a >= b."""
    return at_most(precision, b, a)


def equal(precision: int, a: Interval, b: Interval) -> Truth:
    """Whether a == b."""
    return both(precision, at_most(precision, a, b), at_most(precision, b, a))


def unequal(precision: int, a: Interval, b: Interval) -> Truth:
    """Whether a != b; true if an argument is NaN."""
    return opposite(precision, equal(precision, a, b))


def both(precision: int, a: Truth, b: Truth) -> Truth:
    """Whether a and b hold; False wins over unknown."""
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def either(precision: int, a: Truth, b: Truth) -> Truth:
    """Whether a or b holds; True wins over unknown."""
    return opposite(precision, both(precision, opposite(precision, a), opposite(precision, b)))


def opposite(precision: int, a: Truth) -> Truth:
    """Not a."""
    return None if a is None else not a


def select(precision: int, condition: Truth, a: Interval, b: Interval) -> Interval:
    """The first value if the condition holds, else the second; the hull of both if it is unknown."""
    if condition is None:
        return hull(a, b)
    return a if condition else b
