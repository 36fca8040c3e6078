"""Integer arithmetic, logic and shifts on 64-bit values, which are stored unsigned (0 … 2^64-1)."""

from __future__ import annotations

from collections.abc import Callable

from neurlang.programs.machine.traps import Fault, TrapKind

MASK = (1 << 64) - 1
SIGN = 1 << 63


def signed(value: int) -> int:
    """The signed value of 64 bits in two's complement."""
    return value - (1 << 64) if value & SIGN else value


def add(a: int, b: int) -> int:
    """Sum, wrapping."""
    return (a + b) & MASK


def subtract(a: int, b: int) -> int:
    """Difference, wrapping."""
    return (a - b) & MASK


def bitwise_and(a: int, b: int) -> int:
    """Bits set in both."""
    return a & b


def bitwise_or(a: int, b: int) -> int:
    """Bits set in either."""
    return a | b


def bitwise_xor(a: int, b: int) -> int:
    """Bits set in exactly one of the two."""
    return a ^ b


def shift_left(a: int, b: int) -> int:
    """Shift left by b mod 64; zeros come in."""
    return (a << (b & 63)) & MASK


def shift_right(a: int, b: int) -> int:
    """Shift right by b mod 64; zeros come in."""
    return a >> (b & 63)


def shift_right_arithmetic(a: int, b: int) -> int:
    """Shift right by b mod 64; copies of the sign come in."""
    return (signed(a) >> (b & 63)) & MASK


def rotate_left(a: int, b: int) -> int:
    """Rotate left by b mod 64."""
    return ((a << (b & 63)) | (a >> (64 - (b & 63)))) & MASK


def rotate_right(a: int, b: int) -> int:
    """Rotate right by b mod 64."""
    return ((a >> (b & 63)) | (a << (64 - (b & 63)))) & MASK


def multiply(a: int, b: int) -> int:
    """Low 64 bits of the product."""
    return (a * b) & MASK


def multiply_high(a: int, b: int) -> int:
    """High 64 bits of the signed 128-bit product."""
    return (signed(a) * signed(b) >> 64) & MASK


def multiply_high_unsigned(a: int, b: int) -> int:
    """High 64 bits of the unsigned 128-bit product."""
    return a * b >> 64


def divide_unsigned(a: int, b: int) -> int:
    """Unsigned quotient. Traps DIVZERO if b is 0."""
    if b == 0:
        raise _division_by_zero()
    return a // b


def remainder_unsigned(a: int, b: int) -> int:
    """Unsigned remainder. Traps DIVZERO if b is 0."""
    if b == 0:
        raise _division_by_zero()
    return a % b


def divide_signed(a: int, b: int) -> int:
    """Signed quotient, truncating; INT64_MIN by -1 wraps to INT64_MIN. Traps DIVZERO if b is 0."""
    if b == 0:
        raise _division_by_zero()
    dividend, divisor = signed(a), signed(b)
    quotient = abs(dividend) // abs(divisor)
    return (quotient if (dividend < 0) == (divisor < 0) else -quotient) & MASK


def remainder_signed(a: int, b: int) -> int:
    """Signed remainder with the sign of a, so a = quotient × b + remainder. Traps DIVZERO if b is 0."""
    if b == 0:
        raise _division_by_zero()
    dividend = signed(a)
    remainder = abs(dividend) % abs(signed(b))
    return (-remainder if dividend < 0 else remainder) & MASK


def _division_by_zero() -> Fault:
    return Fault(TrapKind.DIVZERO, "division by zero")


ARITHMETIC: dict[str, Callable[[int, int], int]] = {
    "alu.add": add,
    "alu.sub": subtract,
    "alu.and": bitwise_and,
    "alu.or": bitwise_or,
    "alu.xor": bitwise_xor,
    "alu.shl": shift_left,
    "alu.shr": shift_right,
    "alu.sar": shift_right_arithmetic,
    "alu.rotl": rotate_left,
    "alu.rotr": rotate_right,
    "muldiv.mul": multiply,
    "muldiv.mulh": multiply_high,
    "muldiv.div": divide_unsigned,
    "muldiv.mod": remainder_unsigned,
    "muldiv.sdiv": divide_signed,
    "muldiv.smod": remainder_signed,
    "muldiv.mulhu": multiply_high_unsigned,
}
