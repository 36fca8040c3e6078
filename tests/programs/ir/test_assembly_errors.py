"""Errors say where, what was found and what would be right; no text brings down the assembler."""

# ruff: noqa: E501, ISC001, ISC004  (a case to a line)

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.errors import AssemblyError
from neurlang.programs.ir import assemble, check
from neurlang.programs.ir.ops import MNEMONICS


def error_of(text: str) -> str:
    with pytest.raises(AssemblyError) as caught:
        assemble(text, "x.nl")
    return str(caught.value)


def test_an_error_shows_place_line_and_suggestion() -> None:
    text = "; one\nmain:\n    nop\n\n    addd r0, r0, r1\n"
    assert error_of(text) == (
        "x.nl:5:5: unknown mnemonic 'addd'\n    addd r0, r0, r1\n    ^^^^  did you mean 'add'?"
    )


def test_carets_stand_right_behind_tabs_and_comments() -> None:
    assert error_of("\tb\tlop ; back\nloop: nop") == (
        "x.nl:1:4: undefined label 'lop'\n b lop ; back\n   ^^^  did you mean 'loop'?"
    )


def test_a_long_line_is_cut_around_the_place() -> None:
    message = error_of("mov r0, " + " " * 500 + "1 @ 2" + " " * 500)
    first, shown, carets = message.split("\n")
    assert first == "x.nl:1:511: unexpected character '@'"
    assert len(shown) <= 120
    assert shown[carets.index("^")] == "@"


