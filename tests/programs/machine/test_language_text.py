"""Section 3 of the language, sentence by sentence: labels, directives, numbers, escapes, comments, entry."""

from __future__ import annotations

import pytest
from machine_cases import value

from neurlang.errors import AssemblyError
from neurlang.programs.ir import assemble, decode, encode, print_program


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("10", 10),
        ("-1", -1),
        ("+5", 5),
        ("- 5", -5),
        ("0x1F", 31),
        ("0XfF", 255),
        ("-0x10", -16),
        ("0b1010", 10),
        ("0B11", 3),
        ("-0b11", -3),
        ("1_000", 1000),
        ("0xffff_ffff", 0xFFFFFFFF),
        ("0b1111_0000", 240),
        ("'c'", 99),
        ("' '", 32),
        ("';'", 59),
        ("'#'", 35),
        ("'\"'", 34),
        (r"'\n'", 10),
        (r"'\r'", 13),
        (r"'\t'", 9),
        (r"'\0'", 0),
        (r"'\\'", 92),
        (r"'\''", 39),
        (r"'\x41'", 65),
        ("'a' + 1", 98),
        ("-9223372036854775808", -(1 << 63)),
        ("18446744073709551615", -1),
    ],
)
def test_numbers(number: str, wanted: int) -> None:
    assert value(f"mov r0, {number} ; a comment") == wanted
    assert value(f"load.d r0, [x]\nhalt\n.data\nx: .quad {number} # a comment") == wanted


@pytest.mark.parametrize(
    ("written", "content"),
    [
        (r"a\nb", b"a\nb"),
        (r"\r\t\0\\\"", b'\r\t\0\\"'),
        (r"\x00\xff\x7F", b"\x00\xff\x7f"),
        ("; # not comments", b"; # not comments"),
        ("", b""),
        ("é", "é".encode()),
    ],
)
def test_escapes(written: str, content: bytes) -> None:
    assert assemble(f'.data\n.ascii "{written}"').data == content
    assert assemble(f'.data\n.asciz "{written}"').data == content + b"\0"
    assert assemble(f'.data\nx: .string "{written}" ; c').data == content + b"\0"


@pytest.mark.parametrize(
    ("lines", "content"),
    [
        (".byte 1, 2, -1, 0xff, 'a'", b"\1\2\xff\xffa"),
        (".word 1, -1", b"\1\0\0\0\xff\xff\xff\xff"),
        (".dword 1\n.quad -1", b"\1" + bytes(7) + b"\xff" * 8),
        (".byte 1\n.word 2\n.byte 3\n.quad 4", b"\1\2\0\0\0\3\4" + bytes(7)),
        (".space 3\n.zero 2\n.byte 1", bytes(5) + b"\1"),
        (".space 3, 0xff\n.zero 2, 'x'", b"\xff\xff\xffxx"),
        (".space 0\n.byte 1", b"\1"),
        (".byte 1\n.align 8\n.byte 2", b"\1" + bytes(7) + b"\2"),
        (".byte 1\n.align 1\n.byte 2", b"\1\2"),
        ("a: .byte 1\nb: .word a, b\n.quad b + 4, b - a", b"\1" + bytes.fromhex("00000100 01000100")
         + (0x10005).to_bytes(8, "little") + (1).to_bytes(8, "little")),
        (".ascii \"ab\", \"cd\"\n.asciz \"e\", \"f\"", b"abcde\0f\0"),
        (".BYTE 1\n.Word 2", b"\1\2\0\0\0"),
        ("later: .quad end\nend:", (0x10008).to_bytes(8, "little")),
    ],
)  # fmt: skip
def test_data_directives(lines: str, content: bytes) -> None:
    assert assemble(f"halt\n.data\n{lines}").data == content


def test_a_code_label_in_data_is_its_index() -> None:
    assert value("load.d r1, [t]\njump r1\nhalt\nf: mov r0, 9\nhalt\n.data\nt: .quad f") == 9
    assert value("load.w r1, [t]\ncall r1\nhalt\nf: mov r0, 9\nret\n.data\nt: .word f, f+1") == 9


