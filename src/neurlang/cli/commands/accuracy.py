"""`nl accuracy`: how many prompts are answered rightly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang import reports
from neurlang.cli.endings import NOTHING, command_line, ending_lines, explained_interrupt
from neurlang.cli.files import write_file
from neurlang.cli.output import progress_bar, show_json
from neurlang.errors import DataError, UsageError
from neurlang.printable import printable

if TYPE_CHECKING:
    from neurlang.benchmarks import Accuracy, Case, Scored, Tally
    from neurlang.cli.output import Advance

LONGEST_SHOWN = 60  # characters of a prompt


def command(
    benchmark: Annotated[
        bool, typer.Option("--benchmark", help="Measure with the suite of 500 cases (the default).")
    ] = False,
    test_data: Annotated[
        Path | None, typer.Option("--test-data", help="Measure with a JSONL file, as nl datagen writes it.")
    ] = None,
    model: Annotated[Path | None, typer.Option(help="A model file; the one that ships if absent.")] = None,
    engine: Annotated[
        str, typer.Option(help="What evaluates the model; auto chooses by its format.")
    ] = "auto",
    confusion: Annotated[
        Path | None, typer.Option("--confusion", help="Draw the confusion matrix into a PNG file.")
    ] = None,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Show each case that was not answered rightly.")
    ] = False,
    json_output: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Measure how many prompts are answered rightly, by the answers of their programs.

    Example: nl accuracy --benchmark
    """
    if benchmark and test_data is not None:
        raise UsageError("Give --benchmark or --test-data, not both.")
    from neurlang.benchmarks import accuracy_of, check_drawing, draw_confusion
    from neurlang.pipeline import measure
    from neurlang.prompts.reading import open_engine

    if confusion is not None:
        check_picture(confusion)
        check_drawing()
    opened = open_engine(model, engine)
    cases, count, skipped = cases_for(test_data)
    with explained_interrupt(lambda: NOTHING), progress_bar("Cases", count) as advance:
        accuracy = accuracy_of(counted(measure(cases, opened), advance))
    if confusion is not None:
        write_file(confusion, draw_confusion(accuracy.confused, f"{name_of(test_data)}, {opened.model.name}"))
    if json_output:
        show_json(reports.accuracy_report(test_data, opened, accuracy, skipped, with_misses=verbose))
        return
    print(f"{name_of(test_data)}: {count:,} cases. Model: {opened.model}, engine {opened.name}.\n")
    print("\n".join(report_lines(accuracy, verbose=verbose)))
    print("\n".join(last_lines(accuracy, skipped, verbose=verbose)))
    written = [] if confusion is None else [(confusion, "the confusion matrix")]
    print("\n".join(ending_lines(written, following(test_data, model, accuracy, verbose=verbose))))


def cases_for(test_data: Path | None) -> tuple[Iterable[Case], int, int]:
    """The cases of the suite or of a data file, how many they are, and how many rows of the file are none.

    Raises DataError if the file is malformed or none of its rows says how it should be answered.
    """
    from neurlang.benchmarks import cases_of, read_rows, read_suite
    from neurlang.pipeline import quiet_host

    if test_data is None:
        suite = read_suite()
        return suite, len(suite), 0
    rows = read_rows(test_data)
    count = sum(row.is_comparable for row in rows)
    if not count:
        raise DataError(f"{test_data}: no row says how it should be answered.")
    return cases_of(rows, quiet_host), count, len(rows) - count


def counted(scored: Iterable[Scored], advance: Advance) -> Iterator[Scored]:
    """The same, while a bar advances."""
    for each in scored:
        advance(1)
        yield each


def check_picture(path: Path) -> None:
    """Raise UsageError if the picture cannot be written there: better now than after the measurement."""
    if path.suffix.lower() != ".png":
        raise UsageError(f"--confusion writes a .png file, not {path}")
    if not path.parent.is_dir():
        raise UsageError(f"--confusion: there is no folder {path.parent}")


def name_of(test_data: Path | None) -> str:
    """What was measured with."""
    return "Benchmark suite" if test_data is None else str(test_data)


def report_lines(accuracy: Accuracy, *, verbose: bool) -> Iterator[str]:
    """The figures for people."""
    yield f"{'level':<16}{'cases':>7}{'right':>9}{'refused':>9}{'wrong':>7}{'error':>7}"
    for level, tally in accuracy.levels.items():
        yield tally_line(str(level) if level else "not given", tally)
    yield tally_line("all", accuracy.total)
    if accuracy.without_answer.cases:
        yield tally_line("without answer", accuracy.without_answer)
    yield ""
    yield f"{'confidence':<16}{'said':>7}{'right':>9}{'answers':>9}"
    for each in accuracy.bins:
        share = each.right / each.count
        yield f"{each.low:.2f} to {each.high:.2f}    {each.confidence:>7.3f}{share:>9.3f}{each.count:>9,}"
    if accuracy.calibration_error is not None:
        yield f"calibration error: {accuracy.calibration_error:.4f}"
    latency = accuracy.latency
    yield ""
    yield (
        f"time of an answer: mean {latency.mean:.2f} ms, median {latency.median:.2f} ms, "
        f"99th percentile {latency.percentile_99:.2f} ms"
    )
    if verbose and accuracy.misses:
        yield ""
        yield from map(miss_line, accuracy.misses)


def tally_line(name: str, tally: Tally) -> str:
    """A row of the table."""
    right = f"{tally.right / tally.cases:.1%}"
    return f"{name:<16}{tally.cases:>7,}{right:>9}{tally.refused:>9,}{tally.wrong:>7,}{tally.error:>7,}"


def miss_line(scored: Scored) -> str:
    """A case that was not answered rightly."""
    prompt, verdict = scored.case.prompt, scored.verdict.value
    wanted = " or ".join(map(str, scored.case.accepted))
    shown = prompt if len(prompt) <= LONGEST_SHOWN else f"{prompt[: LONGEST_SHOWN - 1]}…"
    found = f", got {scored.said}" if verdict == "wrong" else ""
    return printable(f"  {verdict:<8} {scored.case.level}  {shown}  (wanted {wanted}{found})")


def last_lines(accuracy: Accuracy, skipped: int, *, verbose: bool) -> Iterator[str]:
    """What was left out, and what is not shown."""
    yield ""
    if skipped:
        yield f"Left out: {skipped:,} rows that do not say how they should be answered."
    if accuracy.misses and not verbose:
        yield f"{len(accuracy.misses):,} cases were not answered rightly; -v shows them."


def following(test_data: Path | None, model: Path | None, accuracy: Accuracy, *, verbose: bool) -> list[str]:
    """The commands that one may give now."""
    named = () if model is None else ("--model", model)
    measured = ("--benchmark",) if test_data is None else ("--test-data", test_data)
    commands = [f'{command_line("nl", "prompt", *named)} "add 5 and 3"']
    if accuracy.misses and not verbose:
        commands.insert(0, command_line("nl", "accuracy", *measured, *named, "-v"))
    return commands
