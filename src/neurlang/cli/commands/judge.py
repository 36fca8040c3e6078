"""`nl judge`: learn what forms cost on this machine from timings, show it, and say how good it is."""

from __future__ import annotations

import sys
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang import reports
from neurlang.benchmarks import own_corpus, read_corpus
from neurlang.cli.output import show_json, stage_bar
from neurlang.cli.report_lines.judge_report import evaluation_lines, judge_lines, progress_line, variant_lines
from neurlang.cli.streams import terminal
from neurlang.errors import DataError, UsageError
from neurlang.kernels import judge as judging
from neurlang.pipeline import read_formula

if TYPE_CHECKING:
    from collections.abc import Callable

    from neurlang.kernels.expr import Kernel
    from neurlang.kernels.judge import Judge, Progress, Record

SECONDS_BETWEEN_LINES = 5.0


class Action(StrEnum):
    """What to do."""

    variants = "variants"
    measure = "measure"
    calibrate = "calibrate"
    show = "show"
    eval = "eval"


def command(
    action: Annotated[Action, typer.Argument(help="variants, measure, calibrate, show or eval.")],
    formula: Annotated[str | None, typer.Argument(help="For variants: a formula or .fpcore file.")] = None,
    minutes: Annotated[float | None, typer.Option("--minutes", help="How long to measure.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="calibrate in less than 5 minutes.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Add to the forms measured before.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Measure stored forms a second time, to compare the two.")
    ] = False,
    data: Annotated[
        Path | None, typer.Option("--data", help="Folder of measured forms; by default the user's.")
    ] = None,
    from_data: Annotated[
        str | None,
        typer.Option("--from-data", help="Fit or judge without measuring: a folder, a file, or a processor."),
    ] = None,
    peers: Annotated[str, typer.Option("--peers", help="For eval: llvm-mca, osaca.")] = "",
    most: Annotated[int, typer.Option("--most", help="For variants: how many.")] = 12,
    seed: Annotated[int, typer.Option("--seed", help="Of random kernels and variants.")] = 1,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="calibrate: the TOML; show: a drawing, FILE.svg.")
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Learn what forms cost on this machine, from timings; show what was learned and how good it is.

    Example: nl judge calibrate --quick
    """
    if formula is not None and action is not Action.variants:
        raise UsageError(f"nl judge {action} takes no formula.")
    if minutes is not None and not 0 < minutes < 60 * 24 * 7:
        raise UsageError(f"--minutes takes a number above 0 and below a week, found {minutes:g}.")
    if action is Action.variants:
        _variants(formula, most, seed, as_json=json_output)
    elif action is Action.measure:
        _measure(_folder(data), minutes, seed, resume=resume, again=again, as_json=json_output)
    elif action is Action.calibrate:
        _calibrate(data, from_data, minutes, output, quick=quick, resume=resume, as_json=json_output)
    elif action is Action.show:
        _show(data, from_data, output, as_json=json_output)
    else:
        _evaluate(
            data, from_data, [name.strip() for name in peers.split(",") if name.strip()], as_json=json_output
        )


def _variants(formula: str | None, most: int, seed: int, *, as_json: bool) -> None:
    if formula is None:
        raise UsageError('nl judge variants takes a formula, such as "x/y + z/y", or an .fpcore file.')
    if most < 1:
        raise UsageError(f"--most takes a whole number above 0, found {most}.")
    found = judging.variants_of(read_formula(formula), most, seed)
    if as_json:
        show_json(reports.judge_variants_report(found))
    else:
        print("\n".join(variant_lines(found)))


def _measure(
    folder: Path, minutes: float | None, seed: int, *, resume: bool, again: bool, as_json: bool
) -> None:
    length = judging.MINUTES if minutes is None else minutes
    if again:
        other = folder.parent / judging.AGAIN
        progress = judging.measure_again(folder, other, length, _teller(length), seed=seed)
        folder = other
    else:
        _check_empty(folder, resume=resume)
        chosen = judging.chosen_judge().judge if resume else None
        progress = judging.measure_here(folder, _corpus(), length, _teller(length), seed=seed, judge=chosen)
    _end_line()
    contents = judging.read_store(folder)
    for each in contents.damaged:
        print(f"Note: {each.reason}; its forms are measured again.", file=sys.stderr)
    if as_json:
        show_json(reports.judge_measure_report(progress, folder, len(contents.records)))
    else:
        print(f"{progress_line(progress, None)}\n{len(contents.records):,} forms in {folder}")


def _calibrate(
    data: Path | None,
    from_data: str | None,
    minutes: float | None,
    output: Path | None,
    *,
    quick: bool,
    resume: bool,
    as_json: bool,
) -> None:
    path = output or judging.judge_folder() / judging.FILE_NAME
    rounds = 1 if quick else 3
    if from_data is None:
        folder = _folder(data)
        length = minutes if minutes is not None else judging.QUICK_MINUTES if quick else judging.MINUTES
        _check_empty(folder, resume=resume)
        judging.measure_here(folder, _corpus(), length, _teller(length))
        _end_line()
        records = judging.read_store(folder).records
    else:
        records = _records(from_data)
    with stage_bar() as tell:
        judge = judging.fit_judge(records, rounds, tell)
    judging.keep(judge, path)
    _show_judge(judge, f"written to {path}", as_json=as_json)


def _show(data: Path | None, from_data: str | None, output: Path | None, *, as_json: bool) -> None:
    chosen = judging.chosen_judge()
    for reason in chosen.refused:
        print(f"Note: {reason}", file=sys.stderr)
    if chosen.judge is None:
        raise DataError("There is no calibration for this processor; `nl judge calibrate --quick` makes one.")
    if output is not None:
        processor = chosen.judge.about.machine.processor
        records = _records(from_data) if from_data else _stored(data, processor)
        judging.draw_judge(chosen.judge, records, output)
    _show_judge(chosen.judge, chosen.origin, as_json=as_json)


def _show_judge(judge: Judge, origin: str, *, as_json: bool) -> None:
    if as_json:
        show_json(reports.judge_report(judge, origin))
    else:
        print("\n".join(judge_lines(judge, origin)))


def _evaluate(data: Path | None, from_data: str | None, peers: list[str], *, as_json: bool) -> None:
    processor = judging.fingerprint().processor
    records = _records(from_data) if from_data else _stored(data, processor)
    machine, _ = judging.of_one_machine(records)
    again = _again(data, from_data, machine.processor)
    found = judging.find_peers(peers, machine.processor)
    with stage_bar() as tell:
        evaluation = judging.evaluate_judge(records, again, found, tell=tell)
    if as_json:
        show_json(reports.judge_eval_report(evaluation))
    else:
        print("\n".join(evaluation_lines(evaluation, machine)))


def _folder(data: Path | None) -> Path:
    return data or judging.judge_folder() / judging.STORE


def _check_empty(folder: Path, *, resume: bool) -> None:
    if not resume and folder.is_dir() and any(folder.iterdir()):
        raise UsageError(
            f"{folder} has measured forms already; add to them with --resume, or name another --data."
        )


def _records(named: str) -> tuple[Record, ...]:
    """The records of a folder, a file, or those that ship for a processor."""
    path = Path(named)
    if not path.exists():
        path = judging.shipped_data(named)
    if not path.exists():
        raise UsageError(
            f"There are no measured forms in {named}; name a folder, a Parquet file, or a processor."
        )
    contents = judging.read_store(path)
    for each in contents.damaged:
        print(f"Note: {each.reason}", file=sys.stderr)
    return contents.records


def _stored(data: Path | None, processor: str) -> tuple[Record, ...]:
    """The records of this machine; those that ship for the processor if it has none."""
    own = judging.read_store(_folder(data)).records
    if own:
        return own
    shipped = judging.shipped_data(processor)
    if not shipped.exists():
        raise DataError("There are no measured forms here; `nl judge measure` makes some.")
    return judging.read_store(shipped).records


def _again(data: Path | None, from_data: str | None, processor: str) -> tuple[Record, ...]:
    """The records of a second measurement, if there are any."""
    if from_data and not Path(from_data).exists():
        return judging.read_store(judging.shipped_again(processor)).records
    folder = Path(from_data).parent if from_data else _folder(data).parent
    own = judging.read_store(folder / judging.AGAIN).records
    return own or judging.read_store(judging.shipped_again(processor)).records


def _corpus() -> list[Kernel]:
    return [entry.kernel for entry in read_corpus([own_corpus()]) if entry.kernel is not None]


def _teller(minutes: float) -> Callable[[Progress], None]:
    """Shows a line on standard error: rewritten on a terminal, else one every few seconds."""
    start, last = time.monotonic(), [0.0]
    is_terminal = terminal() is not None

    def tell(progress: Progress) -> None:
        now = time.monotonic()
        if now - last[0] < (0.2 if is_terminal else SECONDS_BETWEEN_LINES):
            return
        last[0] = now
        left = max(0.0, 60 * minutes - (now - start))
        end = "\r" if is_terminal else "\n"
        print(f"{progress_line(progress, left):<90}", end=end, file=sys.stderr, flush=True)

    return tell


def _end_line() -> None:
    if terminal() is not None:
        print(file=sys.stderr)
