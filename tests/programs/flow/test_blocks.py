"""Blocks end at control flow and before targets, whatever symbols say."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from program_strategies import programs

from neurlang.programs.flow import block_ends
from neurlang.programs.flow.blocks import LONGEST_BLOCK
from neurlang.programs.ir import Program, assemble


def test_blocks_of_a_loop() -> None:
    program = assemble("mov r1, 1\nmov r2, 2\nl: add r1, r1, r2\nbne r1, 9, l\nnop\nhalt\nnop")
    assert block_ends(program) == [2, 2, 4, 4, 6, 6, 7]


def test_the_entry_and_moved_labels_begin_blocks_but_mere_symbols_do_not() -> None:
    program = assemble(".entry b\na: nop\nb: nop\nmov r0, c\nc: nop\nd: nop")
    assert block_ends(program) == [1, 3, 3, 5, 5]


@given(programs())
def test_an_end_lies_behind_its_instruction_and_needs_no_symbols(program: Program) -> None:
    ends = block_ends(program)
    assert all(index < end <= len(program.instructions) for index, end in enumerate(ends))
    assert block_ends(replace(program, symbols=())) == ends


def test_a_long_stretch_is_several_blocks_counted_from_its_end() -> None:
    ends = block_ends(assemble("nop\n" * 10_000 + "halt"))
    starts = [0, *(index + 1 for index in range(10_000) if ends[index] == index + 1)]
    assert [ends[start] - start for start in starts] == [10_001 - 2 * LONGEST_BLOCK] + [LONGEST_BLOCK] * 2
