"""What a task waits for, as a value, and the exceptions by which an op waits.

An op that cannot continue raises `Blocked` before it changes anything. It runs again when the wait is over.
"""

from __future__ import annotations

from typing import NamedTuple


class Until(NamedTuple):
    """Wait until a time of the host's monotonic clock, in nanoseconds."""

    deadline: int

    def __str__(self) -> str:
        return "for a time to come"


class SocketReady(NamedTuple):
    """Wait until a socket can be read (or written), or until a deadline."""

    descriptor: int
    writing: bool
    deadline: int | None

    def __str__(self) -> str:
        return "for the network"


class TaskEnd(NamedTuple):
    """Wait for the end of a task."""

    task: int

    def __str__(self) -> str:
        return f"for task {self.task} to end"


class ChannelValue(NamedTuple):
    """Wait for a value on a channel, or until the channel is closed."""

    channel: int

    def __str__(self) -> str:
        return f"for a value on channel {self.channel}"


Wait = Until | SocketReady | TaskEnd | ChannelValue


class Blocked(Exception):  # noqa: N818  (not an error: the op will run again)
    """Raised by an op to wait."""

    def __init__(self, wait: Wait) -> None:
        super().__init__(str(wait))
        self.wait = wait


class Yielded(Exception):  # noqa: N818  (not an error: the op is done, and the next task has its turn)
    """Raised by `yield`."""
