"""The Judge as a value: the fitted models, and what they were fitted to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.cost import Cost, Models, sum_of_rows
from neurlang.kernels.egraph import RowCost
from neurlang.kernels.expr import OPS, DType, Kernel
from neurlang.kernels.judge.collecting.records import Fingerprint, arrays_of, calls_of
from neurlang.kernels.judge.modelling.instructions import loop_text
from neurlang.kernels.judge.modelling.loops import PreparedLoop, prepared
from neurlang.kernels.judge.modelling.pipeline import Pipeline
from neurlang.kernels.judge.modelling.residual import Residual, feature_rows
from neurlang.kernels.judge.modelling.rows_cost import COLUMNS, DELAY, ENTRY, column, judged_rows
from neurlang.kernels.simd import Target, core_assemblies, vectors_per_iteration

Reals = NDArray[np.float64]

LEAST_NODE = 1e-3  # ns: an operation never looks free, or extraction would take any number of it


@dataclass(frozen=True, slots=True)
class About:
    """What a Judge was fitted to: the machine, the date, how many forms of how many kernels, and how well it fits.

    `reference` is the time of an element of the reference kernel in nanoseconds; `quality` has figures by name.
    """

    machine: Fingerprint
    target: str
    date: str
    records: int
    groups: int
    reference: float
    quality: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the Judge says of some codes: nanoseconds of an element, and the logarithms of it by each member."""

    ns: Reals
    members: Reals  # (members, codes)
    within: float

    def deviation(self, one: int, other: int) -> float:
        """How uncertain the ratio of two is: the standard deviation of its logarithm."""
        difference = self.members[:, one] - self.members[:, other]
        return float(np.sqrt(difference.var() + 2 * self.within**2))


@dataclass(frozen=True)
class Judge:
    """The models: the pipeline with its residual for code, weights for DAGs and for counts of operations by type."""

    about: About
    pipeline: Pipeline
    residual: Residual
    dags: Mapping[DType, Reals]
    operations: Mapping[DType, Mapping[str, float]]

    def opinion(self, loops: Sequence[PreparedLoop]) -> Opinion:
        """The times of loops."""
        cycles = np.array([self.pipeline.cycles(loop) for loop in loops])
        plain = cycles * self.pipeline.cycle / [loop.vectors * loop.lanes for loop in loops]
        corrections = self.residual.corrections(feature_rows(self.pipeline, loops, cycles))
        members = np.log(plain) + corrections
        return Opinion(np.exp(members.mean(axis=0)), members, self.residual.within)

    def of_forms(self, forms: Sequence[Kernel], target: Target, tolerances_ulp: Sequence[float]) -> Opinion:
        """The times of compiled forms, for which code is generated but not loaded."""
        return self.opinion(loops_of(forms, target, tolerances_ulp))

    def models(self, dtype: DType) -> Models:
        """The models that guide a search, in nanoseconds of a vector."""
        weights = self.dags[dtype]
        units = np.max(
            [column(weights, number) for number in range(COLUMNS) if number not in (ENTRY, DELAY)], axis=0
        )
        busy = np.maximum(units[: len(OPS)], LEAST_NODE)
        for entry in OPS:
            if not entry.arity:
                busy[entry.number] = 0.0
        delays = busy + column(weights, DELAY)[: len(OPS)]
        name = f"judge/{self.about.machine.processor}/{dtype}"
        ranking = Cost(name, busy, RowCost(judged_rows, weights))
        return Models(ranking, Cost(f"{name}/sum", delays, RowCost(sum_of_rows, delays)))


def loops_of(forms: Sequence[Kernel], target: Target, tolerances_ulp: Sequence[float]) -> list[PreparedLoop]:
    """The main loops of compiled forms' code, compiled together if their tolerances are the same."""
    loops: dict[int, PreparedLoop] = {}
    for tolerance in dict.fromkeys(tolerances_ulp):
        places = [place for place, each in enumerate(tolerances_ulp) if each == tolerance]
        texts = core_assemblies([forms[place] for place in places], target, tolerance)
        for place, text in zip(places, texts, strict=True):
            loops[place] = _prepared_form(forms[place], target, text)
    return [loops[place] for place in range(len(forms))]


def _prepared_form(form: Kernel, target: Target, assembly: str) -> PreparedLoop:
    return prepared(
        loop_text(assembly),
        functions=calls_of(form, target),
        arrays=arrays_of(form),
        dtype=form.dtype,
        vectors=vectors_per_iteration(form),
        lanes=target.lanes(form.dtype),
    )
