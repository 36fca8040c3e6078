"""Files that commands make: whole or absent, with the mode that the umask leaves, in place of nothing else."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from neurlang.errors import UsageError
from neurlang.result_files import write_file, writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002, 0o027], indirect=True)
def test_a_new_file_has_the_mode_that_the_umask_leaves(tmp_path: Path, umask: int) -> None:
    write_file(tmp_path / "text", b"x")
    write_file(tmp_path / "program", b"x", executable=True)
    assert mode_of(tmp_path / "text") == 0o666 & ~umask
    assert mode_of(tmp_path / "program") == 0o777 & ~umask


@pytest.mark.parametrize(
    ("mode", "kept", "as_program"), [(0o600, 0o600, 0o700), (0o644, 0o644, 0o755), (0o4755, 0o755, 0o755)]
)
def test_a_file_that_is_there_keeps_who_may_use_it(
    tmp_path: Path, mode: int, kept: int, as_program: int
) -> None:
    path = tmp_path / "file"
    for executable, expected in ((False, kept), (True, as_program)):
        path.write_bytes(b"old")
        path.chmod(mode)
        write_file(path, b"new", executable=executable)
        assert (path.read_bytes(), mode_of(path)) == (b"new", expected)


def test_a_long_name_and_one_that_is_no_text_can_be_written(tmp_path: Path) -> None:
    for name in ("l" * 255, "a\nb", os.fsdecode(b"\xff\xfe"), "-x"):
        write_file(tmp_path / name, b"x")
    assert len(list(tmp_path.iterdir())) == 4


def test_what_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), writing(tmp_path / "file") as file:
        file.write(b"new")
        raise KeyboardInterrupt
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_link_is_written_through_or_refused(tmp_path: Path) -> None:
    for name, target in (("link", "target"), ("dangling", "new"), ("circle", "circle")):
        (tmp_path / name).symlink_to(target)
    (tmp_path / "target").write_bytes(b"old")
    write_file(tmp_path / "link", b"x")
    write_file(tmp_path / "dangling", b"y")
    assert ((tmp_path / "target").read_bytes(), (tmp_path / "new").read_bytes()) == (b"x", b"y")
    with pytest.raises(UsageError, match="a link that leads to itself"):
        write_file(tmp_path / "circle", b"z")
    assert all((tmp_path / name).is_symlink() for name in ("link", "dangling", "circle"))


@pytest.mark.parametrize("name", ["none/x", "file/x", ""])
def test_what_cannot_be_written_is_one_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="File not writable"):
        write_file(tmp_path / name, b"x")
