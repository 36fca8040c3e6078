"""The benchmark of execution: named loops, compared with the same algorithms in C, Python and WebAssembly.

Before a loop is timed, all subjects must return the same result, at a small size also the interpreter's. Subjects take
turns, and the fastest round of each counts.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from neurlang.benchmarks.hardware import llvm_version, processor
from neurlang.benchmarks.programs.exec_peers import (
    MEMORY,
    Sample,
    gcc_run,
    missing_peers,
    numba_run,
    wasm_run,
)
from neurlang.errors import UsageError, VerificationError
from neurlang.programs.ir import REGISTERS, assemble
from neurlang.programs.machine import run, start
from neurlang.programs.native import (
    MOST_FUEL,
    NativeProgram,
    WholeProgram,
    compile_whole,
    loaded_table,
    lower,
    why_no_stencils,
)

LOOPS = Path(__file__).parent / "loops"
ROUNDS = 15
BASE = "gcc -O2"
TIER_1, TIER_2 = "tier 1", "tier 2"
SUBJECTS = (TIER_1, TIER_2, "gcc -O0", "gcc -O1", BASE, "numba", "wasmtime")

# gcc -O2 takes some milliseconds for each.
SIZES: dict[str, int] = {
    "fibonacci": 30, "takeuchi": 24, "queens": 11,
    "gcd_sum": 600, "trial_division": 100_000, "modular_power": 40_000, "digit_squares": 60_000,
    "collatz": 30_000, "tokens": 150,
    "sieve": 800_000, "matrix_product": 128, "insertion_sort": 5_000, "hash_table": 1_000_000,
    "crc32": 90_000, "bit_mixing": 1_000_000,
    "mandelbrot": 160, "lorenz": 700_000, "relaxation": 300,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LoopFigures:
    """A loop: each subject's fastest round in milliseconds, how far its median is above it, and its ratio to BASE."""

    name: str
    category: str
    n: int
    instructions: int
    milliseconds: dict[str, float]
    spread: dict[str, float]
    ratio: dict[str, float]


@dataclass(frozen=True, slots=True)
class ExecReport:
    """All loops, summaries of their ratios, what could not be measured and why, and the machine."""

    loops: tuple[LoopFigures, ...]
    geomean: dict[str, float]
    worst: dict[str, tuple[float, str]]
    missing: dict[str, str]
    machine: dict[str, str]


def run_exec_benchmark(
    names: Iterable[str] | None = None, rounds: int = ROUNDS, progress: Callable[[str], None] = lambda _: None
) -> ExecReport:
    """Time the named loops, or all of them.

    Raises UsageError for an unknown name, VerificationError if results differ.
    """
    chosen = list(names or SIZES)
    unknown = [name for name in chosen if name not in SIZES]
    if unknown:
        raise UsageError(f"There is no loop '{unknown[0]}'; there are: {', '.join(SIZES)}.")
    missing = missing_subjects()
    with tempfile.TemporaryDirectory(prefix="neurlang-exec-") as folder:
        loops = []
        for place, name in enumerate(chosen, 1):
            progress(f"{name} ({place} of {len(chosen)})")
            loops.append(measure_loop(name, Path(folder), rounds, missing))
    subjects = [subject for subject in SUBJECTS if subject not in missing and subject != BASE]
    ratios = {
        subject: [(loop.ratio[subject], loop.name) for loop in loops if loop.ratio] for subject in subjects
    }
    ratios = {subject: found for subject, found in ratios.items() if found}
    geomean = {
        subject: statistics.geometric_mean(ratio for ratio, _ in found) for subject, found in ratios.items()
    }
    worst = {subject: max(found) for subject, found in ratios.items()}
    return ExecReport(tuple(loops), geomean, worst, missing, machine())


def missing_subjects() -> dict[str, str]:
    """The subjects that cannot be timed here, and why."""
    reason = why_no_stencils()
    return ({TIER_1: reason} if reason else {}) | missing_peers()


