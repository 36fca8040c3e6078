"""What the optimiser must reach, measured on this machine: one line of JSON per question.

    python benchmarks/optimize.py speed                                # our corpus against gcc and clang, -ffast-math
    python benchmarks/optimize.py speed --corpus ../shared/corpus/fpbench
    python benchmarks/optimize.py soundness                            # our corpus at fresh points
    python benchmarks/optimize.py soundness --corpus ../shared/corpus/fpbench
    python benchmarks/optimize.py soundness --random 2000
    python benchmarks/optimize.py start                                # loading the engine, first and from the cache
    python benchmarks/optimize.py seconds                              # nl optimize on 20 and 200 nodes, cold
    python benchmarks/optimize.py large --file ../shared/corpus/large/prospero.fpcore
    python benchmarks/optimize.py composed                             # larger formulas, composed of our corpus
    python benchmarks/optimize.py composed --cost                      # by the model of cost, on a busy machine
    python benchmarks/optimize.py pulses                               # cost against rounds and seconds

`soundness` chooses by cost, not by time: so the most rewritten of the accepted forms is the one that is checked,
and the machine's noise plays no part. It is checked at points other than those that the optimiser saw.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compositions import compositions
from neurlang.disk_cache import cache_below
from neurlang.errors import NeurlangError
from neurlang.kernels.expr import OPS, Expr, Kernel, constant, kernel_of, make, variable
from neurlang.kernels.optimizing import EFFORTS, effort_of, optimize
from neurlang.kernels.optimizing.checking import candidate, yardstick_of
from neurlang.kernels.optimizing.knowledge import table_knowledge
from neurlang.kernels.search import DEFAULT_TOLERANCE, port_cost
from neurlang.kernels.simd import (
    CompileOptions,
    NoisyMachineError,
    Timing,
    TimingProtocol,
    compile_kernel,
    own_corpus,
    read_corpus,
    run_benchmark,
)
from neurlang.kernels.simd.benchmark import Entry, optimized_summaries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from neurlang.kernels.optimizing import Optimized
    from neurlang.kernels.search import Accuracy
    from neurlang.kernels.simd import Code, KernelFigures
    from neurlang.kernels.simd.benchmark import Report

app = typer.Typer(add_completion=False, help=__doc__)

PATIENT = TimingProtocol(most_redone=60)
MOST_TRIES = 5
FEWEST = 4  # operations of a random formula
REAL = [op for op in OPS if op.arity and op.gives == "r" and set(op.takes) == {"r"} and op.name != "powi"]
FRESH = 1  # the seed of the points that the optimiser does not see; its own are of seed 0


def show(question: str, **answer: Any) -> None:  # noqa: ANN401 - whatever JSON takes
    """Print one line."""
    print(json.dumps({"question": question, **answer}), flush=True)


def tell(text: str) -> None:
    """One line for who waits."""
    print(text, file=sys.stderr, flush=True)


@app.command()
def speed(
    corpus: Annotated[Path | None, typer.Option(help="FPCore files; ours where absent.")] = None,
    peers: str = "gcc,clang",
    effort: str = "default",
) -> None:
    """The optimised forms against the better of gcc and clang, one thread, length 4,096; and against as written."""
    rows: list[KernelFigures] = []
    missing: dict[str, str] = {}
    noisy, changed = [], set()
    for entry in read_corpus([corpus or own_corpus()]):
        if entry.kernel is None:
            continue
        found = timed(entry, peers.split(","), effort)
        if found is None:
            noisy.append(entry.name)
            continue
        report, is_improved = found
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
        too_noisy=noisy,
        missing_peers=missing,
    )


def timed(entry: Entry, peers: list[str], effort: str) -> tuple[Report, bool] | None:
    """A kernel's figures with those of its better form, and whether that is another; None on too noisy a machine."""
    assert entry.kernel is not None
    for _ in range(MOST_TRIES):
        try:
            found = optimize(entry.kernel, effort=effort)
            better = replace(entry, better=found.kernel, options=found.options)
            return run_benchmark([better], peers, [4096], PATIENT), found.is_improved
        except NoisyMachineError:
            time.sleep(1)
    return None


def is_slower(row: KernelFigures) -> bool:
    """Whether the better form is slower than the form as written, by more than 2 % and the spreads."""
    noise = max(0.02, row.spread["ours"], row.spread["ours, optimized"])
    return row.ns["ours, optimized"] > row.ns["ours"] * (1 + noise)


