"""Training examples: one JSON object on each line. The program of each was run and checked before it was written.

| field | type | meaning |
|---|---|---|
| text | string | the prompt |
| intent | int or null | 0–53, from 64 on a function of the library; null if the text asks for several, or for none |
| operand_count | int | how many operand slots are used, 0–4 |
| operands | list of 4 | operand values, padded with 0 (numbers, texts, lists of numbers) |
| program | string or null | the program's text; null if there is none |
| scope | int or null | 0 one operation, 1 several, 2 none: refuse; null if the text teaches the network nothing |
| slots | list of 4 ints | the bins of the operand heads (`reading.slots`) |
| signs | list of 4 ints | 1 if that operand is negative |
| level | int | curriculum level 1–5, 0 for refusals |
| source | string | the maker of the text, as `phrase`, `composed`, `none:banking`, or the file of its program |
| template | string | what the text was made from, as `add {a} and {b}`; empty if it was made word by word |
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from neurlang.errors import DataError
from neurlang.programs.stdlib import FIRST_NUMBER
from neurlang.prompts.reading import BINS, COUNTS, EMPTY, INTENT_COUNT, SLOTS, Scope
from neurlang.prompts.training.parquet import rows_of_parquet
from neurlang.prompts.training.sources.json_lines import json_object

PARQUET = ".parquet"
LAST_NUMBER = (1 << 31) - 1  # of a function of the library

NO_SLOTS: tuple[int, ...] = (EMPTY.bin,) * SLOTS
NO_SIGNS: tuple[int, ...] = (0,) * SLOTS


class LeftOutError(Exception):
    """An example that is not made; the argument says why."""


@dataclass(frozen=True, slots=True)
class Example:
    """One line of a data file; see the module's table."""

    text: str
    intent: int | None
    operand_count: int
    operands: tuple[Any, ...]
    program: str | None
    scope: int | None
    slots: tuple[int, ...]
    signs: tuple[int, ...]
    level: int
    source: str
    template: str = ""


def to_json(example: Example) -> str:
    """The example as one line of JSON, without the line's end."""
    return json.dumps(asdict(example), ensure_ascii=False, separators=(", ", ": "))


def can_learn(example: Example) -> bool:
    """Whether the network has heads for what an example says: none yet for functions of the library, or for code."""
    return example.scope is not None and (example.intent is None or example.intent < INTENT_COUNT)


def read_examples(path: Path) -> Iterator[Example]:
    """The examples of a file of JSON lines, or of a Parquet file.

    Raises DataError for a malformed one: file and line, what is wrong, and how many lines are good.
    """
    if not path.is_file():
        raise DataError(f"Data file not found: {path}\nMake one with `nl datagen -o {path}`.")
    if path.suffix == PARQUET:
        yield from _parquet_examples(path)
        return
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                example = parse_example(line, f"{path}:{number}")
            except DataError as error:
                rest = [_is_good(each) for each in lines]
                good = number - 1 + sum(rest)
                raise DataError(f"{error}; {good:,} of {number + len(rest):,} lines are good") from error
            yield example
    if not path.stat().st_size:
        raise DataError(f"{path} is empty: a data file has one JSON object on each line.")


def _is_good(line: bytes) -> bool:
    try:
        parse_example(line, "")
    except DataError:
        return False
    return True


def _parquet_examples(path: Path) -> Iterator[Example]:
    for number, row in enumerate(rows_of_parquet(path), 1):
        yield example_of(row, f"{path}: row {number}")


def parse_example(line: bytes, origin: str) -> Example:
    """The example of one line. Raises DataError if the line is malformed."""
    try:
        row = json_object(line)
    except ValueError as error:
        raise DataError(f"{origin}: {error}") from error
    return example_of(row, origin)


def example_of(row: dict[str, Any], origin: str) -> Example:
    """The example of a row's fields. Raises DataError if one is missing or wrong."""
    if "text" not in row and "prompt" in row:
        raise DataError(
            f"{origin}: a row of the schema 'library', which has no labels; "
            "make the file with `nl datagen --schema intent` or `full`"
        )
    example = Example(
        text=_field(row, "text", str, origin),
        intent=_intent(row, origin),
        operand_count=_whole(row, "operand_count", 0, COUNTS - 1, origin) or 0,
        operands=tuple(_field(row, "operands", list, origin)),
        program=row.get("program") if isinstance(row.get("program"), str) else None,
        scope=_whole(row, "scope", 0, len(Scope) - 1, origin, optional=True),
        slots=_wholes(row, "slots", BINS - 1, origin),
        signs=_wholes(row, "signs", 1, origin),
        level=_whole(row, "level", 0, 5, origin) or 0,
        source=_field(row, "source", str, origin),
        template=_field(row, "template", str, origin) if "template" in row else "",
    )
    if (example.scope == Scope.ONE) != (example.intent is not None):
        raise DataError(f"{origin}: 'intent' is set if and only if the text asks for one operation (scope 0)")
    return example


def _intent(row: dict[str, Any], origin: str) -> int | None:
    number = _whole(row, "intent", 0, LAST_NUMBER, origin, optional=True)
    if number is not None and INTENT_COUNT <= number < FIRST_NUMBER:
        raise DataError(
            f"{origin}: field 'intent' is {number}, expected 0 to {INTENT_COUNT - 1}, or {FIRST_NUMBER} and more"
        )
    return number


def _field(row: dict[str, Any], name: str, kind: type, origin: str) -> Any:  # noqa: ANN401 - JSON is any type
    if name not in row:
        raise DataError(f"{origin}: field '{name}' is missing")
    if not isinstance(row[name], kind):
        raise DataError(f"{origin}: field '{name}' is a {type(row[name]).__name__}, expected {kind.__name__}")
    return row[name]


def _whole(
    row: dict[str, Any], name: str, low: int, high: int, origin: str, *, optional: bool = False
) -> int | None:
    if optional and row.get(name, 0) is None:
        return None
    value = _field(row, name, int, origin)
    if isinstance(value, bool) or not low <= value <= high:
        raise DataError(f"{origin}: field '{name}' is {value}, expected {low} to {high}")
    return int(value)


def _wholes(row: dict[str, Any], name: str, high: int, origin: str) -> tuple[int, ...]:
    values = _field(row, name, list, origin)
    if len(values) != SLOTS or not all(type(value) is int and 0 <= value <= high for value in values):
        raise DataError(f"{origin}: field '{name}' must be {SLOTS} whole numbers from 0 to {high}")
    return tuple(values)
