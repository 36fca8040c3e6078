"""Fitting the simulated pipeline to timings: a search along one number at a time, from published numbers.

What is minimised: the mean error (the logarithm of predicted over measured, with its size bounded, as a few kernels
are slow for reasons outside any model, such as subnormal numbers), and how far the errors of one kernel's forms differ
from each other, as that decides which form is picked. The search is deterministic.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import DataError
from neurlang.kernels.judge.collecting.records import Record
from neurlang.kernels.judge.modelling.instructions import CLASSES
from neurlang.kernels.judge.modelling.least_squares import non_negative_least_squares
from neurlang.kernels.judge.modelling.loops import PreparedLoop, prepared_record
from neurlang.kernels.judge.modelling.pipeline import Core, InstructionTimes, Pipeline

Reals = NDArray[np.float64]

BOUND = 0.3  # of an error: larger ones count as this one
FEWEST_RECORDS = 40
FEWEST_WITH = 4  # records with a class or function, for its numbers to be fitted
MOST_RECORDS = 400  # that a search looks at
LEAST_GAIN = 1e-5
CHOICES_OF_PIPES = (
    (0, 1), (2, 3), (0, 1, 2, 3), (0, 3), (1, 2), (0, 1, 2), (1, 2, 3), (0,), (1,), (2,), (3,),
)  # fmt: skip
STEPS = (-1, 1, -2, 2)
REWEIGHTINGS = 4
CORE_CHOICES: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("width", (4, 5, 6, 8)),
    ("window", (160, 192, 224, 256, 320, 384, 448)),
    ("queue", (48, 64, 96, 128, 160, 192)),
    ("load_delay", (5, 6, 7, 8, 10)),
    ("forward_delay", (2, 4, 6, 8)),
    ("store_time", (1, 2)),
    ("bus_time", (1, 2, 3)),
    ("retired", (4, 6, 8)),
)

# Where the search begins: two adders, two multipliers, a divider, as AMD describes Zen 4 (Software Optimization Guide
# for the AMD Zen4 Microarchitecture, 57647); an operation on 512 bits takes a pipe for two cycles.
START: dict[str, InstructionTimes] = {
    "add": InstructionTimes((2, 3), 2, 3),
    "minmax": InstructionTimes((0, 3), 2, 2),
    "multiply": InstructionTimes((0, 1), 2, 3),
    "fma": InstructionTimes((0, 1), 2, 4),
    "divide.f32": InstructionTimes((), 6, 11),
    "divide.f64": InstructionTimes((), 9, 13),
    "root.f32": InstructionTimes((), 10, 15),
    "root.f64": InstructionTimes((), 16, 21),
    "estimate": InstructionTimes((0, 1), 4, 6),
    "compare": InstructionTimes((0, 3), 2, 4),
    "round": InstructionTimes((2, 3), 2, 3),
    "logic": InstructionTimes((0, 1, 2, 3), 2, 1),
    "blend": InstructionTimes((0, 1, 2, 3), 2, 1),
    "mask": InstructionTimes((0, 1), 1, 1),
    "shuffle": InstructionTimes((1, 2), 2, 2),
    "convert": InstructionTimes((2, 3), 2, 4),
}
START_CYCLE = 0.27


@dataclass(frozen=True, slots=True)
class Sample:
    """Records prepared for fitting: loops, nanoseconds of a vector, and the number of each record's group."""

    loops: tuple[PreparedLoop, ...]
    ns: Reals
    groups: NDArray[np.int64]

    def part(self, places: Sequence[int]) -> Sample:
        """Some of them."""
        return Sample(tuple(self.loops[place] for place in places), self.ns[places], self.groups[places])


def sample_of(records: Sequence[Record], reference: float) -> Sample:
    """Records as a sample; times are ratios to the reference kernel, times `reference` ns for one of its elements."""
    names = {name: place for place, name in enumerate(dict.fromkeys(record.group for record in records))}
    return Sample(
        tuple(map(prepared_record, records)),
        np.array([record.ratio * reference * record.lanes for record in records]),
        np.array([names[record.group] for record in records]),
    )


def thinned(records: Sequence[Record], most: int = MOST_RECORDS, seed: int = 0) -> list[Record]:
    """At most about so many records, whole groups, drawn at random; the same for the same records."""
    by_group: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_group[record.group].append(record)
    names = sorted(by_group)
    chosen: list[Record] = []
    for place in np.random.default_rng(seed).permutation(len(names)):
        if len(chosen) >= most:
            break
        chosen += by_group[names[place]]
    return chosen


def loss(errors: Reals, groups: NDArray[np.int64]) -> float:
    """What is minimised."""
    bounded = np.clip(errors, -BOUND, BOUND)
    count = np.bincount(groups)
    mean = np.bincount(groups, bounded) / np.maximum(count, 1)
    within = np.abs(bounded - mean[groups])[count[groups] > 1]
    return float(np.abs(bounded).mean() + (within.mean() if len(within) else 0.0))


