"""The library's code on this machine: time beside `gcc -O2`, instructions beside hand-written and naive code.

    python benchmarks/stdlib.py                          # 24 functions, 15 rounds
    python benchmarks/stdlib.py --functions gcd,isqrt --rounds 5
    python benchmarks/stdlib.py --json

A driver calls one function many times, in one compiled program: `data/stdlib/drivers.py`, and the same in C,
`data/stdlib/functions.c`. Subjects take turns; a ratio is the median of the ratios of all rounds, its spread their
interquartile range. All subjects must return the same. Both tiers stay within their memory and count instructions.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang.benchmarks import (
    ARRAYS,
    MEMORY,
    gcc_run,
    machine,
    missing_subjects,
    tier_1_run,
    tier_2_run,
)
from neurlang.errors import UsageError
from neurlang.programs.ir import assemble
from neurlang.programs.machine import run
from neurlang.programs.native import WholeProgram, compile_whole
from neurlang.programs.stdlib import SOURCES, Compiler, library_of
from neurlang.programs.stdlib.compiling import text_of
from stdlib_counts import Count, counts, means

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from neurlang.benchmarks import Sample
    from neurlang.programs.stdlib import Library

    Run = Callable[[int], Sample]

DATA = Path(__file__).parent / "data" / "stdlib"
TIER_1, TIER_2, GCC = "tier 1", "tier 2", "gcc -O2"
WANTED = {TIER_1: 1.8, TIER_2: 1.15}
WANTED_OF_HAND_WRITTEN, WANTED_OF_NAIVE = 1.10, 0.6

# Calls of a run: gcc's code takes some milliseconds for each.
CALLS = {
    "ackermann": 3_000, "array_max": 8_000, "array_sum": 10_000, "binomial": 20_000, "collatz_steps": 15_000,
    "count_value": 8_000, "digit_sum": 60_000, "dot_product": 8_000, "fibonacci": 80_000, "gcd": 15_000,
    "insertion_sort": 4_000, "isqrt": 40_000, "josephus": 5_000, "lower_bound": 60_000, "matrix_multiply": 250,
    "max_subarray_sum": 4_000, "merge_sorted": 2_000, "partition_array": 2_000, "power": 80_000,
    "prefix_sums": 10_000, "reverse_array": 15_000, "reverse_digits": 50_000, "smallest_prime_factor": 30_000,
    "swap_bits": 600_000,
}  # fmt: skip
FEW = 3
"""Calls of the run that is compared with the interpreter's."""


@dataclass(frozen=True, slots=True)
class Times:
    """A function: milliseconds of each subject (medians), and the ratios to gcc, each with its spread."""

    name: str
    milliseconds: dict[str, float]
    ratio: dict[str, float]
    spread: dict[str, float]


def library_with_drivers() -> Library:
    """The library and the drivers, as one."""
    files = [*sorted(SOURCES.glob("[!_]*.py")), DATA / "drivers.py"]
    return library_of({path.stem: (str(path), path.read_text("utf-8")) for path in files})


def runs_of(name: str, compiler: Compiler, folder: Path, missing: Mapping[str, str]) -> dict[str, Run]:
    """What runs a driver for so many calls, by subject."""
    driver = compiler.library.find(f"drivers.drive_{name}")
    text = f"    mov r1, {ARRAYS:#x}\n{text_of(compiler.lines(driver))}"
    whole = compile_whole(assemble(text, name), MEMORY)
    makers: dict[str, Callable[[], Run]] = {
        TIER_1: lambda: tier_1_run(whole),
        TIER_2: lambda: tier_2_run(whole),
        GCC: lambda: gcc_run(DATA / "functions.c", "-O2", folder, f"drive_{name}"),
    }
    found = {subject: make() for subject, make in makers.items() if subject not in missing}
    _refuse_differences(name, whole, found)
    return found


def _refuse_differences(name: str, whole: WholeProgram, runs: Mapping[str, Run]) -> None:
    expected = run(whole.code, {"r0": FEW}, memory_size=MEMORY, max_instructions=0).registers["r0"]
    small = {subject: run_once(FEW).result for subject, run_once in runs.items()}
    large = {subject: run_once(CALLS[name]).result for subject, run_once in runs.items()}
    if {*small.values()} != {expected} or len({*large.values()}) != 1:
        raise SystemExit(f"{name}: results differ: {small} of {FEW} calls, {large} of {CALLS[name]}")


