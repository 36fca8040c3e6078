"""Rows of a data file: JSONL as `nl datagen` writes it, in any of its schemas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neurlang.benchmarks.accuracy.expected import is_number
from neurlang.errors import DataError
from neurlang.prompts.training import json_object

PARQUET = ".parquet"
Operand = int | float | str | tuple[int | float, ...]
LEVELS = range(6)  # 0 if nobody said


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a data file: what is asked, and what says how it should be answered."""

    place: str  # file and line
    prompt: str
    program: str | None
    outputs: Mapping[str, Any] | None  # of the first test
    intent: int | None
    operands: tuple[Operand, ...]
    level: int
    context: str

    @property
    def is_comparable(self) -> bool:
        """Whether the row says how it should be answered. A row for code that cannot be predicted has no test."""
        return self.outputs != {}


def read_rows(path: Path) -> tuple[Row, ...]:
    """The rows of a data file.

    Raises:
        DataError: the file is missing, cannot be read, has no rows, or a line is malformed; it names the line, what is
            wrong, and how many good lines come before it.

    """
    if not path.is_file():
        raise DataError(f"Data file not found: {path}\nMake one with `nl datagen -o {path}`.")
    if path.suffix == PARQUET:
        raise DataError(f"{path}: Parquet is not read here; make the file with `nl datagen --format jsonl`.")
    rows = []
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    rows.append(_row_of(line, f"{path}:{number}"))
                except ValueError as error:
                    raise DataError(
                        f"{path}:{number}: {error} (good lines before it: {number - 1:,})"
                    ) from None
    except OSError as error:
        raise DataError(f"Data file not readable: {path} ({error.strerror})") from error
    if not rows:
        raise DataError(f"{path} is empty: a data file has one JSON object on each line.")
    return tuple(rows)


def _row_of(line: bytes, place: str) -> Row:
    """The row of a line. Raises ValueError if it is malformed."""
    fields = json_object(line)
    prompt = fields.get("text", fields.get("prompt"))
    if not isinstance(prompt, str):
        raise ValueError(
            "field 'text' (or 'prompt') is missing" if prompt is None else "the prompt is not a text"
        )
    level = fields.get("level", 0)
    if not isinstance(level, int) or level not in LEVELS:
        raise ValueError(f"field 'level' is {level!r}, expected {LEVELS[0]} to {LEVELS[-1]}")
    program, intent = fields.get("program"), fields.get("intent")
    if not isinstance(program, str | None):
        raise ValueError(f"field 'program' is a {type(program).__name__}, expected a text or null")
    if not isinstance(intent, int | None) or isinstance(intent, bool) or (intent is not None and intent < 0):
        raise ValueError(f"field 'intent' is {intent!r}, expected a number or null")
    outputs = None if program is not None else _outputs_of(fields)
    if program is None and outputs is None and "intent" not in fields:
        raise ValueError("no field 'program', 'test_cases' or 'intent' says what the answer is")
    return Row(
        place, prompt, program, outputs, intent, _operands_of(fields), level, str(fields.get("context", ""))
    )


def _outputs_of(fields: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What the first test says about the results: nothing if code has no test. None for a row without code."""
    if "test_cases" not in fields:
        return None
    cases = fields["test_cases"]
    if not isinstance(cases, list):
        raise ValueError(f"field 'test_cases' is a {type(cases).__name__}, expected a list")
    if not cases:
        return {} if fields.get("assembly") else None
    outputs = cases[0].get("outputs") if isinstance(cases[0], dict) else None
    if not isinstance(outputs, dict):
        raise ValueError("the first of 'test_cases' has no object 'outputs'")
    return outputs


def _operands_of(fields: Mapping[str, Any]) -> tuple[Operand, ...]:
    operands = fields.get("operands", [])
    if not isinstance(operands, list):
        raise ValueError(f"field 'operands' is a {type(operands).__name__}, expected a list")
    count = fields.get("operand_count", len(operands))
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= max(len(operands), 4):
        raise ValueError(f"field 'operand_count' is {count!r}, but there are {len(operands)} operands")
    return tuple(map(_operand_of, operands[:count]))


def _operand_of(value: object) -> Operand:
    if isinstance(value, list) and all(map(is_number, value)):
        return tuple(value)
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        return value
    raise ValueError(f"an operand is a number, a text or a list of numbers, not {value!r}")