@app.command()
def soundness(
    corpus: Annotated[Path | None, typer.Option(help="FPCore files; ours where absent.")] = None,
    count: Annotated[int, typer.Option("--random", help="So many random kernels instead.")] = 0,
    effort: str = "default",
    seed: int = 0,
) -> None:
    """How many results are outside their tolerance at 8,000 fresh points and special values: none, or exit code 1."""
    kernels = list(random_kernels(count, seed) if count else corpus_kernels(corpus or own_corpus()))
    total, improved, points, failed, refused, unchecked = 0, 0, 0, [], {}, {}
    begin = time.monotonic()
    for kernel in kernels:
        total += 1
        try:
            found = optimize(kernel, effort=effort, chooser=cheapest)
        except NeurlangError as error:
            refused[kernel.name] = str(error).splitlines()[0]
            continue
        improved += found.is_improved
        fresh = at_fresh_points(kernel, found.kernel, found.options)
        points += fresh.points
        if fresh.unknown:
            unchecked[kernel.name] = fresh.unknown
        if not found.after.accuracy.passes or not fresh.passes:
            failed.append(kernel.name)
            tell(f"outside: {kernel.name}: {found.before.text().strip()} -> {found.after.text().strip()}")
        if total % 50 == 0:
            taken = time.monotonic() - begin
            left = taken / total * (len(kernels) - total)
            tell(
                f"{total} of {len(kernels)} kernels, {len(failed)} outside, {taken:.0f} s, {left:.0f} s left"
            )
    show(
        "soundness",
        kernels=total,
        rewritten=improved,
        outside=failed,
        refused=refused,
        points=points,
        points_without_exact_value=sum(unchecked.values()),
        kernels_with_such_points=unchecked,
    )
    if failed or refused:
        raise typer.Exit(1)


def corpus_kernels(path: Path) -> Iterator[Kernel]:
    """The supported cores, without reductions."""
    for entry in read_corpus([path]):
        if entry.kernel is not None:
            yield replace(entry.kernel, reduction=None)


def random_kernels(count: int, seed: int) -> Iterator[Kernel]:
    """Kernels of 4 to 20 operations, some shared, over inputs with and without ranges, f32 and f64 in turn."""
    for number in range(count):
        draw = random.Random(f"{seed} {number}")
        plain = random_formula(draw)
        while not plain.names or sum(bool(node.args) for node in plain.nodes()) < FEWEST:
            plain = random_formula(draw)
        ranges = {name: range_of(draw) for name in plain.names if draw.random() < 0.7}
        dtype = "f32" if number % 2 else "f64"
        yield kernel_of(
            plain.outputs, plain.names, dtype=dtype, ranges=ranges, name=f"random {seed} {number}"
        )


def random_formula(draw: random.Random) -> Kernel:
    """The last of up to 20 operations over three inputs, some constants, and each other."""
    made: list[Expr] = [variable(name) for name in "xyz"]
    made += [constant(value) for value in (0.0, 1.0, 2.0, 0.5, -1.0, draw.uniform(-3, 3))]
    for _ in range(draw.randint(4, 20)):
        op = draw.choice(REAL)
        made.append(make(op.name, *(draw.choice([*made, *made[-3:]]) for _ in range(op.arity))))
    return kernel_of((made[-1],))


def range_of(draw: random.Random) -> tuple[float, float]:
    """One of some ordinary ranges."""
    return draw.choice([(0.0, 1.0), (1.0, 2.0), (-1.0, 1.0), (0.0, 100.0), (-10.0, 10.0), (1e-3, 1e3)])


def cheapest(_kernel: Kernel, codes: Sequence[Code]) -> tuple[int, Timing, Timing]:
    """The form of the least cost; the form as written only where nothing else was accepted."""
    costs = [1 + port_cost(code.target.name).of(code.form.outputs) for code in codes]
    timings = [Timing(str(place), cost, cost, 0.0) for place, cost in enumerate(costs)]
    best = min(range(1, len(codes)), key=lambda place: costs[place], default=0)
    return best, timings[best], timings[0]


def at_fresh_points(written: Kernel, better: Kernel, options: CompileOptions) -> Accuracy:
    """A form's accuracy at points that nobody saw before."""
    measure = yardstick_of(written, compile_kernel(written), DEFAULT_TOLERANCE, seed=FRESH)
    return candidate(written, better.outputs, measure, options).accuracy


START = """
from neurlang.kernels.expr import parse
from neurlang.kernels.optimizing.engine import load_engine
from neurlang.kernels.optimizing.knowledge import table_knowledge
from neurlang.kernels.search import DEFAULT_TOLERANCE
load_engine(table_knowledge(parse("x + y"), DEFAULT_TOLERANCE), "avx512", lambda done: None)
"""


@app.command()
def start(repeats: int = 7) -> None:
    """Whole processes that load the engine: the first with an empty cache folder, then others."""
    with TemporaryDirectory() as folder, cache_below(Path(folder)):
        first, *cached = [process_seconds([sys.executable, "-c", START]) for _ in range(1 + repeats)]
    show("start", first=first, cached=cached, median=statistics.median(cached))


def process_seconds(command: list[str]) -> float:
    """How long a process takes, from its start to its end."""
    begin = time.monotonic()
    subprocess.run(command, check=True)
    return time.monotonic() - begin


