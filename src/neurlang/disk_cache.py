"""The disk cache of compiled code: kernels, programs, stencils, compiled functions, a folder for each kind.

An object's entry is a file named by a hash of everything that the code depends on, and begins with a checksum of its
name and the rest, so that a whole entry in the place of another is refused too. It is written beside its place and then
moved there, so that processes that run at the same time see all of it or none; of those that want the same object, one
builds it and the others wait. A damaged entry is rebuilt, with a warning.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import warnings
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAGIC = b"neurlang object 2\n"
CHECKSUM_BYTES = 32
DIRECTORY_VARIABLE = "NEURLANG_CACHE_DIR"


class CacheWarning(UserWarning):
    """An entry of the cache was damaged, or the cache cannot be read or written: that costs time only."""


def cache_directory(kind: str) -> Path:
    """Where code of a kind is kept: below NEURLANG_CACHE_DIR, or else the user's cache folder."""
    named = os.environ.get(DIRECTORY_VARIABLE)
    return (Path(named) if named else _user_directory()) / kind


@cache
def _user_directory() -> Path:
    from platformdirs import user_cache_path  # not needed where the folder is named

    return user_cache_path("neurlang")


@contextmanager
def cache_below(path: Path) -> Iterator[None]:
    """Another cache folder meanwhile, for measuring."""
    before = os.environ.get(DIRECTORY_VARIABLE)
    os.environ[DIRECTORY_VARIABLE] = str(path)
    try:
        yield
    finally:
        if before is None:
            del os.environ[DIRECTORY_VARIABLE]
        else:
            os.environ[DIRECTORY_VARIABLE] = before


def cached_object(kind: str, key: tuple[str, ...], build: Callable[[], bytes]) -> bytes:
    """The object of a kind stored under the key; where there is no sound one, what `build` gives, now stored."""
    path = _entry(kind, key)
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


@contextmanager
def _only_builder(path: Path) -> Iterator[None]:
    """Hold the right to build an entry, once no other process has it.

    It saves time and is needed for nothing else: where no lock can be had, as in a folder that is read only, each
    process builds. The system takes a lock from a process that dies.
    """
    from filelock import FileLock  # not needed where all is stored

    # A soft lock is a mere file, which outlives a process that is killed.
    lock = FileLock(path.with_suffix(".lock"), fallback_to_soft=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(poll_interval=0.02)
    except OSError:
        yield
        return
    try:
        yield
    finally:
        path.with_suffix(".lock").unlink(missing_ok=True)  # while it is held: who waits sees that it is gone
        lock.release()


def _state_of(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one that is written in its place; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def has_object(kind: str, key: tuple[str, ...]) -> bool:
    """Whether an object of a kind is stored under the key; only `cached_object` sees whether it is sound."""
    return _entry(kind, key).is_file()


def store_object(kind: str, key: tuple[str, ...], data: bytes) -> None:
    """Store an object under the key, waiting for nobody who builds it."""
    _write_entry(_entry(kind, key), data)


def _entry(kind: str, key: tuple[str, ...]) -> Path:
    return cache_directory(kind) / f"{hashlib.sha256(repr((MAGIC, *key)).encode()).hexdigest()}.o"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody sees a part of it, its folder made where it is missing. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except BaseException:  # Ctrl-C too leaves nothing half-written
        Path(temporary).unlink(missing_ok=True)
        raise


def _read_entry(path: Path) -> bytes | None:
    """The object of an entry; None where there is no entry, or, with a warning, where it is damaged."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        _warn(f"cannot read {path} ({error.strerror})")
        return None
    start = len(MAGIC) + CHECKSUM_BYTES
    data = content[start:]
    if content[:start] == _head(path, data):
        return data
    _warn(f"{path} is damaged; it is built anew")
    return None


def _head(path: Path, data: bytes) -> bytes:
    """What an entry begins with."""
    return MAGIC + hashlib.sha256(f"{path.parent.name}/{path.name}".encode() + data).digest()


def _write_entry(path: Path, data: bytes) -> None:
    """Store an object. A cache that cannot be written costs time only: that is a warning, not an error."""
    try:
        write_whole(path, _head(path, data) + data)
    except OSError as error:
        _warn(f"cannot write {path} ({error.strerror})")


def _warn(what: str) -> None:
    warnings.warn(f"Code cache: {what}.", CacheWarning, stacklevel=2)
