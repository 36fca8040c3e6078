"""Console, arguments, environment: printing needs no permission, the environment does."""

from __future__ import annotations

import io
import sys

import pytest
from machine_cases import Tape, trap, value, with_data

from neurlang.errors import UsageError
from neurlang.programs.machine import Permissions, StandardConsole, TrapKind


def test_print() -> None:
    tape = Tape()
    assert value(with_data("io.print r0, t, {t_len}\nhalt", t="hi\n"), console=tape) == 3
    assert tape.printed == b"hi\n"


@pytest.mark.parametrize(
    ("lines", "size", "read"),
    [
        (b"one\ntwo\n", 10, [b"one", b"two", None]),
        (b"one\n\ntwo", 10, [b"one", b"", b"two", None]),
        (b"abc\ndef\n", 3, [b"abc", b"def", None]),
        (b"abcdef\ng\n", 3, [b"abc", b"def", b"g", None]),
        (b"abcdefgh", 3, [b"abc", b"def", b"gh", None]),
        (b"", 3, [None]),
    ],
)
def test_lines_of_standard_input(
    monkeypatch: pytest.MonkeyPatch, lines: bytes, size: int, read: list[bytes | None]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    console = StandardConsole()
    assert [console.read_line(size) for _ in read] == read


def test_readline_returns_the_length_and_minus_one_at_the_end() -> None:
    text = "io.readline r0, 0x800, 10\nio.readline r1, 0x900, 10\nadd r0, r0, r1"
    assert value(text, console=Tape(b"hello")) == 4


def test_arguments_are_counted() -> None:
    assert value("io.getargs r0", arguments=("a", "b")) == 2


def test_arguments_are_read_by_their_index() -> None:
    code = "io.getarg r1, {index}\nload.b r0, [r1 + 1]\nhalt"
    given = {"arguments": ("ab", "cde", "")}
    assert value(code.format(index=0), **given) == ord("b")
    assert value("mov r2, 1\n" + code.format(index="r2"), **given) == ord("d")
    assert value("io.getarg r1, 2\nload.b r0, [r1]", **given) == 0
    assert value("io.getarg r1, 1\nio.getarg r2, 0\nio.getarg r3, 1\nsub r0, r3, r1", **given) == 0


@pytest.mark.parametrize("index", [2, -1, 1 << 40])
def test_there_is_no_other_argument(index: int) -> None:
    assert value(f"mov r1, {index}\nio.getarg r0, r1", arguments=("a", "b")) == -1


def test_an_argument_comes_from_outside() -> None:
    code = "io.getarg r1, 0\nfile.open r0, r1, 1, 1"
    assert trap(code, arguments=("x",), read=("/",))[0] is TrapKind.TAINT
    assert trap("io.getarg r0, 0", arguments=("x" * 2_000_000,))[0] is TrapKind.LIMIT


def test_environment_values_lie_behind_the_data() -> None:
    code = (
        "io.getenv r1, x\nio.getenv r2, y\nio.getenv r3, x\nload.b r0, [r1 + 1]\n"
        "beq r1, r3, e\nmov r0, 0\ne: halt"
    )
    text = with_data(code, x="X", y="Y")
    fields = {"environment": ("X", "Y"), "variables": {"X": "ab", "Y": "c"}}
    assert value(text, **fields) == ord("b")
    assert value(with_data("io.getenv r0, x\nhalt", x="X"), environment=("X",)) == -1


def test_the_environment_is_refused_without_its_flag() -> None:
    kind, message = trap(with_data("io.getenv r0, x\nhalt", x="HOME"), variables={"HOME": "/"})
    assert (kind, "--allow-env HOME would allow it" in message) == (TrapKind.PERMISSION, True)


@pytest.mark.parametrize(
    "rules",
    [
        {"connect": ("",)},
        {"connect": (":80",)},
        {"connect": ("a:b",)},
        {"connect": ("a:70000",)},
        {"connect": ("[::1",)},
        {"listen": ("a",)},
        {"listen": ("a:-1",)},
        {"listen": ("99999",)},
    ],
)
def test_senseless_rules_are_refused(rules: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(UsageError, match="--allow-"):
        Permissions(**rules)
