"""How commands print: JSON on one line, and errors on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from neurlang.cli.streams import terminal

if TYPE_CHECKING:
    from neurlang.errors import NeurlangError


def show_json(report: Mapping[str, object]) -> None:
    """Print a report of `neurlang.reports` as one JSON object on one line."""
    text = json.dumps(report, ensure_ascii=False)
    if not text.isprintable() or not _can_print(text):
        text = "".join(
            each if each.isascii() and each.isprintable() else json.dumps(each)[1:-1] for each in text
        )
    print(text)


def _can_print(text: str) -> bool:
    """Whether the encoding of standard output has all characters of a text."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def show_error(error: NeurlangError, *, located: bool, as_json: bool) -> None:
    """Print an error: `Error: …` on standard error, or with `as_json` an object on standard output.

    A located error begins with file, line and column, as in compilers, and has no prefix.
    """
    if as_json:
        from neurlang import reports

        show_json(reports.error_report(error))
        return
    print(str(error) if located else f"Error: {error}", file=sys.stderr)


class Advance(Protocol):
    """Reports that more steps are done, and the total if it was not known before."""

    def __call__(self, steps: int, total: int | None = None) -> None:
        """Advance the bar."""


@contextmanager
def progress_bar(title: str, total: int | None = None) -> Iterator[Advance]:
    """A bar with the time left on standard error, if that is a terminal; otherwise nothing."""
    shown = terminal()
    if shown is None:
        yield lambda _steps, total=None: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=shown), transient=True) as progress:
        task = progress.add_task(title, total=total)

        def advance(steps: int, total: int | None = None) -> None:
            progress.update(task, advance=steps, total=total)

        yield advance


@contextmanager
def stage_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for work in named stages, which `(stage, done, total)` advances; only if standard error is a terminal."""
    shown = terminal()
    if shown is None:
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=shown), transient=True) as progress:
        task = progress.add_task("starting", total=None)
        at = ""

        def advance(stage: str, done: int, total: int) -> None:
            nonlocal at
            if stage != at:
                at = stage
                progress.reset(task, description=stage, total=total)
            progress.update(task, completed=done, total=total)

        yield advance
