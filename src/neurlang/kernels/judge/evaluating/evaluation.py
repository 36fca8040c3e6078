"""`nl judge eval`: every model on kernels held out whole, in one table.

The kernels are divided by a hash of their names, so that a kernel is always on the same side. All models are fitted to
one part, constants of the static tables included, and judged on the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import DataError
from neurlang.kernels.cost import flatten, latency_cost, port_cost
from neurlang.kernels.expr import Kernel
from neurlang.kernels.judge.collecting.records import Record
from neurlang.kernels.judge.evaluating.metrics import Figure, grouped, summary
from neurlang.kernels.judge.evaluating.peers import Peer
from neurlang.kernels.judge.fitting import Tell, fit_judge, of_one_machine, silent
from neurlang.kernels.judge.judge import Judge
from neurlang.kernels.judge.modelling.distilling import batch_of, kernel_of_record
from neurlang.kernels.judge.modelling.fitting_pipeline import thinned
from neurlang.kernels.judge.modelling.loops import prepared_record
from neurlang.kernels.judge.modelling.operations import operation_counts, operations_ns
from neurlang.kernels.simd import compiled_form

Reals = NDArray[np.float64]
Predict = Callable[[Sequence[Record]], Reals]

HELD_OUT = 4  # one kernel in so many is held out
MOST = 4000  # held-out forms that are judged
KINDS = ("all", "without calls and divisions", "with divisions or roots", "with calls")


@dataclass(frozen=True, slots=True)
class Row:
    """A model's figures on one kind of kernels; None where it gives no prediction."""

    model: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The table: rows by kind of kernel, how many kernels and forms were fitted to and judged, and the ceiling."""

    tables: Mapping[str, tuple[Row, ...]]
    counts: Mapping[str, tuple[int, int]]
    fitted: tuple[int, int]
    ceiling: Mapping[str, Figure] | None
    remeasured: Mapping[str, float]
    peers: Mapping[str, str]


def is_held_out(group: str) -> bool:
    """Whether a kernel is never fitted to in an evaluation."""
    return hashlib.sha256(group.encode()).digest()[0] % HELD_OUT == 0


def evaluate_judge(
    records: Sequence[Record],
    again: Sequence[Record] = (),
    peers: Sequence[Peer] = (),
    rounds: int = 3,
    tell: Tell = silent,
) -> Evaluation:
    """Fit all models to three quarters of the kernels and judge them on the rest.

    `again` are records of a second run, in another process: they say what the best possible model could reach.

    Raises:
        DataError: there are too few records.
        MissingPartError: SciPy is not installed.

    """
    _, own = of_one_machine(records)
    fitted = [record for record in own if not is_held_out(record.group)]
    judged = thinned([record for record in own if is_held_out(record.group)], MOST)
    if not judged:
        raise DataError("No kernel is held out: there are too few measured forms to judge a model.")
    judge = fit_judge(fitted, rounds, tell)
    tell("judging", 0, 1)
    ways = predictions(judge, fitted)
    for peer in peers:
        ways[peer.name] = scaled(peer.cycles, thinned(fitted, 300), judge.about.reference)
    times = np.array([record.ratio * judge.about.reference for record in judged])
    names = {name: place for place, name in enumerate(dict.fromkeys(record.group for record in judged))}
    groups = np.array([names[record.group] for record in judged])
    predicted = {}
    for place, (name, way) in enumerate(ways.items()):
        tell("judging", place, len(ways))
        predicted[name] = way(judged)
    tables, counts = {}, {}
    for kind in KINDS:
        places = np.array(
            [place for place, record in enumerate(judged) if is_of_kind(record, kind)], np.int64
        )
        if not len(places):
            continue
        counts[kind] = (len(places), len(set(groups[places].tolist())))
        rows = []
        for name, found in predicted.items():
            known = places[np.isfinite(found[places])]
            if len(known):
                rows.append(Row(name, summary(grouped(times[known], found[known], groups[known]))))
        tables[kind] = tuple(rows)
    ceiling, remeasured = measured_again(own, again)
    return Evaluation(
        tables,
        counts,
        (len(fitted), len({record.group for record in fitted})),
        ceiling,
        remeasured,
        {peer.name: peer.version for peer in peers},
    )


def is_of_kind(record: Record, kind: str) -> bool:
    """Whether a record belongs to a row of the table."""
    divides = "vdiv" in record.loop or "vsqrt" in record.loop
    if kind == KINDS[1]:
        return not record.calls and not divides
    if kind == KINDS[2]:
        return divides and not record.calls
    return bool(record.calls) if kind == KINDS[3] else True


def predictions(judge: Judge, fitted: Sequence[Record]) -> dict[str, Predict]:
    """Every model by its name: from records to nanoseconds of an element."""
    reference = judge.about.reference
    some = thinned(fitted, 1500)
    kernels = _Kernels()
    target = judge.about.target
    ports, latency = port_cost(target), latency_cost(target)

    def operations(records: Sequence[Record]) -> Reals:
        return np.array(
            [
                operations_ns(judge.operations[record.dtype], operation_counts(kernels.compiled(record)))
                for record in records
            ]
        )

    def dags(records: Sequence[Record]) -> Reals:
        found = np.empty(len(records))
        for dtype, weights in judge.dags.items():
            places = [place for place, record in enumerate(records) if record.dtype == dtype]
            if places:
                rows = [flatten(kernels.of(records[place]).outputs) for place in places]
                lanes = [records[place].lanes for place in places]
                found[places] = batch_of(rows).costs(weights) / lanes
        return found

    def pipeline(records: Sequence[Record]) -> Reals:
        loops = [prepared_record(record) for record in records]
        return np.array([judge.pipeline.ns(loop) / loop.lanes for loop in loops])

    def whole(records: Sequence[Record]) -> Reals:
        return judge.opinion([prepared_record(record) for record in records]).ns

    def count(records: Sequence[Record]) -> Reals:
        return np.array([1.0 + sum(1 for node in kernels.of(r).nodes() if node.args) for r in records])

    def by_table(of: Callable[[Kernel], float]) -> Predict:
        return lambda records: np.array([max(of(kernels.of(record)), 0.25) for record in records])

    return {
        "number of operations": scaled(count, some, reference),
        "table of latencies": scaled(by_table(lambda kernel: latency.of(kernel.outputs)), some, reference),
        "table of ports": scaled(by_table(lambda kernel: ports.of(kernel.outputs)), some, reference),
        "learned operations": operations,
        "judge on DAGs": dags,
        "pipeline on code": pipeline,
        "judge on code": whole,
    }


class _Kernels:
    """Kernels of records, read once."""

    def __init__(self) -> None:
        self.known: dict[str, Kernel] = {}

    def of(self, record: Record) -> Kernel:
        if record.key not in self.known:
            self.known[record.key] = kernel_of_record(record)
        return self.known[record.key]

    def compiled(self, record: Record) -> Kernel:
        return compiled_form(self.of(record))


def scaled(cycles: Predict, some: Sequence[Record], reference: float) -> Predict:
    """A model in other units, with one factor for each type that fits it to some records."""
    found = cycles(some)
    factors: dict[str, float] = {}
    for dtype in {record.dtype for record in some}:
        ratios = [
            record.ratio * reference / each
            for record, each in zip(some, found, strict=True)
            if record.dtype == dtype and np.isfinite(each)
        ]
        factors[dtype] = median(ratios) if ratios else float("nan")

    def predict(records: Sequence[Record]) -> Reals:
        found: Reals = cycles(records) * [factors.get(record.dtype, float("nan")) for record in records]
        return found

    return predict


def measured_again(
    records: Sequence[Record], again: Sequence[Record]
) -> tuple[Mapping[str, Figure] | None, Mapping[str, float]]:
    """The figures of a second measurement as a prediction of the first, and median differences by kind of kernel."""
    second = {record.key: record for record in again}
    both = [record for record in records if record.key in second]
    if not both:
        return None, {}
    times = np.array([record.ratio for record in both])
    found = np.array([second[record.key].ratio for record in both])
    names = {name: place for place, name in enumerate(dict.fromkeys(record.group for record in both))}
    groups = np.array([names[record.group] for record in both])
    differences = np.abs(found / times - 1)
    by_kind = {
        kind: float(np.median(chosen))
        for kind in KINDS
        if len(chosen := differences[[is_of_kind(record, kind) for record in both]])
    }
    return summary(grouped(times, found, groups)), by_kind
