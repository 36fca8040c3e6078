"""Benchmarks of compiled kernels on this machine: one line of JSON per question.

    python benchmarks/kernels.py calls
    python benchmarks/kernels.py fpbench --corpus ../shared/corpus/fpbench
    python benchmarks/kernels.py large --file ../shared/corpus/large/prospero.fpcore
    python benchmarks/kernels.py agreement

`nl bench kernels` times the corpus against C compilers and Python libraries.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import timeit
from pathlib import Path  # noqa: TC003  (typer reads the annotation)
from typing import Annotated, Any

import numpy as np
import typer

from neurlang import kernel
from neurlang.benchmarks import MODES, compile_c, find_compiler, own_corpus, read_corpus
from neurlang.kernels.expr import read_fpcore
from neurlang.kernels.simd import (
    NativeSubject,
    TimingProtocol,
    arrays_for,
    check_code,
    compile_kernel,
    domain_points,
    measure,
    special_points,
    subject_of,
)

app = typer.Typer(add_completion=False, help=__doc__)

FIRST_CALL = """
import sys, time
import numpy as np
import neurlang
circle = neurlang.kernel(lambda x, y: np.sqrt(x * x + y * y) - 1, dtype="f32")
x = np.ones(8, np.float32)
start = time.perf_counter()
circle(x, x)
print((time.perf_counter() - start) * 1e3)
"""
# Four without divisions, and one that divides once.
AGREEMENT_KERNELS = (
    "round-box-sdf",
    "catmull-rom",
    "weno5",
    "biquad-power-response",
    "lattice-boltzmann-equilibrium",
)
PIXELS = 1024 * 1024


def show(question: str, **answer: Any) -> None:  # noqa: ANN401 - whatever JSON takes
    """Print one line."""
    print(json.dumps({"question": question, **answer}), flush=True)


@app.command()
def calls() -> None:
    """The time of a call on 8 elements, and of the first call with an empty and with a filled disk cache."""
    circle = kernel(lambda x, y: np.sqrt(x * x + y * y) - 1, dtype="f32")
    x, out = np.ones(8, np.float32), np.empty(8, np.float32)
    circle(x, x, out=out)
    seconds = min(timeit.repeat(lambda: circle(x, x, out=out), number=20_000, repeat=9)) / 20_000
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"NEURLANG_CACHE_DIR": folder}
        first, cached = (float(_output(FIRST_CALL, environment)) for _ in range(2))
    show(
        "calls", nanoseconds_on_8_elements=seconds * 1e9, first_call_ms=first, first_call_from_cache_ms=cached
    )


def _output(script: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "-c", script]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


@app.command()
def fpbench(corpus: Annotated[Path, typer.Option(help="FPBench's folder.")], points: int = 2000) -> None:
    """How many of FPBench's cores are supported, and whether all are within their stated errors."""
    entries = read_corpus([corpus])
    failed = []
    for entry in entries:
        if entry.kernel is None:
            continue
        code = compile_kernel(entry.kernel)
        checks = [
            check_code(code, make(entry.kernel))
            for make in (lambda k: domain_points(k, points), special_points)
        ]
        if not all(check.passes for check in checks):
            failed.append(entry.name)
    supported = sum(entry.kernel is not None for entry in entries)
    show("fpbench", cores=len(entries), supported=supported, failed=failed)


@app.command()
def large(
    file: Annotated[Path, typer.Option(help="A file with one large core of two inputs.")],
    seconds: Annotated[float, typer.Option(help="How long a C compiler may take.")] = 150.0,
) -> None:
    """A large kernel: compile time, and nanoseconds per pixel at 1024² compared with the C compilers."""
    start = time.perf_counter()
    (core,) = read_fpcore(file.read_text(encoding="utf-8"), str(file), "f32")
    code = compile_kernel(core)
    compile_seconds = {"ours": time.perf_counter() - start}
    arrays = arrays_for(core, PIXELS)
    subjects = [subject_of(code, arrays, PIXELS)]
    unfinished: list[str] = []
    for compiler in filter(None, map(find_compiler, ("gcc", "clang"))):
        for mode in MODES:
            name = f"{compiler.name} {mode}"
            print(f"{name}: compiling, {seconds:g} s at most", file=sys.stderr)
            try:
                library = compile_c([core], compiler, mode, seconds)
            except subprocess.TimeoutExpired:
                unfinished.append(name)
                continue
            compile_seconds[name] = library.compile_ms / 1e3
            subjects.append(NativeSubject(name, PIXELS, library.addresses[0], 0, arrays, library))
    timings = measure(subjects, TimingProtocol(samples=2))
    show(
        "large",
        seconds_to_compile=compile_seconds,
        not_compiled_in_time=unfinished,
        ns_per_pixel={item.name: item.ns for item in timings},
    )


@app.command()
def relative() -> None:
    """The relative figures of some kernels, in this process."""
    figures = {}
    for file in sorted(own_corpus().glob("*.fpcore")):
        for core in read_fpcore(file.read_text(encoding="utf-8"), str(file)):
            if core.name in AGREEMENT_KERNELS:
                (timing,) = measure([subject_of(compile_kernel(core), arrays_for(core, 4096), 4096)])
                figures[core.name] = timing.relative
    show("relative", figures=figures)


@app.command()
def agreement() -> None:
    """How far apart the relative figures of two processes are."""
    command = [sys.executable, __file__, "relative"]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(2)]
    first, second = (json.loads(run)["figures"] for run in runs)
    show("agreement", difference={name: abs(first[name] / second[name] - 1) for name in first})


if __name__ == "__main__":
    app()
