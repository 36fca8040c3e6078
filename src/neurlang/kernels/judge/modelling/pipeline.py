"""The model of the processor that emitted instructions run on: a simulation of its pipes, window and caches.

Instructions enter in order, so many in a cycle, as long as there is room for them (the window, and the queues of the
vector unit). Each waits for its sources, then for as many free cycles of the pipes that can take it as it occupies,
each from the first such pipe that is free, or of several the one that was used least. (An instruction on 512 bits is
done as two halves.) So the busiest pipe, the rate of entry, the chain of
dependent instructions or the caches decide, whichever is slowest, and what overlaps is counted once. (cf. uiCA: Abel
and Reineke, ICS 2022.) Calls of the library come on top, as if nothing ran beside them. All numbers are data, fitted to
timings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.compiled import compiled, inlined
from neurlang.kernels.judge.modelling.instructions import CLASSES, PLACE
from neurlang.kernels.judge.modelling.loops import PreparedLoop

Numbers = NDArray[np.int32]
Reals = NDArray[np.float64]

PIPES = 4  # of the vector unit, numbered from 0
LOADER, STORER, DIVIDER, BUS = PIPES, PIPES + 1, PIPES + 2, PIPES + 3  # further units
UNITS = BUS + 1
RING = 2048  # cycles that a unit's calendar covers
LARGEST_WINDOW, LARGEST_QUEUE = 1024, 512
INSTRUCTIONS = 360  # to simulate: enough for the start to be forgotten
FEWEST, MOST = 5, 30  # iterations
LOAD, STORE = PLACE["load"], PLACE["store"]
LAST_VECTOR = PLACE["convert"]  # classes up to this one run on the vector unit
# The numbers of the core, in the order that the simulation takes them.
WIDTH, RETIRED, WINDOW, QUEUE, LOAD_DELAY, FORWARD_DELAY, STORE_TIME, BUS_TIME, CALL_ENTRIES, CALL_DELAY = (
    range(10)
)


@dataclass(frozen=True, slots=True)
class InstructionTimes:
    """A class of instructions: the pipes that take it, for how many cycles, and when its result is there.

    `pipes` are numbers of pipes; none: the divider.
    """

    pipes: tuple[int, ...]
    busy: int
    delay: int


@dataclass(frozen=True, slots=True)
class Core:
    """A processor core; times are in cycles, rates in instructions a cycle."""

    width: float = 6.0
    retired: float = 8.0
    window: float = 320.0
    queue: float = 128.0
    load_delay: float = 8.0
    forward_delay: float = 4.0
    store_time: float = 2.0
    bus_time: float = 2.0


@dataclass(frozen=True)
class Pipeline:
    """The numbers of a processor: nanoseconds of a cycle, the core, the classes, and the functions of the library.

    A function's number is how many cycles a call takes.
    """

    cycle: float
    core: Core
    classes: Mapping[str, InstructionTimes]
    functions: Mapping[str, float]
    unknown_function: float = 20.0

    @cached_property
    def arrays(self) -> tuple[Numbers, Numbers, Numbers, Reals]:
        """Pipes as bits, busy cycles, delays, and the core's numbers, as the simulation takes them."""
        pipes, busy, delays = np.zeros((3, len(CLASSES)), np.int32)
        for name, times in self.classes.items():
            place = PLACE[name]
            pipes[place] = sum(1 << pipe for pipe in times.pipes)
            busy[place], delays[place] = times.busy, times.delay
        core = self.core
        numbers = (
            core.width, core.retired, core.window, core.queue, core.load_delay, core.forward_delay, core.store_time,
            core.bus_time,
        )  # fmt: skip
        return pipes, busy, delays, np.array(numbers, np.float64)

    def calls(self, loop: PreparedLoop) -> float:
        """The cycles that the calls of an iteration take."""
        times = (self.functions.get(name, self.unknown_function) for name in loop.functions)
        return loop.vectors * sum(times)

    def cycles(self, loop: PreparedLoop) -> float:
        """The cycles of an iteration."""
        pipes, busy, delays, core = self.arrays
        rows = (loop.kinds, loop.sources, loop.loads, loop.stores)
        own = simulated(*rows, loop.is_outside, pipes, busy, delays, core, _space())
        return float(own) + self.calls(loop)

    def ns(self, loop: PreparedLoop) -> float:
        """The nanoseconds of a vector."""
        return self.cycles(loop) * self.cycle / loop.vectors

    def changed(self, **core: float) -> Pipeline:
        """With other numbers of the core."""
        return replace(self, core=replace(self.core, **core))


class Space(NamedTuple):
    """The arrays that a simulation works in."""

    calendar: Numbers  # (units, RING): of a taken cycle a later one that may be free
    done: Reals
    retired: Reals
    issued: Reals
    used: Numbers


