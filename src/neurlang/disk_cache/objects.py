"""Objects by their keys.

An object's entry is a file named by a hash of everything that the code depends on. It begins with a checksum of its
name and content, so an intact entry in the place of another is refused too. It is written to a temporary file and then
renamed, so that concurrent processes see all of it or nothing. If several processes want the same object, one builds it
and the others wait. A damaged or untrusted entry is rebuilt, with a warning.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from neurlang.disk_cache.places import cache_directory, cache_root, release
from neurlang.disk_cache.stock import fits, keep_small
from neurlang.disk_cache.trust import RefusedError, check_file, check_folder, make_folder, read_trusted
from neurlang.disk_cache.warning import warn, warn_once
from neurlang.whole_files import replacing

MAGIC = b"neurlang object 3\n"
CHECKSUM_BYTES = 32
LARGEST = 256 << 20  # bytes of an object; a larger one was not written by us
LONGEST_WAIT = 120.0  # seconds to wait for another process to build; a suspended one holds its lock forever
_MODE = 0o600  # code is run, so nobody else may write it
_USE_NOTED_AFTER = 3600 * 10**9  # nanoseconds; the order of use need not be more precise


def cached_object(kind: str, key: tuple[str, ...], build: Callable[[], bytes]) -> bytes:
    """The object of a kind stored under the key; if there is no intact one, the result of `build`, which is stored."""
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
    """Store an object under the key without waiting for a process that may be building it."""
    path = _usable_entry(kind, key)
    if path is not None:
        _write_entry(path, data)


def has_object(kind: str, key: tuple[str, ...]) -> bool:
    """Whether an object of a kind is stored under the key; only `cached_object` checks whether it is intact."""
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
    """The path of an entry, its folders created and checked; None, with one warning, if they may not be used."""
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
    """Hold the lock for building an entry, once no other process has it.

    The lock only saves time: if none is available, as in a read-only folder, each process builds. The system releases
    the lock of a process that dies.
    """
    from filelock import FileLock  # not needed if everything is stored

    # A soft lock is only a file, which outlives a process that is killed.
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
        path.with_suffix(".lock").unlink(missing_ok=True)  # while held, so that waiting processes notice
        lock.release()


def _check_lock(path: Path) -> None:
    """Check that the lock's path is free or a regular file: nothing else is opened. Raises RefusedError."""
    with suppress(FileNotFoundError):
        check_file(path, path.lstat())


def _state_of(path: Path) -> tuple[int, int] | None:
    """What distinguishes a file from its later replacement; None if there is no file."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _read_entry(path: Path) -> bytes | None:
    """The object of an entry; None if there is no entry or, with a warning, if it may not be used."""
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
    warn(f"{path} is damaged; it is rebuilt")
    return None


def _note_use(path: Path) -> None:
    """Set the access time of an entry, which many systems do once a day or never; keep the time of writing."""
    with suppress(OSError):
        status = path.lstat()
        now = time.time_ns()
        if now - status.st_atime_ns > _USE_NOTED_AFTER:
            os.utime(path, ns=(now, status.st_mtime_ns))


def _head(path: Path, data: bytes) -> bytes:
    """The first bytes of an entry."""
    return MAGIC + hashlib.sha256(f"{path.parent.name}/{path.name}".encode() + data).digest()


def _write_entry(path: Path, data: bytes) -> None:
    """Store an object, and keep the cache small. A cache that cannot be written only costs time."""
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
