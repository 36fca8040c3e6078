"""The record of a benchmark: a JSON line for each core as soon as it is done, for a later run to go on from.

The first line says what the figures depend on: version, options, machine. Lines are only ever added. A run that was
killed may have left a line without its end; that line is dropped when the record is opened again.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from neurlang.benchmarks.kernels.figures import KernelFigures
from neurlang.errors import DataError

SCHEMA = "neurlang.bench.record/1"


class Record:
    """Figures of cores in a file, by a key that names core and length.

    Raises:
        DataError: the file is no record, is damaged, or is of another version, machine or other options.

    """

    def __init__(self, path: Path, facts: dict[str, Any]) -> None:
        self.path = path
        self.done: dict[str, KernelFigures] = {}
        head = {"schema": SCHEMA, **facts}
        lines, kept = self._lines()
        if not lines:
            self._restart(head)
            return
        self._check(_object(lines[0]), json.loads(json.dumps(head)))
        for number, line in enumerate(lines[1:], start=2):
            fields = _object(line)
            try:
                self.done[str(fields["key"])] = KernelFigures(**fields["figures"])
            except (KeyError, TypeError):
                raise self._error(f"line {number} is damaged") from None
        with self._opened("r+b") as file:
            file.truncate(kept)

    def add(self, key: str, figures: KernelFigures) -> None:
        """Write the figures of one core; they are on the disk when this returns."""
        self.done[key] = figures
        self._append({"key": key, "figures": asdict(figures)})

    def _lines(self) -> tuple[list[bytes], int]:
        """The whole lines, and how many bytes they take."""
        if self.path.exists() and not self.path.is_file():  # a pipe without a writer would be waited for
            raise self._error("is no file")
        try:
            text = self.path.read_bytes() if self.path.exists() else b""
        except OSError as error:
            raise self._error(f"cannot be read: {error.strerror}") from None
        kept = text.rfind(b"\n") + 1
        begun = f'{{"schema": "{SCHEMA}'.encode()
        if not kept and text and not (text.startswith(begun) or begun.startswith(text)):
            raise self._error("is no record of a benchmark")
        return text[:kept].splitlines(), kept

    def _check(self, found: dict[str, Any], wanted: dict[str, Any]) -> None:
        if found.get("schema") != SCHEMA:
            raise self._error("is no record of a benchmark")
        for name in wanted:
            if found.get(name) != wanted[name]:
                raise self._error(f"is of {_difference(name, found.get(name), wanted[name])}")

    def _restart(self, head: dict[str, Any]) -> None:
        with self._opened("wb"):
            pass
        self._append(head)

    def _append(self, fields: dict[str, Any]) -> None:
        with self._opened("ab") as file:
            file.write(json.dumps(fields).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _opened(self, mode: str) -> Any:  # noqa: ANN401 - a binary file, of a kind by its mode
        try:
            return self.path.open(mode)
        except OSError as error:
            raise self._error(f"cannot be written: {error.strerror}") from None

    def _error(self, what: str) -> DataError:
        return DataError(f"{self.path} {what}. Name another file, and the run begins anew.")


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _difference(name: str, found: object, wanted: object) -> str:
    """`another machine (cpu: znver4, now skylake)`."""
    if not isinstance(found, dict) or not isinstance(wanted, dict):
        return f"another {name} ({found}, now {wanted})"
    parts = [
        f"{key}: {found.get(key)}, now {wanted.get(key)}"
        for key in dict.fromkeys([*found, *wanted])
        if found.get(key) != wanted.get(key)
    ]
    word = "other options" if name == "options" else f"another {name}"
    return f"{word} ({'; '.join(parts)})"
