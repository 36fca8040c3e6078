"""A task, and how a task ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from neurlang.programs.machine.hidden.marks import Mark
from neurlang.programs.machine.state import State
from neurlang.programs.machine.tasks.waiting import Wait
from neurlang.programs.machine.traps import Fault


class Ended(NamedTuple):
    """How a task ended: its r0, or why it trapped."""

    value: int
    mark: Mark | None
    fault: Fault | None
    stopped_at: int


@dataclass(slots=True, eq=False)
class Task:
    """A task: its state, the index at which it continues, and what it waits for.

    `paid` is the number of instructions from `index` on that were charged when their block was entered.
    """

    number: int
    state: State
    index: int
    paid: int = 0
    wait: Wait | None = None
    timed_out: bool = False
    fault: Fault | None = None
    joiners: list[Task] = field(default_factory=list)
