"""Objects by their keys.

An object's entry is a file named by a hash of everything that the code depends on, and begins with a checksum of its
name and the rest, so that a whole entry in the place of another is refused too. It is written beside its place and then
moved there, so that processes that run at the same time see all of it or none; of those that want the same object, one
builds it and the others wait. A damaged entry is rebuilt, with a warning; one that may not be trusted, too.
"""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from neurlang.disk_cache.places import cache_directory, cache_root, release
from neurlang.disk_cache.stock import fits, keep_small
from neurlang.disk_cache.trust import RefusedError, check_file, check_folder, make_folder, read_trusted
from neurlang.disk_cache.warning import warn, warn_once
from neurlang.whole_files import replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MAGIC = b"neurlang object 3\n"
CHECKSUM_BYTES = 32
LARGEST = 256 << 20  # bytes of an object; what is larger was not written by us
LONGEST_WAIT = 120.0  # seconds for another process to build; one that is stopped holds its lock for ever
_MODE = 0o600  # nobody else writes what is run, nor reads it
_USE_NOTED_AFTER = 3600 * 10**9  # nanoseconds; the order of use need not be finer


def cached_object(kind: str, key: tuple[str, ...], build: Callable[[], bytes]) -> bytes:
    """The object of a kind stored under the key; where there is no sound one, what `build` gives, now stored."""
    path = _usable_entry(kind, key)
    if path is None:
        return build()
    seen = _state_of(path)
    found = _read_entry(path)
    if found is not None:
        return found
    with _only_builder(path):
        found = None if _state_of(path) == seen else _read_entry(path)  # another process may have been first
        if found is not None:
            return found
        data = build()
        _write_entry(path, data)
    return data


def store_object(kind: str, key: tuple[str, ...], data: bytes) -> None:
    """Store an object under the key, waiting for nobody who builds it."""
    path = _usable_entry(kind, key)
    if path is not None:
        _write_entry(path, data)


def has_object(kind: str, key: tuple[str, ...]) -> bool:
    """Whether an object of a kind is stored under the key; only `cached_object` sees whether it is sound."""
    try:
        for folder in _folders(cache_root(), kind):
            check_folder(folder)
        path = cache_directory(kind) / _name(key)
        check_file(path, path.lstat())
    except OSError:
        return False
    return True


def _folders(root: Path, kind: str) -> tuple[Path, Path, Path]:
    return root, root / release(), root / release() / kind


def _name(key: tuple[str, ...]) -> str:
    return f"{hashlib.sha256(repr((MAGIC, *key)).encode()).hexdigest()}.o"


def _usable_entry(kind: str, key: tuple[str, ...]) -> Path | None:
    """The place of an entry, its folders made and checked; None, with one warning, where they may not be used."""
    try:
        root = folder = cache_root()
    except RefusedError as error:
        warn_once(None, str(error))
        return None
    try:
        for folder in _folders(root, kind):
            make_folder(folder)
    except OSError as error:
        warn_once(root, _reason(error, f"cannot use {folder}"))
        return None
    return folder / _name(key)


def _reason(error: OSError, attempt: str) -> str:
    return str(error) if isinstance(error, RefusedError) else f"{attempt} ({error.strerror})"


@contextmanager
def _only_builder(path: Path) -> Iterator[None]:
    """Hold the right to build an entry, once no other process has it.

    It saves time and is needed for nothing else: where no lock can be had, as in a folder that is read only, each
    process builds. The system takes a lock from a process that dies.
    """
    from filelock import FileLock  # not needed where all is stored

    # A soft lock is a mere file, which outlives a process that is killed.
    lock = FileLock(path.with_suffix(".lock"), timeout=LONGEST_WAIT, fallback_to_soft=False)
    try:
        _check_lock(path.with_suffix(".lock"))
        lock.acquire(poll_interval=0.02)
    except OSError:
        yield
        return
    try:
        yield
    finally:
        path.with_suffix(".lock").unlink(missing_ok=True)  # while it is held: who waits sees that it is gone
        lock.release()


def _check_lock(path: Path) -> None:
    """Check that the lock's place is free, or holds a file: nothing else is opened. Raises RefusedError."""
    with suppress(FileNotFoundError):
        check_file(path, path.lstat())


def _state_of(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one that is written in its place; None where there is none."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _read_entry(path: Path) -> bytes | None:
    """The object of an entry; None where there is no entry, or, with a warning, where it may not be used."""
    try:
        content = read_trusted(path, LARGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        warn_once(cache_root(), _reason(error, f"cannot read {path}"))
        return None
    start = len(MAGIC) + CHECKSUM_BYTES
    data = content[start:]
    if content[:start] == _head(path, data):
        _note_use(path)
        return data
    warn(f"{path} is damaged; it is built anew")
    return None


def _note_use(path: Path) -> None:
    """Date the last use of an entry, which many systems do once a day or never; when it was written stays."""
    with suppress(OSError):
        status = path.lstat()
        now = time.time_ns()
        if now - status.st_atime_ns > _USE_NOTED_AFTER:
            os.utime(path, ns=(now, status.st_mtime_ns))


def _head(path: Path, data: bytes) -> bytes:
    """What an entry begins with."""
    return MAGIC + hashlib.sha256(f"{path.parent.name}/{path.name}".encode() + data).digest()


def _write_entry(path: Path, data: bytes) -> None:
    """Store an object, and keep the cache small. A cache that cannot be written costs time only."""
    content = _head(path, data) + data
    if len(content) > LARGEST or not fits(len(content)):
        return
    root = path.parents[2]
    try:
        make_folder(path.parent)  # somebody may have cleared the cache meanwhile
        with replacing(path, _MODE) as file:
            file.write(content)
        keep_small(root, len(content))
    except OSError as error:
        warn_once(root, _reason(error, f"cannot write {path}"))
