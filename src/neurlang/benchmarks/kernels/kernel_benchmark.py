"""The benchmark of compiled kernels against peers: what is run, and what is made of the figures.

A ratio is the peer's time over ours: above 1 ours is faster. C peers are called through a pointer by the
same native loop as ours; peers that live in Python are called from Python, and compared with our ufunc
called from Python.
"""

from __future__ import annotations

import hashlib
import os
import platform
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import geometric_mean
from typing import Any

import numpy as np

from neurlang.benchmarks.corpus import MOST_TRIES, Entry, Outcome, TimeLeft, each_of, wait
from neurlang.benchmarks.hardware import llvm_version
from neurlang.benchmarks.kernels.c_peers import MODES, STRICT, Compiler, CPeer, compile_peers, find_compiler
from neurlang.benchmarks.kernels.figures import KernelFigures
from neurlang.benchmarks.kernels.python_peers import PEERS, is_present, peer_version
from neurlang.benchmarks.kernels.record import Record
from neurlang.errors import UsageError
from neurlang.kernels.expr import Kernel, exact, to_rows, ulp_error, worst
from neurlang.kernels.simd import (
    DEFAULT_OPTIONS,
    Arrays,
    Code,
    CompileOptions,
    PythonSubject,
    Subject,
    Timing,
    TimingProtocol,
    arrays_for,
    choose_target,
    compile_kernel,
    domain_points,
    make_ufunc,
    measure,
    run_code,
    subject_of,
)
from neurlang.machine_code import host_cpu

C_PEERS = ("gcc", "clang")
ALL_PEERS = (*C_PEERS, *PEERS)
OURS, OURS_PYTHON, OPTIMIZED = "ours", "ours, called from Python", "ours, optimized"
ERROR_POINTS = 1000
EVEN = 0.02  # a ratio within this of 1 is neither won nor lost


@dataclass(frozen=True, slots=True)
class Summary:
    """What a peer's ratios come to."""

    geomean: float
    wins: int
    even: int
    losses: int
    worst: float
    worst_kernel: str


@dataclass(frozen=True, slots=True)
class LengthFigures:
    """All figures at one length, summed up over kernels without library calls, with them, and all.

    `optimized` sums up the times of other forms over those of the better forms.
    """

    length: int
    kernels: tuple[KernelFigures, ...]
    plain: dict[str, Summary] = field(default_factory=dict)
    library: dict[str, Summary] = field(default_factory=dict)
    all: dict[str, Summary] = field(default_factory=dict)
    optimized: dict[str, Summary] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run; `failed` are kernels that could not be timed, with the reason."""

    lengths: tuple[LengthFigures, ...]
    unsupported: tuple[Entry, ...]
    missing_peers: dict[str, str]
    compile_ms: dict[str, float]
    machine: dict[str, Any]
    failed: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A kernel without figures at a length, and why; `is_noise`: the machine was too noisy each time."""

    name: str
    source: str
    length: int
    why_not: str
    is_noise: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One kernel to time at one length."""

    place: int
    entry: Entry
    length: int

    @property
    def key(self) -> str:
        """What names it in a record: a formula that was changed is another."""
        kernel = self.entry.kernel
        assert kernel is not None
        domain = [(item.low, item.high) for item in kernel.inputs], kernel.where and to_rows((kernel.where,))
        formula = hashlib.sha256(f"{kernel.fingerprint()} {domain}".encode()).hexdigest()
        return f"{self.place}:{self.entry.source}:{self.entry.name}:{formula}:{self.length}"


def run_benchmark(
    entries: Sequence[Entry],
    peers: Sequence[str],
    lengths: Sequence[int],
    protocol: TimingProtocol | None = None,
    progress: Callable[[str], None] = lambda _: None,
    *,
    improve: Callable[[Entry], Entry] | None = None,
    record: Path | None = None,
    options: Mapping[str, Any] | None = None,
    tries: int = MOST_TRIES,
    pause: Callable[[], None] = wait,
) -> Report:
    """Time every kernel and the peers that are present, at every length.

    `improve` gives an entry its better form. With a `record` figures are written to that file as they come, and
    those that are there already, for the same `options`, are not measured again. A kernel that cannot be timed
    is listed with the reason; one for which the machine is too noisy is tried again after the others, up to `tries`
    times in all, with a `pause` before each turn.

    Raises:
        UsageError: a peer is unknown, or a length is not positive.
        DataError: the record is damaged, or of another machine, version or other options.

    """
    for peer in peers:
        if peer not in ALL_PEERS:
            raise UsageError(f"There is no peer '{peer}'; there are {', '.join(ALL_PEERS)}.")
    if any(length < 1 for length in lengths):
        raise UsageError("Lengths must be positive.")
    kernels = [entry for entry in entries if entry.kernel is not None]
    compilers, missing = _compilers(peers)
    present = [peer for peer in peers if peer in PEERS and is_present(peer)]
    missing |= {peer: "not installed" for peer in peers if peer in PEERS and peer not in present}
    machine = _machine(compilers, present)
    facts = {
        "version": version("neurlang"),
        "options": {"peers": list(peers), "lengths": list(lengths), **(options or {})},
        "machine": machine,
    }
    written = None if record is None else Record(record, facts)
    c_peers = compile_peers([entry.kernel for entry in kernels if entry.kernel], compilers)
    tasks = [
        Task(place, entry, length) for length in dict.fromkeys(lengths) for place, entry in enumerate(kernels)
    ]
    timer = _Timer(c_peers, present, protocol, improve)
    tried = partial(each_of, tries=tries, pause=pause)
    done, failed = _all_figures(tasks, timer, progress, written, tried)
    return Report(
        tuple(
            _length_figures(length, [done[task] for task in tasks if task.length == length and task in done])
            for length in lengths
        ),
        tuple(entry for entry in entries if entry.kernel is None),
        missing,
        {peer.name: peer.compile_ms for peer in c_peers},
        machine,
        tuple(failed),
    )


def _all_figures(
    tasks: Sequence[Task],
    timer: _Timer,
    progress: Callable[[str], None],
    record: Record | None,
    tried: Callable[..., Iterator[Outcome[Task, KernelFigures]]],
) -> tuple[dict[Task, KernelFigures], list[Failure]]:
    """Each task's figures, from the record or measured; and what could not be measured."""
    known = record.done if record is not None else {}
    done = {task: known[task.key] for task in tasks if task.key in known}
    left = [task for task in tasks if task not in done]
    failed: list[Failure] = []
    remaining = TimeLeft(len(left))

    def work(task: Task) -> KernelFigures:
        place = len(done) + len(failed) + 1
        progress(f"{task.entry.name} ({place} of {len(tasks)}, length {task.length}{remaining.text()})")
        return timer.figures(task)

    for outcome in tried(left, work):
        task = outcome.item
        remaining.advance()
        if outcome.result is None:
            place = task.entry.name, task.entry.source, task.length
            failed.append(Failure(*place, outcome.why_not, outcome.is_noise))
            continue
        done[task] = outcome.result
        if record is not None:
            record.add(task.key, outcome.result)
    return done, failed


