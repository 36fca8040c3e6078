"""`nl optimize`: find the fastest correct form of a formula, measured on this machine."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from neurlang import benchmarks
from neurlang.cli.formulas import (
    EMITTERS,
    FOR_C,
    SUFFIXES,
    checked_dtype,
    keep_source,
    name_for_c,
    read_kernel,
    show_shared_object,
    write_text,
)
from neurlang.cli.optimize_report import kernel_fields, report_lines, table_lines
from neurlang.cli.output import show_json, stage_bar
from neurlang.errors import UsageError
from neurlang.kernels import egraph, simd
from neurlang.kernels.accuracy import read_tolerance
from neurlang.kernels.optimizing import EFFORTS, Optimized, divides, effort_of, optimize
from neurlang.kernels.rules import checked_rules
from neurlang.kernels.simd import CompileOptions

if TYPE_CHECKING:
    from neurlang.benchmarks import Entry
    from neurlang.kernels.expr import DType
    from neurlang.kernels.optimizing import Progress

SCHEMA = "neurlang.optimize/1"
UNTRIED = "forms with estimated reciprocals were not tried: this output cannot express them (.ll and .s can)."
ESTIMATING = ("llvm", "asm")  # outputs for this machine only, which can use its estimates
DRAWINGS = {
    ".svg": lambda graph, roots: egraph.draw_svg(graph, roots),
    ".dot": lambda graph, roots: egraph.draw_dot(graph, roots),
}
Row = tuple[str, Optimized | str]  # a core's name with its result, or with the reason why there is none


def command(
    formula: Annotated[
        str, typer.Argument(help="A formula, .fpcore file, folder of them, or module:function.")
    ],
    dtype: Annotated[
        str | None, typer.Option("--dtype", help="f32 or f64; by default the formula's own, or f64.")
    ] = None,
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
    name: Annotated[str | None, typer.Option("--name", help="Which core of the file.")] = None,
    emit: Annotated[str | None, typer.Option("--emit", help=f"Print as {', '.join(EMITTERS)}.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Print every step of the rewriting.")] = False,
    graph: Annotated[
        Path | None, typer.Option("--graph", help="Draw the e-graph to FILE.svg or FILE.dot.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="FILE.so .c .h .ll .s .py .glsl .fpcore")
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Find the fastest form of a formula that stays within a tolerance.

    Example: nl optimize "x/y + z/y" --range x=0:1e6 --range y=1:2 --range z=0:1e6 --explain
    """
    settings: dict[str, Any] = {"tolerance": read_tolerance(tolerance), "effort": effort_of(effort).name}
    settings |= {"ranges": dict(map(read_range, ranges or []))}
    settings["rules"] = () if rules is None else checked_rules(rules)
    kind = checked_dtype(dtype)
    emitter = emitter_of(emit, output)
    keep_source(formula, output, graph)
    if emitter in FOR_C or (output is not None and output.suffix == ".so"):
        name_for_c(formula, name)
    if graph is not None and graph.suffix not in DRAWINGS:
        raise UsageError(
            f"--graph takes {' or '.join(f'FILE{suffix}' for suffix in DRAWINGS)}, found '{graph}'."
        )
    entries = cores_of(formula, kind, name)
    if entries:
        if emit or output or graph or explain:
            raise UsageError(f"{formula} has {len(entries)} cores; choose one with --name.")
        rows = optimize_all(entries, settings)
        show_rows(rows, entries, as_json=json_output)
        if any(isinstance(row, str) for _, row in rows):
            raise typer.Exit(1)
        return
    with stage_bar() as progress:
        found = optimize(
            read_kernel(formula, kind, name),
            progress=progress,
            hints=True,
            estimating=can_estimate(emitter, output),
            **settings,
        )
    if graph is not None:
        write_drawing(graph, found, quiet=emit is not None or json_output)
    if not can_estimate(emitter, output) and found.kernel.dtype == "f32" and divides(found.kernel.outputs):
        print(f"Note: {UNTRIED}", file=sys.stderr)
    if output is not None and output.suffix == ".so":
        show_shared_object(
            simd.build_shared_object(found.kernel, output, name_for_c(formula, name), CompileOptions()),
            as_json=json_output,
        )
        return
    if emitter is not None:
        show_text(EMITTERS[emitter](found.kernel, found.options), output)
        return
    if json_output:
        show_json(SCHEMA, kernel_fields(found, is_explained=explain))
        return
    print("\n".join(report_lines(found, is_explained=explain)))


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
    return UsageError(f"--range takes NAME=LOW:HIGH, as x=0:1, found '{text}'.")


