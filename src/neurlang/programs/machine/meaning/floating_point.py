"""IEEE 754 double arithmetic on register bits, rounding to nearest, ties to even.

A NaN result is always `NAN_BITS`, so that every executor agrees to the bit.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from fractions import Fraction

from neurlang.programs.machine.meaning.arithmetic import MASK, SIGN, signed

NAN_BITS = 0x7FF8_0000_0000_0000

_UNSIGNED = struct.Struct("<Q")
_DOUBLE = struct.Struct("<d")


def to_float(bits: int) -> float:
    """The double whose bits these are."""
    value: float = _DOUBLE.unpack(_UNSIGNED.pack(bits))[0]
    return value


def to_bits(value: float) -> int:
    """The bits of a double; `NAN_BITS` for every NaN."""
    if value != value:
        return NAN_BITS
    bits: int = _UNSIGNED.unpack(_DOUBLE.pack(value))[0]
    return bits


def float_add(a: int, b: int) -> int:
    """Sum."""
    return to_bits(to_float(a) + to_float(b))


def float_subtract(a: int, b: int) -> int:
    """Difference."""
    return to_bits(to_float(a) - to_float(b))


def float_multiply(a: int, b: int) -> int:
    """Product."""
    return to_bits(to_float(a) * to_float(b))


def float_divide(a: int, b: int) -> int:
    """Quotient; x/0 is an infinity with the sign of the operands, 0/0 is NaN."""
    dividend, divisor = to_float(a), to_float(b)
    if divisor != 0:
        return to_bits(dividend / divisor)
    if dividend == 0 or dividend != dividend:
        return NAN_BITS
    return to_bits(math.inf) | ((a ^ b) & SIGN)


def float_square_root(a: int) -> int:
    """Square root; NaN below zero; the root of -0.0 is -0.0."""
    value = to_float(a)
    return to_bits(math.sqrt(value)) if value >= 0 else NAN_BITS


def float_absolute(a: int) -> int:
    """Absolute value."""
    return to_bits(abs(to_float(a)))


def float_floor(a: int) -> int:
    """Largest whole double ≤ a; infinities and signed zeros are unchanged."""
    value = to_float(a)
    return to_bits(math.copysign(math.floor(value), value)) if math.isfinite(value) else to_bits(value)


def float_ceiling(a: int) -> int:
    """Smallest whole double ≥ a; infinities and signed zeros are unchanged; -0.5 becomes -0.0."""
    value = to_float(a)
    return to_bits(math.copysign(math.ceil(value), value)) if math.isfinite(value) else to_bits(value)


def float_equal(a: int, b: int) -> int:
    """1 if equal; NaN equals nothing, 0.0 equals -0.0."""
    return int(to_float(a) == to_float(b))


def float_not_equal(a: int, b: int) -> int:
    """1 if not equal, also if one is NaN."""
    return int(to_float(a) != to_float(b))


def float_less(a: int, b: int) -> int:
    """1 if a < b."""
    return int(to_float(a) < to_float(b))


def float_less_equal(a: int, b: int) -> int:
    """1 if a ≤ b."""
    return int(to_float(a) <= to_float(b))


def float_greater(a: int, b: int) -> int:
    """1 if a > b."""
    return int(to_float(a) > to_float(b))


def float_greater_equal(a: int, b: int) -> int:
    """1 if a ≥ b."""
    return int(to_float(a) >= to_float(b))


def integer_to_float(a: int) -> int:
    """The signed integer as a double, rounded to nearest, ties to even."""
    return to_bits(float(signed(a)))


def float_to_integer(a: int) -> int:
    """The double as a signed integer, truncated toward zero; saturates outside 64 bits; 0 for NaN."""
    value = to_float(a)
    if value != value:
        return 0
    if value >= 2.0**63:
        return SIGN - 1
    if value < -(2.0**63):
        return SIGN
    return int(value) & MASK


def float_minimum(a: int, b: int) -> int:
    """The smaller number (minimumNumber of IEEE 754-2019): -0.0 is below 0.0; NaN only if both are NaN."""
    x, y = to_float(a), to_float(b)
    if x == y:
        return a | b  # equal numbers have the same bits, except zeros of both signs
    return to_bits(x if x < y or y != y else y)


def float_maximum(a: int, b: int) -> int:
    """The larger number (maximumNumber of IEEE 754-2019): 0.0 is above -0.0; NaN only if both are NaN."""
    x, y = to_float(a), to_float(b)
    if x == y:
        return a & b
    return to_bits(x if x > y or y != y else y)


def float_multiply_add(a: int, b: int, c: int) -> int:
    """A × b + c, rounded once (fusedMultiplyAdd of IEEE 754): computed exactly, as a quotient of integers."""
    x, y, z = to_float(a), to_float(b), to_float(c)
    if not (math.isfinite(x) and math.isfinite(y)) or x == 0 or y == 0:
        return to_bits(x * y + z)  # the product is exact
    if not math.isfinite(z):
        return to_bits(z)
    exact = Fraction(x) * Fraction(y) + Fraction(z)
    try:
        return to_bits(exact.numerator / exact.denominator)  # correctly rounded, subnormal results included
    except OverflowError:
        return to_bits(math.inf if exact > 0 else -math.inf)


def float_truncate(a: int) -> int:
    """The whole part; infinities and the sign of a 0 are unchanged."""
    value = to_float(a)
    return to_bits(math.copysign(math.trunc(value), value)) if math.isfinite(value) else to_bits(value)


def float_round(a: int) -> int:
    """The nearest whole double, ties to even; infinities and the sign of a 0 are unchanged."""
    value = to_float(a)
    return to_bits(math.copysign(round(value), value)) if math.isfinite(value) else to_bits(value)


def unsigned_to_float(a: int) -> int:
    """The unsigned integer as a double, rounded to nearest, ties to even."""
    return to_bits(float(a))


def float_to_unsigned(a: int) -> int:
    """The double as an unsigned integer, truncated toward zero; saturates outside 0 … 2^64-1; 0 for NaN."""
    value = to_float(a)
    if not value > 0:
        return 0
    return int(value) if value < 2.0**64 else MASK


FLOATING_POINT: dict[str, Callable[..., int]] = {
    "fpu.fadd": float_add,
    "fpu.fsub": float_subtract,
    "fpu.fmul": float_multiply,
    "fpu.fdiv": float_divide,
    "fpu.fsqrt": float_square_root,
    "fpu.fabs": float_absolute,
    "fpu.ffloor": float_floor,
    "fpu.fceil": float_ceiling,
    "fpu.fcmpeq": float_equal,
    "fpu.fcmpne": float_not_equal,
    "fpu.fcmplt": float_less,
    "fpu.fcmple": float_less_equal,
    "fpu.fcmpgt": float_greater,
    "fpu.fcmpge": float_greater_equal,
    "fpu.i2f": integer_to_float,
    "fpu.f2i": float_to_integer,
    "fpu.fmin": float_minimum,
    "fpu.fmax": float_maximum,
    "fpu.fma": float_multiply_add,
    "fpu.ftrunc": float_truncate,
    "fpu.fround": float_round,
    "fpu.u2f": unsigned_to_float,
    "fpu.f2u": float_to_unsigned,
}
