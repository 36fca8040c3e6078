"""IEEE 754 double arithmetic on register bits, rounding to nearest, ties to even.

A NaN result is always `NAN_BITS`, so that every executor agrees to the bit.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable

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
    """Square root; NaN below zero, -0.0 of -0.0."""
    value = to_float(a)
    return to_bits(math.sqrt(value)) if value >= 0 else NAN_BITS


def float_absolute(a: int) -> int:
    """Absolute value."""
    return to_bits(abs(to_float(a)))


def float_floor(a: int) -> int:
    """Largest whole double that is not above a; infinities and signed zeros stay."""
    value = to_float(a)
    return to_bits(math.copysign(math.floor(value), value)) if math.isfinite(value) else to_bits(value)


def float_ceiling(a: int) -> int:
    """Smallest whole double that is not below a; infinities and signed zeros stay, -0.5 gives -0.0."""
    value = to_float(a)
    return to_bits(math.copysign(math.ceil(value), value)) if math.isfinite(value) else to_bits(value)


def float_equal(a: int, b: int) -> int:
    """1 where equal; NaN equals nothing, 0.0 equals -0.0."""
    return int(to_float(a) == to_float(b))


def float_not_equal(a: int, b: int) -> int:
    """1 where not equal, so also where one is NaN."""
    return int(to_float(a) != to_float(b))


def float_less(a: int, b: int) -> int:
    """1 where a < b."""
    return int(to_float(a) < to_float(b))


def float_less_equal(a: int, b: int) -> int:
    """1 where a ≤ b."""
    return int(to_float(a) <= to_float(b))


def float_greater(a: int, b: int) -> int:
    """1 where a > b."""
    return int(to_float(a) > to_float(b))


def float_greater_equal(a: int, b: int) -> int:
    """1 where a ≥ b."""
    return int(to_float(a) >= to_float(b))


def integer_to_float(a: int) -> int:
    """The signed integer as a double, rounded to nearest, ties to even."""
    return to_bits(float(signed(a)))


def float_to_integer(a: int) -> int:
    """The double as a signed integer, truncated toward zero; saturates outside 64 bits; NaN gives 0."""
    value = to_float(a)
    if value != value:
        return 0
    if value >= 2.0**63:
        return SIGN - 1
    if value < -(2.0**63):
        return SIGN
    return int(value) & MASK


FLOATING_POINT: dict[str, Callable[[int, int], int] | Callable[[int], int]] = {
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
}
