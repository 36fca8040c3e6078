"""Benchmarks as JSON: kernels and programs timed beside what people use today."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Literal, TypedDict, cast

from neurlang.benchmarks import CompileReport, ExecReport, Report


class SummaryFields(TypedDict):
    """A summary of the ratios of many kernels. If a ratio is above 1, we are faster."""

    geomean: Annotated[float, "geometric mean of the ratios"]
    wins: Annotated[int, "kernels that are faster"]
    even: Annotated[int, "kernels that are equally fast, within noise"]
    losses: Annotated[int, "kernels that are slower"]
    worst: Annotated[float, "the least ratio"]
    worst_kernel: Annotated[str, "its kernel"]


class KernelFields(TypedDict):
    """A kernel that was timed."""

    name: Annotated[str, "of the kernel"]
    source: Annotated[str, "the file that it comes from"]
    dtype: Annotated[str, "f32 or f64"]
    nodes: Annotated[int, "operations, inputs and constants of the formula"]
    calls_library: Annotated[bool, "whether it calls library functions, as exp"]
    ns: Annotated[dict[str, float], "nanoseconds for one element, by who computes it"]
    spread: Annotated[dict[str, float], "of the time between rounds, as a part of it"]
    ratio: Annotated[dict[str, float], "time of each peer over ours"]
    compile_ms: Annotated[float, "how long compiling took"]
    error_ulp: Annotated[float, "the largest error that was found"]
    missing: Annotated[dict[str, str], "peers that did not run it, and why"]
    supported: Annotated[bool, "always true"]


class UnsupportedKernel(TypedDict):
    """A core that is not a kernel."""

    name: Annotated[str, "of the core"]
    source: Annotated[str, "the file that it comes from"]
    supported: Annotated[bool, "always false"]
    why_not: Annotated[str, "the reason"]


class FailedKernel(TypedDict):
    """A kernel that could not be timed."""

    name: Annotated[str, "of the kernel"]
    source: Annotated[str, "the file that it comes from"]
    length: Annotated[int, "elements of the arrays"]
    why_not: Annotated[str, "the reason"]
    is_noise: Annotated[bool, "whether the machine was too noisy"]


class LengthFields(TypedDict):
    """All figures for arrays of one length."""

    length: Annotated[int, "elements of the arrays"]
    kernels: Annotated[list[KernelFields], "each kernel"]
    plain: Annotated[dict[str, SummaryFields], "kernels without library calls, by the peer"]
    library: Annotated[dict[str, SummaryFields], "kernels with library calls, by the peer"]
    all: Annotated[dict[str, SummaryFields], "all kernels, by the peer"]
    optimized: Annotated[dict[str, SummaryFields], "with --optimized: the forms found, over each other"]


class WorstRatio(TypedDict):
    """The least ratio."""

    ratio: Annotated[float, "time of the fastest C over ours"]
    kernel: Annotated[str, "its kernel"]


class BenchKernelsReport(TypedDict):
    """`nl bench kernels --json`: figures at the top are of the first length, `lengths` has all."""

    schema: Literal["neurlang.bench.kernels/1"]
    geomean_vs_best_c: Annotated[float | None, "over the fastest C compiler, kernels without library calls"]
    geomean_vs: Annotated[dict[str, float], "over each peer, all kernels"]
    optimized: Annotated[dict[str, SummaryFields], "with --optimized: the forms found, over each other"]
    worst: Annotated[WorstRatio | None, "the least ratio over the fastest C compiler"]
    kernels: Annotated[list[KernelFields | UnsupportedKernel], "each kernel"]
    failed: Annotated[list[FailedKernel], "kernels that could not be timed"]
    machine: Annotated[dict[str, str | int | None], "processor and versions that the figures depend on"]
    missing_peers: Annotated[dict[str, str], "peers that are not installed, and why not"]
    compile_ms: Annotated[dict[str, float], "how long compiling takes, cold and from the cache"]
    lengths: Annotated[list[LengthFields], "all figures, by the length of the arrays"]


class LoopFields(TypedDict):
    """A loop that was timed."""

    name: Annotated[str, "of the loop"]
    category: Annotated[str, "the kind of work"]
    n: Annotated[int, "its operand"]
    instructions: Annotated[int, "how many instructions it executes"]
    milliseconds: Annotated[dict[str, float], "of the fastest round, by who runs it"]
    spread: Annotated[dict[str, float], "of the time between rounds, as a part of it"]
    ratio: Annotated[dict[str, float], "time over that of gcc -O2: below 1 is faster"]


class BenchExecReport(TypedDict):
    """`nl bench exec --json`: loops run natively, beside other languages."""

    schema: Literal["neurlang.bench.exec/1"]
    loops: Annotated[list[LoopFields], "each loop"]
    geomean: Annotated[dict[str, float], "geometric mean of the ratios, by who runs the loops"]
    worst: Annotated[dict[str, tuple[float, str]], "the largest ratio and its loop, by who runs the loops"]
    missing: Annotated[dict[str, str], "languages that did not run, and why"]
    machine: Annotated[dict[str, str], "processor and versions that the figures depend on"]


class TimedFields(TypedDict):
    """A way to compile that was timed."""

    name: Annotated[str, "what was timed"]
    median_us: Annotated[float, "microseconds, the median"]
    least_us: Annotated[float, "microseconds, the least"]
    spread: Annotated[float, "range of the middle half of the samples, as a part of the median"]
    samples: Annotated[int, "how many there are"]


class BenchCompileReport(TypedDict):
    """`nl bench compile --json`: how long it takes to compile a loop of nine instructions."""

    schema: Literal["neurlang.bench.compile/1"]
    rows: Annotated[list[TimedFields], "each way to compile"]
    missing: Annotated[dict[str, str], "what did not run, and why"]
    machine: Annotated[dict[str, str], "processor and versions that the figures depend on"]


def bench_kernels_report(report: Report) -> BenchKernelsReport:
    """All figures of kernels."""
    from neurlang.benchmarks import as_json

    return cast("BenchKernelsReport", {"schema": "neurlang.bench.kernels/1", **as_json(report)})


def bench_exec_report(report: ExecReport) -> BenchExecReport:
    """All figures of loops."""
    return cast("BenchExecReport", {"schema": "neurlang.bench.exec/1", **asdict(report)})


def bench_compile_report(report: CompileReport) -> BenchCompileReport:
    """All figures of compiling."""
    return cast("BenchCompileReport", {"schema": "neurlang.bench.compile/1", **asdict(report)})