LONGEST = 60_000  # instructions of a loop
_spaces: list[Space] = []


def _space() -> Space:
    if not _spaces:
        _spaces.append(
            Space(
                np.zeros((UNITS, RING), np.int32),
                np.zeros(LONGEST),
                np.zeros(LARGEST_WINDOW),
                np.zeros(LARGEST_QUEUE),
                np.zeros(UNITS, np.int32),
            )
        )
    return _spaces[0]


@inlined
def first_free(calendar: Numbers, unit: int, start: int) -> int:
    """The first cycle from `start` on at which a unit is free.

    A taken cycle holds a later one to look at next. The first entry is shortened, so that long queues cost little.
    """
    cycle = start
    while calendar[unit, cycle % RING] > cycle:
        cycle = calendar[unit, cycle % RING]
    if cycle > start:
        calendar[unit, start % RING] = cycle
    return cycle


@inlined
def take(calendar: Numbers, unit: int, start: int, length: int) -> int:
    """Take so many free cycles of a unit, not necessarily in a row; returns the last one."""
    cycle = start
    for _ in range(length):
        cycle = first_free(calendar, unit, cycle)
        calendar[unit, cycle % RING] = cycle + 1
    return cycle


@inlined
def take_pipes(calendar: Numbers, used: Numbers, pipes: int, start: int, length: int) -> int:
    """Take so many free cycles of several pipes; returns the last one."""
    last = start
    for _ in range(length):
        best, chosen = 1 << 30, -1
        for pipe in range(PIPES):
            if pipes >> pipe & 1:
                at = first_free(calendar, pipe, start)
                if at < best or (at == best and used[pipe] < used[chosen]):
                    best, chosen = at, pipe
        calendar[chosen, best % RING] = best + 1
        used[chosen] += 1
        last = max(last, best)
    return last


@inlined
def rounded_up(time: float) -> int:
    """The first cycle at or after a time."""
    return int(np.ceil(time - 1e-9))


@compiled
def simulated(
    kinds: Numbers,
    sources: Numbers,
    loads: Numbers,
    stores: Numbers,
    is_outside: bool,
    pipes: Numbers,
    busy: Numbers,
    delays: Numbers,
    core: Reals,
    space: Space,
) -> float:
    """The cycles of an iteration of a loop, once its start is forgotten."""
    calendar, done, retired, issued, used = space
    for unit in range(UNITS):
        used[unit] = 0
        for cycle in range(RING):
            calendar[unit, cycle] = 0
    count = len(kinds)
    iterations = max(FEWEST, min(MOST, INSTRUCTIONS // count))
    window, queue = int(core[WINDOW]), int(core[QUEUE])
    store_time, bus_time = int(core[STORE_TIME]), int(core[BUS_TIME])
    entered, last, middle = 0.0, 0.0, 0.0
    number, vectors = 0, 0
    for iteration in range(iterations):
        for row in range(count):
            kind = kinds[row]
            is_vector = kind <= LAST_VECTOR
            entered += 1.0 / core[WIDTH]
            if number >= window:
                entered = max(entered, retired[number % window])
            if is_vector and vectors >= queue:
                entered = max(entered, issued[vectors % queue])
            ready = entered + 1.0
            for place in range(4):
                source = sources[row, place]
                if source >= 0:
                    ready = max(
                        ready,
                        done[source] + (core[FORWARD_DELAY] if loads[row] == 1 else 0.0) * (kind == LOAD),
                    )
            if loads[row] != 0:
                start = take(calendar, LOADER, rounded_up(entered + 1.0), 1)
                if loads[row] == 2 and is_outside:
                    start = take(calendar, BUS, start, bus_time)
                ready = max(ready, start + core[LOAD_DELAY])
            end = ready
            if is_vector:
                earliest = rounded_up(ready)
                if pipes[kind] != 0:
                    start = take_pipes(calendar, used, pipes[kind], earliest, busy[kind]) - busy[kind] + 1
                else:
                    start = take(calendar, DIVIDER, earliest, busy[kind]) - busy[kind] + 1
                start = max(start, earliest)
                end = start + delays[kind]
                issued[vectors % queue] = start
                vectors += 1
            if stores[row] != 0:
                start = take(calendar, STORER, rounded_up(end), store_time)
                if stores[row] == 2 and is_outside:
                    take(calendar, BUS, start, bus_time)
                if kind == STORE:
                    end = start + 1.0
            done[row] = end
            last = max(last + 1.0 / core[RETIRED], end)
            retired[number % window] = last
            number += 1
        if iteration == iterations // 2 - 1:
            middle = last
    return float((last - middle) / (iterations - iterations // 2))
