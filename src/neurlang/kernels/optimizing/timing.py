"""The measured choice: forms timed beside the form as written, and the winner confirmed on fresh timings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from neurlang.kernels.expr import Kernel
from neurlang.kernels.search import port_cost
from neurlang.kernels.simd import Code, Timing, TimingProtocol, arrays_for, measure, subject_of

# From a kernel and its codes, the form as written first: which is best, its timing, the first one's timing.
Chooser = Callable[[Kernel, Sequence[Code]], tuple[int, Timing, Timing]]
LENGTH = 4096  # elements: arrays that stay in the first or second cache
FINALISTS = 3
LEAST = 1e-3  # of a time that stands for a cost, which may be 0
NOISE = 0.02  # where code happens to lie in memory makes as much
CHOOSING = TimingProtocol(samples=8, most_redone=30, drift=0.10)
CONFIRMING = TimingProtocol(rounds=4, most_redone=30, drift=0.10)


def choose(kernel: Kernel, codes: Sequence[Code]) -> tuple[int, Timing, Timing]:
    """Which code is fastest, its timing, and that of the first, which is the form as written.

    The first wins wherever the other's lead is within noise: 2 %, or the spread between rounds where that is more.

    Raises:
        NoisyMachineError: the machine is too noisy for any figure.

    """
    arrays = arrays_for(kernel, LENGTH)
    subjects = [subject_of(code, arrays, LENGTH, str(place)) for place, code in enumerate(codes)]
    first = measure(subjects, CHOOSING)
    order = sorted(range(1, len(codes)), key=lambda place: first[place].ns)
    finalists = [0, *order[:FINALISTS]]
    again = measure([subjects[place] for place in finalists], CONFIRMING)
    written = again[0]
    best = min(range(len(again)), key=lambda place: again[place].ns)
    noise = max(NOISE, written.spread, again[best].spread)
    if again[best].ns >= written.ns * (1 - noise):
        best = 0
    return finalists[best], again[best], written


def by_cost(_kernel: Kernel, codes: Sequence[Code]) -> tuple[int, Timing, Timing]:
    """Which code costs least by the port-aware model, for choices that need no measuring; times are costs."""
    costs = [port_cost(code.target.name).of(code.form.outputs) for code in codes]
    timings = [
        Timing(str(place), max(cost, LEAST), max(cost, LEAST), 0.0) for place, cost in enumerate(costs)
    ]
    best = min(range(len(codes)), key=costs.__getitem__)
    return best, timings[best], timings[0]
