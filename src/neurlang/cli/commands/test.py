"""`nl test`: run the tests that programs carry in their annotations."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from neurlang.cli.output import progress_bar, show_json
from neurlang.errors import UsageError

if TYPE_CHECKING:
    from neurlang.programs.testing import CaseResult, Coverage, FileReport


NO_TESTS = 5  # as in pytest: a run without tests is not a success
_HINT = "a test is a line at the head of a file, as `; @test: r0=5 -> r0=120`"


class Backend(StrEnum):
    """What runs the programs; `both` fails if the two differ in anything."""

    interp = "interp"
    jit = "jit"
    both = "both"


def command(
    path: Annotated[Path, typer.Option("-p", "--path", help="A .nl file, or a folder of them.")] = Path(),
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Name every test.")] = False,
    coverage: Annotated[bool, typer.Option("--coverage", help="Measure instruction coverage.")] = False,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first failure.")] = False,
    include_servers: Annotated[
        bool, typer.Option("--include-servers", help="Also run servers and nondeterministic programs.")
    ] = False,
    backend: Annotated[Backend, typer.Option("--backend", help="What runs the programs.")] = Backend.interp,
    json_output: Annotated[
        bool, typer.Option("--json", help="Print the totals and failures as JSON.")
    ] = False,
) -> None:
    """Run the @test lines of .nl files.

    Example: nl test -p examples
    """
    from neurlang.programs.native import make_stencils
    from neurlang.programs.testing import RunOptions, find_files, run_suite

    if backend is Backend.jit and coverage:
        raise UsageError("--coverage counts what the interpreter runs; use --backend interp or both.")
    if backend is not Backend.interp:
        make_stencils()
    files = find_files(path)
    options = RunOptions(include_servers, fail_fast, coverage, backend.value)
    incoming = run_suite(files, options)
    reports: list[FileReport] = []
    with progress_bar("Testing", len(files)) as advance:
        for report in incoming:
            reports.append(report)
            advance(1)
    if json_output:
        show_json("neurlang.test/1", _fields(reports, coverage=coverage))
    else:
        _show(reports, verbose=verbose, coverage=coverage)
    if any(report.failed for report in reports):
        raise typer.Exit(1)
    if _totals(reports)["total"] == 0:
        print(f"No test in {_count(len(reports), 'file')}: {_HINT}", file=sys.stderr)
        raise typer.Exit(NO_TESTS)


def _show(reports: list[FileReport], *, verbose: bool, coverage: bool) -> None:
    from neurlang.programs.testing import combined

    for report in reports:
        for line in _lines(report, verbose=verbose, coverage=coverage):
            print(line)
    totals = _totals(reports)
    print(
        f"{_count(totals['total'], 'test')} in {_count(len(reports), 'file')}: {totals['passed']} passed, "
        f"{totals['failed']} failed, {totals['skipped']} skipped"
    )
    if coverage:
        print(f"coverage: {_percentage(combined(report.coverage for report in reports))}")


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


def _totals(reports: list[FileReport]) -> dict[str, int]:
    passed, failed, skipped = (
        sum(getattr(report, key) for report in reports) for key in ("passed", "failed", "skipped")
    )
    return {"total": passed + failed + skipped, "passed": passed, "failed": failed, "skipped": skipped}


def _fields(reports: list[FileReport], *, coverage: bool) -> dict[str, Any]:
    fields = {
        **_totals(reports),
        "files": len(reports),
        "failures": [failure for report in reports for failure in _failures(report)],
    }
    return fields | {"coverage": _coverage_fields(reports)} if coverage else fields


def _coverage_fields(reports: list[FileReport]) -> dict[str, Any]:
    from neurlang.programs.testing import combined

    whole = combined(report.coverage for report in reports)
    return {"reached": whole.reached, "instructions": whole.total, "percent": round(whole.percentage, 2)}


def _failures(report: FileReport) -> list[dict[str, Any]]:
    if report.error is not None:
        error = {"test": None, "line": None, "register": None, "got": report.error, "expected": "a program"}
        return [{"file": report.name, **error}]
    return [
        {
            "file": report.name,
            "test": result.text,
            "line": result.line,
            "register": difference.place,
            "got": difference.got,
            "expected": difference.expected,
        }
        for result in report.results
        for difference in result.differences
    ]
