"""Elementary functions of double-doubles, each with its error bound.

Four are computed directly: exp by argument reduction and a Taylor series, log and atan2 by one refinement step
from NumPy's value, sine and cosine by reduction with pi/2 in three parts and a Taylor series. The others are
expressed in these. An argument's error is propagated by a bound of the slope over its interval.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.expr.values import double_double as dd
from neurlang.kernels.expr.values.double_double import DoubleDouble, exact_double, pair
from neurlang.kernels.expr.values.float_meaning import two_product

FUNCTION_BOUND = 2.0**-88  # error of each series here, absolute for results near 1; measured below 2^-96
LARGEST_EXP, LARGEST_ANGLE = 690.0, 2.0**20


def _parts(value: Fraction, count: int) -> list[float]:
    """A number as a sum of doubles, largest first."""
    parts = []
    for _ in range(count):
        parts.append(float(value))
        value -= Fraction(parts[-1])
    return parts


def _constant(value: Fraction) -> DoubleDouble:
    hi, lo = _parts(value, 2)
    return pair(hi, lo, abs(hi) * 2.0**-105)


# To 80 digits.
LN2 = _constant(
    Fraction("0.69314718055994530941723212145817656807550013436025525412068000949339362196969472")
)
LN10 = _constant(
    Fraction("2.3025850929940456840179914546843642076011014886287729760333279009675726096773525")
)
PI_PARTS = _parts(
    Fraction("1.5707963267948966192313216916397514420985846996875529104874722961539082031431045"), 3
)  # of pi/2
INVERSE_FACTORIALS = [_constant(Fraction(1, factorial(n))) for n in range(30)]
ONE = exact_double(1.0)


def _with_error(value: DoubleDouble, error: NDArray[np.float64]) -> DoubleDouble:
    return DoubleDouble(value.hi, value.lo, np.where(np.isfinite(value.hi), error * dd.ROUNDING, np.nan))


def _without_error(value: DoubleDouble) -> DoubleDouble:
    return DoubleDouble(value.hi, value.lo, np.zeros_like(value.hi))


def exp(a: DoubleDouble) -> DoubleDouble:
    """The exponential of |a| below 690."""
    turns = np.rint(a.hi / LN2.hi)
    small = dd.subtract(_without_error(a), dd.multiply(exact_double(turns), LN2))
    small = dd.scale(small, 2.0**-9)
    total = INVERSE_FACTORIALS[10]
    for coefficient in reversed(INVERSE_FACTORIALS[1:10]):
        total = dd.add(dd.multiply(total, small), coefficient)
    total = dd.multiply(total, small)  # exp(small) - 1
    for _ in range(9):
        total = dd.add(dd.scale(total, 2.0), dd.multiply(total, total))
    result = dd.add(total, ONE)
    factor = np.exp2(turns)
    result = DoubleDouble(result.hi * factor, result.lo * factor, result.error)
    slope = np.abs(result.hi) * 1.01 * np.where(a.error < 2.0**-10, 1.0, np.nan)
    is_near = np.abs(a.hi) < LARGEST_EXP
    return _with_error(
        result, np.where(is_near, slope * a.error + np.abs(result.hi) * FUNCTION_BOUND, np.nan)
    )


def log(a: DoubleDouble) -> DoubleDouble:
    """The natural logarithm: y + 2 (x - e^y) / (x + e^y) from NumPy's y (a step of Halley's method, third order)."""
    guess = exact_double(np.log(a.hi))
    rounded = exp(guess)
    power = _without_error(rounded)
    value = _without_error(a)
    step = dd.divide(dd.subtract(value, power), dd.add(value, power))
    result = dd.add(guess, dd.scale(step, 2.0))
    is_clear = (a.hi > 0) & (a.error < a.hi * 2.0**-10) & np.isfinite(rounded.error)
    error = a.error / a.hi * 1.01 + (1 + np.abs(result.hi)) * FUNCTION_BOUND
    one = (a.hi == 1) & (a.lo == 0) & (a.error == 0)
    return _with_error(result, np.where(one, 0.0, np.where(is_clear, error, np.nan)))


def _reduced(a: DoubleDouble) -> tuple[DoubleDouble, NDArray[np.float64]]:
    """The angle minus the nearest multiple of pi/2, and that multiple modulo 4."""
    turns = np.rint(a.hi / PI_PARTS[0])
    rest = _without_error(a)
    for part in PI_PARTS:
        rest = dd.subtract(rest, DoubleDouble(*two_product(turns, np.asarray(part)), np.zeros_like(turns)))
    return rest, np.mod(turns, 4)


def _series(square: DoubleDouble, first: int) -> DoubleDouble:
    """The alternating sum of square^k / (2k + first)!."""
    total = INVERSE_FACTORIALS[26 + first]
    for n in range(24 + first, first - 1, -2):
        total = dd.subtract(INVERSE_FACTORIALS[n], dd.multiply(total, square))
    return total


def sin_cos(a: DoubleDouble) -> tuple[DoubleDouble, DoubleDouble]:
    """Sine and cosine of |a| below 2^20."""
    rest, quarter = _reduced(a)
    square = dd.multiply(rest, rest)
    sine, cosine = dd.multiply(rest, _series(square, 1)), _series(square, 0)
    swapped = quarter % 2 == 1
    sines = dd.select(dd.Truth(swapped, np.zeros_like(swapped)), cosine, sine)
    cosines = dd.select(dd.Truth(swapped, np.zeros_like(swapped)), sine, cosine)
    is_near = np.abs(a.hi) < LARGEST_ANGLE
    # The three parts of pi/2 leave an error of |turns| * 2^-160; the series is accurate relative to the reduced angle.
    error = np.where(is_near, a.error * 1.01 + FUNCTION_BOUND * np.minimum(1, np.abs(a.hi)), np.nan)
    sign_of_sine = np.where(quarter >= 2, -1.0, 1.0)
    sign_of_cosine = np.where((quarter == 1) | (quarter == 2), -1.0, 1.0)
    return (
        _with_error(DoubleDouble(sines.hi * sign_of_sine, sines.lo * sign_of_sine, error), error),
        _with_error(
            DoubleDouble(cosines.hi * sign_of_cosine, cosines.lo * sign_of_cosine, error),
            np.where(is_near, a.error * 1.01 + FUNCTION_BOUND, np.nan),
        ),
    )


def sin(a: DoubleDouble) -> DoubleDouble:
    """The sine."""
    return sin_cos(a)[0]


def cos(a: DoubleDouble) -> DoubleDouble:
    """The cosine."""
    return sin_cos(a)[1]


def tan(a: DoubleDouble) -> DoubleDouble:
    """The tangent."""
    return dd.divide(*sin_cos(a))


def atan2(y: DoubleDouble, x: DoubleDouble) -> DoubleDouble:
    """The angle of a point, by one refinement step from NumPy's value; in doubt if y or x may be zero."""
    guess = exact_double(np.arctan2(y.hi, x.hi))
    sine, cosine = (_without_error(value) for value in sin_cos(guess))
    plain_y, plain_x = _without_error(y), _without_error(x)
    across = dd.subtract(dd.multiply(plain_y, cosine), dd.multiply(plain_x, sine))
    along = dd.add(dd.multiply(plain_x, cosine), dd.multiply(plain_y, sine))
    result = dd.add(guess, dd.divide(across, along))
    size = np.maximum(np.abs(x.hi), np.abs(y.hi))
    is_clear = (np.abs(y.hi) > y.error * 2) & (np.abs(x.hi) > x.error * 2) & (y.hi != 0) & (x.hi != 0)
    error = (y.error + x.error) / size * 4 + np.abs(guess.hi) * FUNCTION_BOUND
    return _with_error(result, np.where(is_clear, error, np.nan))