@app.command()
def seconds(repeats: int = 3) -> None:
    """What `nl optimize` takes in a fresh process, measuring included."""
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
    """A large kernel: how long the optimiser takes, and what comes of it."""
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


@app.command()
def composed(
    count: int = 40,
    seed: int = 0,
    effort: str = "default",
    rounds: Annotated[int, typer.Option(help="Pulses at most; as the effort has it, where absent.")] = 0,
    by_cost: Annotated[
        bool, typer.Option("--cost", help="Choose and compare by cost: nothing is timed.")
    ] = False,
) -> None:
    """Formulas of 80 to 300 nodes, composed of our corpus: the form as written against the chosen one."""
    work: Any = effort
    if rounds:
        work = replace(effort_of(effort), plan=replace(effort_of(effort).plan, rounds=rounds))
    ratios: dict[str, float] = {}
    lost: dict[str, str] = {}
    begin = time.monotonic()
    for kernel in compositions(count, seed):
        found = cheapest_form(kernel, work) if by_cost else fastest_form(kernel, work)
        if found is None:
            lost[kernel.name] = "the machine is too noisy"
            continue
        result, ratio = found
        ratios[kernel.name] = ratio
        if reason := why_lost(result, ratio):
            lost[kernel.name] = reason
        tell(
            f"{kernel.name:<16}{kernel.dtype}{len(kernel.nodes()):>5} nodes, {ratio:.3f} of as written, "
            f"{result.accepted} of {result.found} forms accepted, {result.seconds:.1f} s{reason and ': ' + reason}"
        )
    show(
        "composed",
        compared_by="cost" if by_cost else "ns",
        effort=effort,
        rounds=rounds or None,
        kernels=len(ratios),
        geomean=statistics.geometric_mean(ratios.values()),
        worst=min(ratios.values()),
        lost=lost,
        seconds=time.monotonic() - begin,
    )


def cheapest_form(kernel: Kernel, effort: Any) -> tuple[Optimized, float]:  # noqa: ANN401 - a name or an Effort
    """The accepted form of the least cost, and how many times the form as written costs that."""
    found = optimize(kernel, effort=effort, chooser=cheapest_of_all)
    return found, found.before.cost / found.after.cost


def cheapest_of_all(kernel: Kernel, codes: Sequence[Code]) -> tuple[int, Timing, Timing]:
    """The form of the least cost, that as written too."""
    place, best, first = cheapest(kernel, codes)
    return (place, best, first) if best.ns < first.ns else (0, first, first)


def fastest_form(kernel: Kernel, effort: Any) -> tuple[Optimized, float] | None:  # noqa: ANN401
    """The chosen form, and how many times faster it is in fresh timings; None on too noisy a machine."""
    for _ in range(MOST_TRIES):
        try:
            found = optimize(kernel, effort=effort)
            if not found.is_improved:
                return found, 1.0
            entry = Entry(kernel.name, "composed", kernel, better=found.kernel, options=found.options)
            row = run_benchmark([entry], [], [4096], PATIENT).lengths[0].kernels[0]
            return found, row.ns["ours"] / row.ns["ours, optimized"]
        except NoisyMachineError:
            time.sleep(1)
    return None


def why_lost(found: Optimized, ratio: float) -> str:
    """Why there is no gain; nothing where there is one."""
    if found.is_improved:
        return "" if ratio >= 1 else "slower when it was timed again"
    if not found.found:
        return "no other form was found, or there was no time to check one"
    return "no form faster" if found.accepted else "no form accepted"


@app.command()
def pulses(count: int = 20, seed: int = 1) -> None:
    """Cost of the best form, of as written, after each pulse: geometric means over compositions, for each effort."""
    from neurlang.kernels.search import (
        search_in_pulses,
    )  # not there in versions that `composed` is compared with

    kernels = list(compositions(count, seed))
    for effort in EFFORTS:
        curves, spent, ends = [], [], Counter[str]()
        for kernel in kernels:
            known = table_knowledge(kernel, DEFAULT_TOLERANCE)
            found = search_in_pulses(kernel.outputs, known.rewrites, known.analysis, "avx512", effort.plan)
            missing = effort.plan.rounds - len(found.rounds)
            written = found.rounds[0].before
            curves.append(
                [each.after / written for each in found.rounds] + [found.rounds[-1].after / written] * missing
            )
            spent.append([each.seconds for each in found.rounds] + [0.0] * missing)
            ends[found.stop_reason] += 1
        tell(f"{effort.name}: rounds, cost, seconds")
        total = 0.0
        rows = []
        for place in range(effort.plan.rounds):
            total += statistics.fmean(each[place] for each in spent)
            rows.append((place + 1, statistics.geometric_mean(each[place] for each in curves), total))
            tell("{:>4} {:>7.3f} {:>7.2f}".format(*rows[-1]))
        show("pulses", effort=effort.name, kernels=count, rounds_cost_seconds=rows, ended_by=dict(ends))


if __name__ == "__main__":
    app()
