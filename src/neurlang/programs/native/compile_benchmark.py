"""The benchmark of compiling: what it takes to make the 9-instruction loop run, and to run it again."""

from __future__ import annotations

import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from neurlang.disk_cache import cache_below
from neurlang.programs.ir import assemble
from neurlang.programs.native.exec_benchmark import machine
from neurlang.programs.native.second_tier import compile_whole

if TYPE_CHECKING:
    from collections.abc import Callable

REGISTERS: dict[str | int, int] = {"r0": 10}
LOOP = """\
    mov r1, 0
    mov r2, 1
again:
    bgtu r2, r0, done
    mul r3, r2, r2
    add r1, r1, r3
    addi r2, r2, 1
    b again
done:
    mov r0, r1
    halt
"""
RESULT = 385


@dataclass(frozen=True, slots=True)
class Row:
    """A thing that was timed: the median and the least of its samples and how far half of them lie apart."""

    name: str
    median_us: float
    least_us: float
    spread: float
    samples: int


@dataclass(frozen=True, slots=True)
class CompileReport:
    """All rows, what is missing and why, and the machine."""

    rows: tuple[Row, ...]
    missing: dict[str, str]
    machine: dict[str, str]


def run_compile_benchmark(progress: Callable[[str], None] = lambda _: None) -> CompileReport:
    """Time compiling and running the loop, in a cache folder of its own."""
    program = assemble(LOOP, "loop of 9")
    rows = []
    with (
        tempfile.TemporaryDirectory(prefix="neurlang-compile-") as folder,
        cache_below(Path(folder)),
    ):
        whole = compile_whole(program)
        if whole.run(REGISTERS).result != RESULT:
            raise AssertionError("the loop of the benchmark gives a wrong result")
        for name, samples, act in (
            ("tier 2: compile", 15, lambda: compile_whole(program, use_cache=False)),
            ("tier 2: compile and run", 15, lambda: compile_whole(program, use_cache=False).run(REGISTERS)),
            ("tier 2: from the disk cache", 50, lambda: compile_whole(program)),
            ("tier 2: run again, memory of 1 MiB made anew", 2000, lambda: whole.run(REGISTERS)),
        ):
            progress(name)
            rows.append(_row(name, samples, act))
    return CompileReport(tuple(rows), {"tier 1": "stencils are not built yet"}, machine())


def _row(name: str, samples: int, act: Callable[[], object]) -> Row:
    taken = []
    for _ in range(samples):
        start = time.perf_counter_ns()
        act()
        taken.append((time.perf_counter_ns() - start) / 1e3)
    low, middle, high = statistics.quantiles(taken, n=4)
    return Row(name, middle, min(taken), (high - low) / middle, samples)
