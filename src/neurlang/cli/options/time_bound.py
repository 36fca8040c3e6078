"""The option `--timeout`, the same for every command that runs programs."""

from __future__ import annotations

from typing import Annotated

import typer

from neurlang.errors import UsageError
from neurlang.programs.machine import MOST_SECONDS

Timeout = Annotated[
    float | None,
    typer.Option("--timeout", metavar="SECONDS", help="Bound on the time of each run of a program."),
]


def checked_seconds(timeout: float | None) -> float | None:
    """The time limit, None if there is none. Raises UsageError if it is out of range."""
    if timeout is not None and not 0 < timeout <= MOST_SECONDS:
        raise UsageError(
            f"--timeout {timeout:g}: more than 0 and at most {MOST_SECONDS:,} seconds are wanted"
        )
    return timeout
