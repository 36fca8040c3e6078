"""Clocks: the time of day, monotonic time, and sleeping."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """The host's clocks; tests replace these functions."""

    now: Callable[[], float] = time.time
    """Unix time in seconds."""
    monotonic: Callable[[], int] = time.monotonic_ns
    """Nanoseconds."""
    sleep: Callable[[float], None] = time.sleep
    """Wait that many seconds."""
