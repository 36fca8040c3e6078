"""Printing and parsing are each other's inverse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from program_strategies import MODES, instructions, programs

from example_counts import examples, mostly_slow
from neurlang.errors import UsageError
from neurlang.programs.ir import (
    Instruction,
    Program,
    Symbol,
    assemble,
    check,
    print_instruction,
    print_program,
)
from neurlang.programs.ir.ops import OP_BY_NAME


@settings(max_examples=examples(200))
@given(programs())
def test_printing_then_parsing_gives_the_same_program(program: Program) -> None:
    assert assemble(print_program(program)) == program


@pytest.mark.parametrize(
    ("mode",), mostly_slow([(mode,) for mode in MODES], quick=30), ids=lambda mode: f"{mode[0]:02x}.{mode[1]}"
)
def test_every_mode_survives_printing(mode: tuple[int, int]) -> None:
    @settings(max_examples=5)
    @given(instructions(1, [mode]))
    def survives(instruction: Instruction) -> None:
        program = Program((instruction,))
        assert assemble(print_program(program)) == program

    survives()


def test_the_form_that_is_printed() -> None:
    text = """\
.entry main
helper:
    add r0, r1, r2
    ret
main:
    mov r1, 65536
    load.w r0, [r1 - 4]
    beq r0, 5, .L6
    call helper
.L6:
    ext.call r0, sha256, r1
end:
.data
msg:
    .byte 104, 105, 255
    .space 24
text:
    .ascii "one \\"two\\""
    .byte 255
    .asciz "three"
"""
    program = assemble(text)
    assert print_program(program) == text


def test_a_place_without_a_name_gets_one_made_up() -> None:
    program = assemble("mov r0, 3\nl: sub r0, r0, 1\nbnez r0, .L1\n.L1: halt")
    assert print_instruction(program.instructions[2]) == "bne r0, zero, .L3"


@pytest.mark.parametrize("name", ["r5", "R5", "ret", "sp", "x0", "a3", "zero"])
def test_a_symbol_called_like_a_register_is_no_label(name: str) -> None:
    with pytest.raises(UsageError, match="is not a label of this program"):
        check(Program((Instruction(OP_BY_NAME["nop"].number, 0),), symbols=(Symbol(name, 0, is_code=True),)))


@pytest.mark.parametrize("place", ["[zero + r4]", "[r4 + zero]", "[zero + zero]", "[r4]", "[8]", "[zero]"])
def test_a_place_in_memory_reads_back_as_it_was(place: str) -> None:
    program = assemble(f"load.h r1, {place}\nstore.d r1, {place}")
    assert assemble(print_program(program)).instructions == program.instructions
