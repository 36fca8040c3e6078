"""Where the cache lies: a folder of the user, in it one for each release, in that one for each kind of object."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from neurlang.disk_cache.trust import RefusedError
from neurlang.versions import version_of

if TYPE_CHECKING:
    from collections.abc import Iterator

DIRECTORY_VARIABLE = "NEURLANG_CACHE_DIR"


def cache_root() -> Path:
    """The cache folder: what NEURLANG_CACHE_DIR names, or else the one below the user's cache folder.

    Raises:
        RefusedError: there is neither: the user has no home folder.

    """
    named = os.environ.get(DIRECTORY_VARIABLE)
    return Path(named) if named else _user_directory()


def cache_directory(kind: str) -> Path:
    """Where this release keeps objects of a kind. Raises RefusedError as `cache_root` does."""
    return cache_root() / release() / kind


def release() -> str:
    """The release that runs, as the name of its folder; `source` if it is run without being installed."""
    return version_of("neurlang") or "source"


def _user_directory() -> Path:
    from platformdirs import user_cache_path  # not needed where the folder is named

    try:
        found = user_cache_path("neurlang")
    except RuntimeError:
        found = Path("~")
    if not found.is_absolute():  # as earlier releases of platformdirs give it
        raise RefusedError(f"there is no home folder to keep it in; name a folder with {DIRECTORY_VARIABLE}")
    return found


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
