"""The world that examples are rehearsed in: its clock moves only while a program sleeps, its user types one line."""

from __future__ import annotations

from dataclasses import dataclass, replace

from neurlang.programs.machine import Clock, Host
from neurlang.prompts.synthesis import default_host

NOON = 1_750_000_000  # Unix seconds, at which every rehearsal begins
LINE = b"a line that somebody typed"


@dataclass(slots=True)
class VirtualTime:
    """Nanoseconds since the rehearsal began."""

    passed: int = 0

    def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.passed += round(seconds * 1e9)

    def clock(self) -> Clock:
        """The machine's clock, at that time."""
        return Clock(lambda: NOON + self.passed / 1e9, lambda: self.passed, self.sleep)


class TypedLine:
    """A console on which one line is typed, and whose screen nobody sees."""

    def write(self, data: bytes) -> None:
        """Show it to nobody."""

    def read_line(self, size: int) -> bytes | None:
        """The line."""
        return LINE[:size]


def rehearsal_host(seed: int) -> Host:
    """A host that allows nothing, on which a program that sleeps an hour takes no time. Random values by the seed."""
    return replace(default_host(), clock=VirtualTime().clock(), console=TypedLine(), seed=seed)
