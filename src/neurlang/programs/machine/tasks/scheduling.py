"""Tasks: many threads of control in one memory. One runs at a time, in an order that is always the same.

Tasks that can run stand in a queue. The first one runs until it waits, yields, ends, or reaches the end of a block
after its turn is used up. Then it goes to the end of the queue, if it can still run.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import partial
from operator import length_hint

from neurlang.programs.machine.code import Code, Step
from neurlang.programs.machine.executor import Executor, charged
from neurlang.programs.machine.hidden.marks import Mark
from neurlang.programs.machine.host.clock import Clock
from neurlang.programs.machine.host.deadline import NEVER, Deadline
from neurlang.programs.machine.host.permissions import Limits
from neurlang.programs.machine.state import State
from neurlang.programs.machine.tasks.channels import Channels
from neurlang.programs.machine.tasks.polling import poll
from neurlang.programs.machine.tasks.task import Ended, Task
from neurlang.programs.machine.tasks.waiting import Blocked, ChannelValue, TaskEnd, Wait, Yielded
from neurlang.programs.machine.traps import Fault, ProgramEnd, TrapKind, out_of_fuel

TURN = 1 << 15
"""Instructions that a task may run before the next task has its turn."""

MAX_SLOTS = 1 << 25
"""Most slots of all tasks together: the more constants a program has, the fewer tasks it can have."""

MAX_RETURNS = 1 << 24
"""Most return addresses of all tasks together."""

MAX_KEPT_RESULTS = 65_536
"""Most results of ended tasks that are kept for a `join`; the oldest is dropped first."""

MAX_REPORTED = 16
"""Most tasks that a run reports as trapped and never joined."""

MAIN = 0


class Tasks:
    """The tasks of a run and their scheduling.

    `timed_out` tells the op that runs whether its wait ended by the clock.
    """

    __slots__ = (
        "_channels",
        "_clock",
        "_code",
        "_deadline",
        "_is_over",
        "_limits",
        "_next",
        "_outside",
        "_ready",
        "_results",
        "_returns",
        "live",
        "main",
        "timed_out",
        "unjoined",
    )

    def __init__(
        self,
        code: Code,
        state: State,
        limits: Limits,
        clock: Clock,
        channels: Channels,
        deadline: Deadline = NEVER,
    ) -> None:
        self._code = code
        self._deadline = deadline
        self._limits = limits
        self._clock = clock
        self._channels = channels
        self.timed_out = False
        self.main = Task(MAIN, state, code.program.entry)
        self.live: dict[int, Task] = {MAIN: self.main}
        self._ready: deque[Task] = deque([self.main])
        self._outside: list[Task] = []
        self._results: dict[int, Ended] = {}
        self._next = 1
        self._returns = 0
        self._is_over = False
        self.unjoined: dict[int, str] = {}

    def run(self, fuel: int, executor: Executor | None = None) -> tuple[int, Task]:
        """Run until the main task ends or a fault ends the run; return the fuel left and the task that ended it.

        An executor runs the turns once `executor.after` instructions have run.
        """
        turn, length = self._turn, len(self._code.steps)
        native = turn if executor is None else partial(self._turn_with, executor)
        early = fuel if executor is None else fuel - executor.after
        while True:
            if fuel <= early:
                turn = native
            task = self._first_ready()
            if task.fault is None:
                fuel = turn(task, fuel)
            if self._is_over:
                return self._unspent(fuel), self.main
            if task.fault is not None or (task.wait is None and task.index >= length):
                if task is self.main or (task.fault is not None and task.fault.kind is TrapKind.FUEL):
                    return self._unspent(fuel), task
                self._end(task)
            elif task.wait is None:
                self._ready.append(task)
            else:
                self._park(task, task.wait)

    def spawn(self, parent: State, index: int, value: int, mark: Mark | None) -> int:
        """Make a task with a copy of the registers and `value` in r0; return its number. Traps LIMIT."""
        bound = self._limits.tasks
        if len(self.live) > bound:
            raise Fault(TrapKind.LIMIT, f"more than {bound} tasks; see --max-tasks")
        if (len(self.live) + 1) * len(parent.slots) > MAX_SLOTS:
            raise Fault(TrapKind.LIMIT, f"{len(self.live)} tasks are too many for a program of that size")
        marks = parent.marks.copy()
        state = State(
            parent.slots.copy(), parent.memory, [], marks, parent.shadow, parent.session, parent.strict
        )
        state.slots[0] = value
        if marks:
            marks[0] = mark
        task = Task(self._next, state, index)
        self._next += 1
        self.live[task.number] = task
        self._ready.append(task)
        return task.number

    def join(self, number: int) -> Ended:
        """How a task ended. Raises Blocked while it runs. Traps as the task did; INVALID if there is no such task."""
        if number in self.live:
            raise Blocked(TaskEnd(number))
        ended = self._results.get(number)
        self.unjoined.pop(number, None)
        if ended is None:
            raise Fault(TrapKind.INVALID, f"there is no task {number}")
        if ended.fault is not None:
            raise Fault(ended.fault.kind, _trapped(number, ended.stopped_at, ended.fault), ended.fault.number)
        return ended

    def wake(self, tasks: list[Task]) -> None:
        """Queue tasks whose wait is over."""
        for task in tasks:
            task.wait = None
        self._ready.extend(tasks)

    def _turn(self, task: Task, fuel: int) -> int:
        """Let a task run for a turn; return the fuel left."""
        code, state = self._code, task.state
        self.timed_out, task.timed_out = task.timed_out, False
        calls = len(state.return_stack)
        length, floor = len(code.steps), fuel - TURN
        index = end = task.index
        steps: Iterator[Step] = iter(())  # those of the block that were not reached
        try:
            while index < length and fuel > floor:
                block = code.block(index)
                end = block.end
                price = end - index - task.paid
                if price > fuel:
                    end = index + 1  # nothing of the block was charged
                    raise out_of_fuel(price, fuel)
                fuel -= price
                task.paid = 0
                steps = iter(block.steps)
                for step in steps:
                    following = step(state)
                index = end if following is None else following
        except Blocked as blocked:
            task.paid, task.wait = length_hint(steps) + 1, blocked.wait
            index = end - task.paid
        except Yielded:
            index = end
        except ProgramEnd:
            self._is_over = True
            fuel += length_hint(steps)
        except Fault as fault:
            task.fault, left = fault, length_hint(steps)
            index = end - 1 - left
            fuel += left
        task.index = index
        self._count_returns(task, len(state.return_stack) - calls)
        return fuel

    def _turn_with(self, executor: Executor, task: Task, fuel: int) -> int:
        """Let an executor run a task for a turn, and interpret the steps that it leaves; return the fuel left."""
        code, state = self._code, task.state
        self.timed_out, task.timed_out = task.timed_out, False
        calls = len(state.return_stack)
        length, floor = len(code.steps), fuel - TURN
        index, paid = task.index, task.paid
        task.paid = 0
        try:
            while index < length and (paid or fuel > floor):
                index, fuel, paid = executor(state, index, fuel, paid, floor)
                if index >= length or not (paid or fuel > floor):
                    break
                if not paid:
                    fuel, paid = charged(code, index, fuel)
                following = code.steps[index](state)
                index, paid = (index + 1, paid - 1) if following is None else (following, 0)
        except Blocked as blocked:
            task.paid, task.wait = paid, blocked.wait
        except Yielded:
            index = code.ends[index]
        except ProgramEnd:
            self._is_over = True
            fuel += paid - 1
        except Fault as fault:
            task.fault = fault
            fuel += max(paid - 1, 0)
        task.index = index
        self._count_returns(task, len(state.return_stack) - calls)
        return fuel

    def _unspent(self, fuel: int) -> int:
        """The fuel plus what was charged for instructions that waited and never ran."""
        return fuel + sum(task.paid for task in self.live.values())

    def _count_returns(self, task: Task, change: int) -> None:
        self._returns += change
        if self._returns > MAX_RETURNS and change > 0 and task.fault is None:
            task.fault = Fault(
                TrapKind.LIMIT, f"more than {MAX_RETURNS} calls of all tasks have not returned"
            )

    def _first_ready(self) -> Task:
        """The task whose turn it is; the main task, with a fault, if no task can ever run again."""
        if self._outside:
            last = self._deadline.end_of_waits(self._clock)
            done = poll(self._clock, self._outside, wait=not self._ready, last=last)
            self._outside = [task for task in self._outside if task not in done]
            self.wake(done)
        # If no wait ended, the run's time limit ended the polling, even if a test's clock stood still meanwhile.
        if self._deadline.has_passed() or (self._outside and not self._ready):
            self.main.fault = self._deadline.fault()
            return self.main
        if self._ready:
            return self._ready.popleft()
        self.main.fault = Fault(TrapKind.DEADLOCK, self._report())
        return self.main

    def _park(self, task: Task, wait: Wait) -> None:
        match wait:
            case TaskEnd(number):
                self.live[number].joiners.append(task)
            case ChannelValue(number):
                self._channels.wait(number, task)
            case _:
                self._outside.append(task)

    def _end(self, task: Task) -> None:
        del self.live[task.number]
        self._returns -= len(task.state.return_stack)
        mark = task.state.marks[0] if task.state.marks else None
        self._results[task.number] = Ended(task.state.slots[0], mark, task.fault, task.index)
        if task.fault is not None and len(self.unjoined) < MAX_REPORTED:
            kind, text = task.fault.kind.name, _trapped(task.number, task.index, task.fault)
            self.unjoined[task.number] = f"{kind}: {text}"
        if len(self._results) > MAX_KEPT_RESULTS:
            del self._results[next(iter(self._results))]
        self.wake(task.joiners)

    def _report(self) -> str:
        lines = [
            f"{_name(task)} at instruction {task.index} waits {task.wait}" for task in self.live.values()
        ]
        return "every task waits\n    " + "\n    ".join(lines)


def _name(task: Task) -> str:
    return "the main task" if task.number == MAIN else f"task {task.number}"


def _trapped(number: int, index: int, fault: Fault) -> str:
    return f"task {number} trapped at instruction {index}: {fault}"
