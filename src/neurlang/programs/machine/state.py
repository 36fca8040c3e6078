"""The state that instructions read and change."""

from __future__ import annotations

from dataclasses import dataclass, field

from neurlang.programs.ir import REGISTERS

REGISTER_COUNT = len(REGISTERS)

DISCARD = REGISTER_COUNT
"""Slot that takes what is written to `zero`."""

FIRST_CONSTANT = REGISTER_COUNT + 1
"""Slots from here on hold the program's immediates, so that an operand is a slot whatever it was."""

MAX_CALL_DEPTH = 65_536
"""Return addresses that the return stack holds; one more call traps STACK."""


@dataclass(slots=True)
class State:
    """Slots of registers and constants (unsigned 64-bit), memory, and return stack of a running program."""

    slots: list[int]
    memory: bytearray
    return_stack: list[int] = field(default_factory=list)
