"""The benchmark of compiled kernels against peers: what is run, and what is made of the figures.

A ratio is the peer's time over ours: above 1 ours is faster. C peers are called through a pointer by the
same native loop as ours; peers that live in Python are called from Python, and compared with our ufunc
called from Python.
"""

from __future__ import annotations

import math
import os
import platform
import time
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import llvmlite.binding as llvm
import numpy as np

from neurlang.errors import FormulaError, UsageError
from neurlang.kernels.expr import exact, read_cores, ulp_error, worst
from neurlang.kernels.simd.c_peers import MODES, STRICT, compile_c, find_compiler
from neurlang.kernels.simd.code import DEFAULT_OPTIONS, CompileOptions, compile_kernel
from neurlang.kernels.simd.points import domain_points
from neurlang.kernels.simd.python_peers import PEERS, is_present, peer_version
from neurlang.kernels.simd.run import run_code
from neurlang.kernels.simd.target import choose_target
from neurlang.kernels.simd.timing import NativeSubject, PythonSubject, arrays_for, measure, subject_of
from neurlang.kernels.simd.ufunc import make_ufunc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from neurlang.kernels.expr import DType, Kernel
    from neurlang.kernels.simd.c_peers import CLibrary
    from neurlang.kernels.simd.code import Code
    from neurlang.kernels.simd.timing import Arrays, Subject, Timing, TimingProtocol

C_PEERS = ("gcc", "clang")
ALL_PEERS = (*C_PEERS, *PEERS)
OURS, OURS_PYTHON, OPTIMIZED = "ours", "ours, called from Python", "ours, optimized"
ERROR_POINTS = 1000
EVEN = 0.02  # a ratio within this of 1 is neither won nor lost


@dataclass(frozen=True, slots=True)
class Entry:
    """A kernel of a corpus and where it comes from; `why_not` says why a core is no kernel.

    `better` is another form of it, to be timed beside it, compiled with `options`.
    """

    name: str
    source: str
    kernel: Kernel | None
    why_not: str = ""
    better: Kernel | None = None
    options: CompileOptions = DEFAULT_OPTIONS


@dataclass(frozen=True, slots=True)
class KernelFigures:
    """A kernel at one length: nanoseconds an element, ratios to ours, and what could not be run."""

    name: str
    source: str
    dtype: str
    nodes: int
    calls_library: bool
    ns: dict[str, float]
    spread: dict[str, float]
    ratio: dict[str, float]
    compile_ms: float
    error_ulp: float
    missing: dict[str, str]
    supported: bool = True


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
    """A whole run."""

    lengths: tuple[LengthFigures, ...]
    unsupported: tuple[Entry, ...]
    missing_peers: dict[str, str]
    compile_ms: dict[str, float]
    machine: dict[str, Any]


def own_corpus() -> Path:
    """The folder of the formulas that ship with the package."""
    return Path(__file__).parents[1] / "corpus"


def read_corpus(paths: Iterable[Path], dtype: DType | None = None) -> list[Entry]:
    """The cores of FPCore files, in order; folders are searched for `*.fpcore`.

    Raises:
        UsageError: a path does not exist or has no FPCore file.
        FormulaError: a file is no FPCore text at all.

    """
    entries = []
    for path in _files(paths):
        for core in read_cores(path.read_text(encoding="utf-8"), str(path)):
            try:
                entries.append(Entry(core.name, path.name, core.kernel(dtype)))
            except FormulaError as error:
                entries.append(Entry(core.name, path.name, None, str(error).splitlines()[0]))
    return entries


def _files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"Corpus not found: {path}. Name an .fpcore file, or a folder of them.")
        found = sorted(path.glob("*.fpcore")) if path.is_dir() else [path]
        if not found:
            raise UsageError(f"There is no .fpcore file in {path}.")
        files += found
    return files


def run_benchmark(
    entries: Sequence[Entry],
    peers: Sequence[str],
    lengths: Sequence[int],
    protocol: TimingProtocol | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Report:
    """Time every kernel and the peers that are present, at every length.

    Raises:
        UsageError: a peer is unknown, or a length is not positive.
        NoisyMachineError: the machine is too noisy to say anything.

    """
    for peer in peers:
        if peer not in ALL_PEERS:
            raise UsageError(f"There is no peer '{peer}'; there are {', '.join(ALL_PEERS)}.")
    if any(length < 1 for length in lengths):
        raise UsageError("Lengths must be positive.")
    kernels = [entry for entry in entries if entry.kernel is not None]
    libraries, missing = _c_libraries([entry.kernel for entry in kernels if entry.kernel], peers)
    present = [peer for peer in peers if peer in PEERS and is_present(peer)]
    missing |= {peer: "not installed" for peer in peers if peer in PEERS and peer not in present}
    figures = []
    for length in lengths:
        rows = []
        for place, entry in enumerate(kernels):
            progress(f"{entry.name} ({place + 1} of {len(kernels)}, length {length})")
            rows.append(_kernel_figures(entry, place, libraries, present, length, protocol))
        figures.append(_length_figures(length, rows))
    unsupported = tuple(entry for entry in entries if entry.kernel is None)
    compile_ms = {f"{item.compiler.name} {item.mode}": item.compile_ms for item in libraries}
    return Report(tuple(figures), unsupported, missing, compile_ms, _machine(libraries, present))


def _c_libraries(kernels: Sequence[Kernel], peers: Sequence[str]) -> tuple[list[CLibrary], dict[str, str]]:
    libraries, missing = [], {}
    for name in (peer for peer in peers if peer in C_PEERS):
        compiler = find_compiler(name)
        if compiler is None:
            missing[name] = "not installed" + (" (PyPI's ziglang brings one)" if name == "clang" else "")
            continue
        libraries += [compile_c(kernels, compiler, mode) for mode in MODES]
    return libraries, missing


def _kernel_figures(
    entry: Entry,
    place: int,
    libraries: Sequence[CLibrary],
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
    for item in libraries:
        name = f"{item.compiler.name} {item.mode}"
        subjects.append(NativeSubject(name, length, item.addresses[place], 0, arrays, item))
    missing: dict[str, str] = {}
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
    geomean = math.exp(math.fsum(math.log(value) for value, _ in ratios) / len(ratios))
    wins = sum(value > 1 + EVEN for value, _ in ratios)
    losses = sum(value < 1 - EVEN for value, _ in ratios)
    least, name = min(ratios)
    return Summary(geomean, wins, len(ratios) - wins - losses, losses, least, name)


def _machine(libraries: Sequence[CLibrary], peers: Sequence[str]) -> dict[str, Any]:
    target = choose_target()
    versions = {item.compiler.name: item.compiler.version for item in libraries}
    return {
        "cpu": str(llvm.get_host_cpu_name()),
        "cpus": os.cpu_count(),
        "target": target.name,
        "system": platform.platform(),
        "llvm": ".".join(map(str, llvm.llvm_version_info)),
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
        "machine": report.machine,
        "missing_peers": report.missing_peers,
        "compile_ms": report.compile_ms,
        "lengths": [asdict(item) for item in report.lengths],
    }


def _unsupported(entry: Entry) -> dict[str, Any]:
    return {"name": entry.name, "source": entry.source, "supported": False, "why_not": entry.why_not}
