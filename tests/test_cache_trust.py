"""Code from the cache is run: only what this user wrote, and nobody else can write, is taken from it."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING

import pytest

from neurlang.disk_cache import CacheWarning, cache_directory, cache_root, cached_object, has_object

if TYPE_CHECKING:
    from pathlib import Path

KIND = "kernels"
needs_owners = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owner by number here")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def never() -> bytes:
    raise AssertionError("built though it was stored")


def stored_entry() -> Path:
    """The file of an object that was just stored."""
    cached_object(KIND, ("a",), lambda: b"planted")
    (path,) = cache_directory(KIND).glob("*.o")
    return path


def test_folders_and_entries_are_closed_to_others_whatever_the_umask(root: Path) -> None:
    before = os.umask(0)
    try:
        path = stored_entry()
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (root, path.parents[1], path.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert cached_object(KIND, ("a",), never) == b"planted"


@needs_owners
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_an_entry_that_others_can_write_is_built_anew(root: Path, mode: int) -> None:
    path = stored_entry()
    path.chmod(mode)
    assert not has_object(KIND, ("a",))
    with pytest.warns(CacheWarning, match="can be written by others"):
        assert cached_object(KIND, ("a",), lambda: b"own") == b"own"
    assert has_object(KIND, ("a",))
    assert cached_object(KIND, ("a",), never) == b"own"


@needs_owners
@pytest.mark.parametrize("mode", [0o644, 0o600, 0o400, 0o755])
def test_an_entry_that_others_can_only_read_is_used(root: Path, mode: int) -> None:
    stored_entry().chmod(mode)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert cached_object(KIND, ("a",), never) == b"planted"


@needs_owners
def test_what_belongs_to_another_user_is_not_used(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored_entry()
    monkeypatch.setattr(os, "geteuid", lambda: root.stat().st_uid + 1)
    assert not has_object(KIND, ("a",))
    with pytest.warns(CacheWarning, match="belongs to user") as said:
        assert cached_object(KIND, ("a",), lambda: b"own") == b"own"
        assert cached_object(KIND, ("a",), lambda: b"again") == b"again"
        assert cached_object("programs", ("b",), lambda: b"other") == b"other"
    assert len(said) == 1


@needs_owners
@pytest.mark.skipif(getattr(os, "geteuid", int)() != 0, reason="only root gives files away")
def test_an_entry_of_another_user_in_an_own_folder_is_built_anew(root: Path) -> None:
    os.chown(stored_entry(), 12345, 12345)
    with pytest.warns(CacheWarning, match="belongs to user 12345"):
        assert cached_object(KIND, ("a",), lambda: b"own") == b"own"


@needs_owners
@pytest.mark.parametrize("level", [0, 1, 2], ids=["cache", "release", "kind"])
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o1777])
def test_a_folder_that_others_can_write_is_not_used(root: Path, level: int, mode: int) -> None:
    path = stored_entry()
    (root, path.parents[1], path.parent)[level].chmod(mode)
    content = path.read_bytes()
    assert not has_object(KIND, ("a",))
    with pytest.warns(CacheWarning, match="can be written by others") as said:
        assert cached_object(KIND, ("a",), lambda: b"own") == b"own"
        assert cached_object(KIND, ("c",), lambda: b"more") == b"more"
    assert len(said) == 1
    assert list(path.parent.iterdir()) == [path]
    assert path.read_bytes() == content


@pytest.mark.parametrize("level", [0, 1, 2], ids=["cache", "release", "kind"])
def test_a_link_in_the_place_of_a_folder_is_not_followed(root: Path, level: int) -> None:
    path = stored_entry()
    folder = (root, path.parents[1], path.parent)[level]
    moved = folder.rename(root.parent / "elsewhere")
    folder.symlink_to(moved)
    assert not has_object(KIND, ("a",))
    with pytest.warns(CacheWarning, match="is a link"):
        assert cached_object(KIND, ("a",), lambda: b"own") == b"own"


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    os.chdir(path.parent)  # addresses of sockets are short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path.name)


def make_link(path: Path) -> None:
    path.symlink_to(path.parent / "target")
    (path.parent / "target").write_bytes(b"neurlang object 3\n" + bytes(40))


def make_device(path: Path) -> None:
    os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 3))


def make_endless_link(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_circle(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize(
    "make", [make_pipe, make_socket, make_link, make_device, make_endless_link, make_circle]
)
def test_what_is_no_regular_file_is_neither_opened_nor_waited_for(
    root: Path, make: object, tmp_path: Path
) -> None:
    path = stored_entry()
    path.unlink()
    before = os.getcwd()  # noqa: PTH109
    try:
        make(path)  # type: ignore[operator]
    except PermissionError:
        pytest.skip("only root makes devices")
    finally:
        os.chdir(before)
    assert not has_object(KIND, ("a",))
    with pytest.warns(CacheWarning, match="is not a regular file"):
        assert cached_object(KIND, ("a",), lambda: b"own") == b"own"
    assert cached_object(KIND, ("a",), never) == b"own"


@pytest.mark.parametrize("make", [make_pipe, make_link, make_circle])
def test_the_place_of_a_lock_is_not_opened_unless_it_is_a_file(root: Path, make: object) -> None:
    path = stored_entry().with_suffix(".lock")
    path.with_suffix(".o").unlink()
    make(path)  # type: ignore[operator]
    assert cached_object(KIND, ("a",), lambda: b"own") == b"own"
    assert cached_object(KIND, ("a",), never) == b"own"


def test_a_pipe_in_the_place_of_a_folder_hangs_nothing(root: Path) -> None:
    os.mkfifo(root)
    with pytest.warns(CacheWarning, match="cannot use .*, which is not a folder"):
        assert cached_object(KIND, ("a",), lambda: b"own") == b"own"


def test_a_lock_that_is_never_released_is_not_waited_for_for_ever(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    path = stored_entry()
    path.unlink()
    monkeypatch.setattr("neurlang.disk_cache.objects.LONGEST_WAIT", 0.0)
    with path.with_suffix(".lock").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert cached_object(KIND, ("a",), lambda: b"own") == b"own"


def test_without_a_home_folder_nothing_is_written_anywhere(tmp_path: Path) -> None:
    """HOME may be missing, and the user have no entry in the system's table: `~` is then no folder."""
    text = (
        "import os, pwd, warnings\n"
        "def missing(_): raise KeyError\n"
        "pwd.getpwuid = missing\n"
        "from neurlang.disk_cache import cached_object\n"
        "with warnings.catch_warnings(record=True) as said:\n"
        "    warnings.simplefilter('always')\n"
        "    print(cached_object('kernels', ('a',), lambda: b'code'))\n"
        "    print(cached_object('kernels', ('b',), lambda: b'more'))\n"
        "print(*[each.message for each in said], sep='\\n')\n"
    )
    environment = {
        name: value for name, value in os.environ.items()
        if name not in ("HOME", "XDG_CACHE_HOME", "NEURLANG_CACHE_DIR")
    }  # fmt: skip
    ended = subprocess.run(
        [sys.executable, "-c", text],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.splitlines() == [
        "b'code'",
        "b'more'",
        "Code cache: there is no home folder to keep it in; name a folder with NEURLANG_CACHE_DIR.",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_current_folder_that_was_deleted_hangs_nothing(tmp_path: Path) -> None:
    text = (
        "import os, warnings\nwarnings.simplefilter('ignore')\n"
        "from neurlang.disk_cache import cached_object\n"
        "os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone')\n"
        "print(cached_object('kernels', ('a',), lambda: b'code'))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", text], cwd=tmp_path, env=os.environ | {"NEURLANG_CACHE_DIR": "near"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "b'code'\n", "")


def test_the_root_is_what_the_variable_names(root: Path) -> None:
    assert cache_root() == root
