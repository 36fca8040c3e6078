"""Live registers: those that may be read before they are next written (Aho, Lam, Sethi and Ullman, section 9.2)."""

from __future__ import annotations

from collections.abc import Mapping

from neurlang.programs.flow.blocks import successors_of
from neurlang.programs.flow.definitions import LINK, destination_of, read_by
from neurlang.programs.flow.procedures import Procedure
from neurlang.programs.flow.solver import fixpoint
from neurlang.programs.ir import Instruction, Program


def live_at_blocks(
    program: Program, procedures: Mapping[int, Procedure], entry: int, at_end: frozenset[int]
) -> dict[int, frozenset[int]]:
    """The registers that are live at the start of each block of a procedure.

    `at_end` are the registers that are read after the procedure has returned or the program has ended. A call is
    assumed to read everything that its callee uses, and to write only `lr`.
    """
    procedure = procedures[entry]
    before: dict[int, list[int]] = {block: [] for block in procedure.ends}
    at_ends: dict[int, frozenset[int]] = {}
    for block, end in procedure.ends.items():
        following, _ = successors_of(program, end)
        inside = [place for place in following if place in procedure.ends]
        for place in inside:
            before[place].append(block)
        at_ends[block] = frozenset() if inside and len(inside) == len(following) else at_end

    def at_start(block: int, live: frozenset[int]) -> frozenset[int]:
        for instruction in reversed(program.instructions[block : procedure.ends[block]]):
            live = _before(instruction, live)
            if block in procedure.calls and instruction.op.name == "call":
                live |= procedures[procedure.calls[block]].used - {LINK}
        return live

    def step(block: int, live: Mapping[int, frozenset[int]]) -> list[tuple[int, frozenset[int]]]:
        return [(source, at_start(block, live[block])) for source in before[block]]

    return {block: at_start(block, live) for block, live in fixpoint(at_ends, step, frozenset.union).items()}


def _before(instruction: Instruction, live: frozenset[int]) -> frozenset[int]:
    """The registers live before an instruction, from those live after it."""
    into = LINK if instruction.op.name == "call" else destination_of(instruction)
    return live - {into} | read_by(instruction)
