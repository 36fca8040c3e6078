"""What instructions read and write."""

from __future__ import annotations

import pytest

from neurlang.programs.flow import destination_of, named_in, read_by
from neurlang.programs.ir import BY_NAME, assemble


def numbers(names: str) -> set[int]:
    return {BY_NAME[name].number for name in names.split()}


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        ("add r1, r2, r3", "r1", "r2 r3"),
        ("addi r1, r1, 1", "r1", "r1"),
        ("load.d r1, [sp + 8]", "r1", "sp"),
        ("store.d r1, [sp + 8]", "", "r1 sp"),
        ("mov zero, r2", "", "r2"),
        ("mov r2, pc", "r2", ""),
        ("l: beq r1, r2, l", "", "r1 r2"),
        ("atomic.add r1, r2, r3", "r1", "r1 r2 r3"),
        ("nop", "", ""),
    ],
)
def test_registers_of(text: str, written: str, read: str) -> None:
    (instruction,) = assemble(text).instructions
    into = destination_of(instruction)
    assert (set() if into is None else {into}) == numbers(written)
    assert read_by(instruction) == numbers(read)
    assert named_in(instruction) == numbers(written) | numbers(read)
