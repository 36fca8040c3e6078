"""The disk cache of compiled objects.

An entry is a file named by a hash of everything that the code depends on, and begins with a checksum of the
rest. It is written beside its place and then moved there, so that processes that run at the same time see
all of it or none. A damaged entry is rebuilt, with a warning.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MAGIC = b"neurlang object 1\n"
CHECKSUM_BYTES = 32
DIRECTORY_VARIABLE = "NEURLANG_CACHE_DIR"


class CacheWarning(UserWarning):
    """An entry of the kernel cache was damaged, or the cache cannot be written."""


def cache_directory() -> Path:
    """Where compiled kernels are kept: below NEURLANG_CACHE_DIR, or else the user's cache folder."""
    named = os.environ.get(DIRECTORY_VARIABLE)
    return (Path(named) if named else _user_directory()) / "kernels"


@cache
def _user_directory() -> Path:
    from platformdirs import user_cache_path  # not needed where the folder is named

    return user_cache_path("neurlang")


def cached_object(key: tuple[str, ...], build: Callable[[], bytes]) -> bytes:
    """The object stored under the key; where there is no sound one, what `build` gives, now stored."""
    path = cache_directory() / f"{hashlib.sha256(repr(key).encode()).hexdigest()}.o"
    found = read_entry(path)
    if found is not None:
        return found
    data = build()
    write_entry(path, data)
    return data


def read_entry(path: Path) -> bytes | None:
    """The object of an entry; None where there is no entry, or, with a warning, where it is damaged."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        warnings.warn(f"Kernel cache: cannot read {path} ({error.strerror}).", CacheWarning, stacklevel=2)
        return None
    start = len(MAGIC) + CHECKSUM_BYTES
    data = content[start:]
    if content[:start] == MAGIC + hashlib.sha256(data).digest():
        return data
    warnings.warn(f"Kernel cache: {path} is damaged; it is built anew.", CacheWarning, stacklevel=2)
    return None


def write_entry(path: Path, data: bytes) -> None:
    """Store an object. A cache that cannot be written costs time only: that is a warning, not an error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + hashlib.sha256(data).digest() + data)
        Path(temporary).replace(path)
    except OSError as error:
        warnings.warn(f"Kernel cache: cannot write {path} ({error.strerror}).", CacheWarning, stacklevel=2)
