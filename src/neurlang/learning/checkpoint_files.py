"""Checkpoints on disk: one file, written whole or not at all, with a checksum and the job of the run.

The first line is the schema and a checksum of everything after it. The second is JSON: the job, the figures of the
epochs, and the number of bytes of the weights. The weights of the best epoch and the learner's state follow.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, TypeVar

from neurlang.errors import DataError
from neurlang.learning.job import Job
from neurlang.learning.loop import History, Report
from neurlang.learning.records import from_fields, to_json
from neurlang.result_files import write_file

SCHEMA = "neurlang.checkpoint/2"
LARGEST = 1 << 30  # bytes; a checkpoint of the shipped model has 8 MB
ADVICE = "Delete the file to start again."

R = TypeVar("R", bound=Report)


@dataclass(frozen=True, slots=True)
class CheckpointFile(Generic[R]):
    """The checkpoint of a run in a file: the best weights, and the state that was last."""

    path: Path
    job: Job[Any]
    report_type: type[R]

    def read(self) -> tuple[History[R], bytes] | None:
        """The history and state that were written last; None if there is no file.

        Raises DataError if the file is damaged, or belongs to another job.
        """
        if not self.path.exists():
            return None
        header, body = self._parts()
        origin = str(self.path)
        if header["job"] != self._job():
            difference = _difference(header["job"], self._job())
            raise DataError(f"{origin}: a checkpoint of another job: {difference}.\n{ADVICE}")
        reports = tuple(from_fields(self.report_type, each, origin) for each in header["reports"])
        end = header["weights"]
        return History(reports, body[:end]), body[end:]

    def write(self, history: History[R], state: bytes) -> None:
        """Replace the file by this history and state. Raises UsageError if it cannot be written."""
        header = {
            "job": self._job(),
            "reports": [asdict(each) for each in history.reports],
            "weights": len(history.weights),
        }
        content = b"".join((json.dumps(header).encode(), b"\n", history.weights, state))
        first = f"{SCHEMA} {sha256(content).hexdigest()}\n"
        write_file(self.path, first.encode() + content)

    def _job(self) -> Any:  # noqa: ANN401 - JSON
        return json.loads(to_json(self.job))

    def _parts(self) -> tuple[dict[str, Any], bytes]:
        """The header and the bytes after it, once their checksum is checked."""
        try:
            if self.path.stat().st_size > LARGEST:
                raise DataError(f"{self.path}: too large for a checkpoint; at most {LARGEST} bytes are read")
            first, _, content = self.path.read_bytes().partition(b"\n")
        except OSError as error:
            raise DataError(f"{self.path}: not readable ({error.strerror})") from error
        schema, _, checksum = first.decode("ascii", "replace").partition(" ")
        if schema != SCHEMA:
            raise DataError(f"{self.path}: not a checkpoint of this release.\n{ADVICE}")
        if sha256(content).hexdigest() != checksum:
            raise DataError(f"{self.path}: damaged: its bytes do not match their checksum.\n{ADVICE}")
        line, _, body = content.partition(b"\n")
        return json.loads(line), body


def _difference(there: Any, here: Any) -> str:  # noqa: ANN401 - JSON
    """The first field in which two jobs differ, with both values."""
    found, wanted = dict(_leaves(there)), dict(_leaves(here))
    name = next(each for each in (*wanted, *found) if wanted.get(each) != found.get(each))
    return f"{name} is {found.get(name)} in it and {wanted.get(name)} here"


def _leaves(tree: Any, path: str = "job") -> Iterator[tuple[str, object]]:  # noqa: ANN401 - JSON
    if not isinstance(tree, dict):
        yield path, tree
        return
    for name, value in tree.items():
        yield from _leaves(value, f"{path}.{name}")
