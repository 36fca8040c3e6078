"""Which registers procedures give back as they were, and which accesses stay in the frames below the stack pointer.

A procedure preserves a register that has its value of the entry at all its returns. Calls are taken to preserve
what their callees do, which holds by induction on the depth of the calls; nothing is said of a call that does
not return.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.programs.ir import BY_NAME
from neurlang.programs.native.procedures import LINK
from neurlang.programs.native.register_distances import Places, accessed, places_at_blocks, transfer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neurlang.programs.ir import Program
    from neurlang.programs.native.procedures import Procedure

SP = BY_NAME["sp"].number
MAX_FRAME = 4096
"""Bytes below the stack pointer that a procedure's entry may check for itself."""

Preserved = dict[int, frozenset[int]]
"""By the entries of procedures, the registers that they change and give back as they were."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The instructions whose accesses lie within `length` bytes below the stack pointer at the outermost entry."""

    accesses: frozenset[int]
    length: int


NO_FRAMES = Frames(frozenset(), 0)


def preserved_registers(program: Program, procedures: Mapping[int, Procedure]) -> Preserved:
    """What each procedure preserves: the greatest fixed point."""
    preserved = {entry: procedure.changed for entry, procedure in procedures.items()}
    is_stable = False
    while not is_stable:
        is_stable = True
        for entry in reversed(list(procedures)):  # mostly callees before their callers
            kept = preserved[entry] & _same_at_returns(program, procedures, entry, preserved)
            is_stable = is_stable and kept == preserved[entry]
            preserved[entry] = kept
    return preserved


def frames_of(
    program: Program, procedures: Mapping[int, Procedure], entry: int, preserved: Preserved, levels: int
) -> Frames:
    """What one check at the entry covers, where that many copies of a recursive procedure are nested."""
    procedure = procedures[entry]
    accesses: set[int] = set()
    own = to_nested = 0
    for start, places in _at_blocks(program, procedures, entry, preserved).items():
        for index in range(start, procedure.ends[start]):
            instruction = program.instructions[index]
            register, distance, width = accessed(instruction, places) or (None, 0, 0)
            if register == SP and width <= -distance <= MAX_FRAME:
                accesses.add(index)
                own = max(own, -distance)
            transfer(instruction, places)
        if procedure.calls.get(start) == entry:
            register, distance = places.get(SP, (SP, 0)) or (None, 0)
            if register != SP or not 0 <= -distance <= MAX_FRAME:
                return NO_FRAMES
            to_nested = max(to_nested, -distance)
    return Frames(frozenset(accesses), own + to_nested * (levels - 1) if accesses else 0)


def _same_at_returns(
    program: Program, procedures: Mapping[int, Procedure], entry: int, preserved: Preserved
) -> frozenset[int]:
    """The registers that a procedure changes and that are at every return what they were."""
    procedure = procedures[entry]
    same = set(procedure.changed)
    for start, places in _at_blocks(program, procedures, entry, preserved).items():
        end = procedure.ends[start]
        if program.instructions[end - 1].op.name == "ret":
            for instruction in program.instructions[start:end]:
                transfer(instruction, places)
            same -= {register for register, place in places.items() if place != (register, 0)}
    return frozenset(same)


def _at_blocks(
    program: Program, procedures: Mapping[int, Procedure], entry: int, preserved: Preserved
) -> dict[int, Places]:
    """What registers are at the start of each block, in terms of the procedure's entry."""
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
