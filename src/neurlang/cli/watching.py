"""Watching a file for changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

_SECONDS = 0.2  # between two checks: sooner than a person notices, at almost no cost


def changes(path: Path, wait: Callable[[], None] = lambda: time.sleep(_SECONDS)) -> Iterator[None]:
    """Yield at once, and then after each change of a file; `wait` is called between two checks. Never ends.

    A file that disappears for a while, as when some editors save it, counts as changed once it is back.
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
    """What distinguishes two versions of a file; None if it cannot be examined."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
