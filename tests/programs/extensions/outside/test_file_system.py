"""Whole files: what the permissions allow and refuse; tainted paths are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from neurlang.programs.extensions.outside import file_system
from neurlang.programs.machine import FILE, NETWORK, Fault, Host, Permissions, TrapKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Desk


@pytest.fixture
def files(make_desk: Callable[[Host], Desk], tmp_path: Path) -> Desk:
    """A desk whose calls may read and write below `allowed`."""
    allowed = tmp_path / "allowed"
    allowed.mkdir()
    return make_desk(Host(permissions=Permissions(read=(str(allowed),), write=(str(allowed),))))


def test_a_file_from_making_to_deleting(files: Desk, tmp_path: Path) -> None:
    path = files.put(bytes(tmp_path / "allowed" / "note.txt"))
    assert files.call("fs_exists", path) == 0
    assert files.call("fs_read", path) == -1
    assert files.call("fs_write", path, files.put(b"hello\0there"), 11) == 11
    assert (tmp_path / "allowed" / "note.txt").read_bytes() == b"hello\0there"
    assert files.call("fs_exists", path) == 1
    assert files.content(files.call("fs_read", path)) == b"hello\0there"
    assert files.call("fs_write", path, files.put(b"new"), 3) == 3
    assert files.content(files.call("fs_read", path)) == b"new"
    assert files.call("fs_delete", path) == 0
    assert files.call("fs_delete", path) == -1


def test_a_directory(files: Desk, tmp_path: Path) -> None:
    path = files.put(bytes(tmp_path / "allowed" / "new"))
    assert files.call("fs_mkdir", path) == 0
    assert files.call("fs_mkdir", path) == -1
    assert (tmp_path / "allowed" / "new").is_dir()
    assert files.call("fs_read", path) == -1


CALLS = ("fs_read", "fs_write", "fs_exists", "fs_delete", "fs_mkdir")


def call(desk: Desk, name: str, path: int) -> int:
    return desk.call(name, path, *([desk.put(b"x"), 1] if name == "fs_write" else []))


@pytest.mark.parametrize("name", CALLS)
def test_nothing_is_allowed_by_default(desk: Desk, name: str, tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"--allow-(read|write)") as caught:
        call(desk, name, desk.put(bytes(tmp_path / "x")))
    assert caught.value.kind is TrapKind.PERMISSION


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("way", ["allowed/../secret", "allowed/link", "allowed/away/secret", "secret"])
def test_no_path_leads_outside(files: Desk, tmp_path: Path, name: str, way: str) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "allowed" / "away").symlink_to(tmp_path)
    (tmp_path / "allowed" / "link").symlink_to(tmp_path / "secret")
    path = files.put(bytes(tmp_path / way))
    # The entry of the link itself may be deleted or made; nothing behind the link may change.
    if not (way == "allowed/link" and name in ("fs_delete", "fs_mkdir")):
        with pytest.raises(Fault) as caught:
            call(files, name, path)
        assert caught.value.kind is TrapKind.PERMISSION
    else:
        call(files, name, path)
    assert (tmp_path / "secret").read_text() == "secret"


def test_read_bytes_are_tainted(files: Desk, tmp_path: Path) -> None:
    (tmp_path / "allowed" / "data").write_bytes(b"data")
    path = files.argument(files.put(bytes(tmp_path / "allowed" / "data")))
    _, taint = files.call_marked("fs_read", path)
    assert taint == FILE


def test_a_tainted_path_traps(files: Desk, tmp_path: Path) -> None:
    address = files.put(bytes(tmp_path / "allowed" / "data"))
    assert files.state.shadow is not None
    files.state.shadow.fill(address, 4, NETWORK)
    message = files.traps(TrapKind.TAINT, "fs_exists", address)
    assert "fs_exists" in message


def test_tainted_content_may_be_written(files: Desk, tmp_path: Path) -> None:
    content = files.put(b"from outside")
    assert files.state.shadow is not None
    files.state.shadow.fill(content, 12, NETWORK)
    assert files.call("fs_write", files.put(bytes(tmp_path / "allowed" / "log")), content, 12) == 12


def test_a_file_that_is_too_large_traps(files: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "allowed" / "large").open("wb") as large:
        large.truncate(file_system.MAX_RESULT + 1)
    files.traps(TrapKind.LIMIT, "fs_read", files.put(bytes(tmp_path / "allowed" / "large")))


@pytest.mark.parametrize("path", [b"", b"/dev/zero", b"/tmp", b"/nowhere/at/all"])
def test_other_than_regular_files_are_not_read(make_desk: Callable[[Host], Desk], path: bytes) -> None:
    desk = make_desk(Host(permissions=Permissions(read=("/", "/dev"))))
    assert desk.call("fs_read", desk.put(path)) == -1
