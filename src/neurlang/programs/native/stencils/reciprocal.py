"""Division by a constant as a multiplication."""

from __future__ import annotations


def reciprocal(divisor: int) -> tuple[int, int] | None:
    """Multiplier and shift that divide any unsigned 64-bit number by a constant (Granlund and Montgomery, PLDI 1994).

    The quotient of x is the high half of x times the multiplier, shifted right. None if the multiplier would need more
    than 64 bits, or if the divisor is below 3 or above the positive signed 32-bit numbers.
    """
    if not 3 <= divisor < 1 << 31:
        return None
    for shift in range(divisor.bit_length()):
        power = 1 << 64 + shift
        multiplier = -(-power // divisor)
        if multiplier >= 1 << 64:
            return None
        if multiplier * divisor - power <= 1 << shift:
            return multiplier, shift
    return None
