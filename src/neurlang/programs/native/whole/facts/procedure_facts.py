"""All facts about a procedure from which its text is written: one frozen value, from a plain list of analyses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from neurlang.programs.flow import Preserved, Procedure, preserved_registers
from neurlang.programs.ir import Instruction, Program
from neurlang.programs.native.whole.facts.early_returns import EarlyReturn, early_return
from neurlang.programs.native.whole.facts.float_state import State, float_registers, states_at_blocks
from neurlang.programs.native.whole.facts.frames import NO_FRAMES, Frames, frames_of
from neurlang.programs.native.whole.facts.fuel_regions import Charges, Checkpoints, charges_of, checkpoints
from neurlang.programs.native.whole.facts.inlining import inlined_levels
from neurlang.programs.native.whole.facts.loop_unrolling import Rounds, checked_by_rounds, unrolled
from neurlang.programs.native.whole.facts.procedure_interface import Interface, interface_of
from neurlang.programs.native.whole.facts.range_checks import SharedRange, shared_ranges


@dataclass(frozen=True, slots=True)
class ProcedureFacts:
    """The facts from which the functions of a procedure are written.

    `procedure` has its loops unrolled; its numbers identify blocks, and `rounds` are the blocks that check rounds of
    loops. `callees` and `interfaces` are by entry, the latter including the procedure's own; `levels` copies are
    nested. `early_returns` are by the blocks of calls. `checked` are the accesses of each block that were checked
    before it, `ranges` those checked at its own start. `checkpoints` has one element for each level.
    """

    program: Program
    procedure: Procedure
    rounds: Rounds
    callees: Mapping[int, Procedure]
    interfaces: Mapping[int, Interface]
    levels: int
    float_registers: frozenset[int]
    states: Mapping[int, State]
    frames: Frames
    early_returns: Mapping[int, EarlyReturn]
    checked: Mapping[int, frozenset[int]]
    ranges: Mapping[int, tuple[SharedRange, ...]]
    charges: Charges
    checkpoints: tuple[Checkpoints, ...]

    @property
    def interface(self) -> Interface:
        """The procedure's own interface."""
        return self.interfaces[self.procedure.entry]


def facts_of(program: Program, procedures: Mapping[int, Procedure]) -> dict[int, ProcedureFacts]:
    """The facts about each procedure, by its entry."""
    preserved = preserved_registers(program, procedures)
    return {entry: procedure_facts(program, procedures, entry, preserved) for entry in procedures}


def procedure_facts(
    program: Program, procedures: Mapping[int, Procedure], entry: int, preserved: Preserved
) -> ProcedureFacts:
    """The facts about one procedure of a program; `preserved` has the registers that each procedure preserves."""
    as_written = procedures[entry]
    stride = len(program.instructions) + 1
    procedure, rounds = unrolled(program, as_written)
    callees = {number: procedures[number] for number in as_written.calls.values()}
    interfaces = {number: interface_of(procedures[number], preserved[number]) for number in {entry, *callees}}
    levels = inlined_levels(procedure, stride)
    floats = float_registers(_instructions(program, as_written))
    frames = frames_of(program, procedures, entry, preserved, levels) if levels > 1 else NO_FRAMES
    early_returns = {
        block: early
        for block, callee in as_written.calls.items()
        if (early := early_return(program, procedures[callee])) is not None
    }
    checked = _checked(procedure, rounds, frames, stride)
    charges = charges_of(procedure, stride)
    early_costs = {block: early.cost for block, early in early_returns.items()}
    return ProcedureFacts(
        program,
        procedure,
        rounds,
        callees,
        interfaces,
        levels,
        floats,
        states_at_blocks(program, procedure, floats, stride),
        frames,
        early_returns,
        checked,
        {
            number: shared_ranges(program, number % stride, end, checked[number])
            for number, end in procedure.ends.items()
        },
        charges,
        checkpoints(procedure, charges, early_costs, levels),
    )


def _instructions(program: Program, procedure: Procedure) -> list[Instruction]:
    return [
        instruction
        for start, end in procedure.ends.items()
        for instruction in program.instructions[start:end]
    ]


def _checked(procedure: Procedure, rounds: Rounds, frames: Frames, stride: int) -> dict[int, frozenset[int]]:
    """The accesses of each block that are known to be within memory: those in frames, and those of checked rounds."""
    by_rounds = checked_by_rounds(rounds, stride)
    return {
        number: frames.accesses | by_rounds.get(number - number % stride, frozenset())
        for number in procedure.ends
    }
