"""Where the cache is: a folder of the user, with a folder for each release, which has one for each kind of object."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from neurlang.disk_cache.trust import RefusedError
from neurlang.versions import version_of

DIRECTORY_VARIABLE = "NEURLANG_CACHE_DIR"


def cache_root() -> Path:
    """The cache folder: the one that NEURLANG_CACHE_DIR names, or else the one below the user's cache folder.

    Raises:
        RefusedError: there is neither, because the user has no home folder.

    """
    named = os.environ.get(DIRECTORY_VARIABLE)
    return Path(named) if named else _user_directory()


def cache_directory(kind: str) -> Path:
    """Where this release keeps objects of a kind. Raises RefusedError as `cache_root` does."""
    return cache_root() / release() / kind


def release() -> str:
    """The name of the running release's folder; `source` if it runs without being installed."""
    return version_of("neurlang") or "source"


def _user_directory() -> Path:
    from platformdirs import user_cache_path  # not needed if the variable names the folder

    try:
        found = user_cache_path("neurlang")
    except RuntimeError:
        found = Path("~")
    if not found.is_absolute():  # as earlier releases of platformdirs return
        raise RefusedError(f"there is no home folder to keep it in; name a folder with {DIRECTORY_VARIABLE}")
    return found


@contextmanager
def cache_below(path: Path) -> Iterator[None]:
    """Use another cache folder within the block, for measuring."""
    before = os.environ.get(DIRECTORY_VARIABLE)
    os.environ[DIRECTORY_VARIABLE] = str(path)
    try:
        yield
    finally:
        if before is None:
            del os.environ[DIRECTORY_VARIABLE]
        else:
            os.environ[DIRECTORY_VARIABLE] = before
