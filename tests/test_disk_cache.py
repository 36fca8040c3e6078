"""The disk cache: entries are whole or absent, damage is repaired and said, it never stands in the way."""

from __future__ import annotations

import errno
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING

import pytest

from neurlang.disk_cache import CacheWarning, cache_below, cache_directory, cached_object

if TYPE_CHECKING:
    from pathlib import Path

KIND = "kernels"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path))
    return cache_directory(KIND)


def never() -> bytes:
    raise AssertionError("built though it was stored")


def test_what_is_stored_is_not_built_again(folder: Path) -> None:
    assert cached_object(KIND, ("a",), lambda: b"code") == b"code"
    assert cached_object(KIND, ("a",), never) == b"code"
    assert cached_object(KIND, ("b",), lambda: b"other") == b"other"
    assert [path.suffix for path in folder.iterdir()] == [".o", ".o"]


def test_who_wants_what_another_process_builds_waits_for_it(folder: Path) -> None:
    """The other process begins while this one builds, and would print its own object if it built as well."""
    text = (
        "from neurlang.disk_cache import cached_object\nprint('begun', flush=True)\n"
        f"print(cached_object({KIND!r}, ('a',), lambda: b'its own'))"
    )
    others = []

    def build() -> bytes:
        others.append(subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, text=True))
        assert others[0].stdout is not None
        assert others[0].stdout.readline() == "begun\n"
        return b"first"

    assert cached_object(KIND, ("a",), build) == b"first"
    assert others[0].communicate()[0] == "b'first'\n"
    assert [path.suffix for path in folder.iterdir()] == [".o"]


def test_where_the_system_has_no_locks_each_process_builds(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def missing(*_: object) -> None:
        raise OSError(errno.ENOSYS, "no locks here")

    monkeypatch.setattr(fcntl, "flock", missing)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert cached_object(KIND, ("a",), lambda: b"code") == b"code"
        assert cached_object(KIND, ("a",), never) == b"code"
    assert len(list(folder.glob("*.o"))) == 1


def test_a_build_that_fails_leaves_the_right_to_build(folder: Path) -> None:
    def fails() -> bytes:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cached_object(KIND, ("a",), fails)
    assert list(folder.iterdir()) == []
    assert cached_object(KIND, ("a",), lambda: b"code") == b"code"


def test_kinds_are_kept_apart(folder: Path) -> None:
    assert cached_object(KIND, ("a",), lambda: b"code") == b"code"
    assert cached_object("programs", ("a",), lambda: b"other") == b"other"
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"neurlang object 2\n", b"x" * 100, None])
def test_a_damaged_entry_is_rebuilt_with_a_warning(folder: Path, damage: bytes | None) -> None:
    cached_object(KIND, ("a",), lambda: b"code" * 50)
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:-1] + b"?" if damage is None else damage)
    with pytest.warns(CacheWarning, match="is damaged; it is rebuilt"):
        assert cached_object(KIND, ("a",), lambda: b"new") == b"new"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert cached_object(KIND, ("a",), never) == b"new"


@pytest.mark.parametrize("place", [(KIND, ("b",)), ("programs", ("a",))])
def test_a_whole_entry_in_the_place_of_another_is_refused(
    folder: Path, place: tuple[str, tuple[str, ...]]
) -> None:
    cached_object(KIND, ("a",), lambda: b"code")
    (path,) = folder.iterdir()
    cached_object(*place, lambda: b"other")
    (other,) = set(folder.parent.rglob("*.o")) - {path}
    other.write_bytes(path.read_bytes())
    with pytest.warns(CacheWarning, match="is damaged; it is rebuilt"):
        assert cached_object(*place, lambda: b"new") == b"new"


def test_a_folder_that_cannot_be_written_costs_a_warning_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(blocked))
    with pytest.warns(CacheWarning, match="cannot"):
        assert cached_object(KIND, ("a",), lambda: b"code") == b"code"


def test_another_folder_holds_only_meanwhile(tmp_path: Path, folder: Path) -> None:
    with cache_below(tmp_path / "other"):
        assert cache_directory(KIND) == tmp_path / "other" / folder.parent.name / KIND
    assert cache_directory(KIND) == folder


def test_the_users_folder_is_used_where_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEURLANG_CACHE_DIR", raising=False)
    assert cache_directory(KIND).name == KIND
    assert "neurlang" in str(cache_directory(KIND))