def atan(a: DoubleDouble) -> DoubleDouble:
    """The arc tangent."""
    return atan2(a, exact_double(np.ones_like(a.hi)))


def _leg(a: DoubleDouble) -> DoubleDouble:
    return dd.sqrt(dd.multiply(dd.subtract(ONE, a), dd.add(ONE, a)))


def asin(a: DoubleDouble) -> DoubleDouble:
    """The arc sine."""
    return atan2(a, _leg(a))


def acos(a: DoubleDouble) -> DoubleDouble:
    """The arc cosine."""
    return atan2(_leg(a), a)


def exp2(a: DoubleDouble) -> DoubleDouble:
    """2 to the power a."""
    return exp(dd.multiply(a, LN2))


def log2(a: DoubleDouble) -> DoubleDouble:
    """The logarithm to base 2."""
    return dd.divide(log(a), LN2)


def log10(a: DoubleDouble) -> DoubleDouble:
    """The logarithm to base 10."""
    return dd.divide(log(a), LN10)


def expm1(a: DoubleDouble) -> DoubleDouble:
    """exp(a) - 1."""
    return dd.subtract(exp(a), ONE)


def log1p(a: DoubleDouble) -> DoubleDouble:
    """log(1 + a)."""
    return log(dd.add(ONE, a))


def sinh(a: DoubleDouble) -> DoubleDouble:
    """The hyperbolic sine."""
    power = exp(a)
    return dd.scale(dd.subtract(power, dd.reciprocal(power)), 0.5)


def cosh(a: DoubleDouble) -> DoubleDouble:
    """The hyperbolic cosine."""
    power = exp(a)
    return dd.scale(dd.add(power, dd.reciprocal(power)), 0.5)


def tanh(a: DoubleDouble) -> DoubleDouble:
    """The hyperbolic tangent."""
    power = exp(dd.scale(a, 2.0))
    return dd.divide(dd.subtract(power, ONE), dd.add(power, ONE))


def cbrt(a: DoubleDouble) -> DoubleDouble:
    """The cube root, by one Newton step from NumPy's value."""
    root = exact_double(np.cbrt(a.hi))
    cube = dd.multiply(root, dd.multiply(root, root))
    slope = dd.multiply(exact_double(3.0), dd.multiply(root, root))
    result = dd.subtract(root, dd.divide(dd.subtract(_without_error(a), cube), dd.negate(slope)))
    is_clear = (np.abs(a.hi) > a.error * 2) & (np.abs(a.hi) > dd.UNDERFLOW)
    error = np.abs(root.hi) * (a.error / np.abs(a.hi) + FUNCTION_BOUND)
    return _with_error(result, np.where(is_clear, error, np.nan))


def hypotenuse(a: DoubleDouble, b: DoubleDouble) -> DoubleDouble:
    """The square root of the sum of squares."""
    return dd.sqrt(dd.add(dd.multiply(a, a), dd.multiply(b, b)))


def power(a: DoubleDouble, b: DoubleDouble) -> DoubleDouble:
    """The power: by squaring if all exponents are the same small integer, else exp(b log a), for a above zero."""
    whole = np.unique(b.hi)
    if whole.size == 1 and whole[0] == np.rint(whole[0]) and abs(whole[0]) <= 64 and not np.any(b.error):
        return dd.integer_power(a, int(whole[0]))
    return exp(dd.multiply(b, log(a)))