def emitter_of(emit: str | None, output: Path | None) -> str | None:
    """The kind of output that `--emit` or `-o` names; None for a report or a library.

    Raises:
        UsageError: there is no such kind of output.

    """
    if output is not None and output.suffix == ".so":
        if emit is not None:
            raise UsageError("Use either --emit or -o FILE.so.")
        return None
    kind = emit or (SUFFIXES.get(output.suffix, "") if output is not None else None)
    if kind is not None and kind not in EMITTERS:
        known = f"--emit takes {', '.join(EMITTERS)}" if emit else f"-o takes .so, {', '.join(SUFFIXES)}"
        raise UsageError(f"{known}; found '{emit or output}'.")
    return kind


def can_estimate(emitter: str | None, output: Path | None) -> bool:
    """Whether the output may use estimated reciprocals: only reports and code of the core loop may.

    Source texts cannot express them, and a library may run on machines with other estimates.
    """
    return emitter in ESTIMATING if emitter is not None else output is None


def cores_of(formula: str, dtype: DType | None, name: str | None) -> list[Entry]:
    """The cores of a folder, or of a file with several of which none is chosen; otherwise an empty list.

    Raises:
        UsageError: a core of a folder is chosen by name.

    """
    path = Path(formula)
    if is_folder(path):
        if name is not None:
            raise UsageError(f"--name chooses a core of a file; {formula} is a folder.")
        return benchmarks.read_corpus([path], dtype)
    if not formula.endswith(".fpcore") or name is not None:
        return []
    entries = benchmarks.read_corpus([path], dtype)
    return entries if len(entries) > 1 else []


def is_folder(path: Path) -> bool:
    """Whether there is a folder of that name. A formula may not even be a possible file name."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def optimize_all(entries: list[Entry], settings: dict[str, Any]) -> list[Row]:
    """Optimise every core; return rows in order. A failure is a row with its reason.

    A range applies to the cores that have the input. If the machine is too noisy for a core, it is tried again after
    the others.
    """
    rows: dict[int, Row] = {
        place: (entry.name, entry.why_not) for place, entry in enumerate(entries) if entry.kernel is None
    }
    left = benchmarks.TimeLeft(len(entries) - len(rows))
    with stage_bar() as progress:

        def work(place: int) -> Optimized:
            entry = entries[place]
            assert entry.kernel is not None
            named = {key: value for key, value in settings["ranges"].items() if key in entry.kernel.names}
            told = at_core(progress, f"{entry.name} ({len(rows) + 1} of {len(entries)}{left.text()})")
            return optimize(entry.kernel, progress=told, **{**settings, "ranges": named})

        for outcome in benchmarks.each_of(
            [place for place in range(len(entries)) if place not in rows], work
        ):
            left.advance()
            rows[outcome.item] = entries[outcome.item].name, outcome.result or outcome.why_not
    return [rows[place] for place in range(len(entries))]


def at_core(progress: Progress, title: str) -> Progress:
    """Progress whose stages are prefixed with the core's name."""
    return lambda stage, done, total: progress(f"{title}: {stage}", done, total)


def show_rows(rows: list[Row], entries: list[Entry], *, as_json: bool) -> None:
    """Print a table of cores; as JSON, each with its source file."""
    if not as_json:
        print("\n".join(table_lines(rows)))
        return
    kernels = [
        {"name": name, "why_not": row} if isinstance(row, str) else kernel_fields(row, is_explained=False)
        for name, row in rows
    ]
    sources = [{"source": entry.source} for entry in entries]
    show_json(SCHEMA, {"kernels": [fields | source for fields, source in zip(kernels, sources, strict=True)]})


def write_drawing(path: Path, found: Optimized, *, quiet: bool) -> None:
    """Draw the searched e-graph."""
    write_text(path, DRAWINGS[path.suffix](found.graph, found.graph.roots), quiet=quiet)


def show_text(text: str, output: Path | None) -> None:
    """Print, or write to a file."""
    if output is None:
        print(text, end="" if text.endswith("\n") else "\n")
        return
    write_text(output, text)
