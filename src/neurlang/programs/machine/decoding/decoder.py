"""The decoder turns each operand into a slot of `State.slots`.

Each register has its own slot. Immediates and `pc` get a constant slot. Writes to `zero` go to a slot that nothing
reads.
"""

from __future__ import annotations

from collections.abc import Callable

from neurlang.programs.ir import BY_NAME, Instruction, OperandValue, Register, Target
from neurlang.programs.machine.code import Step
from neurlang.programs.machine.meaning.arithmetic import MASK
from neurlang.programs.machine.state import DISCARD, FIRST_CONSTANT

_PC, _ZERO = (BY_NAME[name].number for name in ("pc", "zero"))

Decode = Callable[["Decoder", Instruction], Step]


class Decoder:
    """Decodes the instructions of one program, and collects its constants."""

    __slots__ = ("_index", "_slot_of_constant", "depends_on_place", "length")

    def __init__(self, length: int) -> None:
        self.length = length
        self._index = 0
        self._slot_of_constant: dict[int, int] = {}
        self.depends_on_place = False

    def go_to(self, index: int) -> None:
        """Go to an index. After decoding there, `depends_on_place` says whether the step is valid only there."""
        self._index = index
        self.depends_on_place = False

    @property
    def index(self) -> int:
        """The index of the instruction. A step that uses it depends on its place."""
        self.depends_on_place = True
        return self._index

    @property
    def constants(self) -> list[int]:
        """The values of the constant slots so far."""
        return list(self._slot_of_constant)

    def source(self, operand: OperandValue) -> int:
        """The slot to read for an operand."""
        if isinstance(operand, Register):
            return operand.number if operand.number != _PC else self._constant(self.index)
        if isinstance(operand, int):
            return self._constant(operand & MASK)
        if isinstance(operand, Target):
            return self._constant(operand.index)
        raise TypeError(f"{operand!r} has no value")

    def _constant(self, value: int) -> int:
        slots = self._slot_of_constant
        return slots.setdefault(value, FIRST_CONSTANT + len(slots))


def destination(operand: OperandValue) -> int:
    """The slot that an operand's value is written to."""
    assert isinstance(operand, Register)
    return DISCARD if operand.number == _ZERO else operand.number
