"""`nl test`: run the tests that programs carry in their annotations."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang import reports
from neurlang.cli.options.time_bound import Timeout, checked_seconds
from neurlang.cli.output import progress_bar, show_json
from neurlang.errors import UsageError

if TYPE_CHECKING:
    from neurlang.programs.testing import CaseResult, Coverage, FileReport
    from neurlang.reports import SuiteReport


NO_TESTS = 5  # as in pytest: a run without tests is not a success
_HINT = "a test is a line at the head of a file, as `; @test: r0=5 -> r0=120`"


class Backend(StrEnum):
    """What runs the programs; `both` fails if the two differ in anything."""

    interp = "interp"
    jit = "jit"
    both = "both"


def command(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="A .nl file, or a folder of them.")
    ] = None,
    path: Annotated[
        list[Path] | None, typer.Option("-p", "--path", help="The same; by default the current folder.")
    ] = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Name every test.")] = False,
    coverage: Annotated[bool, typer.Option("--coverage", help="Measure instruction coverage.")] = False,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first failure.")] = False,
    include_servers: Annotated[
        bool, typer.Option("--include-servers", help="Also run servers and nondeterministic programs.")
    ] = False,
    backend: Annotated[Backend, typer.Option("--backend", help="What runs the programs.")] = Backend.interp,
    timeout: Timeout = None,
    json_output: Annotated[
        bool, typer.Option("--json", help="Print the totals and failures as JSON.")
    ] = False,
) -> None:
    """Run the @test lines of .nl files.

    Example: nl test examples
    """
    from neurlang.programs.native import make_stencils
    from neurlang.programs.testing import RunOptions, combined, files_below, run_suite

    seconds = checked_seconds(timeout)
    if backend is Backend.jit and coverage:
        raise UsageError("--coverage counts what the interpreter runs; use --backend interp or both.")
    if backend is not Backend.interp:
        make_stencils()
    files = files_below([*(paths or ()), *(path or ())] or [Path()])
    options = RunOptions(include_servers, fail_fast, coverage, backend.value, seconds)
    incoming = run_suite(files, options)
    tested: list[FileReport] = []
    with progress_bar("Testing", len(files)) as advance:
        for file in incoming:
            tested.append(file)
            advance(1)
    whole = combined(file.coverage for file in tested) if coverage else None
    report = reports.suite_report(tested, whole)
    if json_output:
        show_json(report)
    else:
        _show(tested, report, verbose=verbose, coverage=whole)
    if any(file.failed for file in tested):
        raise typer.Exit(1)
    if report["total"] == 0:
        print(f"No test in {_count(len(tested), 'file')}: {_HINT}", file=sys.stderr)
        raise typer.Exit(NO_TESTS)


def _show(tested: list[FileReport], totals: SuiteReport, *, verbose: bool, coverage: Coverage | None) -> None:
    for file in tested:
        for line in _lines(file, verbose=verbose, coverage=coverage is not None):
            print(line)
    print(
        f"{_count(totals['total'], 'test')} in {_count(len(tested), 'file')}: {totals['passed']} passed, "
        f"{totals['failed']} failed, {totals['skipped']} skipped"
    )
    if coverage is not None:
        print(f"coverage: {_percentage(coverage)}")


def _lines(report: FileReport, *, verbose: bool, coverage: bool) -> list[str]:
    """The lines about one file: each failure, and either each test or one line for all."""
    if report.error is not None:
        return [f"FAIL {report.name}", *(f"    {line}" for line in report.error.splitlines())]
    if report.skipped:
        return [f"SKIP {report.name}: {_count(report.skipped, 'test')}; see --include-servers"]
    lines = [line for result in report.results for line in _case_lines(report, result, verbose=verbose)]
    if not report.failed and not verbose:
        lines.append(f"PASS {report.name}: {_count(len(report.results), 'test')}")
    if coverage:
        lines.append(f"     {report.name}: {_percentage(report.coverage)}")
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def _case_lines(report: FileReport, result: CaseResult, *, verbose: bool) -> list[str]:
    place = f"{report.name}:{result.line}: {result.text}"
    if result.passed:
        return [f"PASS {place}"] if verbose else []
    details = (
        f"    {'' if each.place is None else f'{each.place}: '}got {each.got}, expected {each.expected}"
        for each in result.differences
    )
    return [f"FAIL {place}", *details]


def _percentage(coverage: Coverage) -> str:
    return f"{coverage.percentage:.1f} % ({coverage.reached:,} of {coverage.total:,} instructions)"
