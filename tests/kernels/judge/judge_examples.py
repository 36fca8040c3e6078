"""Records, loops and a Judge for tests: made up, so that nothing is timed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from neurlang.kernels.judge import Judge
from neurlang.kernels.judge.collecting.random_kernels import random_kernel
from neurlang.kernels.judge.collecting.records import (
    Fingerprint,
    Record,
    arrays_of,
    calls_of,
    key_of,
    text_of,
)
from neurlang.kernels.judge.judge import About, loops_of
from neurlang.kernels.judge.modelling.distilling import first_weights
from neurlang.kernels.judge.modelling.fitting_pipeline import START
from neurlang.kernels.judge.modelling.instructions import loop_text
from neurlang.kernels.judge.modelling.loops import PreparedLoop
from neurlang.kernels.judge.modelling.pipeline import Core, Pipeline
from neurlang.kernels.judge.modelling.residual import FEATURES, MEMBERS, Residual
from neurlang.kernels.simd import Target, choose_target, compiled_form, core_assemblies, vectors_per_iteration

if TYPE_CHECKING:
    from neurlang.kernels.expr import Kernel

MACHINE = Fingerprint("znver4", "0123456789ab", "22.1.0/0.50.0", "0.1.0")
AVX512 = choose_target("avx512")
PIPELINE = Pipeline(0.27, Core(), START, {"_ZGVeN16v_expf": 15.0})


def record_of(kernel: Kernel, group: str, *, noise: float = 0.0, target: Target = AVX512) -> Record:
    """A kernel as if it had been timed on a machine that the pipeline describes exactly."""
    form = compiled_form(kernel)
    lanes = target.lanes(kernel.dtype)
    ns = PIPELINE.ns(loops_of([form], target, [0.0])[0]) / lanes * (1 + noise)
    return Record(
        key=key_of(form, target),
        group=group,
        source="random",
        form=text_of(kernel),
        nodes=len(kernel.nodes()),
        dtype=kernel.dtype,
        target=target.name,
        lanes=lanes,
        vectors=vectors_per_iteration(form),
        arrays=arrays_of(form),
        loop=loop_text(core_assemblies([form], target)[0]),
        calls=calls_of(form, target),
        ns=ns,
        ratio=ns / 0.13,
        spread=0.001,
        is_written=True,
        fingerprint=MACHINE,
        time=1_790_000_000.0,
    )


@cache
def some_records(count: int = 60) -> tuple[Record, ...]:
    """Random kernels of few operations, two of each group."""
    kernels = [random_kernel(6 + place % 9, place, "f32" if place % 3 else "f64") for place in range(count)]
    records = [record_of(kernel, f"group-{place // 2}") for place, kernel in enumerate(kernels)]
    return tuple({record.key: record for record in records}.values())


@cache
def a_judge() -> Judge:
    """A Judge without corrections, whose uncertainty is 2 % among forms of a kernel."""
    zeros = np.zeros((MEMBERS, FEATURES + 1))
    residual = Residual(zeros, np.zeros(FEATURES), np.ones(FEATURES), 0.05, 0.02)
    about = About(MACHINE, "avx512", "2026-12-01", 60, 30, 0.13, {"error that remains": 0.05})
    dags = {dtype: first_weights(PIPELINE, dtype, AVX512) for dtype in ("f32", "f64")}
    return Judge(about, PIPELINE, residual, dags, {"f32": {"add": 0.02}, "f64": {"add": 0.04}})


def loop(*kinds: str, vectors: int = 1) -> PreparedLoop:
    """A loop of independent instructions of these classes."""
    from neurlang.kernels.judge.modelling.instructions import PLACE

    numbers = np.array([PLACE[kind] for kind in kinds], np.int32)
    nothing = np.zeros(len(kinds), np.int32)
    sources = np.full((len(kinds), 4), -1, np.int32)
    return PreparedLoop(numbers, sources, nothing, nothing.copy(), (), False, vectors, 16)


def chained(given: PreparedLoop) -> PreparedLoop:
    """The loop with each instruction waiting for the one before."""
    sources = given.sources.copy()
    sources[1:, 0] = np.arange(len(sources) - 1)
    return replace(given, sources=sources)
