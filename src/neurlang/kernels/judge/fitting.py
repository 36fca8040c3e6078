"""From records to a Judge: all models, fitted in the order in which one builds on the other."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from statistics import median

import numpy as np

from neurlang.errors import DataError
from neurlang.kernels.expr import DTYPES
from neurlang.kernels.judge.collecting.records import Fingerprint, Record
from neurlang.kernels.judge.judge import About, Judge
from neurlang.kernels.judge.modelling.distilling import MOST_RECORDS, distilled, kernel_of_record
from neurlang.kernels.judge.modelling.fitting_pipeline import fit_pipeline, sample_of, thinned
from neurlang.kernels.judge.modelling.operations import fit_operations, operation_counts
from neurlang.kernels.judge.modelling.residual import feature_rows, fit_residual
from neurlang.kernels.simd import choose_target, compiled_form

MOST_FOR_RESIDUAL = 4000
MOST_NODES = 120  # of forms that costs of DAGs are fitted to: longer ones take long to read
Tell = Callable[[str, int, int], None]


def silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def of_one_machine(records: Sequence[Record]) -> tuple[Fingerprint, list[Record]]:
    """The machine that most records were measured on, and its records.

    Raises:
        DataError: there are no records.

    """
    if not records:
        raise DataError("There are no measured forms; `nl judge measure` makes some.")
    machine, _ = Counter(record.fingerprint for record in records).most_common(1)[0]
    return machine, [record for record in records if record.fingerprint == machine]


def fit_judge(records: Sequence[Record], rounds: int = 3, tell: Tell = silent) -> Judge:
    """The Judge that is fitted to records of one machine; deterministic.

    Raises:
        DataError: there are too few records.
        MissingPartError: SciPy is not installed.

    """
    machine, own = of_one_machine(records)
    reference = median(record.ns / record.ratio for record in own)
    pipeline = fit_pipeline(
        own, reference, rounds, lambda done, total: tell("fitting the pipeline", done, total)
    )
    tell("fitting the residual", 0, 1)
    chosen = thinned(own, MOST_FOR_RESIDUAL)
    sample = sample_of(chosen, reference)
    cycles = np.array([pipeline.cycles(loop) for loop in sample.loops])
    errors = np.log(sample.ns) - np.log(cycles * pipeline.cycle / [loop.vectors for loop in sample.loops])
    residual = fit_residual(feature_rows(pipeline, sample.loops, cycles), errors, sample.groups)
    about = About(
        machine,
        own[0].target,
        time.strftime("%Y-%m-%d", time.gmtime(max(record.time for record in own))),
        len(own),
        len({record.group for record in own}),
        reference,
        {"error of the pipeline": float(np.median(np.abs(errors))), "error that remains": residual.error,
         "error among forms of a kernel": residual.within},
    )  # fmt: skip
    judge = Judge(about, pipeline, residual, {}, {})
    predicted = judge.opinion(sample.loops).ns * [loop.lanes for loop in sample.loops]
    target = choose_target(own[0].target)
    dags, operations = {}, {}
    for place, dtype in enumerate(DTYPES):
        tell("fitting the costs of DAGs", place, len(DTYPES))
        fitting = (
            k for k, record in enumerate(chosen) if record.dtype == dtype and record.nodes <= MOST_NODES
        )
        places = list(islice(fitting, MOST_RECORDS))
        kernels = [kernel_of_record(chosen[k]) for k in places]
        dags[dtype] = distilled(pipeline, dtype, target, kernels, predicted[places])
        counts = [operation_counts(compiled_form(kernel)) for kernel in kernels]
        ns = np.array([chosen[k].ratio * reference for k in places])
        operations[dtype] = fit_operations(counts, ns) if places else {}
    return Judge(about, pipeline, residual, dags, operations)
