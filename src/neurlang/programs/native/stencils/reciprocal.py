"""Division by a constant as a multiplication (Granlund and Montgomery, PLDI 1994)."""

from __future__ import annotations

from dataclasses import dataclass

_LEAST, _MOST = 2, (1 << 31) - 1
"""The divisors: what a remainder multiplies by is a signed 32-bit number."""

_WORD = 1 << 64


@dataclass(frozen=True, slots=True)
class Reciprocal:
    """What divides by a constant: H is the high half of the dividend times the multiplier.

    Unsigned: H >> shift; if it is wide, (((x - H) >> 1) + H) >> shift.
    Signed: (H >> shift) + 1 for a negative x; if it is wide, with H + x in place of H. The multiplier is signed then.
    """

    multiplier: int
    shift: int
    is_wide: bool = False


def reciprocal(divisor: int, *, signed: bool = False) -> Reciprocal | None:
    """What divides any 64-bit number by a constant; None if the divisor is not a positive signed 32-bit number above 1.

    The multiplier has 64 bits; where 65 are needed, it is wide and has the lower 64.
    """
    if not _LEAST <= divisor <= _MOST:
        return None
    return _of_signed(divisor) if signed else _of_unsigned(divisor)


def _of_unsigned(divisor: int) -> Reciprocal:
    for shift in range(divisor.bit_length()):
        power = _WORD << shift
        multiplier = -(-power // divisor)
        if multiplier < _WORD and multiplier * divisor - power <= 1 << shift:
            return Reciprocal(multiplier, shift)
    bits = (divisor - 1).bit_length()
    return Reciprocal(_WORD * ((1 << bits) - divisor) // divisor + 1, bits - 1, is_wide=True)


def _of_signed(divisor: int) -> Reciprocal:
    shift = 0
    while True:
        power = _WORD << shift
        multiplier = power // divisor + 1
        if multiplier * divisor - power <= 2 << shift:
            return Reciprocal(multiplier, shift, is_wide=multiplier >= _WORD >> 1)
        shift += 1
