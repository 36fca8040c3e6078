"""The numbers of the cost of DAGs, distilled from the pipeline: what operations become, then a fit to its predictions.

The start is worked out: an operation occupies the units that its instructions occupy. The fit scales these numbers so
that the cost of a DAG is near what the pipeline says of the code of that DAG, which includes what a DAG does not show,
such as spilled registers. Operations that the records hardly have keep their start.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.cost import Rows, flatten
from neurlang.kernels.egraph import workspace_for
from neurlang.kernels.expr import OPS, DType, Kernel, Op, op, read_fpcore
from neurlang.kernels.judge.collecting.records import Record
from neurlang.kernels.judge.modelling.loops import L1_BYTES, LENGTH, SIZES
from neurlang.kernels.judge.modelling.pipeline import Pipeline
from neurlang.kernels.judge.modelling.rows_cost import (
    ADDERS,
    ALL,
    BUS,
    COLUMNS,
    DELAY,
    DIVIDER,
    ENTRY,
    ENTRY_TIME,
    FUSED,
    IS_LEAF,
    LIBRARY,
    LOAD,
    MULTIPLIERS,
    NEAR,
    OUTER,
    SCALARS,
    STORE,
    WAYS,
    WINDOW,
    WITH_CONSTANT,
    column,
    judged_batch,
    weight_count,
)
from neurlang.kernels.simd import Target, library_function
from neurlang.optional_parts import load

Reals = NDArray[np.float64]

CHOICE = ("minmax", "compare", "blend")
CLASSES_OF: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("add", "sub"), ("add",)),
    **dict.fromkeys(("min", "max", "minimum", "maximum"), CHOICE),
    **dict.fromkeys(("mul", "powi"), ("multiply",)),
    **dict.fromkeys(("neg", "abs", "copysign"), ("logic",)),
    **dict.fromkeys(("and", "or", "not"), ("mask",)),
    "fma": ("fma",),
    "select": ("blend",),
}
BY_TYPE = {"div": ("divide",), "recip": ("divide",), "sqrt": ("root",), "rsqrt": ("root", "divide")}
PIPE_SETS = ((MULTIPLIERS, {0, 1}), (ADDERS, {2, 3}), (OUTER, {0, 3}), (ALL, {0, 1, 2, 3}))
CALL_DELAY = 8.0  # cycles, beside the time of the call itself
CALL_ENTRIES = 12.0  # instructions around a call: values that are spilled and loaded again
SCALED = (LOAD, STORE, BUS, WINDOW, ENTRY_TIME)  # the scalars that are fitted
FEWEST = 15  # records with an operation, for its numbers to be fitted
PRIOR = 0.15  # how strongly numbers stay near their start
MOST_RECORDS = 1200


@dataclass(frozen=True, slots=True)
class Batch:
    """Many DAGs as flat arrays, as `judged_batch` takes them."""

    starts: NDArray[np.int32]
    ops: NDArray[np.int32]
    args: NDArray[np.int32]
    values: Reals

    def costs(self, weights: Reals) -> Reals:
        """The nanoseconds of a vector of each DAG."""
        found = np.empty(len(self.starts) - 1)
        longest = int(np.diff(self.starts).max(initial=1))
        judged_batch(weights, self.starts, self.ops, self.args, self.values, found, workspace_for(longest))
        return found


def batch_of(dags: Sequence[Rows]) -> Batch:
    """DAGs as flat arrays."""
    starts = np.concatenate([[0], np.cumsum([len(dag.ops) for dag in dags])]).astype(np.int32)
    return Batch(
        starts,
        np.concatenate([dag.ops for dag in dags]),
        np.concatenate([dag.args for dag in dags]),
        np.concatenate([dag.values for dag in dags]),
    )


def kernel_of_record(record: Record) -> Kernel:
    """The form that was measured."""
    return read_fpcore(record.form)[0]


def classes_of(entry: Op, dtype: DType) -> tuple[str, ...]:
    """The classes of the instructions that an operation usually becomes; none for a call."""
    if entry.is_library or not entry.arity:
        return ()
    if entry.name in BY_TYPE:
        return tuple(f"{name}.{dtype}" for name in BY_TYPE[entry.name])
    if entry.name in CLASSES_OF:
        return CLASSES_OF[entry.name]
    return ("compare",) if entry.kind == "b" else ("round",)


def first_weights(pipeline: Pipeline, dtype: DType, target: Target) -> Reals:
    """The weights that follow from the pipeline's numbers."""
    weights = np.zeros(weight_count())
    core, cycle = pipeline.core, pipeline.cycle
    weights[LOAD], weights[STORE], weights[BUS] = cycle, core.store_time * cycle, core.bus_time * cycle
    weights[NEAR] = L1_BYTES / (LENGTH * SIZES[dtype])
    weights[WINDOW], weights[ENTRY_TIME] = core.window, cycle / core.width
    ways = {entry.number: classes_of(entry, dtype) for entry in OPS}
    ways |= {FUSED: ("fma",), WITH_CONSTANT: ("minmax",)}
    for way, classes in ways.items():
        for name in classes:
            times = pipeline.classes[name]
            column(weights, ENTRY)[way] += 1
            column(weights, DELAY)[way] += times.delay * cycle
            if not times.pipes:
                column(weights, DIVIDER)[way] += times.busy * cycle
            for unit, pipes in PIPE_SETS:
                if times.pipes and set(times.pipes) <= pipes:
                    column(weights, unit)[way] += times.busy * cycle / len(pipes)
    for entry in OPS:
        if entry.is_library:
            symbol = library_function(entry, dtype, target).symbol
            time = pipeline.functions.get(symbol, pipeline.unknown_function)
            column(weights, LIBRARY)[entry.number] = time * cycle
            column(weights, ENTRY)[entry.number] = CALL_ENTRIES
            column(weights, DELAY)[entry.number] = CALL_DELAY * cycle
    return weights