def timed(name: str, runs: Mapping[str, Run], rounds: int) -> Times:
    """The subjects in turns."""
    taken: dict[str, list[int]] = {subject: [] for subject in runs}
    for _ in range(rounds):
        for subject, run_once in runs.items():
            taken[subject].append(run_once(CALLS[name]).nanoseconds)
    ratio, spread = {}, {}
    for subject in runs:
        if subject != GCC and GCC in runs:
            ratios = [own / peer for own, peer in zip(taken[subject], taken[GCC], strict=True)]
            low, ratio[subject], high = statistics.quantiles(ratios, n=4)
            spread[subject] = (high - low) / ratio[subject]
    return Times(
        name, {subject: statistics.median(found) / 1e6 for subject, found in taken.items()}, ratio, spread
    )


def all_timed(names: list[str], rounds: int, missing: Mapping[str, str]) -> Iterator[Times]:
    """Each function's times."""
    compiler = Compiler(library_with_drivers())
    with tempfile.TemporaryDirectory(prefix="neurlang-stdlib-") as folder:
        for place, name in enumerate(names, 1):
            print(f"{name} ({place} of {len(names)})", file=sys.stderr)
            yield timed(name, runs_of(name, compiler, Path(folder), missing), rounds)


def geomeans(found: list[Times]) -> dict[str, float]:
    """The geometric mean of each tier's ratios."""
    subjects = [subject for subject in WANTED if any(subject in each.ratio for each in found)]
    return {
        subject: statistics.geometric_mean(each.ratio[subject] for each in found if subject in each.ratio)
        for subject in subjects
    }


def lines(times: list[Times], executed: list[Count], missing: Mapping[str, str]) -> Iterator[str]:
    """The report for people."""
    subjects = [subject for subject in (TIER_1, TIER_2, GCC) if subject not in missing]
    yield "Milliseconds (ratio to gcc -O2 ± spread); instructions executed, as ratios to hand-written and naive code."
    head = "".join(f"{subject:>22}" if subject != GCC else f"{subject:>9}" for subject in subjects)
    yield f"{'function':<24}{head}{'hand-written':>14}{'naive':>8}"
    counted = {count.name: count for count in executed}
    for each in times:
        cells = "".join(_cell(each, subject) for subject in subjects)
        count = counted[each.name]
        yield f"{each.name:<24}{cells}{count.of_hand_written:>14.3f}{count.of_naive:>8.3f}"
    for subject, mean in geomeans(times).items():
        worst, name = max((each.ratio[subject], each.name) for each in times)
        yield f"{subject}: geomean {mean:.3f} x gcc -O2 (wanted: {WANTED[subject]}), worst {worst:.2f} ({name})"
    of_hand_written, of_naive = means(executed)
    yield f"instructions: {of_hand_written:.3f} x hand-written (wanted: {WANTED_OF_HAND_WRITTEN})"
    yield f"instructions: {of_naive:.3f} x naive (wanted: {WANTED_OF_NAIVE})"
    for subject, why in missing.items():
        yield f"missing: {subject}, {why}"
    yield "machine: " + " · ".join(f"{name} {value}" for name, value in machine().items())


def _cell(times: Times, subject: str) -> str:
    milliseconds = f"{times.milliseconds[subject]:.2f}"
    if subject == GCC:
        return f"{milliseconds:>9}"
    shown = f" ({times.ratio[subject]:.2f} ±{times.spread[subject]:.0%})" if subject in times.ratio else ""
    return f"{milliseconds + shown:>22}"


app = typer.Typer(add_completion=False, help=__doc__)


@app.command()
def measure(
    functions: Annotated[str, typer.Option(help="Names separated by commas; by default all 24.")] = "",
    rounds: Annotated[int, typer.Option(min=2, help="Rounds of all subjects.")] = 15,
    json_output: Annotated[bool, typer.Option("--json", help="Print all figures as JSON.")] = False,
) -> None:
    """Time the functions and print the table."""
    names = [name.strip() for name in functions.split(",") if name.strip()] or list(CALLS)
    unknown = [name for name in names if name not in CALLS]
    if unknown:
        raise UsageError(f"The benchmark has no function '{unknown[0]}'; it has {', '.join(CALLS)}.")
    missing = {name: why for name, why in missing_subjects().items() if name in (TIER_1, TIER_2, GCC)}
    times = list(all_timed(names, rounds, missing))
    executed = [count for count in counts() if count.name in names]
    if not json_output:
        print("\n".join(lines(times, executed, missing)))
        return
    report = {
        "times": [asdict(each) for each in times],
        "geomeans": geomeans(times),
        "instructions": [asdict(count) for count in executed],
        "instruction_means": means(executed),
        "missing": missing,
        "machine": machine(),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    app()
