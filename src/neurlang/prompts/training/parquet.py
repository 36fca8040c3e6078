"""Data files in Parquet: the rows of the JSON lines as columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from neurlang.errors import DataError, NeurlangError
from neurlang.optional_parts import load
from neurlang.result_files import writing

_ROWS_A_GROUP = 10_000
_AS_JSON = ("operands", "test_cases")
"""Columns that hold JSON, because their values have several types."""


def write_parquet(lines: Iterator[bytes], output: Path) -> None:
    """Write lines of JSON as a Parquet file."""
    arrow = load("pyarrow", "train", "writing Parquet")
    parquet = load("pyarrow.parquet", "train", "writing Parquet")
    rows = map(_flat, lines)
    first = list(islice(rows, _ROWS_A_GROUP))
    schema = arrow.schema([(name, _column(arrow, name)) for name in first[0]])
    try:
        with writing(output) as file, parquet.ParquetWriter(file, schema, compression="zstd") as writer:
            group: Iterable[dict[str, Any]] = first
            while rows_of_group := list(group):
                writer.write_table(arrow.Table.from_pylist(rows_of_group, schema=schema))
                group = islice(rows, _ROWS_A_GROUP)
    except arrow.ArrowException as error:
        raise NeurlangError(f"{output} cannot be written as Parquet: {error}") from error


def _flat(line: bytes) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(line)
    return {
        name: json.dumps(value, ensure_ascii=False) if name in _AS_JSON else value
        for name, value in fields.items()
    }


_WHOLES = ("intent", "operand_count", "scope", "level")
_LISTS = ("slots", "signs")


def _column(arrow: Any, name: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    if name in _WHOLES:
        return arrow.int64()
    return arrow.list_(arrow.int64()) if name in _LISTS else arrow.string()


def rows_of_parquet(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file as `write_data` writes it. Raises DataError if it is damaged."""
    arrow = load("pyarrow", "train", "reading Parquet")
    parquet = load("pyarrow.parquet", "train", "reading Parquet")
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches():
                for row in batch.to_pylist():
                    yield {
                        name: json.loads(value) if name in _AS_JSON else value for name, value in row.items()
                    }
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise DataError(f"{path}: not a Parquet file of examples: {error}") from error
