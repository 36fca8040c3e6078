"""What a source imports: the types, and the functions that are one instruction of the machine.

For type checkers `u64` and `i64` are `int`, and `f64` is `float`, since a literal may stand for each of them;
the compiler checks that they are not mixed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.programs.machine import to_bits, to_float
from neurlang.programs.stdlib.machine_types import (
    F64,
    I64,
    MASK,
    U64,
    BytePointer,
    F64Pointer,
    I64Pointer,
    U64Pointer,
    counted,
    on_bits,
)

if TYPE_CHECKING:
    u64 = int
    i64 = int
    f64 = float
else:
    u64 = U64
    i64 = I64
    f64 = F64

ptr_u8 = BytePointer
ptr_u64 = U64Pointer
ptr_i64 = I64Pointer
ptr_f64 = F64Pointer


def popcount(x: u64) -> u64:
    """Number of one bits."""
    return counted("bits.popcount", x)


def clz(x: u64) -> u64:
    """Leading zero bits; 64 for 0."""
    return counted("bits.clz", x)


def ctz(x: u64) -> u64:
    """Trailing zero bits; 64 for 0."""
    return counted("bits.ctz", x)


def bswap(x: u64) -> u64:
    """The 8 bytes in reverse order."""
    return counted("bits.bswap", x)


def rotl(x: u64, count: u64) -> u64:
    """The bits rotated left, by count mod 64."""
    places = int(count) & 63
    return u64((int(x) << places) | ((int(x) & MASK) >> (64 - places)))


def rotr(x: u64, count: u64) -> u64:
    """The bits rotated right, by count mod 64."""
    return rotl(x, -int(count))


def mulhu(a: u64, b: u64) -> u64:
    """High 64 bits of the unsigned product."""
    return u64(int(a) * int(b) >> 64)


def mulh(a: i64, b: i64) -> i64:
    """High 64 bits of the signed product."""
    return i64(int(a) * int(b) >> 64)


def trunc_div(a: i64, b: i64) -> i64:
    """The quotient rounded towards zero, as in C."""
    quotient = abs(int(a)) // abs(int(b))
    return i64(quotient if (a < 0) == (b < 0) else -quotient)


def trunc_mod(a: i64, b: i64) -> i64:
    """The remainder with the sign of a, as in C."""
    return i64(int(a) - int(b) * int(trunc_div(a, b)) if a != -(1 << 63) or b != -1 else 0)


def sqrt(x: f64) -> f64:
    """The square root, correctly rounded."""
    return on_bits("fpu.fsqrt", x)


def floor(x: f64) -> f64:
    """The largest whole number that is not above x."""
    return on_bits("fpu.ffloor", x)


def ceil(x: f64) -> f64:
    """The smallest whole number that is not below x."""
    return on_bits("fpu.fceil", x)


def trunc(x: f64) -> f64:
    """The whole part of x."""
    return on_bits("fpu.ftrunc", x)


def round_even(x: f64) -> f64:
    """The nearest whole number, halfway the even one."""
    return on_bits("fpu.fround", x)


def fma(a: f64, b: f64, c: f64) -> f64:
    """The sum a × b + c, rounded once."""
    return on_bits("fpu.fma", a, b, c)


def float_bits(x: f64) -> u64:
    """The 64 bits of a double; 0x7ff8000000000000 for NaN."""
    return u64(to_bits(float(x)))


def float_from_bits(bits: u64) -> f64:
    """The double of these 64 bits."""
    return f64(to_float(int(bits) & MASK))


__all__ = [
    "bswap",
    "ceil",
    "clz",
    "ctz",
    "f64",
    "float_bits",
    "float_from_bits",
    "floor",
    "fma",
    "i64",
    "mulh",
    "mulhu",
    "popcount",
    "ptr_f64",
    "ptr_i64",
    "ptr_u8",
    "ptr_u64",
    "rotl",
    "rotr",
    "round_even",
    "sqrt",
    "trunc",
    "trunc_div",
    "trunc_mod",
    "u64",
]
