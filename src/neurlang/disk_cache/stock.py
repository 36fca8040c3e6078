"""The cache's contents, and how it is kept small: the least recently used entries are removed first.

Only files named like entries are ever counted or removed, so other files in the folder are safe.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from neurlang.disk_cache.bound import size_limit
from neurlang.disk_cache.places import release
from neurlang.disk_cache.trust import check_folder
from neurlang.whole_files import TEMPORARY_PREFIX

_ENTRY = re.compile(r"[0-9a-f]{64}\.o")
_LEFTOVER = re.compile(rf"[0-9a-f]{{64}}\.lock|{re.escape(TEMPORARY_PREFIX)}.*")
_LEFT_AFTER = 3600  # seconds; a younger file may belong to a process at work
_OLD_AFTER = 30 * 86_400  # seconds without use after which code of other releases is removed
_PARTS = 16  # the cache is measured again after this part of its bound has been written
_DEPTH = (
    2  # release, then kind; the first caches had the kinds at the top, and those entries count as old too
)


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry: its file, the release that made it ("" in the first caches), kind, bytes, last use."""

    path: Path
    release: str
    kind: str
    size: int
    used: float  # seconds since 1970


@dataclass(frozen=True, slots=True)
class Removed:
    """How many entries were removed, and their bytes."""

    entries: int = 0
    size: int = 0


def stored(root: Path) -> list[Stored]:
    """All entries below a cache folder, most recently used first. Raises RefusedError, OSError."""
    found = [_entry_of(root, path, status) for path, status in _files(root) if _ENTRY.fullmatch(path.name)]
    return sorted(found, key=lambda entry: (-entry.used, entry.path))


def clear(root: Path) -> Removed:
    """Remove all entries, and the folders that this leaves empty. Raises RefusedError, OSError."""
    removed = _remove(stored(root))
    _tidy(root)
    return removed


def prune(root: Path, limit: int) -> Removed:
    """Remove entries of other releases, leftovers of interrupted processes, and entries beyond `limit` bytes.

    Raises RefusedError, OSError.
    """
    entries = stored(root)
    current = [entry for entry in entries if entry.release == release()]
    beyond = _beyond(current, limit)
    removed = _remove([entry for entry in entries if entry.release != release()] + beyond)
    _tidy(root)
    return removed


_unmeasured: dict[Path, int] = {}


def keep_small(root: Path, written: int) -> None:
    """Keep the cache within its bound after `written` more bytes. Raises RefusedError, OSError.

    The cache is measured at a process's first write, and again after each sixteenth of the bound; until then, writes of
    other processes are not counted.
    """
    limit = size_limit()
    waiting = _unmeasured.get(root, limit) + written
    if waiting < limit // _PARTS:
        _unmeasured[root] = waiting
        return
    _unmeasured[root] = 0
    entries = stored(root)
    forgotten = time.time() - _OLD_AFTER
    old = [entry for entry in entries if entry.release != release() and entry.used < forgotten]
    kept = [entry for entry in entries if entry not in old]
    beyond = _beyond(kept, limit - limit // _PARTS) if sum(entry.size for entry in kept) > limit else []
    _remove(old + beyond)


def fits(size: int) -> bool:
    """Whether an entry of that size is worth storing: it would survive the next measurement."""
    limit = size_limit()
    return size <= limit - limit // _PARTS


def _beyond(entries: Iterable[Stored], limit: int) -> list[Stored]:
    """The entries after those that fit within the limit; `entries` is sorted by most recent use."""
    total = 0
    beyond = []
    for entry in entries:
        total += entry.size
        if total > limit:
            beyond.append(entry)
    return beyond


def _remove(entries: Iterable[Stored]) -> Removed:
    count = size = 0
    for entry in entries:
        with suppress(FileNotFoundError):  # another process removes, too
            entry.path.unlink()
            count += 1
            size += entry.size
    return Removed(count, size)


def _tidy(root: Path) -> None:
    """Remove leftovers of interrupted processes, and empty folders."""
    now = time.time()
    for path, status in list(_files(root)):
        if _LEFTOVER.fullmatch(path.name) and now - status.st_mtime > _LEFT_AFTER:
            path.unlink(missing_ok=True)
    for folder in sorted(_folders(root), reverse=True):
        with suppress(OSError):  # it is not empty
            folder.rmdir()


def _files(root: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """The regular files of the folders of entries."""
    for folder in _folders(root):
        for path in folder.iterdir():
            with suppress(FileNotFoundError):  # another process removes, too
                status = path.lstat()
                if stat.S_ISREG(status.st_mode):
                    yield path, status


def _folders(root: Path, depth: int = _DEPTH) -> list[Path]:
    """The folders below the root that may hold entries; none if there is no cache yet. Links are not followed."""
    try:
        check_folder(root)
        below = [root / entry.name for entry in os.scandir(root) if entry.is_dir(follow_symlinks=False)]
    except FileNotFoundError:
        return []
    if depth > 1:
        below += [deeper for folder in below for deeper in _folders(folder, depth - 1)]
    return below


def _entry_of(root: Path, path: Path, status: os.stat_result) -> Stored:
    folders = path.relative_to(root).parts[:-1]
    made_by = folders[0] if len(folders) == _DEPTH else ""
    return Stored(path, made_by, path.parent.name, status.st_size, status.st_atime)
