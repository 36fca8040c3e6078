"""Taint follows values through memory, tasks and channels until they are sanitized; sinks refuse tainted values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from machine_cases import Tape, outcome, trap, value, with_data

from neurlang.programs.machine import TrapKind

if TYPE_CHECKING:
    from pathlib import Path

LEVEL = "\ncap.query r0, r2, 4"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("taint r2", 1),
        ("taint r2, 3", 3),
        ("taint r2, 3\nsanitize r2", 0),
        ("taint r2, 2\nuntaint r2", 0),
        ("taint r1, 2\nmov r2, r1", 2),
        ("taint r1, 2\nadd r2, r3, r1", 2),
        ("taint r1, 1\ntaint r3, 2\nmul r2, r3, r1", 2),
        ("taint r1, 2\npopcount r2, r1", 2),
        ("taint r1, 2\ni2f r2, r1", 2),
        ("taint r1, 2\nmov r1, 5\nmov r2, r1", 0),
        ("taint r1, 3\nstore.b r1, [0x800]\nload.d r2, [0x800]", 3),
        ("taint r1, 3\nstore.d r1, [0x800]\nload.b r2, [0x807]", 3),
        ("taint r1, 3\nstore.d r1, [0x804]\nload.b r2, [0x808]", 3),
        ("taint r1, 3\nstore.d r1, [0x800]\nload.b r2, [0x808]", 0),
        ("taint r1, 3\nstore.d r1, [0x800]\nstore.b r3, [0x800]\nload.d r2, [0x800]", 3),
        ("taint r1, 3\nstore.d r1, [0x800]\nstore.d r3, [0x800]\nload.d r2, [0x800]", 0),
        ("mov r1, 0x800\ntaint r1, 2\nload.d r2, [r1]", 2),
        ("mov r1, 0x800\ntaint r1, 2\nstore.d r3, [r1]\nload.d r2, [0x800]", 2),
        ("mov r4, 0x800\ntaint r1, 2\natomic.or r3, r4, r1\nload.d r2, [r4]", 2),
        ("taint r1, 2\ncap.new r2, r1, 8", 2),
        ("chan.create r5\ntaint r1, 2\nsend r5, r1\nrecv r2, r5", 2),
        ("taint r1, 2\nspawn r5, f, r1\njoin r2, r5\nb e\nf: halt\ne: nop", 2),
        ("taint r1, 2\ncall r3\nmov r2, lr", 0),
    ],
)
def test_the_level_of_a_result(text: str, level: int) -> None:
    text = text.replace("call r3", "call next\nnext: nop")
    assert value(text + LEVEL) == level


@pytest.mark.parametrize("level", [-1, 4])
def test_an_unknown_level_is_invalid(level: int) -> None:
    assert trap(f"taint r1, {level}")[0] is TrapKind.INVALID


def test_taint_and_sanitize_leave_the_capability() -> None:
    text = "cap.new r2, 0x800, 8\ntaint r2, 2\nsanitize r2\n"
    assert value(text + "cap.query r0, r2, 5") == 1


def test_a_line_of_the_console_is_tainted_by_the_user() -> None:
    text = "io.readline r3, 0x800, 8\nload.b r2, [0x800]"
    assert value(text + LEVEL, console=Tape(b"hello")) == 1


def test_an_environment_value_is_tainted_by_the_user() -> None:
    text = with_data("io.getenv r3, name\nload.b r2, [r3]" + LEVEL + "\nhalt", name="X")
    assert value(text, environment=("X",), variables={"X": "y"}) == 1


def test_a_file_is_tainted_and_its_bytes_cannot_be_a_path(tmp_path: Path) -> None:
    path = tmp_path / "name"
    path.write_text("name")
    code = "file.open r3, path, {path_len}, 1\nfile.read r4, r3, 0x800, 4\n"
    assert (
        value(with_data(code + "load.b r2, [0x803]" + LEVEL + "\nhalt", path=str(path)), read=(str(path),))
        == 3
    )
    kind, message = trap(with_data(code + "file.stat r0, 0x800, 4", path=str(path)), read=(str(path),))
    assert (kind, "a file path" in message) == (TrapKind.TAINT, True)


@pytest.mark.parametrize(
    "sink",
    [
        "file.open r0, r1, {p_len}, 1",
        "mov r1, {p_len}\ntaint r1\nfile.open r0, p, r1, 1",
        "file.stat r0, r1, {p_len}",
        "file.mkdir r0, r1, {p_len}",
        "file.delete r0, r1, {p_len}",
        "net.socket r3, 2, 1\nnet.connect r0, r3, r1, 80",
        "net.socket r3, 2, 1\nnet.bind r0, r3, r1, 80",
        "net.socket r3, 2, 1\nmov r1, 80\ntaint r1\nnet.connect r0, r3, p, r1",
    ],
)
def test_tainted_data_is_refused_by_sinks_until_it_is_sanitized(sink: str) -> None:
    text = with_data(f"mov r1, p\ntaint r1, 2\n{sink}\nhalt", p="/nowhere")
    assert trap(text)[0] is TrapKind.TAINT
    sanitized = text.replace("taint r1, 2", "nop").replace("taint r1\n", "nop\n")
    assert trap(sanitized)[0] is TrapKind.PERMISSION, "what is clean goes on to the permissions"


def test_a_pure_program_has_no_hidden_state() -> None:
    assert outcome("mov r0, 1").trap is None