class Search:
    """The search: a pipeline, and the cycles that it predicts for each loop."""

    def __init__(self, sample: Sample, start: Pipeline) -> None:
        self.sample, self.best = sample, start
        self.cycles = self._cycles(start, range(len(sample.loops)))
        self.loss = self._loss(self.cycles)
        self.factor = self._factor(self.cycles)

    def try_each(self, changes: Iterable[Pipeline], places: Sequence[int]) -> None:
        """Keep the best of some changes, which affect the predictions at these places only."""
        for change in changes:
            cycles = self.cycles.copy()
            cycles[places] = self._cycles(change, places)
            found = self._loss(cycles)
            if found < self.loss - LEAST_GAIN:
                self.best, self.cycles, self.loss = change, cycles, found

    def result(self) -> Pipeline:
        """The best pipeline, with the length of a cycle that fits it."""
        return replace(self.best, cycle=self._factor(self.cycles))

    def _cycles(self, pipeline: Pipeline, places: Sequence[int]) -> Reals:
        loops = self.sample.loops
        return np.array([pipeline.cycles(loops[place]) / loops[place].vectors for place in places])

    def _factor(self, cycles: Reals) -> float:
        return float(np.exp(np.median(np.log(self.sample.ns / cycles))))

    def _loss(self, cycles: Reals) -> float:
        errors = np.log(cycles * self._factor(cycles) / self.sample.ns)
        return loss(errors, self.sample.groups)


def fit_pipeline(
    records: Sequence[Record],
    reference: float,
    rounds: int = 2,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> Pipeline:
    """The pipeline that explains the records best; deterministic.

    Raises:
        DataError: there are too few records.

    """
    if len(records) < FEWEST_RECORDS:
        raise DataError(
            f"{len(records)} measured forms are too few to fit anything; {FEWEST_RECORDS} are needed."
        )
    without = [record for record in records if not record.calls]
    functions = dict.fromkeys(sorted({name for record in records for name in record.calls}), 0.0)
    start = Pipeline(START_CYCLE, Core(), START, functions)
    total = rounds + 1
    search = Search(sample_of(thinned(without or records), reference), start)
    for done in range(rounds):
        tell(done, total)
        _fit_core(search)
    tell(rounds, total)
    with_calls = [record for record in records if record.calls]
    if not with_calls:
        return search.result()
    return with_calls_fitted(search.result(), sample_of(_with_each_call(with_calls), reference))


def with_calls_fitted(pipeline: Pipeline, sample: Sample) -> Pipeline:
    """The times of functions: non-negative least squares on what their loops take beyond the rest of their code."""
    free = replace(pipeline, functions=dict.fromkeys(pipeline.functions, 0.0), unknown_function=0.0)
    names = list(pipeline.functions)
    counts = np.array([[loop.functions.count(name) for name in names] for loop in sample.loops], np.float64)
    rest = sample.ns / pipeline.cycle - [free.cycles(loop) / loop.vectors for loop in sample.loops]
    robust = np.ones(len(rest))
    found = np.zeros(len(names))
    for _ in range(REWEIGHTINGS):  # what few loops take for other reasons should not decide
        weights = robust / sample.ns
        found = non_negative_least_squares(counts * weights[:, None], rest * weights)
        missed = np.abs(counts @ found - rest) * pipeline.cycle / sample.ns
        robust = np.sqrt(np.minimum(1.0, 0.1 / np.maximum(missed, 1e-9)))
    times = {name: float(time) for name, time in zip(names, found, strict=True) if time > 0}
    usual = float(np.median(list(times.values()))) if times else pipeline.unknown_function
    return replace(pipeline, functions=times, unknown_function=usual)


def _with_each_call(records: Sequence[Record]) -> list[Record]:
    """Records that have each function often enough."""
    chosen = {record.key: record for record in thinned(records)}
    for name in {name for record in records for name in record.calls}:
        having = [record for record in records if name in record.calls]
        chosen |= {record.key: record for record in thinned(having, 40)}
    return [record for record in records if record.key in chosen]


def _fit_core(search: Search) -> None:
    everywhere = range(len(search.sample.loops))
    for name in CLASSES:
        if name not in search.best.classes:
            continue
        number = CLASSES.index(name)
        places = [place for place in everywhere if number in search.sample.loops[place].kinds]
        if len(places) < FEWEST_WITH:
            continue
        if search.best.classes[name].pipes:
            search.try_each(_with_pipes(search, name), places)
        search.try_each(_with_step(search, name, "busy"), places)
        search.try_each(_with_step(search, name, "delay"), places)
    for name, values in CORE_CHOICES:
        search.try_each((search.best.changed(**{name: value}) for value in values), everywhere)


def _with_pipes(search: Search, name: str) -> Iterator[Pipeline]:
    for pipes in CHOICES_OF_PIPES:
        yield _with_class(search.best, name, pipes=pipes)


def _with_step(search: Search, name: str, what: str) -> Iterator[Pipeline]:
    for step in STEPS:
        value = getattr(search.best.classes[name], what) + step
        if value >= 1:
            yield _with_class(search.best, name, **{what: value})


def _with_class(pipeline: Pipeline, name: str, **changes: object) -> Pipeline:
    times = replace(pipeline.classes[name], **changes)  # type: ignore[arg-type]
    return replace(pipeline, classes={**pipeline.classes, name: times})
