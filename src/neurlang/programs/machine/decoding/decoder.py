"""The decoder turns each operand into a slot of `State.slots`.

Each register has its own slot. Immediates and `pc` get a constant slot. Writes to `zero` go to a slot that nothing
reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from operator import attrgetter

from neurlang.programs.ir import BY_NAME, Instruction, OperandValue, Program, Register, Target
from neurlang.programs.machine.code import Step
from neurlang.programs.machine.meaning.arithmetic import MASK
from neurlang.programs.machine.state import DISCARD, FIRST_CONSTANT

_PC, _ZERO = (BY_NAME[name].number for name in ("pc", "zero"))

_operands = attrgetter("operands")

Decode = Callable[["Decoder", Instruction], Step]


def constant_slots(program: Program) -> dict[int, int]:
    """The slot of each constant of a program, by its unsigned value: immediates, targets, and where pc is read."""
    slots: dict[int, int] = {}
    reads_pc = False
    for operand in chain.from_iterable(map(_operands, program.instructions)):
        if type(operand) is Register:
            if operand.number == _PC:
                reads_pc = True
            continue
        if isinstance(operand, int):
            value = operand if operand >= 0 else operand & MASK  # the same object takes no memory
        elif isinstance(operand, Target):
            value = operand.index
        else:
            continue
        slots.setdefault(value, FIRST_CONSTANT + len(slots))
    if reads_pc:
        for index, instruction in enumerate(program.instructions):
            if any(
                isinstance(operand, Register) and operand.number == _PC for operand in instruction.operands
            ):
                slots.setdefault(index, FIRST_CONSTANT + len(slots))
    return slots


class Decoder:
    """Decodes instructions of one program of that length, whose constants have these slots.

    `place` is the index of the instruction that is decoded. `depends_on_place`, False before, says afterwards whether
    the step is valid only there.
    """

    __slots__ = ("_constants", "depends_on_place", "length", "place")

    def __init__(self, length: int, constants: Mapping[int, int]) -> None:
        self.length = length
        self.place = 0
        self._constants = constants
        self.depends_on_place = False

    @property
    def index(self) -> int:
        """The index of the instruction. A step that uses it depends on its place."""
        self.depends_on_place = True
        return self.place

    def source(self, operand: OperandValue) -> int:
        """The slot to read for an operand."""
        if isinstance(operand, Register):
            return operand.number if operand.number != _PC else self._constants[self.index]
        if isinstance(operand, int):
            return self._constants[operand & MASK]
        if isinstance(operand, Target):
            return self._constants[operand.index]
        raise TypeError(f"{operand!r} has no value")


def destination(operand: OperandValue) -> int:
    """The slot that an operand's value is written to."""
    assert isinstance(operand, Register)
    return DISCARD if operand.number == _ZERO else operand.number