@pytest.mark.parametrize(
    ("text", "first", "hint"),
    [
        ("add r0, r1", "1:1: 'add' with 2 operands", "its operands: rd, rs1, rs2"),
        ("halt r0", "1:1: 'halt' with 1 operands", "its operands: none"),
        ("add r0, r1, r77", "1:13: undefined label 'r77'", ""),
        ("mov pc, 1", "1:5: pc is read-only", "write another register"),
        ("add 5, r1, r2", "1:5: '5' cannot be rd", "a register to write is wanted"),
        ("addi r1, r2, r3", "1:14: 'r3' cannot be imm", "an immediate is wanted"),
        ("load.d r0, r1", "1:12: 'r1' is not an address", "write [r1 + 8]"),
        ("load.d r0, [r1 * 2]", "1:16: unexpected character '*'", ""),
        ("load.d r0, [r1", "1:15: the line ends where ']' is wanted", ""),
        ("load.d r0, [r1 - r2]", "1:18: register 'r2' cannot be part of a sum", ""),
        ("load.d r0, [r1 + r2 + 8]", "1:21: unexpected '+'", "']' is wanted"),
        ("load.d r0, [8 + r1]", "1:17: register 'r1' cannot be part of a sum", ""),
        ("load.xd r0, [r1 + 8]", "1:13: '[' cannot be rs2", "a register is wanted"),
        ("add r0 r1 r2", "1:8: unexpected 'r1'", "separate operands by commas"),
        ("add r0, r1,", "1:12: the line ends where an operand is wanted", ""),
        ('mov r0, "abc"', "1:9: a text is not allowed here", 'an extension is described as @"…"'),
        ('mov r0, "abc', "1:9: a text or character without its closing quote: '\"abc'", ""),
        ("mov r0, 1abc", "1:9: not a whole number: '1abc'", "write 10, -1, 0x0a, 0b1010, 'c' or 1_000"),
        ("mov r0, 010", "1:9: a number with zeros in front: '010'", "write 10 for ten, 0x8 for eight"),
        ("mov r0, -00", "1:10: a number with zeros in front: '00'", "write 10 for ten, 0x8 for eight"),
        (".data\n.byte 1, 07", "2:10: a number with zeros in front: '07'", "write 10 for ten, 0x8 for eight"),
        ("mov r0, ٣", "1:9: unexpected character '٣'", ""),
        ("mov r0, 1٣", "1:10: unexpected character '٣'", ""),
        ("mov r0, １", "1:9: unexpected character '１'", ""),
        ("add r0, r1, 2.5", "1:13: a double is not allowed here", "mov puts one into a register"),
        ("load.d r0, [r1 + 2.5]", "1:18: double '2.5' cannot be part of a sum", "write its value"),
        ("mov r0, 2.5 + 1", "1:9: double '2.5' cannot be part of a sum", "write its value"),
        ("mov r0, 1 - 2.5", "1:13: double '2.5' cannot be part of a sum", "write its value"),
        ("mov r0, 1e999", "1:9: the number does not fit in a double", "the largest is about 1.8e308"),
        ("mov r0, 1.2.3", "1:9: not a number: '1.2.3'", "doubles are written 2.5, 1e9 or 1.5e-3"),
        ("mov r0, 1e", "1:9: not a number: '1e'", "doubles are written 2.5, 1e9 or 1.5e-3"),
        ("mov r0, " + "1" * 500 + ".5", f"1:9: not a number: '{'1' * 40}…'", "doubles are written 2.5, 1e9 or 1.5e-3"),
        (".data\n.quad 1.5", "2:7: not a whole number: '1.5'", ".double lays down doubles"),
        (".data\n.double", "2:1: .double without a value", "a number is wanted"),
        (".data\n.double x", "2:9: 'x' is not a double", "write 2.5, 1e9, or a whole number up to 2^53"),
        (".data\n.double r1", "2:9: 'r1' is not a double", "write 2.5, 1e9, or a whole number up to 2^53"),
        (".data\n.double 9007199254740993", "2:9: '9007199254740993' is not a double", "write 2.5, 1e9, or a whole number up to 2^53"),
        (".double 1.5", "1:1: '.double' outside the data section", "write .data before it"),
        ("r5: nop", "1:1: register 'r5' cannot be a label", "choose another name"),
        ("SP: nop", "1:1: register 'SP' cannot be a label", "choose another name"),
        ("a1: nop", "1:1: register 'a1' cannot be a label", "choose another name"),
        ("nop\n ret: ret", "2:2: register 'ret' cannot be a label", "choose another name"),
        (".data\nzero: .byte 1", "2:1: register 'zero' cannot be a label", "choose another name"),
        ("b r5", "1:3: 'r5' cannot be label", "a code label is wanted"),
        ("mov r0, 0x1_0000_0000_0000_0000", "1:9: the number does not fit in 64 bits", "the range is -2^63 to 2^64-1"),
        ("mov r0, -9223372036854775809", "1:9: the number does not fit in 64 bits", "the range is -2^63 to 2^64-1"),
        ("a: nop\na: nop", "2:1: label 'a' is defined twice", "give each place its own name"),
        ("5: nop", "1:1: '5' cannot be a label", "write letters, digits, '_' or '.'"),
        (".entry main", "1:8: undefined label 'main'", ""),
        (".entry d\n.data\nd: .byte 1", "1:8: 'd' is a data label", "the entry is a code label"),
        (".entry a\n.entry a\na: nop", "2:1: a second .entry", "a program starts at one place"),
        ("b d\n.data\nd: .byte 1", "1:3: 'd' is a data label", "a code label is wanted"),
        (".dat", "1:1: unknown directive '.dat'", "did you mean '.data'?"),
        (".section bss", "1:10: unknown section 'bss'", "code, text or data is wanted"),
        (".section", "1:1: '.section' without a name", "code, text or data is wanted"),
        (".byte 1", "1:1: '.byte' outside the data section", "write .data before it"),
        (".data\n.byte 256", "2:7: 256 does not fit in 1 byte", ""),
        (".data\n.byte -129", "2:7: -129 does not fit in 1 byte", ""),
        (".data\n.word 0x100000000", "2:7: 4294967296 does not fit in 4 bytes", ""),
        (".data\n.byte r1", "2:7: 'r1' is not a number or label", ""),
        (".data\n.byte", "2:1: .byte without a value", "a number is wanted"),
        (".data\n.space 1e12", "2:8: not a whole number: '1e12'", ".double lays down doubles"),
        (".data\n.space -1", "2:8: -1 more bytes of data", "the data section holds 0 to 8388608 bytes"),
        (".data\n.space 1000000000000", "2:8: 1000000000000 more bytes of data", "the data section holds 0 to 8388608 bytes"),
        (".data\n.space 4, 999", "2:11: 999 does not fit in 1 byte", ""),
        (".data\n.align 3", "2:8: cannot align to 3", "a power of two up to 65536 is wanted"),
        (".data\n.ascii 5", "2:8: '5' is not a text", 'texts are written in quotes: "text"'),
        (r'.data' "\n" r'.ascii "\q"', r"2:8: unknown escape '\q'", r"known are \n \r \t \0 \\ \" \xHH"),
        ("@gdc r0, r1", "1:1: unknown intrinsic '@gdc'", "did you mean '@gcd'?"),
        ("@gcd r0", "1:1: '@gcd' with 1 operands", "its operands: a, b"),
        ("@gcd r0, [r1]", "1:10: '[' cannot be an argument", "a register or an immediate is wanted"),
        ("ext.call r0, sha25, r1", "1:14: unknown extension 'sha25'", "did you mean 'sha256'?"),
        ("ext.call r0, zzzz", "1:14: unknown extension 'zzzz'", "install the package that provides it, or write its number, which assembles without it"),
        ("ext.call r0, 1, 5", "1:17: '5' cannot be arg0", "a register to hand over is wanted"),
        ("ext.call r0, 1, r1, r2, r3, r4, r5", "1:1: 'ext.call' with 7 operands", "its operands: rd, extension, args…"),
        ("[r0]", "1:1: unexpected '['", "a label, mnemonic or directive is wanted"),
        ("nop \x00", r"1:5: unexpected character '\x00'", ""),
    ],
)  # fmt: skip
def test_messages(text: str, first: str, hint: str) -> None:
    message, _, carets = error_of(text).split("\n")
    assert message == f"x.nl:{first}"
    assert carets.lstrip(" ^").strip() == hint


