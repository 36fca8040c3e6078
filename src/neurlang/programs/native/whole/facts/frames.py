"""Which accesses of a procedure stay within the frames below the stack pointer: one check at the entry covers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from neurlang.programs.flow import Preserved, Procedure, accessed, places_of_procedure, transfer
from neurlang.programs.ir import BY_NAME, Program
from neurlang.programs.native.whole.facts.range_checks import SharedRange

SP = BY_NAME["sp"].number
MAX_FRAME = 4096
"""Bytes below the stack pointer that the check at a procedure's entry may cover for one copy."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The instructions whose accesses lie within `length` bytes below the stack pointer at the outermost entry."""

    accesses: frozenset[int]
    length: int

    def checked_at_entry(self) -> SharedRange:
        """The range that one check covers."""
        return SharedRange(SP, -self.length, self.length, self.accesses)


NO_FRAMES = Frames(frozenset(), 0)


def frames_of(
    program: Program, procedures: Mapping[int, Procedure], entry: int, preserved: Preserved, levels: int
) -> Frames:
    """The accesses that one check at the entry covers, if `levels` copies of a recursive procedure are nested."""
    procedure = procedures[entry]
    accesses: set[int] = set()
    own = to_nested = 0
    for start, places in places_of_procedure(program, procedures, entry, preserved).items():
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
