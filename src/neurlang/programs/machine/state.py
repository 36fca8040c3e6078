"""The state that instructions read and change."""

from __future__ import annotations

from dataclasses import dataclass, field

from neurlang.programs.ir import REGISTERS
from neurlang.programs.machine.hidden.marks import Mark
from neurlang.programs.machine.hidden.shadow import Shadow
from neurlang.programs.machine.session_view import SessionView

REGISTER_COUNT = len(REGISTERS)

DISCARD = REGISTER_COUNT
"""Slot that takes what is written to `zero`."""

FIRST_CONSTANT = REGISTER_COUNT + 1
"""Slots from here on hold the program's immediates, so that an operand is a slot whatever it was."""

MAX_CALL_DEPTH = 65_536
"""Return addresses that the return stack holds; one more call traps STACK."""


@dataclass(slots=True)
class State:
    """Slots of registers and constants (unsigned 64-bit), memory, and return stack of a running task.

    `marks` (one for each slot) and `shadow` hold the hidden state where the program is run with it; `session`
    is there where an op leads outside the machine; `strict` refuses addresses without a capability.
    """

    slots: list[int]
    memory: bytearray
    return_stack: list[int] = field(default_factory=list)
    marks: list[Mark | None] = field(default_factory=list)
    shadow: Shadow | None = None
    session: SessionView | None = None
    strict: bool = False

    def put(self, address: int, data: bytes, taint: int) -> None:
        """Lay checked or host-chosen bytes in memory, with their taint where hidden state is carried."""
        self.memory[address : address + len(data)] = data
        if self.shadow is not None:
            self.shadow.fill(address, len(data), taint)
