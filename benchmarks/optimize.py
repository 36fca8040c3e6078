"""Benchmarks of the optimiser on this machine: one line of JSON per question.

    python benchmarks/optimize.py speed                                # our corpus against gcc and clang, -ffast-math
    python benchmarks/optimize.py speed --corpus ../shared/corpus/fpbench
    python benchmarks/optimize.py soundness                            # our corpus against an independent harness
    python benchmarks/optimize.py soundness --corpus ../shared/corpus/fpbench --variants all --workers 2
    python benchmarks/optimize.py soundness --random 2000 --variants all --forms 8 --resume random.jsonl
    python benchmarks/optimize.py start                                # loading the engine, first and from the cache
    python benchmarks/optimize.py seconds                              # nl optimize on 20 and 200 nodes, cold
    python benchmarks/optimize.py large --file ../shared/corpus/large/prospero.fpcore
    python benchmarks/optimize.py composed                             # larger formulas, composed from our corpus
    python benchmarks/optimize.py composed --cost                      # by the model of cost, on a busy machine
    python benchmarks/optimize.py pulses                               # cost against rounds and seconds

`soundness` chooses by cost, not by time: so the most rewritten of the accepted forms is the one that is checked,
and the machine's noise has no influence. `--forms 8` checks the eight cheapest: each might be the fastest somewhere.
The checks share no code with the optimiser's own checks: see the package `soundness` next to this file.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from contextlib import nullcontext
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from composed import composed, pulses
from neurlang.benchmarks import (
    Entry,
    each_of,
    optimized_summaries,
    own_corpus,
    read_corpus,
    run_benchmark,
)
from neurlang.disk_cache import cache_below
from neurlang.errors import FormulaError
from neurlang.kernels.expr import DTYPES, DType
from neurlang.kernels.optimizing import optimize
from neurlang.kernels.simd import NoisyMachineError, TimingProtocol

if TYPE_CHECKING:
    from neurlang.benchmarks import KernelFigures, Report

app = typer.Typer(add_completion=False, help=__doc__)
app.command()(composed)
app.command()(pulses)

MOST_TRIES = 5
PATIENT = TimingProtocol(most_redone=60)


def show(question: str, **answer: Any) -> None:  # noqa: ANN401 - whatever JSON takes
    """Print one line."""
    print(json.dumps({"question": question, **answer}), flush=True)


def tell(text: str) -> None:
    """Print a progress line for the user."""
    print(text, file=sys.stderr, flush=True)


@app.command()
def speed(
    corpus: Annotated[Path | None, typer.Option(help="FPCore files; by default our corpus.")] = None,
    peers: str = "gcc,clang",
    effort: str = "default",
) -> None:
    """The optimised forms against the better of gcc and clang, one thread, length 4,096; and against as written."""
    rows: list[KernelFigures] = []
    missing: dict[str, str] = {}
    failed: dict[str, str] = {}
    changed = set()
    kernels = [entry for entry in read_corpus([corpus or own_corpus()]) if entry.kernel is not None]
    for outcome in each_of(kernels, lambda entry: timed(entry, peers.split(","), effort)):
        if outcome.result is None:
            failed[outcome.item.name] = outcome.why_not
            tell(f"{outcome.item.name:<32}not timed: {outcome.why_not}")
            continue
        report, is_improved = outcome.result
        row = report.lengths[0].kernels[0]
        rows.append(row)
        missing |= report.missing_peers
        if is_improved:
            changed.add(row.name)
        gain = row.ns["ours"] / row.ns["ours, optimized"]
        fast = row.ratio.get("best C fast")
        beside = "" if fast is None else f", {fast * gain:.2f} of best C fast"
        tell(f"{row.name:<32}{row.dtype}  {gain:.2f} of as written{beside}")
    summary = {name: asdict(item) for name, item in optimized_summaries(rows).items()}
    slower = {row.name: row.ns["ours"] / row.ns["ours, optimized"] for row in rows if is_slower(row)}
    show(
        "speed",
        kernels=len(rows),
        changed=len(changed),
        optimized=summary,
        slower_than_written={name: ratio for name, ratio in slower.items() if name in changed},
        same_code_measured_slower={name: ratio for name, ratio in slower.items() if name not in changed},
        not_timed=failed,
        missing_peers=missing,
    )


def timed(entry: Entry, peers: list[str], effort: str) -> tuple[Report, bool]:
    """A kernel's figures with those of its better form, and whether that is a different form.

    Raises:
        NoisyMachineError: the machine is too noisy now.
        FormulaError: the kernel cannot be timed, with the reason.

    """
    assert entry.kernel is not None
    found = optimize(entry.kernel, effort=effort)
    better = replace(entry, better=found.kernel, options=found.options)
    report = run_benchmark([better], peers, [4096], PATIENT, tries=1)
    for failure in report.failed:
        error = NoisyMachineError if failure.is_noise else FormulaError
        raise error(failure.why_not)
    return report, found.is_improved


def is_slower(row: KernelFigures) -> bool:
    """Whether the better form is slower than the form as written, by more than 2 % and the spreads."""
    noise = max(0.02, row.spread["ours"], row.spread["ours, optimized"])
    return row.ns["ours, optimized"] > row.ns["ours"] * (1 + noise)


@app.command()
def soundness(
    corpus: Annotated[Path | None, typer.Option(help="FPCore files; by default our corpus.")] = None,
    count: Annotated[int, typer.Option("--random", help="This many random kernels instead.")] = 0,
    ranges: Annotated[
        str, typer.Option("--variants", help="Variants of their ranges, separated by commas, or 'all'.")
    ] = "stated",
    effort: str = "default",
    forms: Annotated[
        int, typer.Option(help="The most right forms of a kernel to check, the cheapest first.")
    ] = 1,
    dtype: Annotated[str, typer.Option(help="All kernels in this type, f32 or f64.")] = "",
    seed: int = 0,
    workers: Annotated[int, typer.Option(help="Processes; the results do not depend on it.")] = 1,
    minutes: Annotated[float, typer.Option(help="After this time no more kernels are begun.")] = 600.0,
    resume: Annotated[
        Path | None, typer.Option(help="A file of finished kernels, which is read and extended.")
    ] = None,
) -> None:
    """Results that break the promise, at 10,000 points per form that break it most easily: none, or exit code 1."""
    from soundness.formulas import VARIANTS
    from soundness.pool import run
    from soundness.report import Report, finished
    from soundness.work import sources

    named = VARIANTS if ranges == "all" else tuple(ranges.split(","))
    if unknown := set(named) - set(VARIANTS):
        raise typer.BadParameter(f"There is no variant '{min(unknown)}'; there are {', '.join(VARIANTS)}.")
    kind: DType | None = next((each for each in DTYPES if each == dtype), None)
    if dtype and kind is None:
        raise typer.BadParameter(f"There is no type '{dtype}'; there are {', '.join(DTYPES)}.")
    todo = sources(None if count else corpus or own_corpus(), count, seed, named, kind)
    with resume.open("a", encoding="utf-8") if resume else nullcontext() as file:
        report = Report(todo, finished(resume), file)
        left = [source for source in todo if source.key not in report.rows]
        run(left, effort, forms, workers, minutes, report.keep)
    summary = report.summary()
    show("soundness", **summary)
    if summary["outside"] or summary["crashed"] or summary["worse_than_bound"]:
        raise typer.Exit(1)


START = """
from neurlang.kernels.expr import parse
from neurlang.kernels.optimizing import load_engine, table_knowledge
from neurlang.kernels.accuracy import DEFAULT_TOLERANCE
from neurlang.kernels.cost import table_models
load_engine(table_knowledge(parse("x + y"), DEFAULT_TOLERANCE), table_models("avx512"), lambda done: None)
"""


@app.command()
def start(repeats: int = 7) -> None:
    """Whole processes that load the engine: the first with an empty cache folder, then more."""
    with TemporaryDirectory() as folder, cache_below(Path(folder)):
        first, *cached = [process_seconds([sys.executable, "-c", START]) for _ in range(1 + repeats)]
    show("start", first=first, cached=cached, median=statistics.median(cached))


def process_seconds(command: list[str]) -> float:
    """The time that a process takes, from start to end."""
    begin = time.monotonic()
    subprocess.run(command, check=True)
    return time.monotonic() - begin


@app.command()
def seconds(repeats: int = 3) -> None:
    """The time of `nl optimize` in a fresh process, measuring included."""
    twenty = "sqrt(x*x + y*y + z*z) / (1 + exp(-(x*y + 2*z))) + log(1 + x*x) * (y - z)"
    two_hundred = "; ".join(
        [f"t{n} = sqrt(x*x*{n + 1} + y*y) / (1 + exp(-x*{n + 1})) + min(x*y, z) * {n + 2}" for n in range(16)]
    )
    two_hundred += "; " + " + ".join(f"t{n}" for n in range(16))
    for name, formula in (("20 nodes", twenty), ("200 nodes", two_hundred)):
        ranges = [word for item in ("x=0.1:1", "y=0.1:1", "z=0.1:1") for word in ("--range", item)]
        command = [
            sys.executable,
            "-m",
            "neurlang.cli",
            "optimize",
            formula,
            *ranges,
            "--dtype",
            "f32",
            "--json",
        ]
        taken, answer = [], {}
        for _ in range(repeats):
            begin = time.monotonic()
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            taken.append(time.monotonic() - begin)
            answer = json.loads(done.stdout)
        worst = answer["after"]["error"]["worst"]
        show("seconds", formula=name, seconds=taken, speedup=answer["speedup"], largest_error_ulp=worst)


@app.command()
def large(
    file: Annotated[Path, typer.Option(help="A file with one large core.")], effort: str = "default"
) -> None:
    """A large kernel: how long the optimiser takes, and the result."""
    (entry,) = read_corpus([file], "f32")
    assert entry.kernel is not None
    begin = time.monotonic()
    found = optimize(
        entry.kernel, effort=effort, progress=lambda stage, done, total: tell(f"{stage} {done}/{total}")
    )
    show(
        "large",
        nodes=len(entry.kernel.nodes()),
        nodes_after=len(found.kernel.nodes()),
        seconds=time.monotonic() - begin,
        improved=found.is_improved,
        speedup=found.speedup,
        stopped_by=found.saturation.stop_reason,
        notes=found.notes,
    )


if __name__ == "__main__":
    app()