class _Timer:
    """Times kernels beside the peers; a kernel's better form is looked for once."""

    def __init__(
        self,
        c_peers: Sequence[CPeer],
        python_peers: Sequence[str],
        protocol: TimingProtocol | None,
        improve: Callable[[Entry], Entry] | None,
    ) -> None:
        self.c_peers, self.python_peers, self.protocol = c_peers, python_peers, protocol
        self.improve = improve
        self.improved: dict[int, Entry] = {}

    def figures(self, task: Task) -> KernelFigures:
        """The kernel's figures."""
        entry = task.entry
        if self.improve is not None:
            if task.place not in self.improved:
                self.improved[task.place] = self.improve(entry)
            entry = self.improved[task.place]
        return _kernel_figures(entry, task.place, self.c_peers, self.python_peers, task.length, self.protocol)


def _compilers(peers: Sequence[str]) -> tuple[list[Compiler], dict[str, str]]:
    found, missing = [], {}
    for name in (peer for peer in peers if peer in C_PEERS):
        compiler = find_compiler(name)
        if compiler is None:
            missing[name] = "not installed" + (" (PyPI's ziglang brings one)" if name == "clang" else "")
        else:
            found.append(compiler)
    return found, missing


def _kernel_figures(
    entry: Entry,
    place: int,
    c_peers: Sequence[CPeer],
    peers: Sequence[str],
    length: int,
    protocol: TimingProtocol | None,
) -> KernelFigures:
    kernel = entry.kernel
    assert kernel is not None
    start = time.perf_counter()
    code = compile_kernel(kernel, CompileOptions(use_cache=False))
    compile_ms = (time.perf_counter() - start) * 1e3
    arrays = arrays_for(kernel, length)
    subjects: list[Subject] = [subject_of(code, arrays, length, OURS)]
    if entry.better is not None:
        is_same = entry.better == kernel and entry.options == DEFAULT_OPTIONS
        better = code if is_same else compile_kernel(entry.better, entry.options)
        subjects.append(subject_of(better, arrays, length, OPTIMIZED))
    missing = {peer.name: peer.refused[place] for peer in c_peers if place in peer.refused}
    subjects += [subject for peer in c_peers if (subject := peer.subject(place, length, arrays)) is not None]
    if peers and kernel.inputs:
        subjects.append(PythonSubject(OURS_PYTHON, length, _ufunc_call(code, arrays)))
        subjects += _python_subjects(kernel, arrays, peers, length, missing)
    timings = measure(subjects, protocol)
    return KernelFigures(
        entry.name,
        entry.source,
        kernel.dtype,
        len(kernel.nodes()),
        any(node.op.is_library for node in code.form.nodes()),
        {item.name: item.ns for item in timings},
        {item.name: item.spread for item in timings},
        _ratios(timings),
        compile_ms,
        _error(kernel, code),
        missing,
    )


