"""The host on which examples run: its clock advances only while a program sleeps, and its user types one line."""

from __future__ import annotations

from dataclasses import dataclass, replace

from neurlang.programs.machine import Clock, Host
from neurlang.prompts.synthesis import default_host

START = 1_750_000_000  # Unix seconds at which every rehearsal begins
LINE = b"a line that somebody typed"


@dataclass(slots=True)
class VirtualTime:
    """Nanoseconds since the rehearsal began."""

    passed: int = 0

    def sleep(self, seconds: float) -> None:
        """Advance the time without waiting."""
        self.passed += round(seconds * 1e9)

    def clock(self) -> Clock:
        """A clock of the machine that shows this time."""
        return Clock(lambda: START + self.passed / 1e9, lambda: self.passed, self.sleep)


class TypedLine:
    """A console that always reads the same line and discards what is written."""

    def write(self, data: bytes) -> None:
        """Discard the data."""

    def read_line(self, size: int) -> bytes | None:
        """Return the line."""
        return LINE[:size]


def rehearsal_host(seed: int) -> Host:
    """A host that allows only this console; sleeping takes no real time. The seed determines random values."""
    return replace(default_host(), clock=VirtualTime().clock(), console=TypedLine(), seed=seed)
