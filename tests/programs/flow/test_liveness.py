"""Registers that are read later: at blocks, around loops, calls and returns."""

from __future__ import annotations

import pytest

from neurlang.programs.flow import live_at_blocks, procedures_of
from neurlang.programs.ir import BY_NAME, assemble

SUM = """\
    mov r0, 0
loop:
    add r0, r0, r1
    subi r1, r1, 1
    bne r1, r2, loop
    mov r3, r0
    halt
"""

CALL = """\
    mov r5, 1
    call f
    add r0, r0, r5
    halt
f:
    add r0, r6, r7
    ret
"""


def live(text: str, entry: int = 0, at_end: str = "r0") -> dict[int, set[str]]:
    program = assemble(text)
    procedures = procedures_of(program)
    assert procedures is not None
    names = {register.number: name for name, register in BY_NAME.items() if name == register.name}
    found = live_at_blocks(
        program, procedures, entry, frozenset(BY_NAME[name].number for name in at_end.split())
    )
    return {block: {names[number] for number in numbers} for block, numbers in found.items()}


def test_what_a_loop_reads_is_live_before_it() -> None:
    assert live(SUM) == {0: {"r1", "r2"}, 1: {"r0", "r1", "r2"}, 4: {"r0"}}


def test_what_is_read_after_the_end_is_live_up_to_its_writing() -> None:
    assert live(SUM, at_end="r0 r3 r9")[4] == {"r0", "r9"}


def test_a_call_reads_what_its_callee_uses() -> None:
    assert live(CALL)[0] == {"r0", "r6", "r7"}
    assert live(CALL)[2] == {"r0", "r5"}


def test_a_callee_is_asked_by_itself() -> None:
    assert live(CALL, entry=4, at_end="r0 r5") == {4: {"r5", "r6", "r7"}}


@pytest.mark.parametrize("code", ["bne r1, 0, end\nmov r0, 1\nnop", "mov r1, 2\nnop", "jump end"])
def test_the_end_of_the_code_ends_the_program(code: str) -> None:
    assert "r0" in live(f"{code}\nend:")[0]
