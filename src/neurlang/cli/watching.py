"""Watching a file: whenever it changes, do something again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_SECONDS = 0.2  # between two looks: sooner than a person notices, and next to no work


def changes(path: Path, wait: Callable[[], None] = lambda: time.sleep(_SECONDS)) -> Iterator[None]:
    """Yield at once, and then after each change of a file; `wait` is called between two looks. Never ends.

    A file that is away for a while, as editors do it when they save, has changed when it is back.
    """
    seen = _state(path)
    yield
    while True:
        wait()
        now = _state(path)
        if now not in (seen, None):
            seen = now
            yield


def _state(path: Path) -> tuple[int, int, int] | None:
    """What tells one version of a file from the next; None where it cannot be looked at."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
