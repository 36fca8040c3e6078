"""The options of `nl run` that limit a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from neurlang.cli.options.time_bound import Timeout, checked_seconds
from neurlang.errors import UsageError
from neurlang.programs.machine import Limits

_DEFAULTS = Limits()


@dataclass(frozen=True, slots=True)
class LimitOptions:
    """Limits on what a run holds at one time, on what it does in total, and on its time."""

    max_tasks: Annotated[int, typer.Option("--max-tasks", help="Bound on tasks.")] = _DEFAULTS.tasks
    max_queued: Annotated[int, typer.Option("--max-queued", help="Bound on values in channels.")] = (
        _DEFAULTS.queued
    )
    max_handles: Annotated[int, typer.Option("--max-handles", help="Bound on open handles.")] = (
        _DEFAULTS.handles
    )
    max_extension_bytes: Annotated[
        int, typer.Option("--max-extension-bytes", help="Bound on bytes that extensions hold.")
    ] = _DEFAULTS.extension_bytes
    max_output: Annotated[int, typer.Option("--max-output", help="Bound on bytes printed in total.")] = (
        _DEFAULTS.output_bytes
    )
    max_written: Annotated[
        int, typer.Option("--max-written", help="Bound on bytes written to files in total.")
    ] = _DEFAULTS.file_bytes
    timeout: Timeout = None

    def limits(self) -> Limits:
        """The limits. Raises UsageError for a value that is out of range."""
        return Limits(
            tasks=_bound("--max-tasks", self.max_tasks),
            queued=_bound("--max-queued", self.max_queued),
            handles=_bound("--max-handles", self.max_handles),
            extension_bytes=_bound("--max-extension-bytes", self.max_extension_bytes),
            output_bytes=_bound("--max-output", self.max_output),
            file_bytes=_bound("--max-written", self.max_written),
            seconds=checked_seconds(self.timeout),
        )


def _bound(flag: str, value: int) -> int:
    if value < 0:
        raise UsageError(f"{flag} {value}: 0 or more is wanted")
    return value
