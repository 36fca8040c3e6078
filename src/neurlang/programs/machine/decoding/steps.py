"""Decoding: each instruction becomes a function on the state, with its operands bound, once it is needed.

Programs that can make a capability or taint, or read data from outside, get the decoders that carry hidden state.
All others run without its cost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import overload

from neurlang.garbage import uncollected
from neurlang.programs.flow import block_ends
from neurlang.programs.ir import OPS, Program
from neurlang.programs.machine.code import Code, Step
from neurlang.programs.machine.decoding.atomics import ATOMICS
from neurlang.programs.machine.decoding.capability_ops import CAPABILITY_OPS
from neurlang.programs.machine.decoding.decoder import Decode, Decoder, constant_slots
from neurlang.programs.machine.decoding.marked import MARKED
from neurlang.programs.machine.decoding.outside import OUTSIDE
from neurlang.programs.machine.decoding.pure import PURE
from neurlang.programs.machine.decoding.task_ops import TASK_OPS

_PLAIN: dict[str, Decode] = {**PURE, **ATOMICS, **CAPABILITY_OPS, **OUTSIDE, **TASK_OPS}
_HIDDEN: dict[str, Decode] = {**_PLAIN, **MARKED}

_PLAIN_BY_OPCODE, _HIDDEN_BY_OPCODE = ([table[op.name] for op in OPS] for table in (_PLAIN, _HIDDEN))

_MEETS_HIDDEN_STATE = frozenset(
    ("cap.new", "cap.restrict", "cap.query", "taint", "sanitize", "file", "net", "ext.call")
)
_MODES_THAT_MEET_IT = frozenset(("io.readline", "io.getenv", "io.getarg"))
_MOST_KNOWN = 1 << 16
"""Steps that are kept for instructions that stand at many places."""

_LEADS_OUTSIDE = frozenset((*OUTSIDE, *TASK_OPS))
_MAY_WAIT = frozenset((*TASK_OPS, "net", "time"))


@uncollected
def decode(program: Program, *, hidden: bool = False) -> Code:
    """Decode a program that passed `check`. With `hidden`, its steps carry hidden state even if it needs none."""
    names = {OPS[opcode].name for opcode in {instruction.opcode for instruction in program.instructions}}
    hidden = hidden or not names.isdisjoint(_MEETS_HIDDEN_STATE)
    if not hidden and "io" in names:  # only some modes of `io` bring data in
        modes = {instruction.op_mode.full_name for instruction in program.instructions}
        hidden = not modes.isdisjoint(_MODES_THAT_MEET_IT)
    constants = constant_slots(program)
    return Code(
        program,
        Steps(program, constants, _HIDDEN_BY_OPCODE if hidden else _PLAIN_BY_OPCODE),
        block_ends(program),
        list(constants),
        hidden=hidden,
        outside=not names.isdisjoint(_LEADS_OUTSIDE),
        waits=not names.isdisjoint(_MAY_WAIT),
    )


class Steps(Sequence[Step]):
    """The steps of a program, made when they are needed: most of a long program may never run.

    A single step is kept, those of a range are the caller's to keep.
    """

    __slots__ = ("_constants", "_decoders", "_instructions", "_kept", "_known")

    def __init__(self, program: Program, constants: Mapping[int, int], decoders: Sequence[Decode]) -> None:
        self._instructions = program.instructions
        self._constants = constants
        self._decoders = decoders
        self._kept: dict[int, Step] = {}
        # By the identity of the instruction: one object may be at many places.
        self._known: dict[int, Step] = {}

    def __len__(self) -> int:
        return len(self._instructions)

    @overload
    def __getitem__(self, index: int) -> Step: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Step]: ...

    def __getitem__(self, index: int | slice) -> Step | Sequence[Step]:
        """The step at an index, or the steps of a range."""
        if isinstance(index, slice):
            return self._steps(range(len(self))[index])
        step = self._kept.get(index)
        if step is None:
            step = self._kept[index] = self._steps(range(len(self))[index : index + 1])[0]
        return step

    @uncollected
    def _steps(self, places: range) -> list[Step]:
        """The steps of a range. Threads that make the same ones at the same time make equal ones."""
        known, instructions = self._known, self._instructions
        decoder = Decoder(len(instructions), self._constants)
        steps: list[Step] = []
        for place in places:
            instruction = instructions[place]
            step = known.get(id(instruction))
            if step is None:
                decoder.place, decoder.depends_on_place = place, False
                step = self._decoders[instruction.opcode](decoder, instruction)
                if not decoder.depends_on_place and len(known) < _MOST_KNOWN:
                    known[id(instruction)] = step
            steps.append(step)
        return steps
