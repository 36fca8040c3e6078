"""`nl optimize`: find the fastest correct form of a formula, measured on this machine."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang import reports
from neurlang.cli.formulas import (
    Dtype,
    Emit,
    OutputFile,
    checked_dtype,
    is_library,
    keep_source,
    language_of,
    name_for_c,
    show_shared_object,
    show_text,
    write_text,
)
from neurlang.cli.output import show_json, stage_bar
from neurlang.cli.report_lines.optimize_report import report_lines, table_lines
from neurlang.errors import UsageError
from neurlang.kernels.accuracy import read_tolerance
from neurlang.kernels.optimizing import EFFORTS, effort_of, read_measure
from neurlang.kernels.rules import checked_rules
from neurlang.kernels.simd import CompileOptions, build_shared_object
from neurlang.pipeline import (
    DRAWINGS,
    FORMULA_TEXTS,
    LANGUAGES_OF_C,
    CoreResult,
    FormulaRequest,
    could_estimate,
    draw,
    holds_estimates,
    optimize_cores,
    optimize_formula,
    read_cores,
    read_formula,
)

if TYPE_CHECKING:
    from neurlang.benchmarks import Entry
    from neurlang.kernels.optimizing import Optimized

UNTRIED = "forms with estimated reciprocals were not tried: this output cannot express them (.ll and .s can)."


def command(
    formula: Annotated[
        str, typer.Argument(help="A formula, .fpcore file, folder of them, or module:function.")
    ],
    dtype: Dtype = None,
    ranges: Annotated[
        list[str] | None, typer.Option("--range", help="Range of an input, such as x=0:1; may be repeated.")
    ] = None,
    tolerance: Annotated[str, typer.Option("--tolerance", help="4ulp, 1e-6 or exact.")] = "4ulp",
    effort: Annotated[
        str, typer.Option("--effort", help=f"{', '.join(each.name for each in EFFORTS)}.")
    ] = "default",
    rules: Annotated[
        Path | None, typer.Option("--rules", help="A file of additional rules; see docs/rules.md.")
    ] = None,
    measure: Annotated[
        str, typer.Option("--measure", help="Time forms always, never, or where the Judge is unsure.")
    ] = "unsure",
    name: Annotated[str | None, typer.Option("--name", help="Which core of the file.")] = None,
    emit: Emit = None,
    explain: Annotated[bool, typer.Option("--explain", help="Print every step of the rewriting.")] = False,
    graph: Annotated[
        Path | None, typer.Option("--graph", help="Draw the e-graph to FILE.svg or FILE.dot.")
    ] = None,
    output: OutputFile = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Find the fastest form of a formula that stays within a tolerance.

    Example: nl optimize "x/y + z/y" --range x=0:1e6 --range y=1:2 --range z=0:1e6 --explain
    """
    request = FormulaRequest(
        tolerance=read_tolerance(tolerance),
        effort=effort_of(effort).name,
        ranges=dict(map(read_range, ranges or [])),
        rules=() if rules is None else checked_rules(rules),
        measure=read_measure(measure),
    )
    kind = checked_dtype(dtype)
    language = language_of(emit, output)
    keep_source(formula, output, graph)
    c_name = name_for_c(formula, name) if is_library(output) or language in LANGUAGES_OF_C else None
    _check_drawing(graph)
    entries = read_cores(formula, kind, name)
    if entries:
        if emit or output or graph or explain:
            raise UsageError(f"{formula} has {len(entries)} cores; choose one with --name.")
        _optimize_all(entries, request, as_json=json_output)
        return
    # A library may run on machines with other estimates.
    estimating = not is_library(output) if language is None else holds_estimates(language)
    with stage_bar() as progress:
        kernel = read_formula(formula, kind, name)
        found = optimize_formula(kernel, request, progress, estimating=estimating)
    if graph is not None:
        write_text(graph, draw(found, graph.suffix), quiet=emit is not None or json_output)
    if not estimating and could_estimate(found):
        print(f"Note: {UNTRIED}", file=sys.stderr)
    if output is not None and is_library(output):
        made = build_shared_object(found.kernel, output, c_name, CompileOptions())
        show_shared_object(made, as_json=json_output)
    elif language is not None:
        show_text(FORMULA_TEXTS[language](found.kernel, found.options), output)
    else:
        _show(found, is_explained=explain, as_json=json_output)


def _show(found: Optimized, *, is_explained: bool, as_json: bool) -> None:
    if as_json:
        show_json(reports.optimize_report(found, is_explained=is_explained))
    else:
        print("\n".join(report_lines(found, is_explained=is_explained)))


def _check_drawing(graph: Path | None) -> None:
    if graph is not None and graph.suffix not in DRAWINGS:
        raise UsageError(
            f"--graph takes {' or '.join(f'FILE{suffix}' for suffix in DRAWINGS)}, found '{graph}'."
        )


def _optimize_all(entries: list[Entry], request: FormulaRequest, *, as_json: bool) -> None:
    """Optimize the cores of files and print a table. Exits with 1 if one could not be optimized."""
    with stage_bar() as progress:
        cores = optimize_cores(entries, request, progress)
    show_cores(cores, as_json=as_json)
    if any(core.found is None for core in cores):
        raise typer.Exit(1)


def read_range(text: str) -> tuple[str, tuple[float, float]]:
    """`x=0:1` as a name with the ends of a closed interval; an end may be inf or -inf.

    Raises:
        UsageError: the text has another form, or the range is empty.

    """
    name, _, ends = text.partition("=")
    low, _, high = ends.partition(":")
    found = read_end(low, text), read_end(high, text)
    if not name.strip():
        raise not_a_range(text)
    if found[0] > found[1]:
        raise UsageError(f"The range of '{name.strip()}' is empty: {low} is above {high}.")
    if found[0] == found[1] and math.isinf(found[0]):
        raise UsageError(f"The range of '{name.strip()}' has no number: both its ends are {low.strip()}.")
    return name.strip(), found


def read_end(text: str, whole: str) -> float:
    """An end of a range. Raises UsageError if it is not a number, or is beyond the largest one."""
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if math.isnan(found):
        raise not_a_range(whole)
    if math.isinf(found) and "inf" not in text.lower():
        raise UsageError(
            f"--range {whole}: {text.strip()} is beyond the largest 64-bit number; write inf for no end."
        )
    return found


def not_a_range(text: str) -> UsageError:
    """The error for a text that is not a range."""
    return UsageError(f"--range takes NAME=LOW:HIGH, such as x=0:1, found '{text}'.")


def show_cores(cores: list[CoreResult], *, as_json: bool) -> None:
    """Print a table of cores; as JSON, each with its source file."""
    if as_json:
        show_json(reports.optimize_cores_report(cores))
    else:
        print("\n".join(table_lines(cores)))
