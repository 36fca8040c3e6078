"""Files: what the flags allow, what they refuse, what fails with -1."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from machine_cases import trap, value, with_data

from neurlang.programs.machine import TrapKind

WRITE = "file.open r1, p, {p_len}, %d\nfile.write r0, r1, t, {t_len}\nfile.close r1\nhalt"
READ = "file.open r1, p, {p_len}, 1\nfile.read r0, r1, 0x800, 100\nhalt"


def test_write_create_then_read(tmp_path: Path) -> None:
    path = str(tmp_path / "f")
    assert value(with_data(WRITE % 6, p=path, t="hello"), write=(str(tmp_path),)) == 5
    assert (tmp_path / "f").read_bytes() == b"hello"
    assert value(with_data(READ, p=path), read=(path,)) == 5


@pytest.mark.parametrize(
    ("flags", "content"), [(2, b"new"), (6, b"new"), (8, b"oldnew"), (10, b"oldnew"), (3, b"new")]
)
def test_write_without_append_truncates(tmp_path: Path, flags: int, content: bytes) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"old")
    root = (str(tmp_path),)
    assert value(with_data(WRITE % flags, p=str(path), t="new"), read=root, write=root) == 3
    assert path.read_bytes() == content


def test_an_immediate_length_of_0_is_the_value_of_rd(tmp_path: Path) -> None:
    path = str(tmp_path / "f")
    code = "file.open r1, p, {p_len}, 6\nmov r0, 4\nfile.write r0, r1, t, 0\nhalt"
    assert value(with_data(code, p=path, t="hello"), write=(path,)) == 4
    code = "file.open r1, p, {p_len}, 6\nmov r0, 4\nfile.write r0, r1, t, zero\nhalt"
    assert value(with_data(code, p=path, t="hello"), write=(path,)) == 0


def test_seek_stat_mkdir_delete(tmp_path: Path) -> None:
    root = (str(tmp_path),)
    path = tmp_path / "f"
    path.write_bytes(b"0123456789")
    code = "file.open r1, p, {p_len}, 1\nfile.seek r2, r1, -3, 2\nfile.read r3, r1, 0x800, 9\n"
    assert value(with_data(code + "mul r0, r2, 10\nadd r0, r0, r3\nhalt", p=str(path)), read=root) == 73
    assert value(with_data("file.stat r0, p, {p_len}\nhalt", p=str(path)), read=root) == 10
    assert value(with_data("file.delete r0, p, {p_len}\nhalt", p=str(path)), write=root) == 0
    assert not path.exists()
    assert value(with_data("file.mkdir r0, p, {p_len}\nhalt", p=str(path)), write=root) == 0
    assert path.is_dir()


@pytest.mark.parametrize(
    "code",
    [
        "file.open r0, p, {p_len}, 1",
        "file.open r0, p, {p_len}, 2",
        "file.open r0, p, {p_len}, 0",
        "file.open r0, p, {p_len}, 16",
        "file.open r0, p, 0, 1",
        "file.stat r0, p, {p_len}",
        "file.delete r0, p, {p_len}",
        "file.close r0, 3",
        "file.read r0, 3, 0x800, 1",
        "file.write r0, 3, 0x800, 1",
        "file.seek r0, 3, 0, 0",
        "mov r1, -1\nfile.close r0, r1",
    ],
)
def test_failures_return_minus_one(tmp_path: Path, code: str) -> None:
    root = (str(tmp_path),)
    assert value(with_data(code + "\nhalt", p=str(tmp_path / "missing")), read=root, write=root) == -1


def test_only_regular_files_can_be_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    root = (str(tmp_path),)
    for name in ("pipe", ""):
        code = "file.open r0, p, {p_len}, 1\nhalt"
        assert value(with_data(code, p=str(tmp_path / name)), read=root) == -1


@pytest.mark.parametrize(
    ("code", "flag"),
    [
        ("file.open r0, p, {p_len}, 1", "--allow-read"),
        ("file.open r0, p, {p_len}, 2", "--allow-write"),
        ("file.open r0, p, {p_len}, 5", "--allow-read"),
        ("file.open r0, p, {p_len}, 8", "--allow-write"),
        ("file.stat r0, p, {p_len}", "--allow-read"),
        ("file.mkdir r0, p, {p_len}", "--allow-write"),
        ("file.delete r0, p, {p_len}", "--allow-write"),
    ],
)
def test_a_refusal_names_the_flag(tmp_path: Path, code: str, flag: str) -> None:
    path = str(tmp_path / "f")
    kind, message = trap(with_data(code + "\nhalt", p=path))
    assert (kind, f"; {flag} {path} " in message) == (TrapKind.PERMISSION, True)
    assert message.endswith(" would allow it")


def test_reading_does_not_allow_writing_and_writing_not_reading(tmp_path: Path) -> None:
    path = str(tmp_path / "f")
    assert (
        trap(with_data("file.open r0, p, {p_len}, 6\nhalt", p=path), read=(path,))[0] is TrapKind.PERMISSION
    )
    assert (
        trap(with_data("file.open r0, p, {p_len}, 1\nhalt", p=path), write=(path,))[0] is TrapKind.PERMISSION
    )
    assert not (tmp_path / "f").exists()


def test_a_root_holds_absolute_paths_too(tmp_path: Path) -> None:
    root = str(tmp_path)
    text = with_data(WRITE % 6, p="/f", t="x")
    assert value(text, root=root, write=(root,)) == 1
    assert (tmp_path / "f").read_bytes() == b"x"
    assert trap(with_data(WRITE % 6, p="/../f", t="x"), root=root, write=(root,))[0] is TrapKind.PERMISSION


def test_handles_are_bounded_and_closed_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"x")
    before = len(list(Path("/proc/self/fd").iterdir()))
    code = with_data("l: file.open r0, p, {p_len}, 1\nb l", p=str(path))
    assert trap(code, read=(str(path),))[0] is TrapKind.LIMIT
    assert trap(code, read=(str(path),), handles=2)[0] is TrapKind.LIMIT
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    code = with_data(
        "mov r5, 9\nl: file.open r0, p, {p_len}, 1\nfile.close r0\nsubi r5, r5, 1\nbnez r5, l\nhalt",
        p=str(path),
    )
    assert value(code, read=(str(path),), handles=1) > 0