@pytest.mark.parametrize(
    "text",
    [
        "mov r0, 7",
        "  MOV\tR0 ,  7\r\n",
        "mov r0,7;comment\nhalt#comment",
        "\ufeffmov r0, 7",
        "start: mov r0, 7",
        "start: next: mov r0, 7",
        ".start: mov r0, 7",
        ".entry: mov r0, 7",
        ".entry:\n  mov r0, 7\n  halt",
        "b .x\nhalt\n.x: mov r0, 7",
        "mov r0, 1\nhalt\n.entry main\nmain: mov r0, 7",
        ".entry main\nmov r0, 1\nhalt\nmain:\n\n  mov r0, 7\n  halt",
        ".entry .main\nmov r0, 1\nhalt\n.main: mov r0, 7",
        ".ENTRY main\nmain: mov r0, 7",
        ".global main\n.entry main\nmain: mov r0, 7",
        ".text\nmov r0, 7",
        ".section code\nmov r0, 7",
        ".section text\nmov r0, 7",
        ".section .text\nmov r0, 7",
        ".section .code\nmov r0, 7",
        ".Section .Text\nmov r0, 7",
        ".data\nx: .quad 7\n.text\nload.d r0, [x]",
        ".section data\nx: .quad 7\n.section code\nload.d r0, [x]",
        ".section .data\nx: .quad 7\n.section .text\nload.d r0, [x]",
        ".data\nx: .quad 7\nmain: load.d r0, [x]\nhalt",
        ".entry main\n.data\nx: .quad 7\nmain:\n  load.d r0, [x]\n  halt",
        ".data\nx: .quad 7\n\nmain: ; code again\nload.d r0, [x]\n.data\ny: .byte 1",
        ".data\nx:\n  .quad 7\n.text\nload.d r0, [x]",
        ".data\nx: y: .quad 7\n.text\nload.d r0, [y]",
        ".align 8\nmov r0, 7\n.align 16",
        "b end\nmov r0, 1\nend: mov r0, 7",
        "mov r0, 7\nb end\nmov r0, 1\nend:",
        "mov: mov r0, 7\nhalt\nb mov",
        "mov r0, 7\nb .r1\nmov r0, 1\n.r1: halt",
        "a.b: mov r0, 7",
        "_x1: mov r0, 7",
        "; @name: x\n\n# y\nmov r0, 7",
    ],
)
def test_programs_that_give_seven(text: str) -> None:
    program = assemble(text)
    assert value(text) == 7
    assert assemble(print_program(program)).instructions == program.instructions
    assert decode(encode(program)).instructions == program.instructions


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nop\n  ad r0, r1, r2", "t.nl:2:3: unknown mnemonic 'ad'"),
        ("nop\n  addd r0, r1, r2", "did you mean 'add'?"),
        ("loop: b lop", "t.nl:1:9: undefined label 'lop'"),
        ("loop: b lop", "did you mean 'loop'?"),
        ("a: nop\na: nop", "t.nl:2:1: label 'a' is defined twice"),
        (".bite 1", "t.nl:1:1: unknown directive '.bite'"),
        (".byte 1", "outside the data section"),
        (".data\n.byte 256", "t.nl:2:7: 256 does not fit in 1 byte"),
        ('.data\n.ascii "a', "without its closing quote"),
        (r".data" + "\n" + r'.ascii "\q"', "unknown escape"),
        (r".data" + "\n" + r'.ascii "\x4"', "unknown escape"),
        ("mov r0", "mov"),
        ("mov pc, 1", "pc is read-only"),
        ("mov r16, 1", "t.nl:1:5"),
        ("add r0, r1", "'add' with 2 operands"),
        ("mov r0, 18446744073709551616", "does not fit in 64 bits"),
        ("mov r0, 007", "a number with zeros in front"),
        ("r1: halt", "register 'r1' cannot be a label"),
        ("add r0, r0, 1.5", "a double is not allowed here"),
        ("mov r0, 0x", "not a whole number"),
        ("mov r0, ''", "without its closing quote"),
        ("@memcpi r0, r1, r2", "did you mean '@memcpy'?"),
        (".entry x\n.data\nx: .byte 1", "data label"),
        (".entry a\n.entry b\na: b: nop", "a second .entry"),
        (".align 3", "power of two"),
        ("jump 99", "outside the code"),
        ("ext.call r0, sha257, r1", "did you mean 'sha256'?"),
    ],
)
def test_an_error_says_where_what_and_what_is_near(text: str, says: str) -> None:
    with pytest.raises(AssemblyError) as error:
        assemble(text, "t.nl")
    assert says in str(error.value)
    assert str(error.value).startswith("t.nl:")
