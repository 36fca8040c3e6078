"""Waiting: what a task waits for, as a value, and how an op says that it must wait.

An op that cannot go on raises `Blocked` before it changes anything; it runs again when the wait is over.
"""

from __future__ import annotations

from typing import NamedTuple


class Until(NamedTuple):
    """A time of the host's monotonic clock, in nanoseconds."""

    deadline: int

    def __str__(self) -> str:
        return "for a time to come"


class SocketReady(NamedTuple):
    """A socket that can be read (or written), or a time at which that is given up."""

    descriptor: int
    writing: bool
    deadline: int | None

    def __str__(self) -> str:
        return "for the network"


class TaskEnd(NamedTuple):
    """The end of a task."""

    task: int

    def __str__(self) -> str:
        return f"for task {self.task} to end"


class ChannelValue(NamedTuple):
    """A value on a channel, or its close."""

    channel: int

    def __str__(self) -> str:
        return f"for a value on channel {self.channel}"


Wait = Until | SocketReady | TaskEnd | ChannelValue


class Blocked(Exception):  # noqa: N818  (not an error: the op will run again)
    """Raised by an op to wait."""

    def __init__(self, wait: Wait) -> None:
        super().__init__(str(wait))
        self.wait = wait


class Yielded(Exception):  # noqa: N818  (not an error: the op is done, another task has its turn)
    """Raised by `yield`."""