def _ufunc_call(code: Code, arrays: Arrays) -> Callable[[], object]:
    ufunc = make_ufunc([code], code.form.name, "")
    operands = (*arrays.inputs, *arrays.results)
    return lambda: ufunc(*operands)


def _python_subjects(
    kernel: Kernel, arrays: Arrays, peers: Sequence[str], length: int, missing: dict[str, str]
) -> list[Subject]:
    subjects: list[Subject] = []
    for peer in peers:
        try:
            call = PEERS[peer](kernel, arrays)
            call()
        except Exception as error:  # whatever a peer dislikes about a kernel is its answer, and is reported
            words = str(error).strip().splitlines()
            missing[peer] = words[0][:200] if words else type(error).__name__
            continue
        subjects.append(PythonSubject(peer, length, call))
    return subjects


def _ratios(timings: Sequence[Timing]) -> dict[str, float]:
    """The time of each peer over ours, called the same way; and of the better C compiler in each mode."""
    ns = {item.name: item.ns for item in timings}
    ratios = {name: value / ns[OURS_PYTHON if name in PEERS else OURS] for name, value in ns.items()}
    ratios = {name: value for name, value in ratios.items() if name not in (OURS, OURS_PYTHON, OPTIMIZED)}
    for mode in MODES:
        both = [ratios[f"{peer} {mode}"] for peer in C_PEERS if f"{peer} {mode}" in ratios]
        if both:
            ratios[f"best C {mode}"] = min(both)
    return ratios


def _error(kernel: Kernel, code: Code) -> float:
    """The worst error of the results, in ULP, against exact values at points of the domain."""
    points = domain_points(kernel, ERROR_POINTS, seed=1)
    results = run_code(code, points)
    truths = exact(kernel, *points)
    errors = [
        worst(ulp_error(result, truth, kernel.dtype)) for result, truth in zip(results, truths, strict=True)
    ]
    return max(errors)


def _length_figures(length: int, rows: Sequence[KernelFigures]) -> LengthFigures:
    plain = [row for row in rows if not row.calls_library]
    library = [row for row in rows if row.calls_library]
    figures = LengthFigures(length, tuple(rows), summaries(plain), summaries(library), summaries(rows))
    return replace(figures, optimized=optimized_summaries(rows))


def optimized_summaries(rows: Sequence[KernelFigures]) -> dict[str, Summary]:
    """What others' times over the better forms' come to: the form as written, and the better C compiler by mode."""
    found: dict[str, list[tuple[float, str]]] = {}
    for row in rows:
        if OPTIMIZED not in row.ns:
            continue
        gain = row.ns[OURS] / row.ns[OPTIMIZED]
        peers = {name: ratio for name, ratio in row.ratio.items() if name.startswith("best C ")}
        for name, ratio in ({OURS: 1.0} | peers).items():
            found.setdefault(name, []).append((ratio * gain, row.name))
    return {name: _summary(ratios) for name, ratios in found.items()}


def summaries(rows: Sequence[KernelFigures]) -> dict[str, Summary]:
    """What the ratios of kernels come to, by peer."""
    names = dict.fromkeys(name for row in rows for name in row.ratio)
    return {
        name: _summary([(row.ratio[name], row.name) for row in rows if name in row.ratio]) for name in names
    }


def _summary(ratios: Sequence[tuple[float, str]]) -> Summary:
    geomean = geometric_mean(value for value, _ in ratios)
    wins = sum(value > 1 + EVEN for value, _ in ratios)
    losses = sum(value < 1 - EVEN for value, _ in ratios)
    least, name = min(ratios)
    return Summary(geomean, wins, len(ratios) - wins - losses, losses, least, name)


def _machine(compilers: Sequence[Compiler], peers: Sequence[str]) -> dict[str, Any]:
    target = choose_target()
    versions = {compiler.name: compiler.version for compiler in compilers}
    return {
        "cpu": host_cpu().name,
        "cpus": os.cpu_count(),
        "target": target.name,
        "system": platform.platform(),
        "llvm": llvm_version(),
        "numpy": np.__version__,
        **versions,
        **{peer: peer_version(peer) for peer in peers},
    }


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain values; figures at the top are of the first length, all are in `lengths`."""
    first = report.lengths[0]
    best = first.plain.get(f"best C {STRICT}")
    return {
        "geomean_vs_best_c": best.geomean if best else None,
        "geomean_vs": {name: item.geomean for name, item in first.all.items()},
        "optimized": {name: asdict(item) for name, item in first.optimized.items()},
        "worst": {"ratio": best.worst, "kernel": best.worst_kernel} if best else None,
        "kernels": [asdict(row) for row in first.kernels]
        + [_unsupported(item) for item in report.unsupported],
        "failed": [asdict(item) for item in report.failed],
        "machine": report.machine,
        "missing_peers": report.missing_peers,
        "compile_ms": report.compile_ms,
        "lengths": [asdict(item) for item in report.lengths],
    }


def _unsupported(entry: Entry) -> dict[str, Any]:
    return {"name": entry.name, "source": entry.source, "supported": False, "why_not": entry.why_not}
