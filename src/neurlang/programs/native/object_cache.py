"""The disk cache of optimised programs: objects under a hash of all that shaped them.

An entry begins with a checksum of the rest, and is written beside its place and then moved there, so that
processes that run at the same time see all of it or none. A damaged entry is made anew, with a warning.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAGIC = b"neurlang program object 1\n"
CHECKSUM_BYTES = 32
DIRECTORY_VARIABLE = "NEURLANG_CACHE_DIR"


class ProgramCacheWarning(UserWarning):
    """An entry was damaged, or the cache cannot be read or written: that costs time only."""


def cache_directory() -> Path:
    """Where optimised programs are kept: below NEURLANG_CACHE_DIR, or else the user's cache folder."""
    named = os.environ.get(DIRECTORY_VARIABLE)
    if named:
        return Path(named) / "programs"
    from platformdirs import user_cache_path

    return user_cache_path("neurlang") / "programs"


@contextmanager
def directory(path: Path) -> Iterator[None]:
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


def cached_object(key: tuple[str, ...], build: Callable[[], bytes]) -> bytes:
    """The object stored under the key; where there is no sound one, what `build` gives, now stored."""
    path = cache_directory() / f"{hashlib.sha256(repr(key).encode()).hexdigest()}.o"
    found = _read(path)
    if found is not None:
        return found
    data = build()
    _write(path, data)
    return data


def _read(path: Path) -> bytes | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        _warn(f"cannot read {path} ({error.strerror})")
        return None
    start = len(MAGIC) + CHECKSUM_BYTES
    data = content[start:]
    if content[:start] == MAGIC + hashlib.sha256(data).digest():
        return data
    _warn(f"{path} is damaged; it is made anew")
    return None


def _write(path: Path, data: bytes) -> None:
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + hashlib.sha256(data).digest() + data)
        Path(temporary).replace(path)
    except OSError as error:
        _warn(f"cannot write {path} ({error.strerror})")
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _warn(what: str) -> None:
    warnings.warn(f"Program cache: {what}.", ProgramCacheWarning, stacklevel=2)
