"""How `nl train` shows a training that runs in a container or on another machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

from neurlang.cli.endings import ending_lines
from neurlang.cli.output import show_json, stage_bar
from neurlang.cli.training_here import ModelFiles, following
from neurlang.errors import BackendError
from neurlang.programs.stdlib import FileFunction
from neurlang.prompts.training import keep_functions
from neurlang.training_backends import Backend, Request

REPORT = "neurlang.train/1"


class Shown:
    """Prints the log: to standard output, or to standard error if that is for the JSON report."""

    def __init__(self, advance: Callable[[str, int, int], None], *, as_json: bool) -> None:
        self.progress = advance
        self.report: dict[str, Any] | None = None
        self._as_json = as_json

    def line(self, text: str) -> None:
        """Print a line of the training, or keep it if it is the report."""
        found = _report_of(text) if self._as_json else None
        if found is not None:
            self.report = found
            return
        print(text, file=sys.stderr if self._as_json else None, flush=True)

    def note(self, text: str) -> None:
        """Print what the backend does."""
        print(text, file=sys.stderr, flush=True)


def train_elsewhere(
    backend: Backend, request: Request, own: Sequence[FileFunction], *, as_json: bool
) -> None:
    """Train by a backend, and print its log or its report."""
    with stage_bar() as advance:
        shown = Shown(advance, as_json=as_json)
        backend.train(request, shown)
    keep_functions(own, request.output)
    if not as_json:
        if str(request.output) != request.output_name:  # the log has only the name
            print(f"Model saved to: {request.output}\n")
            written = ModelFiles(request.output, only_model=True).described()
            print("\n".join(ending_lines(written, following(request.output))))
        return
    if shown.report is None:
        raise BackendError("The training printed no report; the model is written.")
    show_json({**shown.report, "model": str(request.output), "files": [str(request.output)]})


def _report_of(text: str) -> dict[str, Any] | None:
    """The report that a line is; None if it is another line."""
    if not text.startswith("{"):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and found.get("schema") == REPORT else None
