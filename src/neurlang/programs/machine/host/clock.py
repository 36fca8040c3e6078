"""Clocks: the time of day, a time that never goes back, and waiting."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """The host's clocks; a test puts functions of its own here."""

    now: Callable[[], float] = time.time
    """Unix time in seconds."""
    monotonic: Callable[[], int] = time.monotonic_ns
    """Nanoseconds."""
    sleep: Callable[[float], None] = time.sleep
    """Wait so many seconds."""