def distilled(
    pipeline: Pipeline, dtype: DType, target: Target, kernels: Sequence[Kernel], ns: Reals
) -> Reals:
    """The weights for a type. `ns` are the times of a vector of the kernels' code, by the model to be distilled.

    Raises:
        MissingPartError: SciPy is not installed.

    """
    start = first_weights(pipeline, dtype, target)
    if len(kernels) < FEWEST:
        return start
    dags = [flatten(kernel.outputs) for kernel in kernels]
    batch, goal = batch_of(dags), np.log(ns)
    free = fitted_places(start, dags)

    def weights_for(logarithms: Reals) -> Reals:
        weights = start.copy()
        for places, logarithm in zip(free, logarithms, strict=True):
            weights[places] *= np.exp(logarithm)
        return weights

    def residuals(logarithms: Reals) -> Reals:
        errors = np.log(np.maximum(batch.costs(weights_for(logarithms)), 1e-6)) - goal
        return np.concatenate([np.clip(errors, -1, 1), PRIOR * np.sqrt(len(goal) / 500) * logarithms])

    optimize = load("scipy.optimize", "judge", "fitting the Judge")
    found = optimize.least_squares(residuals, np.zeros(len(free)), loss="soft_l1", f_scale=0.05, max_nfev=10)
    return weights_for(found.x)


def fitted_places(weights: Reals, dags: Sequence[Rows]) -> list[list[int]]:
    """Which weights are scaled together: each scalar, and of common operations the units and the delay.

    An operation occupies its units in fixed proportions, those of its instructions.
    """
    counts: Counter[int] = Counter()
    for dag in dags:
        counts.update(set(dag.ops.tolist()))
    often = {number for number, count in counts.items() if count >= FEWEST and not IS_LEAF[number]}
    if op("mul").number in often:
        often |= {FUSED}
    if often & {op("min").number, op("max").number}:
        often |= {WITH_CONSTANT}
    groups = [[place] for place in SCALED]
    for way in sorted(often):
        units = [SCALARS + unit * WAYS + way for unit in range(COLUMNS) if unit not in (ENTRY, DELAY)]
        for places in (units, [SCALARS + DELAY * WAYS + way]):
            kept = [place for place in places if weights[place] > 0]
            if kept:
                groups.append(kept)
    return groups
