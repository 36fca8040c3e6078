"""The machine state that the functions of an optimised program share, in words of 64 bits.

Registers by number, then the words defined here, then the return stack of 32-bit indices.
"""

from __future__ import annotations

from neurlang.programs.machine import MAX_CALL_DEPTH

CODE_WORD, FUEL_WORD, DEPTH_WORD, RETURNS_WORD = 23, 24, 25, 26
MACHINE_BYTES = 8 * RETURNS_WORD + 4 * MAX_CALL_DEPTH
MACHINE_BYTES_WITHOUT_CALLS = 8 * RETURNS_WORD
