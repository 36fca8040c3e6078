"""Channels: queues of values between tasks, first in, first out."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from neurlang.programs.machine.hidden.marks import Mark
from neurlang.programs.machine.host.permissions import Limits
from neurlang.programs.machine.meaning.arithmetic import MASK
from neurlang.programs.machine.tasks.task import Task
from neurlang.programs.machine.tasks.waiting import Blocked, ChannelValue
from neurlang.programs.machine.traps import Fault, TrapKind

Message = tuple[int, Mark | None]

MAX_CHANNELS = 65_536
"""How many channels may be open or hold values at one time; one more traps LIMIT."""

DRAINED: Message = (MASK, None)
"""What `recv` receives from a closed and drained channel: -1."""


@dataclass(slots=True)
class Channel:
    """The values in a channel, and the tasks that wait for one."""

    values: deque[Message] = field(default_factory=deque)
    waiters: deque[Task] = field(default_factory=deque)
    is_open: bool = True


class Channels:
    """The channels of a run, by number from 1 on. A closed and drained channel is forgotten."""

    __slots__ = ("_by_number", "_limits", "_next", "_queued")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._by_number: dict[int, Channel] = {}
        self._next = 1
        self._queued = 0

    def create(self) -> int:
        """A new channel's number. Traps LIMIT."""
        if len(self._by_number) >= MAX_CHANNELS:
            raise Fault(TrapKind.LIMIT, f"more than {MAX_CHANNELS} channels")
        number = self._next
        self._next += 1
        self._by_number[number] = Channel()
        return number

    def send(self, number: int, message: Message) -> list[Task]:
        """Put a value; return the tasks that may continue now. Traps INVALID on a closed channel, LIMIT."""
        channel = self._find(number)
        if channel is None or not channel.is_open:
            raise Fault(TrapKind.INVALID, f"channel {number} is closed")
        if self._queued >= self._limits.queued:
            bound = self._limits.queued
            raise Fault(TrapKind.LIMIT, f"more than {bound} values wait in channels; see --max-queued")
        self._queued += 1
        channel.values.append(message)
        return [channel.waiters.popleft()] if channel.waiters else []

    def receive(self, number: int) -> Message:
        """Take the oldest value; -1 from a closed and drained channel. Raises Blocked if there is no value."""
        channel = self._find(number)
        if channel is None:
            return DRAINED
        if not channel.values:
            raise Blocked(ChannelValue(number))
        self._queued -= 1
        message = channel.values.popleft()
        self._forget_drained(number, channel)
        return message

    def close(self, number: int) -> list[Task]:
        """Close a channel; return the tasks that may continue now. Closing it again changes nothing."""
        channel = self._find(number)
        if channel is None:
            return []
        channel.is_open = False
        waiters = list(channel.waiters)
        channel.waiters.clear()
        self._forget_drained(number, channel)
        return waiters

    def wait(self, number: int, task: Task) -> None:
        """Record that a task waits for a value."""
        self._by_number[number].waiters.append(task)

    def _find(self, number: int) -> Channel | None:
        """The channel; None if it is closed and drained. Traps INVALID if the number was never a channel."""
        if not 0 < number < self._next:
            raise Fault(TrapKind.INVALID, f"there is no channel {number}")
        return self._by_number.get(number)

    def _forget_drained(self, number: int, channel: Channel) -> None:
        if not channel.is_open and not channel.values:
            del self._by_number[number]
