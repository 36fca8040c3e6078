"""The time limit of a run: when the run must end, and how long one wait may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from neurlang.programs.machine.host.clock import Clock
from neurlang.programs.machine.traps import Fault, TrapKind

_NANOSECONDS = 1_000_000_000


class Deadline:
    """When a run must end: `at` is in nanoseconds of the host's monotonic clock, None for never."""

    __slots__ = ("_clock", "_seconds", "at")

    def __init__(self, seconds: float | None, clock: Clock) -> None:
        self._seconds = seconds
        self._clock = clock
        self.at = None if seconds is None else clock.monotonic() + int(seconds * _NANOSECONDS)

    def has_passed(self) -> bool:
        """Whether the time is up."""
        return self.at is not None and self._clock.monotonic() >= self.at

    def check(self) -> None:
        """Traps LIMIT if the time is up."""
        if self.has_passed():
            raise self.fault()

    def fault(self) -> Fault:
        """The trap of a run that took too long."""
        return Fault(TrapKind.LIMIT, f"the run took more than {self._seconds:g} s; see --timeout")

    def left(self, most: float) -> float:
        """Seconds that one wait may take: `most`, or the rest of the run's time if that is less."""
        if self.at is None:
            return most
        return min(most, max(0.0, (self.at - self._clock.monotonic()) / _NANOSECONDS))

    def end_of_waits(self, clock: Clock) -> int | None:
        """When waits by a clock must end; None for never. Waits by a test's clock take no time, so they need no end."""
        return self.at if clock is self._clock else None

    @contextmanager
    def interrupting(self) -> Iterator[None]:
        """Within this context, SIGALRM ends a blocking system call by the trap once the time is up.

        Python handles signals only in the main thread, and Windows has no such timer: there, calls are not interrupted.
        """
        is_main = threading.current_thread() is threading.main_thread()
        if self.at is None or not is_main or not hasattr(signal, "setitimer"):
            yield
            return
        self.check()

        def ring(*_: object) -> None:
            raise self.fault()

        before = signal.signal(signal.SIGALRM, ring)
        try:
            signal.setitimer(signal.ITIMER_REAL, max(self.left(float(1 << 31)), 1e-6))
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


NEVER = Deadline(None, Clock())
"""The deadline of a run without a time limit."""
