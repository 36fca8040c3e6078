"""What procedures give back as it was, and which accesses one check of frames covers."""

from __future__ import annotations

import pytest

from neurlang.programs.flow import preserved_registers, procedures_of
from neurlang.programs.ir import Program, assemble
from neurlang.programs.native.whole.facts.frames import NO_FRAMES, SP, Frames, frames_of

FRAME = """\
    call again
    halt
again:
    bltu r0, 2, done
    subi sp, sp, 16
    store.d r0, [sp]
    subi r0, r0, 1
    call {callee}
    load.d r0, [sp + {offset}]
    addi sp, sp, {back}
done:
    ret
between:
    mov r3, sp
    {change}
    call again
    mov sp, r3
    ret
"""


def program_of(callee: str = "again", offset: int = 8, back: int = 16, change: str = "nop") -> Program:
    return assemble(FRAME.format(callee=callee, offset=offset, back=back, change=change))


def preserves_sp(program: Program) -> bool:
    procedures = procedures_of(program)
    assert procedures is not None
    return SP in preserved_registers(program, procedures)[2]


def frames(program: Program, levels: int) -> Frames:
    procedures = procedures_of(program)
    assert procedures is not None
    return frames_of(program, procedures, 2, preserved_registers(program, procedures), levels)


def test_a_stack_pointer_that_is_brought_back_is_preserved() -> None:
    assert preserves_sp(program_of())


@pytest.mark.parametrize("back", [8, 24, -16])
def test_one_that_is_not_brought_back_is_not(back: int) -> None:
    assert not preserves_sp(program_of(back=back))


def test_it_is_not_where_a_callee_changes_what_it_is_brought_back_from() -> None:
    """`between` keeps it in r3, which `again` changes by way of `between`."""
    assert not preserves_sp(program_of("between", change="addi r3, r3, 8"))


@pytest.mark.parametrize("levels", [1, 2, 4])
def test_frames_are_as_long_as_those_of_all_copies(levels: int) -> None:
    assert frames(program_of(), levels) == Frames(frozenset({4, 7}), 16 * levels)


@pytest.mark.parametrize("offset", [16, 9, -8192])
def test_accesses_beside_the_frames_are_not_covered(offset: int) -> None:
    assert frames(program_of(offset=offset), 2).accesses == {4}


def test_there_are_none_where_the_nested_stack_pointer_is_not_known() -> None:
    text = FRAME.format(callee="again", offset=8, back=16, change="nop").replace(
        "subi sp, sp, 16", "sub sp, sp, r1"
    )
    assert frames(assemble(text), 2) == NO_FRAMES
