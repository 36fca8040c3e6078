"""Labels, sections, directives and data."""

# ruff: noqa: E501  (a case to a line)

from __future__ import annotations

import pytest

from neurlang.errors import AssemblyError
from neurlang.programs.ir import DATA_BASE, Program, Symbol, Target, assemble


def values(text: str) -> list[object]:
    """The last operand of each instruction that has any."""
    return [instruction.operands[-1] for instruction in assemble(text).instructions if instruction.operands]


def test_the_empty_text_is_the_empty_program() -> None:
    assert assemble("") == Program(())
    assert assemble("; nothing\n\n  # here\n") == Program(())


def test_labels_share_lines_or_stand_alone_in_both_spellings() -> None:
    program = assemble("a: .b: nop\n.c:\n\n  d : nop\ne:")
    assert program.symbols == (
        Symbol(".b", 0, True),
        Symbol("a", 0, True),
        Symbol(".c", 1, True),
        Symbol("d", 1, True),
        Symbol("e", 2, True),
    )


def test_labels_stand_wherever_an_immediate_may() -> None:
    data = "\nf: halt\n.data\nx: .space 16\ny: .byte 1"
    assert values("mov r0, x" + data)[0] == DATA_BASE
    assert values("mov r0, x + 8" + data)[0] == DATA_BASE + 8
    assert values("mov r0, y-x" + data)[0] == 16
    assert values("mov r0, f" + data)[0] == Target(1)
    assert values("add r0, r0, f" + data)[0] == 1
    assert values("load.d r0, [r1 + x]" + data)[0] == DATA_BASE
    assert values("load.d r0, [y]" + data)[0] == DATA_BASE + 16
    assert values("load.d r0, x+8(r2)" + data)[0] == DATA_BASE + 8
    assert assemble("io.print x, y - x" + data).instructions[0].operands[1:] == (DATA_BASE, 16)
    assert values("b f+0" + data)[0] == Target(1)


@pytest.mark.parametrize("section", [".data", ".section data", ".section .data", ".SECTION .DATA"])
@pytest.mark.parametrize("back", [".text", ".code", ".section code", ".section .text"])
def test_sections_can_be_interleaved(section: str, back: str) -> None:
    program = assemble(f"nop\n{section}\na: .byte 1\n{back}\nm: nop\n{section}\nb: .byte 2")
    assert len(program.instructions) == 2
    assert program.data == b"\1\2"
    assert [symbol.value for symbol in program.symbols] == [1, DATA_BASE, DATA_BASE + 1]


def test_a_label_in_data_followed_by_an_instruction_returns_to_code() -> None:
    program = assemble(".data\nx: .byte 1\nmain:\n  nop\ny: nop\n.data\nz: .byte 2")
    assert len(program.instructions) == 2
    assert {symbol.name: (symbol.is_code, symbol.value) for symbol in program.symbols} == {
        "main": (True, 0),
        "y": (True, 1),
        "x": (False, DATA_BASE),
        "z": (False, DATA_BASE + 1),
    }


def test_entry() -> None:
    assert assemble("nop\nmain: nop\n.entry main").entry == 1
    assert assemble("nop\n.entry: nop").entry == 0
    assert assemble("nop\n.entry: nop").symbols == (Symbol(".entry", 1, True),)
    assert assemble("nop\n.global main\nmain: nop").entry == 0


def data(text: str) -> bytes:
    return assemble(".data\n" + text).data


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (".byte 1, -1, 255, 'a'", b"\1\xff\xffa"),
        (".half 1, -2", b"\1\0\xfe\xff"),
        (".word 1, -2", b"\1\0\0\0\xfe\xff\xff\xff"),
        (".dword 1", b"\1" + bytes(7)),
        (".quad -1", b"\xff" * 8),
        (".dword 0xffffffffffffffff", b"\xff" * 8),
        (".byte 1\n.word 2", b"\1\2\0\0\0"),
        (".space 3", bytes(3)),
        (".zero 2, 7", b"\7\7"),
        (".space 0", b""),
        ('.ascii "ab", "c"', b"abc"),
        ('.asciz "ab", "c"', b"ab\0c\0"),
        ('.string "ab"', b"ab\0"),
        (r'.ascii "\n\r\t\0\\\"\x7f\xff"', b'\n\r\t\0\\"\x7f\xff'),
        ('.ascii "; # not a comment"', b"; # not a comment"),
        ('.ascii "é"', "é".encode()),
        (".byte 1\n.align 4\n.byte 2", b"\1\0\0\0\2"),
        (".align 8\n.byte 2", b"\2"),
        (".byte 0\nx: .dword x, x+1", b"\0" + (DATA_BASE + 1).to_bytes(8, "little") + (DATA_BASE + 2).to_bytes(8, "little")),
        (".word x\nx: .byte 1", (DATA_BASE + 4).to_bytes(4, "little") + b"\1"),
    ],
)  # fmt: skip
def test_data(text: str, content: bytes) -> None:
    assert data(text) == content


def test_a_code_label_in_data_is_its_index() -> None:
    assert assemble("nop\nf: nop\n.data\n.dword f").data == (1).to_bytes(8, "little")


def test_source_lines_are_kept_for_each_instruction() -> None:
    program = assemble("\nnop\n\n@abs r0\nhalt", "x.nl")
    assert program.lines[0] == 2
    assert set(program.lines[1:-1]) == {4}
    assert program.line_of(len(program.instructions) - 1) == 5
    assert program.name == "x.nl"


def test_windows_line_ends_and_a_byte_order_mark_are_no_matter() -> None:
    assert assemble("\ufeffmov r0, 1\r\nhalt\r\n") == assemble("mov r0, 1\nhalt")


def test_annotations_are_comments() -> None:
    assert assemble("; @name: x\n; @test: r0=1 -> r0=2\nhalt") == assemble("halt")


@pytest.mark.parametrize("width", ["b", "h", "w", "d", "sb", "sh", "sw"])
def test_two_registers_are_an_address(width: str) -> None:
    assert assemble(f"load.{width} r0, [r1 + r2]") == assemble(f"load.x{width} r0, [r1 + r2]")


def test_other_spellings_take_two_registers_too() -> None:
    assert assemble("ld r0, [r1 + r2]\nsw r3, [sp + r4]").instructions == (
        assemble("load.xd r0, [r1 + r2]\nstore.xw r3, [sp + r4]").instructions
    )


def test_a_line_that_comes_again_means_the_same_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "addi r0, r0, 1 ; again"
    text = "\n".join([line, ".data", "x: .dword 5", "y:", line, "b z", line, f"z: {line}", line])
    program = assemble(text)
    assert [each.op.name for each in program.instructions] == [
        "alui",
        "alui",
        "branch",
        "alui",
        "alui",
        "alui",
    ]
    assert list(program.lines) == [1, 5, 6, 7, 8, 9]
    assert {symbol.name: (symbol.value, symbol.is_code) for symbol in program.symbols} == {
        "x": (DATA_BASE, False),
        "y": (1, True),
        "z": (4, True),
    }
    monkeypatch.setattr("neurlang.programs.ir.assembler.MAX_INSTRUCTIONS", 2)
    with pytest.raises(AssemblyError, match=r":3:1: the program has more than 2 instructions"):
        assemble("\n".join([line] * 3))
