"""Which registers procedures preserve.

A procedure preserves a register that has its entry value at all its returns. Calls are assumed to preserve what their
callees preserve, which holds by induction on the depth of calls; nothing is claimed about a call that does not return.
"""

from __future__ import annotations

from collections.abc import Mapping

from neurlang.programs.flow.definitions import LINK
from neurlang.programs.flow.distances import Places, places_at_blocks, transfer
from neurlang.programs.flow.procedures import Procedure, callers_of
from neurlang.programs.flow.solver import fixpoint
from neurlang.programs.ir import Program

Preserved = Mapping[int, frozenset[int]]
"""By the entries of procedures, the registers that they write but restore before they return."""


def preserved_registers(program: Program, procedures: Mapping[int, Procedure]) -> Preserved:
    """The registers that each procedure preserves: the greatest fixed point."""
    callers = callers_of(procedures)

    def step(entry: int, preserved: Preserved) -> list[tuple[int, frozenset[int]]]:
        return [(entry, _same_at_returns(program, procedures, entry, preserved))]

    # The program's own procedure comes first, so most callees are visited before their callers.
    all_changed = {entry: procedure.changed for entry, procedure in procedures.items()}
    return fixpoint(all_changed, step, frozenset.intersection, callers.__getitem__)


def places_of_procedure(
    program: Program, procedures: Mapping[int, Procedure], entry: int, preserved: Preserved
) -> dict[int, Places]:
    """The places of the registers at the start of each block, relative to the procedure's entry."""
    procedure = procedures[entry]

    def leave(start: int, places: Places) -> list[int]:
        end = procedure.ends[start]
        for instruction in program.instructions[start:end]:
            transfer(instruction, places)
        if start not in procedure.calls:
            return list(procedure.successors[start])
        callee = procedure.calls[start]
        places |= dict.fromkeys(procedures[callee].changed - preserved[callee] | {LINK})
        return [end] if end in procedure.ends else []

    return places_at_blocks(entry, leave) if entry in procedure.ends else {}


def _same_at_returns(
    program: Program, procedures: Mapping[int, Procedure], entry: int, preserved: Preserved
) -> frozenset[int]:
    """The registers that a procedure writes and that have their entry values at every return."""
    procedure = procedures[entry]
    same = set(procedure.changed)
    for start, places in places_of_procedure(program, procedures, entry, preserved).items():
        end = procedure.ends[start]
        if program.instructions[end - 1].op.name == "ret":
            for instruction in program.instructions[start:end]:
                transfer(instruction, places)
            same -= {register for register, place in places.items() if place != (register, 0)}
    return frozenset(same)
