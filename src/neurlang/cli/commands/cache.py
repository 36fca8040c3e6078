"""`nl cache`: show where compiled code is kept and what is there, or make it smaller."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from neurlang import reports
from neurlang.cli.output import show_json
from neurlang.disk_cache import (
    LIMIT_VARIABLE,
    RefusedError,
    cache_root,
    clear,
    parse_size,
    prune,
    size_limit,
    stored,
)
from neurlang.errors import NeurlangError, UsageError

if TYPE_CHECKING:
    from neurlang.disk_cache import Stored


class Action(StrEnum):
    """What to do with the cache."""

    dir = "dir"
    list = "list"
    size = "size"
    clear = "clear"
    prune = "prune"


def command(
    action: Annotated[Action, typer.Argument(help="dir: where it is; prune: remove old entries.")],
    max_size: Annotated[
        str | None,
        typer.Option(
            "--max-size",
            metavar="SIZE",
            help=f"For prune: how much to keep, such as 200M; by default {LIMIT_VARIABLE}.",
        ),
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Show or empty the cache of compiled code. Removed code is built again when needed.

    Example: nl cache prune --max-size 100M
    """
    if max_size is not None and action is not Action.prune:
        raise UsageError(f"--max-size is for `nl cache prune`, not for {action}")
    limit = _limit(max_size)
    try:
        root = cache_root()
        report, lines = _done(action, root, limit)
    except RefusedError as error:
        raise NeurlangError(f"The cache is not used: {error}") from None
    except OSError as error:
        raise NeurlangError(f"Cannot use {error.filename} ({error.strerror})") from None
    if json_output:
        show_json(report)
        return
    for line in lines:
        print(line)


def _done(action: Action, root: Path, limit: int) -> tuple[Mapping[str, object], list[str]]:
    """Do the action; return what to print, as JSON fields and as lines."""
    if action is Action.dir:
        return reports.cache_dir_report(root), [str(root)]
    if action is Action.list:
        entries = stored(root)
        return reports.cache_list_report(root, entries), [_line(entry) for entry in entries]
    if action is Action.size:
        entries = stored(root)
        total = sum(entry.size for entry in entries)
        return (
            reports.cache_size_report(root, len(entries), total, limit),
            [f"{total:,} bytes in {len(entries):,} entries; at most {limit:,} bytes are kept"],
        )
    name: Literal["clear", "prune"] = "clear" if action is Action.clear else "prune"
    removed = clear(root) if action is Action.clear else prune(root, limit)
    return (
        reports.cache_removed_report(name, root, removed.entries, removed.size),
        [f"Removed {removed.entries:,} entries, {removed.size:,} bytes."],
    )


def _limit(text: str | None) -> int:
    if text is None:
        return size_limit()
    try:
        return parse_size(text)
    except ValueError as error:
        raise UsageError(f"--max-size: {error}") from None


def _line(entry: Stored) -> str:
    day = datetime.fromtimestamp(entry.used, UTC).date()
    return f"{day}  {entry.size:>12,}  {entry.release or '-':<10} {entry.kind:<12} {entry.path.name[:12]}"
