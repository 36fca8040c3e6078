"""`nl stdlib`: build, verify and show the standard library, or a library of one's own."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang import reports
from neurlang.cli.output import progress_bar, show_json
from neurlang.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neurlang.programs.stdlib import Verdict

SHOW = "show"


class Stage(StrEnum):
    """What of a function is shown."""

    lowered = "lowered"
    ssa = "ssa"
    asm = "asm"


def command(
    action: Annotated[str | None, typer.Argument(help="show: print how a function is compiled.")] = None,
    names: Annotated[
        list[str] | None, typer.Argument(help="The function to show; with --verify, those to verify.")
    ] = None,
    build: Annotated[
        bool, typer.Option("--build", help="Compile the sources into .nl files with tests.")
    ] = False,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Run every function against its reference, and prove what can be."),
    ] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print all functions as tables: docs/stdlib-functions.md.")
    ] = False,
    source: Annotated[
        Path | None, typer.Option("--source", help="A folder of sources; the library's own if absent.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", help="Where --build writes; lib, or what neurlang.toml says.")
    ] = None,
    references: Annotated[
        Path | None, typer.Option("--references", help="The folder with references.py, for --verify.")
    ] = None,
    stage: Annotated[Stage, typer.Option("--stage", help="What show prints.")] = Stage.asm,
    naive: Annotated[bool, typer.Option("--naive", help="Show the code without any pass.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Name every file or verdict.")] = False,
    json_output: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
) -> None:
    """Build, verify and show the standard library, which is compiled from Python.

    Example: nl stdlib show gcd --stage ssa
    """
    chosen = [*([action] if action is not None and action != SHOW else []), *(names or [])]
    if (action == SHOW) + build + verify + markdown != 1:
        wanted = "nl stdlib --build, nl stdlib --verify, nl stdlib --markdown, or nl stdlib show NAME"
        raise UsageError(f"Say what to do: {wanted}.")
    if build:
        _build(source, output, chosen, verbose=verbose, json_output=json_output)
    elif verify:
        _verify(source, references, chosen, verbose=verbose, json_output=json_output)
    elif markdown:
        _list(source)
    else:
        _show(source, chosen, stage, naive=naive)


def _list(source: Path | None) -> None:
    from neurlang.programs.stdlib import SOURCES, function_page, read_library, read_verdicts

    folder = source or SOURCES
    print(function_page(read_library(folder), read_verdicts(folder)), end="")


def _show(source: Path | None, names: list[str], stage: Stage, *, naive: bool) -> None:
    from neurlang.programs.stdlib import SOURCES, read_library, show

    if len(names) != 1:
        raise UsageError("Name one function: nl stdlib show gcd")
    print(show(read_library(source or SOURCES), names[0], stage.value, naive=naive), end="")


def _build(
    source: Path | None, output: Path | None, names: list[str], *, verbose: bool, json_output: bool
) -> None:
    from neurlang.programs.stdlib import SOURCES, STAGES, build, read_settings

    if names:
        raise UsageError(f"--build compiles all functions; leave out '{names[0]}'.")
    folder = source or SOURCES
    settings = read_settings(modules=frozenset(path.stem for path in folder.glob("[!_]*.py")))
    into = output or Path(settings.output_dir)

    def progress(number: int, text: str) -> None:
        if not json_output:
            print(f"[{number}/{len(STAGES)}] {STAGES[number - 1]}: {text}", flush=True)

    built = build(folder, into, settings, progress)
    if json_output:
        show_json(reports.stdlib_build_report(str(into), built))
    elif verbose:
        for path in built.files:
            print(into / path)


def _verify(
    source: Path | None, references: Path | None, names: list[str], *, verbose: bool, json_output: bool
) -> None:
    from neurlang.programs.stdlib import REFERENCES, SOURCES, read_library, record, verify

    folder = source or SOURCES
    total = len(names) or len(read_library(folder).published)
    verdicts: list[Verdict] = []
    with progress_bar("Verifying", total) as advance:
        for verdict in verify(folder, references or REFERENCES, names):
            verdicts.append(verdict)
            advance(1)
    failed = [verdict for verdict in verdicts if not verdict.passed]
    if json_output:
        show_json(reports.stdlib_verify_report(verdicts))
    else:
        for verdict in verdicts if verbose else failed:
            print(f"{verdict.module}.{verdict.function}: {verdict.text} (reference: {verdict.reference})")
        print("\n".join(_summary(verdicts, len(failed))))
    record(folder, verdicts)
    if failed:
        raise typer.Exit(1)


def _summary(verdicts: list[Verdict], failed: int) -> Iterator[str]:
    proved = sum(verdict.formula == "proved" for verdict in verdicts)
    bounded = sum(bool(verdict.formula) for verdict in verdicts) - proved
    equal = sum(verdict.is_proved and verdict.bound is None for verdict in verdicts)
    equal_so_far = sum(verdict.is_proved and verdict.bound is not None for verdict in verdicts)
    yield f"{len(verdicts)} functions: {len(verdicts) - failed} agree with their references, {failed} fail"
    yield f"proved equal to the reference's formula: {proved} for all inputs, {bounded} to a bound"
    yield f"compiled code proved equal to its source: {equal} for all inputs, {equal_so_far} to a bound"
