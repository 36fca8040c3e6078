"""The cache stays within its bound, forgets other releases, and touches nothing but its own entries."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from neurlang.disk_cache import (
    CacheWarning,
    cache_directory,
    cached_object,
    clear,
    parse_size,
    prune,
    size_limit,
    stored,
)

if TYPE_CHECKING:
    from pathlib import Path

DAY = 86_400


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("NEURLANG_CACHE_SIZE", raising=False)
    return tmp_path / "cache"


def entry(name: str, size: int = 1000, kind: str = "kernels") -> Path:
    """The file of a new object."""
    before = set(cache_directory(kind).glob("*.o"))
    cached_object(kind, (name,), lambda: bytes(size))
    (path,) = set(cache_directory(kind).glob("*.o")) - before
    return path


def used_days_ago(path: Path, days: float) -> None:
    then = time.time() - days * DAY
    os.utime(path, (then, then))


def of_another_release(path: Path, root: Path) -> Path:
    """The same file where another release would keep it."""
    folder = root / "0.0.9" / path.parent.name
    folder.mkdir(parents=True, mode=0o700)
    return path.rename(folder / path.name)


def test_stored_lists_what_was_used_last_first(root: Path) -> None:
    assert stored(root) == []
    first, second = entry("a"), entry("b", 2000, "programs")
    used_days_ago(second, 3)
    assert [found.path for found in stored(root)] == [first, second]
    assert [found.kind for found in stored(root)] == ["kernels", "programs"]
    assert [found.size for found in stored(root)] == [first.stat().st_size, second.stat().st_size]


def test_reading_counts_as_use_and_leaves_the_time_of_writing(root: Path) -> None:
    path = entry("a")
    used_days_ago(path, 3)
    written = path.stat().st_mtime_ns
    cached_object("kernels", ("a",), lambda: b"not built")
    assert stored(root)[0].used > time.time() - DAY
    assert path.stat().st_mtime_ns == written


@pytest.mark.slow
def test_the_bound_holds_and_what_was_unused_longest_goes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEURLANG_CACHE_SIZE", "16K")
    old = [entry(f"old {number}") for number in range(8)]
    for age, path in enumerate(old):
        used_days_ago(path, 8 - age)
    for number in range(40):
        newest = entry(f"new {number}")
        assert sum(found.size for found in stored(root)) <= 16 << 10
        assert newest.exists()
    assert not any(path.exists() for path in old)


def test_the_newest_stay_at_the_bound(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [entry(f"{number}") for number in range(8)]
    for age, path in enumerate(paths):
        used_days_ago(path, 8 - age)
    removed = prune(root, 4 * paths[0].stat().st_size)
    assert removed.entries == 4
    assert [path.exists() for path in paths] == [False] * 4 + [True] * 4


@pytest.mark.parametrize("limit", ["0", "100"])
def test_what_cannot_stay_is_not_stored(root: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setenv("NEURLANG_CACHE_SIZE", limit)
    assert cached_object("kernels", ("a",), lambda: bytes(500)) == bytes(500)
    assert stored(root) == []


def test_pruning_removes_other_releases_and_what_was_left_behind(root: Path) -> None:
    mine, other = entry("a"), of_another_release(entry("b"), root)
    first_layout = root / "kernels"
    first_layout.mkdir(mode=0o700)
    early = entry("c").rename(first_layout / other.name)
    left = mine.with_name(".new-abc")
    left.write_bytes(b"half")
    used_days_ago(left, 1)
    fresh = mine.with_name(".new-def")
    fresh.write_bytes(b"being written")
    assert {found.release for found in stored(root)} == {mine.parents[1].name, "0.0.9", ""}
    removed = prune(root, 1 << 30)
    assert removed.entries == 2
    assert mine.exists()
    assert fresh.exists()
    assert not any(path.exists() for path in (other, other.parent, early, first_layout, left))


def test_other_releases_are_forgotten_a_month_after_their_last_use(root: Path) -> None:
    """Two releases may share a folder: what the other one still uses stays."""
    in_use = of_another_release(entry("used"), root)
    unused = in_use.with_name("0" * 64 + ".o")
    unused.write_bytes(b"old")
    used_days_ago(in_use, 20)
    used_days_ago(unused, 40)
    from neurlang.disk_cache.stock import keep_small

    keep_small(root, size_limit())
    assert in_use.exists()
    assert not unused.exists()


def test_clearing_leaves_other_peoples_files(root: Path) -> None:
    path = entry("a")
    foreign = [root / "notes.txt", path.parent / "thesis.o", root / ("0" * 64 + ".o")]
    for each in foreign:
        each.write_text("mine")
    outside = root.parent / ("1" * 64 + ".o")
    outside.write_text("mine")
    (path.parent / ("1" * 64 + ".o")).symlink_to(outside)
    linked = root.parent / "linked"
    linked.mkdir()
    (linked / ("2" * 64 + ".o")).write_text("mine")
    (root / "link").symlink_to(linked)
    assert clear(root).entries == 1
    assert not path.exists()
    assert all(each.read_text() == "mine" for each in [*foreign, outside, linked / ("2" * 64 + ".o")])


def test_clearing_an_empty_place_is_nothing(root: Path) -> None:
    assert clear(root).entries == 0
    entry("a")
    clear(root)
    assert list(root.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "size"),
    [("0", 0), ("512", 512), ("1k", 1024), ("2 MiB", 2 << 20), ("3GB", 3 << 30), (" 4K ", 4096)],
)
def test_sizes_are_read(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "M", "-1", "1.5G", "1P", "٣", "1e9", "5 apples", "9" * 16])
def test_what_is_no_size_is_refused(text: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="is not a size"):
        parse_size(text)
    if text:
        monkeypatch.setenv("NEURLANG_CACHE_SIZE", text)
        with pytest.warns(CacheWarning, match="is not a size"):
            assert size_limit() == 512 << 20
