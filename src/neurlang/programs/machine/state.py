"""The state that instructions read and change."""

from __future__ import annotations

from dataclasses import dataclass, field

from neurlang.programs.ir import REGISTERS
from neurlang.programs.machine.hidden.marks import Mark
from neurlang.programs.machine.hidden.shadow import Shadow
from neurlang.programs.machine.session_view import SessionView

REGISTER_COUNT = len(REGISTERS)

DISCARD = REGISTER_COUNT
"""The slot to which writes to `zero` go."""

FIRST_CONSTANT = REGISTER_COUNT + 1
"""The first slot of the program's immediates: every operand becomes a slot, a register or an immediate."""

MAX_CALL_DEPTH = 65_536
"""Most return addresses on the return stack; one more call traps STACK."""


@dataclass(slots=True)
class State:
    """The slots of registers and constants (unsigned 64-bit), the memory, and the return stack of a running task.

    `marks` (one for each slot) and `shadow` hold the hidden state if the program runs with it. `session` is set if
    an op leads outside the machine. `strict` refuses addresses without a capability.
    """

    slots: list[int]
    memory: bytearray
    return_stack: list[int] = field(default_factory=list)
    marks: list[Mark | None] = field(default_factory=list)
    shadow: Shadow | None = None
    session: SessionView | None = None
    strict: bool = False

    def put(self, address: int, data: bytes, taint: int) -> None:
        """Write bytes at an address that is already checked, with their taint if hidden state is carried."""
        self.memory[address : address + len(data)] = data
        if self.shadow is not None:
            self.shadow.fill(address, len(data), taint)
