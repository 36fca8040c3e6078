"""`nl bench exec` and `nl bench compile`: time programs and print the figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from neurlang import reports
from neurlang.cli.output import show_json
from neurlang.cli.streams import terminal
from neurlang.errors import UsageError
from neurlang.printable import printable

if TYPE_CHECKING:
    from neurlang.benchmarks import CompileReport, ExecReport


def show_progress(text: str) -> None:
    """Overwrite one line on standard error if that is a terminal; otherwise do nothing."""
    shown = terminal()
    if shown is not None:
        print(f"\r\x1b[K{printable(text)}", end="", file=shown, flush=True)


def bench_exec(loops: list[str], rounds: int, *, as_json: bool) -> None:
    """Time the named loops, or all of them."""
    from neurlang.benchmarks import run_exec_benchmark

    if rounds < 1:
        raise UsageError(f"--rounds {rounds}: 1 or more is wanted")
    report = run_exec_benchmark(loops or None, rounds, show_progress)
    show_progress("")
    if as_json:
        show_json(reports.bench_exec_report(report))
        return
    print("\n".join(exec_lines(report)))


def bench_compile(*, as_json: bool) -> None:
    """Time compiling the 9-instruction loop."""
    from neurlang.benchmarks import run_compile_benchmark

    report = run_compile_benchmark(show_progress)
    show_progress("")
    if as_json:
        show_json(reports.bench_compile_report(report))
        return
    print("\n".join(compile_lines(report)))


def exec_lines(report: ExecReport) -> Iterable[str]:
    """The report for people: ratios, their means, missing subjects, the machine."""
    subjects = list(dict.fromkeys(name for loop in report.loops for name in loop.milliseconds))
    yield "Milliseconds of the fastest round; in brackets the time over gcc -O2's, below 1 where it is faster."
    yield f"{'loop':<16}{'kind':<10}" + "".join(f"{name:>16}" for name in subjects) + f"{'spread':>8}"
    for loop in report.loops:
        cells = (_cell(loop.milliseconds[name], loop.ratio.get(name)) for name in subjects)
        spread = max(loop.spread.values())
        yield f"{loop.name:<16}{loop.category:<10}{''.join(f'{cell:>16}' for cell in cells)}{spread:>8.1%}"
    for name, geomean in report.geomean.items():
        ratio, loop_name = report.worst[name]
        yield f"{name}: geomean {geomean:.2f}, worst {ratio:.2f} ({loop_name})"
    yield from _tail(report.missing, report.machine)


def _cell(milliseconds: float, ratio: float | None) -> str:
    return f"{milliseconds:.2f}" + ("" if ratio is None else f" ({ratio:.2f})")


def compile_lines(report: CompileReport) -> Iterable[str]:
    """The report for people."""
    yield "The loop of 9 instructions, in microseconds."
    yield f"{'':<48}{'median':>12}{'least':>12}{'spread':>9}{'samples':>9}"
    for row in report.rows:
        yield f"{row.name:<48}{row.median_us:>12.3f}{row.least_us:>12.3f}{row.spread:>9.1%}{row.samples:>9}"
    yield from _tail(report.missing, report.machine)


def _tail(missing: dict[str, str], machine: dict[str, str]) -> Iterable[str]:
    for name, reason in missing.items():
        yield f"missing: {name}, {reason}"
    yield "machine: " + " · ".join(f"{name} {value}" for name, value in machine.items())
