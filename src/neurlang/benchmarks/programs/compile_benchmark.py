"""The benchmark of compiling: the time to compile and run a 9-instruction loop, and to run it again."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from neurlang.benchmarks.programs.exec_benchmark import machine
from neurlang.disk_cache import cache_below
from neurlang.programs.flow import block_ends
from neurlang.programs.ir import Program, assemble
from neurlang.programs.machine import DEFAULT_MAX_INSTRUCTIONS, DEFAULT_MEMORY
from neurlang.programs.native import (
    Lowered,
    NativeProgram,
    compile_whole,
    loaded_table,
    lower,
    why_no_stencils,
)

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
TIMES = 1000
"""How often compiled code repeats a thing between two readings of the clock."""


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: median and minimum of its samples, and their interquartile range relative to the median."""

    name: str
    median_us: float
    least_us: float
    spread: float
    samples: int


@dataclass(frozen=True, slots=True)
class CompileReport:
    """All rows, what could not be measured and why, and the machine."""

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
    reason = why_no_stencils()
    if reason is None:
        rows = [*_stencil_rows(program, progress), *rows]
    return CompileReport(tuple(rows), {} if reason is None else {"tier 1": reason}, machine())


def _stencil_rows(program: Program, progress: Callable[[str], None]) -> list[Row]:
    """Stencils: patching, running and both, from Python and within compiled code."""
    ends = block_ends(program)

    def lowered() -> Lowered:
        return lower(program, ends, loaded_table()[0], marks=True)

    native = NativeProgram(lowered(), bytearray(DEFAULT_MEMORY))
    native.set_start([REGISTERS["r0"], *[0] * 15], DEFAULT_MAX_INSTRUCTIONS)
    native.run_again()
    if native.register(0) != RESULT:
        raise AssertionError("the loop of the benchmark gives a wrong result")
    progress("tier 1")
    return [
        _row("tier 1: nothing, the cost of a call and of the clock", 5000, lambda: None),
        _row("tier 1: lower instructions to rows", 1000, lowered),
        _row("tier 1: compile (patch)", 5000, native.patch),
        _row("tier 1: compile and run", 5000, native.patch_and_run),
        _row("tier 1: run again, what it wrote undone", 5000, native.run_again),
        _inside("tier 1: compile, within compiled code", native, "patch"),
        _inside("tier 1: run again, within compiled code", native, "run"),
    ]


def _inside(name: str, native: NativeProgram, what: str) -> Row:
    """The row for a thing that a loop in compiled code repeats: the time of each repetition."""
    return _row(name, 50, lambda: native.repeat(what, TIMES), TIMES)


def _row(name: str, samples: int, act: Callable[[], object], times: int = 1) -> Row:
    """The row for an action; each sample is the time of `times` repetitions, divided by `times`."""
    taken = []
    for _ in range(samples):
        start = time.perf_counter_ns()
        act()
        taken.append((time.perf_counter_ns() - start) / 1e3 / times)
    low, middle, high = statistics.quantiles(taken, n=4)
    return Row(name, middle, min(taken), (high - low) / middle, samples)
