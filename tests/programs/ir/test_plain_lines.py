"""Plain lines are read quickly, and exactly as the parser reads them: programs, errors and places are the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.errors import AssemblyError
from neurlang.programs.ir import Program, assemble, assembler, plain_lines, print_program
from neurlang.programs.ir.ops import ALIASES, MNEMONICS

ROOT = Path(__file__).parents[3]
SOURCES = sorted(
    [*(ROOT / "examples").rglob("*.nl"), *(ROOT / "src/neurlang/programs/library").rglob("*.nl")]
)

WORDS = (*MNEMONICS, *(alias.mnemonic for alias in ALIASES), "ADD", "Mov", "l", "addd", "@min", "@x")
LABELS = ("L0", "L1", "L2", "data", ".own", "nowhere", "r1x", "_", "ret", "sha256")
NUMBERS = (
    *(
        "0",
        "1",
        "-1",
        "+7",
        "65535",
        "-0x10",
        "0xFF",
        "0b101",
        "1_000",
        "010",
        "00",
        "0x",
        "1.5",
        "-2e3",
        "'a'",
    ),
    *("9223372036854775807", "-9223372036854775808", "18446744073709551615", "18446744073709551616", "1e999"),
    *("999999999999999999", "1000000000000000000", "0xfffffffffffffff", "0x8000000000000000", "- 5", "7 - 2"),
)
REGISTERS = ("r0", "r1", "r15", "R3", "sp", "fp", "lr", "pc", "PC", "zero", "x0", "a1", "csp", "r16")
FORMS = (
    *("{r}", "{r}", "{r}", "{n}", "{n}", "{l}", "[{r}]", "[{r} + {n}]", "[{r}+{n}]", "[{r} - {n}]", "[{n}]"),
    *(
        "[{r} + {r}]",
        "[{r} - {r}]",
        "[ {r} +\t{n} ]",
        "{n}({r})",
        "({r})",
        "[{l}]",
        "[{r} + {l}]",
        "{l} + {n}",
    ),
    *(
        "{l}+8",
        "{l}-{l}",
        '@"sum of a list"',
        '"text"',
        "",
        "@",
        "[{r}",
        "{r}]",
        "{r} {r}",
        "é",
        "[{r} + {n}",
    ),
)
LINES = (
    *("{w} {o}, {o}, {o}", "{w} {o}, {o}, {o}", "{w} {o}, {o}", "{w} {o}, {o}", "{w} {o}", "{w}", "{l}:"),
    *("{l}: {w} {o}, {o}, {o}", "  {l} :\t{w}\t{o} ,{o}", "{l}: {l}: {w}", "\t{w} {o},{o},{o} ; {l}: x", ""),
    *(
        "{w} {o}, {o}, {o}, {o}",
        "# {w}",
        "{w} {o}, {o} # it's",
        "{w}{o}",
        "{w}, {o}",
        "{w} {o},",
        "data: .word {n}",
    ),
    *(
        ".data",
        ".text",
        ".word {n}",
        ".entry {l}",
        ".align 8",
        "{w} {o}\r",
        "\x0b{w} {o}",
        "{w} {o}: {o}",
        ":",
    ),
)


def line_of(chance: random.Random) -> str:
    """A line of the language, or nearly one."""
    pieces = {"w": WORDS, "o": FORMS, "l": LABELS, "r": REGISTERS, "n": NUMBERS}
    line = chance.choice(LINES)
    while "{" in line:
        at = line.index("{")
        line = line[:at] + chance.choice(pieces[line[at + 1]]) + line[at + 3 :]
    if line and chance.random() < 0.05:
        at = chance.randrange(len(line))
        line = line[:at] + chance.choice("'\"@:,;#[](){}\x00\xa0é 0") + line[at + chance.randrange(2) :]
    return line


def by_the_parser(text: str) -> Program | str:
    """What the parser alone makes of a text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembler._Assembler, "read_plainly", lambda *_: False)
        return assembled(text)


def assembled(text: str) -> Program | str:
    """The program, or the errors."""
    try:
        return assemble(text, "t.nl")
    except AssemblyError as errors:
        return str(errors)


def agree(text: str) -> Program | str:
    """What a text becomes, which both ways of reading agree on."""
    quickly, slowly = assembled(text), by_the_parser(text)
    assert quickly == slowly
    if isinstance(quickly, Program) and isinstance(slowly, Program):
        assert quickly.lines == slowly.lines
    return quickly


@settings(max_examples=examples(600))
@given(st.integers(0, 1 << 40), st.integers(1, 12))
def test_a_text_is_read_as_the_parser_reads_it(seed: int, lines: int) -> None:
    chance = random.Random(seed)
    agree("\n".join(line_of(chance) for _ in range(lines)))


@settings(max_examples=examples(300))
@given(st.integers(0, 1 << 40))
def test_lines_that_are_right_are_read_as_the_parser_reads_them(seed: int) -> None:
    chance = random.Random(seed)
    right = [
        line for line in (line_of(chance) for _ in range(60)) if isinstance(by_the_parser(line), Program)
    ]
    agree("\n".join(["L0:", *(line for line in right if ":" not in line and ".entry" not in line)]))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_the_sources_of_the_project_are_read_as_the_parser_reads_them(path: Path) -> None:
    assert isinstance(agree(path.read_text()), Program)


@pytest.mark.parametrize(
    "text",
    [
        "b nowhere",
        "mov r0, nowhere\nadd r1, r1, nowhere\nb nowhere",
        "b x\n.data\nx: .byte 1",
        "call x\nmov r1, x\n.data\nx: .byte 1",
        "a: add r0, r0\na: nop",
        "a: add r0, r0, r1\nr1: nop\nb a",
        "add r0, r0, r1\nadd r0, r0, r1\nadd r0, r0",
        "mov pc, r1\nload.d pc, [r1 + 8]",
        "b 1\nb 2\nb 7",
    ],
)
def test_what_is_wrong_in_plain_lines_is_said_by_the_parser(text: str) -> None:
    assert isinstance(agree(text), str)


def test_a_label_of_each_kind_becomes_what_its_place_wants() -> None:
    code = "f: b f\nmov r0, f\nmov r1, x\nadd r1, r1, f\nadd r1, r1, x\nbeqz r1, f\nbeq r1, r2, f\ncall f"
    text = f"{code}\n.data\nx: .word 1"
    program = agree(text)
    assert isinstance(program, Program)
    assert program == assemble(print_program(program))


def test_most_lines_are_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[str] = []
    tokenize = assembler.tokenize
    monkeypatch.setattr(assembler, "tokenize", lambda line: (left.append(line.text), tokenize(line))[1])
    text = "a: addi r1, r2, 7 ; seven\nload.d r0, [r1 + 8]\nstore.w r0, [r1]\n\nmov r0, -5\nb a\nbeqz r1, a\nhalt"
    assemble(text)
    left.clear()  # the forms are learned now
    assemble(text.replace("7", "8"))
    assert left == []


def test_the_forms_that_are_learned_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_lines, "_FORMS", {})
    monkeypatch.setattr(plain_lines, "_MOST_FORMS", 3)
    agree("\n".join(f"{word} r1, r2, r3" for word in ("add", "sub", "xor", "and", "mul", "nosuch")))
    assert len(plain_lines._FORMS) == 3
