"""The measured choice: forms are timed next to the form as written, and the winner is confirmed by fresh timings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from neurlang.kernels.cost import Cost, table_models
from neurlang.kernels.expr import Kernel
from neurlang.kernels.simd import Code, Timing, TimingProtocol, arrays_for, measure, subject_of

# From a kernel and its codes, the form as written first: the codes that are faster than that one, the fastest first,
# each with its timing and that of the form as written. The form as written comes last, as the code at index 0.
Choices = Iterator[tuple[int, Timing, Timing]]
Chooser = Callable[[Kernel, Sequence[Code]], Choices]
LENGTH = 4096  # elements: the arrays fit into the first or second cache
FINALISTS = 3
LEAST = 1e-3  # stands in for a cost of 0 where a time is needed
NOISE = 0.02  # the effect of where code happens to lie in memory
CHOOSING = TimingProtocol(samples=8, most_redone=30, drift=0.10)
CONFIRMING = TimingProtocol(rounds=4, most_redone=30, drift=0.10)


def choose(kernel: Kernel, codes: Sequence[Code]) -> Choices:
    """The codes that are faster than the first, which is the form as written; then the form as written.

    All are timed once, and the fastest three are timed again; more only if the caller asks for more than these. A code
    is faster if its lead is beyond noise: 2 %, or the spread between rounds if that is more.

    Raises:
        NoisyMachineError: the machine is too noisy to measure anything.

    """
    arrays = arrays_for(kernel, LENGTH)
    subjects = [subject_of(code, arrays, LENGTH, str(place)) for place, code in enumerate(codes)]
    first = measure(subjects, CHOOSING)
    order = sorted(range(1, len(codes)), key=lambda place: first[place].ns)
    written = first[0]
    for finalists in batched(order, FINALISTS):
        written, *again = measure([subjects[place] for place in (0, *finalists)], CONFIRMING)
        timings = dict(zip(finalists, again, strict=True))
        faster = [place for place in finalists if is_faster(timings[place], written)]
        for place in sorted(faster, key=lambda place: timings[place].ns):
            yield place, timings[place], written
        if len(faster) < len(finalists):  # the others are slower still
            break
    yield 0, written, written


def is_faster(timing: Timing, written: Timing) -> bool:
    """Whether a form's lead is beyond noise."""
    return timing.ns < written.ns * (1 - max(NOISE, written.spread, timing.spread))


def batched(places: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """The places in groups of `size`; the last group may be smaller."""
    return (places[begin : begin + size] for begin in range(0, len(places), size))


def by_cost(model: Cost | None = None, *, even_dearer: bool = False) -> Chooser:
    """A chooser by a model of cost, by default the table's for the codes' target; nothing is timed, times are costs.

    It returns the codes that cost less than the first; with `even_dearer` those that do not as well.
    """

    def chooser(_kernel: Kernel, codes: Sequence[Code]) -> Choices:
        ranking = model or table_models(codes[0].target.name).ranking
        costs = [max(ranking.of(code.form.outputs), LEAST) for code in codes]
        timings = [Timing(str(place), cost, cost, 0.0) for place, cost in enumerate(costs)]
        others = [place for place in range(1, len(codes)) if even_dearer or costs[place] < costs[0]]
        for place in (*sorted(others, key=lambda place: costs[place]), 0):
            yield place, timings[place], timings[0]

    return chooser
