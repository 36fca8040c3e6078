"""`nl datagen`: make training data; every example is executed and checked before it is written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang.cli.endings import NOTHING, command_line, ending_lines, explained_interrupt
from neurlang.cli.files import STANDARD_STREAM
from neurlang.cli.output import progress_bar, show_json
from neurlang.errors import UsageError
from neurlang.programs.stdlib import functions_file

if TYPE_CHECKING:
    from neurlang.reports import DatagenReport

_SHOWN = 12  # figures of a table in the summary; --json has all


def command(
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")] = Path(
        "training_data.jsonl"
    ),
    examples: Annotated[
        int, typer.Option("-n", "--num-examples", min=1, help="How many examples.")
    ] = 100_000,
    level: Annotated[
        int | None,
        typer.Option("-l", "--level", min=1, max=5, help="Curriculum levels 1 to this one, in equal shares."),
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed produces the same bytes.")] = 42,
    include_examples: Annotated[
        bool, typer.Option("--include-examples", help="Also use the programs in the folder examples.")
    ] = False,
    stdlib_dir: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DIR",
            help="Also use the functions of this folder of .nl files, or of an installed package; may be repeated.",
        ),
    ] = None,
    file_format: Annotated[str, typer.Option("--format", help="jsonl or parquet.")] = "jsonl",
    fields: Annotated[
        str, typer.Option("--schema", help="The fields of a row: intent, library or full.")
    ] = "intent",
    workers: Annotated[int, typer.Option(min=0, help="Processes; 0 means one per core.")] = 0,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was stopped.")] = False,
    json_output: Annotated[bool, typer.Option("--json", help="Print what was made as JSON.")] = False,
) -> None:
    """Generate training data. Without level and sources, the data are those of the model that ships.

    Example: nl datagen -o data.jsonl -n 100000 --level 5 --include-examples --stdlib-dir lib
    """
    from neurlang import reports
    from neurlang.programs.stdlib import folder_of_functions
    from neurlang.prompts.training import DataJob, Format, Schema, examples_folder, write_data

    job = DataJob(
        examples,
        seed,
        level,
        Schema(_one_of("--schema", fields, [each.value for each in Schema])),
        tuple(map(folder_of_functions, stdlib_dir or ())),
        examples_folder() if include_examples else None,
    )
    written_as = Format(_one_of("--format", file_format, [each.value for each in Format]))
    with explained_interrupt(lambda: _kept(output)), progress_bar("Examples", examples) as advance:
        summary = write_data(
            job, output, written_as, workers or os.cpu_count() or 1, resume=resume, advance=advance
        )
    report = reports.datagen_report(output, job, summary)
    if json_output:
        show_json(report)
    else:
        _show(report)


def _kept(output: Path) -> str:
    """What an interrupted run leaves."""
    partial = output.with_name(f"{output.name}.partial")
    if not partial.exists():
        return NOTHING
    return f"What is made is kept in {partial}; the same command with --resume goes on."


def _one_of(option: str, given: str, allowed: list[str]) -> str:
    if given not in allowed:
        raise UsageError(f"{option} is one of {', '.join(allowed)}, not '{given}'")
    return given


def _show(report: DatagenReport) -> None:
    """Print the summary."""
    print(
        f"{report['output']}: {report['examples']:,} examples, seed {report['seed']}, {report['bytes']:,} bytes"
    )
    made: dict[str, int] = {}
    for source, number in report["made"].items():
        family = source.split(":")[0]
        made[family] = made.get(family, 0) + number
    for name, figures in (
        ("sources", made),
        (
            "levels",
            {f"level {level}" if level != "0" else "none": n for level, n in report["levels"].items()},
        ),
        ("categories", report["categories"]),
        ("intents", report["intents"]),
        ("functions", report["functions"]),
        ("trained on", report["heads"]),
        ("duplicates", report["duplicates"]),
    ):
        if figures:
            _show_figures(name, figures)
    if report["skipped"]:
        print(f"  examples skipped: {len(report['skipped'])}")
        for reason in dict.fromkeys(report["skipped"].values()):
            print(f"    {list(report['skipped'].values()).count(reason):>8,} {reason}")
    print(f"  left out, as they failed a check: {sum(report['left_out'].values()):,}")
    print("\n".join(_ending(report)))


def _ending(report: DatagenReport) -> Iterator[str]:
    output = Path(report["output"])
    written = [] if output == STANDARD_STREAM else [(output, f"the data, {report['bytes']:,} bytes")]
    if written and (beside := functions_file(output)).is_file():
        written.append((beside, "your own functions, for `nl train`"))
    if report["fields"] == "library":
        following = [f"{command_line('nl', 'datagen', '--schema', 'intent')} makes what `nl train` reads"]
    else:
        following = [
            command_line("nl", "train", "--data", output),
            command_line("nl", "accuracy", "--test-data", output),
        ]
    return ending_lines(written, following if written else [])


def _show_figures(name: str, figures: Mapping[str, int]) -> None:
    print(f"  {name}")
    largest = sorted(figures.items(), key=lambda each: -each[1]) if len(figures) > _SHOWN else figures.items()
    for place, (key, number) in enumerate(largest):
        if place == _SHOWN:
            rest = sum(figures.values()) - sum(count for _, count in list(largest)[:_SHOWN])
            print(f"    {rest:>8,} in {len(figures) - _SHOWN} others")
            return
        print(f"    {number:>8,} {key}")
