"""Polling: which of the tasks that wait for the clock or the network can continue."""

from __future__ import annotations

import math
import select
from collections.abc import Sequence

from neurlang.programs.machine.host.clock import Clock
from neurlang.programs.machine.tasks.task import Task
from neurlang.programs.machine.tasks.waiting import SocketReady, Until

_NANOSECONDS = 1_000_000_000
_PER_MILLISECOND = 1_000_000


def poll(clock: Clock, tasks: Sequence[Task], *, wait: bool, last: int | None = None) -> list[Task]:
    """The tasks whose socket is ready or whose time has come, in their order. With `wait`, waits for the first of them.

    A task whose time came before its socket was ready is marked `timed_out`. The wait ends at the time `last`.
    """
    deadlines = [deadline for task in tasks if (deadline := _deadline(task)) is not None]
    first = min([*deadlines, *([] if last is None else [last])], default=None)
    ready = _ready_sockets(clock, tasks, first if wait else clock.monotonic(), forever=wait and first is None)
    # A test's clock may stand still while it sleeps; so after the wait, the first time counts as reached.
    now = clock.monotonic()
    if wait and not ready and first is not None:
        now = max(now, first)
    done = []
    for task in tasks:
        deadline = _deadline(task)
        if isinstance(task.wait, SocketReady) and task.wait.descriptor in ready:
            done.append(task)
        elif deadline is not None and deadline <= now:
            task.timed_out = True
            done.append(task)
    return done


def _ready_sockets(
    clock: Clock, tasks: Sequence[Task], until: int | None, *, forever: bool
) -> frozenset[int]:
    """The descriptors that are ready by a time. Without sockets, the clock sleeps until then."""
    nanoseconds = max(0, (until or 0) - clock.monotonic())
    poller, events = select.poll(), dict[int, int]()
    for task in tasks:
        if isinstance(task.wait, SocketReady):  # one task may read from a socket to which another writes
            event = select.POLLOUT if task.wait.writing else select.POLLIN
            events[task.wait.descriptor] = events.get(task.wait.descriptor, 0) | event
    for descriptor, event in events.items():
        poller.register(descriptor, event)
    if events:
        found = poller.poll(None if forever else math.ceil(nanoseconds / _PER_MILLISECOND))
        return frozenset(descriptor for descriptor, _ in found)
    if nanoseconds:
        clock.sleep(nanoseconds / _NANOSECONDS)
    return frozenset()


def _deadline(task: Task) -> int | None:
    return task.wait.deadline if isinstance(task.wait, Until | SocketReady) else None