def measure_loop(name: str, folder: Path, rounds: int, missing: Mapping[str, str]) -> LoopFigures:
    """Check that all subjects agree, then time them in turns."""
    source = LOOPS / f"{name}.nl"
    text = source.read_text(encoding="utf-8")
    whole = compile_whole(assemble(text, source.name), MEMORY)
    runs = _runs(name, whole, folder, missing)
    check(name, whole, runs)
    samples: dict[str, list[int]] = {subject: [] for subject in runs}
    for _ in range(rounds):
        for subject, run_once in runs.items():
            samples[subject].append(run_once(SIZES[name]).nanoseconds)
    fastest = {subject: min(found) for subject, found in samples.items()}
    spread = {subject: statistics.median(found) / min(found) - 1 for subject, found in samples.items()}
    base = fastest.get(BASE)
    ratio = {subject: value / base for subject, value in fastest.items()} if base else {}
    executed = whole.run({"r0": SIZES[name]}, max_instructions=0).executed
    milliseconds = {subject: value / 1e6 for subject, value in fastest.items()}
    return LoopFigures(name, _category(text), SIZES[name], executed, milliseconds, spread, ratio)


def check(name: str, whole: WholeProgram, runs: Mapping[str, Callable[[int], Sample]]) -> None:
    """Raise VerificationError if subjects differ at full size, or differ from the interpreter at a small size."""
    results = {subject: run_once(SIZES[name]).result for subject, run_once in runs.items()}
    small = {subject: run_once(SMALL).result for subject, run_once in runs.items()}
    expected = run(whole.code, {"r0": SMALL}, memory_size=MEMORY, max_instructions=0).registers["r0"]
    if len(set(results.values())) > 1 or set(small.values()) != {expected}:
        raise VerificationError(f"{name}: results differ: {results} of {SIZES[name]}, {small} of {SMALL}")


SMALL = 3


def _runs(
    name: str, whole: WholeProgram, folder: Path, missing: Mapping[str, str]
) -> dict[str, Callable[[int], Sample]]:
    """The subjects that can run a loop, in the order of the table."""
    from neurlang.benchmarks.programs.python_loops import LOOPS as TWINS

    source = LOOPS / f"{name}.c"
    makers: dict[str, Callable[[], Callable[[int], Sample]]] = {
        TIER_1: partial(tier_1_run, whole),
        TIER_2: partial(tier_2_run, whole),
    }
    makers |= {f"gcc {level}": partial(gcc_run, source, level, folder) for level in ("-O0", "-O1", "-O2")}
    makers["numba"] = lambda: numba_run(TWINS[name])
    makers["wasmtime"] = partial(wasm_run, source, folder)
    return {
        subject: makers[subject]() for subject in SUBJECTS if subject in makers and subject not in missing
    }


def tier_2_run(whole: WholeProgram) -> Callable[[int], Sample]:
    """Tier 2, timed as the C functions are: only the call, after registers are set and the same memory is cleared."""
    memory, zeros = bytearray(MEMORY), bytes(MEMORY)

    def run_once(n: int) -> Sample:
        state = start(whole.code, {"r0": n}, MEMORY, {})
        memory[:] = zeros
        state.memory = memory
        entry = whole.prepared(state, MOST_FUEL)
        begun = time.perf_counter_ns()
        entry.enter()
        taken = time.perf_counter_ns() - begun
        return Sample(entry.registers[0], taken)

    return run_once


def tier_1_run(whole: WholeProgram) -> Callable[[int], Sample]:
    """Tier 1, timed in the same way."""
    memory, zeros = bytearray(MEMORY), bytes(MEMORY)
    native = NativeProgram(lower(whole.code.program, whole.code.ends, loaded_table()[0]), memory)
    native.patch()

    def run_once(n: int) -> Sample:
        state = start(whole.code, {"r0": n}, MEMORY, {})
        memory[:] = zeros
        native.set_start(state.slots[: len(REGISTERS)], MOST_FUEL)
        native.prepare()
        begun = time.perf_counter_ns()
        native.enter(native.entry_row)
        return Sample(native.register(0), time.perf_counter_ns() - begun)

    return run_once


def _category(text: str) -> str:
    return next(line.partition(":")[2].strip() for line in text.splitlines() if "@category" in line)


def machine() -> dict[str, str]:
    """The processor and the versions that the figures depend on."""
    found = {
        "processor": f"{processor()}, {os.cpu_count()} CPUs",
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "llvm": llvm_version(),
    }
    for part in ("numba", "wasmtime", "ziglang"):
        if find_spec(part) is not None:
            found[part] = version(part)
    if "gcc -O2" not in missing_peers():
        done = subprocess.run(["gcc", "-dumpfullversion"], capture_output=True, text=True, check=False)
        found["gcc"] = done.stdout.strip()
    return found
