"""`nl bench`: time kernels and programs beside the tools that people use today."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang import reports
from neurlang.benchmarks import ALL_PEERS, OPTIMIZED, own_corpus, read_corpus, run_benchmark
from neurlang.cli.bench_programs import bench_compile, bench_exec, show_progress
from neurlang.cli.output import show_json
from neurlang.errors import UsageError
from neurlang.pipeline import with_better_form

if TYPE_CHECKING:
    from neurlang.benchmarks import KernelFigures, LengthFigures, Report, Summary

SUITES = ("kernels", "exec", "compile")
DEFAULT_PEERS = "gcc,clang,numba,numexpr,numpy"
DEFAULT_LENGTHS = "4096,1048576"


def command(
    suite: Annotated[str, typer.Argument(help="What to time: kernels, exec (loops), compile.")],
    corpus: Annotated[
        list[Path] | None, typer.Option("--corpus", help="FPCore files or folders; may be repeated.")
    ] = None,
    peers: Annotated[str, typer.Option("--peers", help=f"Some of {', '.join(ALL_PEERS)}.")] = DEFAULT_PEERS,
    lengths: Annotated[str, typer.Option("--lengths", help="Lengths of the arrays.")] = DEFAULT_LENGTHS,
    optimized: Annotated[
        bool, typer.Option("--optimized", help="Time the forms that nl optimize finds beside ours.")
    ] = False,
    effort: Annotated[str, typer.Option("--effort", help="For --optimized: fast, default, max.")] = "default",
    loops: Annotated[
        str, typer.Option("--loops", help="For exec: names of loops, separated by commas.")
    ] = "",
    rounds: Annotated[int, typer.Option("--rounds", help="For exec: rounds; the fastest counts.")] = 15,
    resume: Annotated[
        Path | None,
        typer.Option(
            "--resume", help="FILE.jsonl: write figures to it, and skip kernels that it already holds."
        ),
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print all figures as JSON.")] = False,
) -> None:
    """Time kernels or programs beside C compilers and Python libraries.

    Example: nl bench kernels --peers gcc,numba --lengths 4096
    """
    if suite not in SUITES:
        raise UsageError(f"There is no benchmark '{suite}'; there is: {', '.join(SUITES)}.")
    if resume is not None and suite != "kernels":
        raise UsageError("--resume is for nl bench kernels.")
    if suite == "exec":
        bench_exec([name.strip() for name in loops.split(",") if name.strip()], rounds, as_json=json_output)
        return
    if suite == "compile":
        bench_compile(as_json=json_output)
        return
    chosen = [name.strip() for name in peers.split(",") if name.strip()]
    entries = read_corpus(corpus or [own_corpus()])
    report = run_benchmark(
        entries,
        chosen,
        parse_lengths(lengths),
        progress=show_progress,
        improve=(lambda entry: with_better_form(entry, effort)) if optimized else None,
        record=resume,
        options={"optimized": effort if optimized else None},
    )
    show_progress("")
    if json_output:
        show_json(reports.bench_kernels_report(report))
    else:
        print("\n".join(report_lines(report)))
    if report.failed or report.unsupported:
        raise typer.Exit(1)


def parse_lengths(text: str) -> list[int]:
    """`4096,1048576` as numbers.

    Raises:
        UsageError: one of them is not a number.

    """
    try:
        return [int(item) for item in text.split(",") if item.strip()]
    except ValueError:
        raise UsageError(f"--lengths takes whole numbers separated by commas, found '{text}'.") from None


def report_lines(report: Report) -> Iterable[str]:
    """The report for people."""
    for figures in report.lengths:
        yield from length_lines(figures)
        yield ""
    for entry in report.unsupported:
        yield f"not supported: {entry.name} ({entry.why_not})"
    for item in report.failed:
        yield f"not timed: {item.name}, {item.source}, length {item.length} ({item.why_not})"
    for peer, reason in report.missing_peers.items():
        yield f"missing: {peer}, {reason}"
    compilers = ", ".join(f"{name} {ms:.1f}" for name, ms in report.compile_ms.items())
    if compilers:
        yield f"compile time of C peers, ms a kernel: {compilers}"
    yield "machine: " + " · ".join(f"{name} {value}" for name, value in report.machine.items())


def length_lines(figures: LengthFigures) -> Iterable[str]:
    """The table of one length, and the summaries of its columns."""
    columns = list(dict.fromkeys(name for row in figures.kernels for name in row.ratio))
    yield f"{figures.length} elements, one thread. Peers: their time over ours, above 1 where ours is faster."
    heads = "".join(f"{name:>15}" for name in columns)
    heads = f"{'optimized':>10}{heads}" if figures.optimized else heads
    yield f"{'kernel':<30}{'type':>5}{'ours ns':>9}{heads}{'error ULP':>11}{'compile ms':>12}{'spread':>8}"
    for row in figures.kernels:
        yield kernel_line(row, columns)
    parts = (
        ("without library calls", figures.plain),
        ("with library calls", figures.library),
        ("all", figures.all),
    )
    for title, summaries in parts:
        yield from summary_lines(title, summaries)
    yield from summary_lines("optimized, all", figures.optimized)
    for row in figures.kernels:
        for peer, reason in row.missing.items():
            yield f"not run: {row.name} by {peer} ({reason})"


def kernel_line(row: KernelFigures, columns: list[str]) -> str:
    """A kernel's line; it ends with `library` if the kernel calls library functions."""
    ratios = "".join(f"{row.ratio[name]:>15.2f}" if name in row.ratio else f"{'–':>15}" for name in columns)
    head = f"{row.name:<30}{row.dtype:>5}{row.ns['ours']:>9.3f}"
    if OPTIMIZED in row.ns:
        head += f"{row.ns[OPTIMIZED]:>10.3f}"
    tail = f"{row.error_ulp:>11.2f}{row.compile_ms:>12.1f}{row.spread['ours']:>8.1%}"
    return f"{head}{ratios}{tail}{'  library' if row.calls_library else ''}"


def summary_lines(title: str, summaries: dict[str, Summary]) -> Iterable[str]:
    """A line per peer."""
    for name, item in summaries.items():
        counts = f"wins {item.wins}, even {item.even}, losses {item.losses}"
        worst = f"worst {item.worst:.2f}, {item.worst_kernel}"
        yield f"{title}: geomean {item.geomean:.2f} against {name} ({counts}; {worst})"
