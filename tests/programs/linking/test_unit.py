"""Units: the lines of several stand in one text when their labels are renamed."""

from __future__ import annotations

import pytest

from neurlang.programs.ir import assemble
from neurlang.programs.linking import Unit


def unit_of(text: str, name: str = "probe") -> Unit:
    return Unit(name, text, tuple(text.split("\n")), assemble(text, name))


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("    beq r0, 0, next", "    beq r0, 0, x_next"),
        ("next: jmp next ; next one", "x_next: jmp x_next ; next one"),
        ("    mov r0, next", "    mov r0, x_next"),
        ("    mov r0, 1", "    mov r0, 1"),
        ("    load.double r0, [r1]", "    load.double r0, [r1]"),
        ('    ext.call r0, @"next double"', '    ext.call r0, @"next double"'),
        ("    halt", "    halt"),
        ("    jmp halt", "    jmp x_halt"),
        ("", ""),
        ("; next", "; next"),
    ],
)
def test_only_labels_are_renamed(line: str, wanted: str) -> None:
    lines = ["double: nop", "halt: nop", "" if line.startswith("next:") else "next: nop", line]
    assert unit_of("\n".join(lines)).renamed("x_")[-1] == wanted


def test_renaming_changes_no_instruction() -> None:
    unit = unit_of("first: beq r0, 0, last\nsubi r0, r0, 1\njmp first\nlast: ret")
    assert unit.labels == ("first", "last")
    assert assemble("\n".join(unit.renamed("a_"))).instructions == unit.program.instructions
