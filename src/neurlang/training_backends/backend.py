"""What all backends share: the request, those who watch, and how a model gets to its place."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from neurlang.errors import BackendError
from neurlang.printable import printable
from neurlang.result_files import check_place, writing

LARGEST_MODEL = 1 << 30  # bytes; the shipped model has 2 MB
NO_MODEL = "The training ended without an error, but wrote no model."
LONGEST_LINE = 1 << 20  # bytes of a line of a log; a longer one is shown in parts


@dataclass(frozen=True, slots=True)
class Request:
    """A training: on which data, to which model file, by which command of this package.

    The command also takes `--data=FILE` and `--output=FILE`, which each backend gives it by its own names.
    """

    data: Path
    output: Path
    command: tuple[str, ...]  # after `python -m`, as `neurlang.cli train`
    options: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()  # what the command imports; it is looked for before the command starts

    @property
    def output_name(self) -> str:
        """The name of the model there, where it stands in the command's own folder."""
        return self.output.name

    def check_output(self) -> None:
        """Make the model's folder, so that hours of training do not end there. Raises UsageError."""
        check_place(self.output)


class Watch(Protocol):
    """Sees how a training goes on."""

    def line(self, text: str) -> None:
        """A line of the log of the training, safe to show."""

    def note(self, text: str) -> None:
        """What the backend itself does."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """How much of a stage is done."""


class Backend(Protocol):
    """A place to train."""

    def train(self, request: Request, watch: Watch) -> None:
        """Train, and put the model at `request.output`. A file that is there is kept unless all goes well.

        Raises:
            BackendError: the place is missing, refuses, or the training there fails.
            LeftRunning: an interrupt, after which the training goes on.

        """
        ...


class LeftRunning(KeyboardInterrupt):
    """An interrupt that ended only the watching: the text says how to attach again and how to stop the training."""


class Lines:
    """Cuts the bytes of a log into lines that are safe to show, and passes each on when it is complete."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._rest = b""

    def feed(self, data: bytes) -> None:
        """More of the log."""
        *whole, self._rest = (self._rest + data).split(b"\n")
        for line in whole:
            self._show(line)
        if len(self._rest) > LONGEST_LINE:
            self.end()

    def end(self) -> None:
        """The log is complete: show its last line, if it has no end."""
        if self._rest:
            self._show(self._rest)
        self._rest = b""

    def _show(self, line: bytes) -> None:
        self._watch.line(printable(line.decode("utf-8", "replace").rstrip("\r"), keep="\t"))


def deliver(made: Path, output: Path) -> None:
    """Copy a model that was made elsewhere to its place, whole.

    Raises BackendError if it is missing, a link, or too large.
    """
    if made.is_symlink() or not made.is_file():
        raise BackendError(NO_MODEL)
    if made.stat().st_size > LARGEST_MODEL:
        raise BackendError(f"The model is too large: at most {LARGEST_MODEL:,} bytes are taken")
    with made.open("rb") as source, writing(output) as target:
        shutil.copyfileobj(source, target)
