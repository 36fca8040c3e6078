"""Decoding: each instruction becomes a function on the state, with its operands bound, once per program.

Programs that can make a capability or taint, or read data from outside, get the decoders that carry hidden state.
All others run without its cost.
"""

from __future__ import annotations

from neurlang.programs.flow import block_ends
from neurlang.programs.ir import OPS, Program
from neurlang.programs.machine.code import Code, Step
from neurlang.programs.machine.decoding.atomics import ATOMICS
from neurlang.programs.machine.decoding.capability_ops import CAPABILITY_OPS
from neurlang.programs.machine.decoding.decoder import Decode, Decoder
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
_LEADS_OUTSIDE = frozenset((*OUTSIDE, *TASK_OPS))
_MAY_WAIT = frozenset((*TASK_OPS, "net", "time"))


def decode(program: Program, *, hidden: bool = False) -> Code:
    """Decode a program that passed `check`. With `hidden`, its steps carry hidden state even if it needs none."""
    names = {OPS[opcode].name for opcode in {instruction.opcode for instruction in program.instructions}}
    hidden = hidden or not names.isdisjoint(_MEETS_HIDDEN_STATE)
    if not hidden and "io" in names:  # only some modes of `io` bring data in
        modes = {instruction.op_mode.full_name for instruction in program.instructions}
        hidden = not modes.isdisjoint(_MODES_THAT_MEET_IT)
    decoders = _HIDDEN_BY_OPCODE if hidden else _PLAIN_BY_OPCODE
    decoder = Decoder(len(program.instructions))
    steps = []
    known: dict[int, Step] = {}  # by the identity of the instruction: one object may be at many places
    for index, instruction in enumerate(program.instructions):
        step = known.get(id(instruction))
        if step is None:
            decoder.go_to(index)
            step = decoders[instruction.opcode](decoder, instruction)
            if not decoder.depends_on_place:
                known[id(instruction)] = step
        steps.append(step)
    return Code(
        program,
        steps,
        block_ends(program),
        decoder.constants,
        hidden=hidden,
        outside=not names.isdisjoint(_LEADS_OUTSIDE),
        waits=not names.isdisjoint(_MAY_WAIT),
    )
