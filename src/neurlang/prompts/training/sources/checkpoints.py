"""The unfinished data file of a run, beside the file that it will be: its lines so far, and where each stream is.

`F.partial` has the lines; `F.partial.json` says how many of its bytes are good, and what was counted. A run that was
stopped leaves both; `--resume` goes on from them and ends in the same file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from neurlang.errors import DataError, UsageError
from neurlang.whole_files import replacing

EVERY = 2_000  # lines between two checkpoints
_MODE = 0o666  # before the umask


@dataclass(slots=True)
class Progress:
    """How far a run is: rows and bytes written, the next row of each stream, which streams ended, the figures."""

    rows: int = 0
    size: int = 0
    next_row: dict[str, int] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    def count(self, table: str, name: str, number: int = 1) -> None:
        """Add to a figure."""
        figures = self.counts.setdefault(table, {})
        figures[name] = figures.get(name, 0) + number


class PartialFile:
    """The two files of an unfinished run."""

    def __init__(self, output: Path, job: dict[str, object]) -> None:
        """`job` is what the file's content depends on; a run of another job is not gone on with."""
        self.path = output.with_name(f"{output.name}.partial")
        self.state_path = output.with_name(f"{output.name}.partial.json")
        self.kept_rows = 0  # that the last checkpoint describes
        self._output = output
        self._job = job
        self._file: BinaryIO | None = None

    def start(self) -> Progress:
        """Begin from nothing. Raises UsageError if the file cannot be written."""
        try:
            self.state_path.unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)
            self._file = self.path.open("xb")
        except OSError as error:
            raise UsageError(f"File not writable: {self._output} ({error.strerror})") from error
        return Progress()

    def resume(self) -> Progress:
        """Go on from the last checkpoint; begin from nothing if there is none.

        Raises DataError if the files are damaged or of another job.
        """
        if not self.state_path.exists():
            return self.start()
        try:
            state = json.loads(self.state_path.read_text("utf-8"))
            progress = Progress(**state["progress"])
            job = state["job"]
            size = self.path.stat().st_size
        except (OSError, ValueError, KeyError, TypeError):
            raise DataError(f"{self.state_path}: damaged; start over without --resume") from None
        self._compare(job)
        if size < progress.size:
            raise DataError(
                f"{self.path}: {size:,} bytes, {progress.size:,} expected; start over without --resume"
            )
        try:
            os.truncate(self.path, progress.size)
            self._file = self.path.open("ab")
        except OSError as error:
            raise UsageError(f"File not writable: {self._output} ({error.strerror})") from error
        self.kept_rows = progress.rows
        return progress

    def _compare(self, job: dict[str, object]) -> None:
        for name, wanted in self._job.items():
            if job.get(name) != wanted:
                raise DataError(
                    f"{self.path} is of another run: its {name} is {job.get(name)}, not {wanted}; "
                    "start over without --resume"
                )

    def lines(self) -> Iterator[bytes]:
        """The lines written so far."""
        with self.path.open("rb") as file:
            yield from file

    def write(self, line: bytes) -> None:
        """Append a line. Raises OSError, as if the disk is full."""
        assert self._file is not None  # `start` or `resume`
        self._file.write(line)

    def save(self, progress: Progress) -> None:
        """Write a checkpoint. Raises OSError."""
        assert self._file is not None  # `start` or `resume`
        self._file.flush()
        state: dict[str, Any] = {"job": self._job, "progress": asdict(progress)}
        with replacing(self.state_path, _MODE) as file:
            file.write(json.dumps(state).encode())
        self.kept_rows = progress.rows

    def close(self) -> None:
        """Close the file; it stays. Lines that no longer fit on the disk are lost: no checkpoint counts them."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None

    def remove(self) -> None:
        """Remove both files: the run is complete."""
        self.close()
        self.path.unlink(missing_ok=True)
        self.state_path.unlink(missing_ok=True)