def test_a_target_outside_the_code_names_its_line() -> None:
    assert error_of("nop\nb 3") == (
        "x.nl:2: a target outside the code: instruction 3; the program has 2 instructions"
    )
    assert "a target outside the code: instruction -1" in error_of("l: b l - 1")


def lines_of(text: str) -> list[str]:
    """The places of all errors of a text."""
    return [line.partition(": ")[0] for line in error_of(text).split("\n") if line.startswith("x.nl:")]


def test_all_errors_are_told_in_the_order_of_lines() -> None:
    text = "b nowhere\naddd r0\nnop\nmov r0, 010\n.data\n.byte 300\n.quad missing\n.entry gone\nb nowhere\n"
    assert lines_of(text) == [f"x.nl:{place}" for place in ("1:3", "2:1", "4:9", "6:7", "7:7", "8:8")]
    text = "b nowhere\nb d\nnop\n.data\n.quad missing\nd: .byte 1\n.entry gone\nb nowhere\n"
    assert lines_of(text) == [
        "x.nl:1:3",
        "x.nl:5:7",
        "x.nl:7:8",
    ]  # the rest means little while labels are missing
    text = "b d\ncall d\nnop\n.data\nd: .byte d\n.entry d\n"
    assert lines_of(text) == ["x.nl:1:3", "x.nl:2:6", "x.nl:5:10", "x.nl:6:8"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("l: addd r0\nb l", ["1:4"]),
        ("l: m: nop $\nb l\nb m", ["1:11"]),
        ("b l\n.dat\n.byte 1\n.byte 2\nl: nop", ["2:1", "3:1"]),
        ("l: nop\nl: nop\nb l", ["2:1"]),
        ("b x\nb x\nb x", ["1:3"]),
        ("r1: nop\nb r1", ["1:1", "2:3"]),
        ('.data\nt: .asci "x"\n.byte t - 0x10000\n.quad t', ["2:4"]),
        ('.data\n.ascii "abc\n.byte 1\nnop nop', ["2:8", "4:1"]),
    ],
)
def test_an_error_has_no_echo(text: str, places: list[str]) -> None:
    assert lines_of(text) == [f"x.nl:{place}" for place in places]


def test_more_than_20_errors_are_not_shown() -> None:
    message = error_of("hlat\n" * 19)
    assert (len(message.split("\n")), "more" in message) == (57, False)
    message = error_of("hlat\n" * 1000)
    assert message.count("unknown mnemonic") == 20
    assert message.endswith("\nx.nl: 20 errors; there may be more")
    message = error_of("".join(f"b l{number}\n" for number in range(1000)))
    assert message.count("undefined label") == 20


def assembles_or_says_why(text: str) -> None:
    try:
        program = assemble(text, "x.nl")
    except AssemblyError as error:
        assert str(error).startswith("x.nl:")
    else:
        check(program)


@settings(max_examples=examples(200))
@given(st.text(max_size=80) | st.binary(max_size=80).map(lambda content: content.decode("latin-1")))
def test_any_text_is_a_program_or_one_error(text: str) -> None:
    assembles_or_says_why(text)


PIECES = [
    *(
        "r0",
        "r1",
        "sp",
        "pc",
        "zero",
        "l",
        "d",
        "l:",
        "d:",
        "0",
        "1",
        "-1",
        "0x10",
        "'c'",
        '"text"',
        '@"text"',
    ),
    *(
        ",",
        ",",
        ",",
        "[",
        "]",
        "(",
        ")",
        "+",
        "-",
        "\n",
        "\n",
        "; c",
        ".data",
        ".text",
        ".byte",
        ".space",
        ".align",
    ),
    *(".entry", ".ascii", ".dword", "@memcpy", "@abs", "sha256", "beqz", *MNEMONICS),
]


@settings(max_examples=examples(300))
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_heap_of_tokens_is_a_program_or_one_error(pieces: list[str]) -> None:
    assembles_or_says_why(" ".join(pieces))
