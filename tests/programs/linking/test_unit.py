"""Units: the lines of several stand in one text when their labels are renamed, and their data may stand anywhere."""

from __future__ import annotations

import pytest

from neurlang.errors import AssemblyError, DataError
from neurlang.programs.ir import assemble
from neurlang.programs.linking import Unit, unit_of


def unit(code: str, data: str = "") -> Unit:
    return unit_of("probe", code, code.split("\n"), data.split("\n") if data else [])


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
    assert unit("\n".join(lines)).code_named("x_")[-1] == wanted


def test_renaming_changes_no_instruction() -> None:
    found = unit("first: beq r0, 0, last\nsubi r0, r0, 1\njmp first\nlast: ret")
    assert assemble("\n".join(found.code_named("a_"))).instructions == found.program.instructions


def test_labels_of_data_are_renamed_in_both_sections() -> None:
    found = unit("again: load.b r0, [r1 + table]\nret", 'table: .asciz "table again"')
    assert found.code_named("x_") == ("x_again: load.b r0, [r1 + x_table]", "ret")
    assert found.data_named("x_") == ('x_table: .asciz "table again"',)


def test_addresses_are_the_operands_that_point_into_the_data() -> None:
    found = unit(
        "mov r0, two\nmov r1, two - one\nload.b r2, [r3 + one + 1]\nmov r4, 65536\nret",
        "one: .byte 1\ntwo: .byte 2",
    )
    assert found.addresses == {(0, 1), (2, 2)}


@pytest.mark.parametrize("data", ["one: .dword one", ".byte 1\n.align 16\none: .byte 1"])
def test_data_that_cannot_be_moved_are_refused(data: str) -> None:
    with pytest.raises(DataError, match="its data hold addresses, or are aligned"):
        unit("mov r0, one\nret", data)


def test_sums_of_addresses_are_refused() -> None:
    with pytest.raises(DataError, match="line 2 of its code adds or subtracts addresses"):
        unit("nop\nmov r0, one + one\nret", "one: .byte 1")


def test_wrong_data_are_an_error_with_their_place() -> None:
    with pytest.raises(AssemblyError, match="probe:3:"):
        unit("ret", ".byte 300")
