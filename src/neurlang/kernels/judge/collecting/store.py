"""The store of records: a folder of Parquet files, to which only whole files are added.

A file is written beside its place and then moved there, so that a kill leaves either all of its records or none.
Pages carry checksums. A damaged file is reported and skipped: its forms are then missing, and are measured again.
A form counts once, by its key; the record that was read first stays.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from neurlang.errors import DataError
from neurlang.kernels.judge.collecting.records import Fingerprint, Record
from neurlang.optional_parts import load
from neurlang.whole_files import TEMPORARY_PREFIX, replacing

SUFFIX = ".parquet"
FORMAT = b"neurlang.judge/1"
MACHINE = tuple(field.name for field in fields(Fingerprint))
COLUMNS = tuple(field.name for field in fields(Record) if field.name != "fingerprint")
MODE = 0o644


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file that cannot be read, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The records of a store, and the files that could not be read."""

    records: tuple[Record, ...]
    damaged: tuple[Damaged, ...]


def write_part(folder: Path, records: Sequence[Record]) -> Path:
    """Add records to a store as one file.

    Raises:
        MissingPartError: pyarrow is not installed.
        DataError: the folder cannot be written.

    """
    path = folder / f"{time.time_ns():020d}-{secrets.token_hex(3)}{SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_file(path, records)
    except OSError as error:
        raise DataError(f"The store {folder} cannot be written: {error.strerror}.") from None
    return path


def write_file(path: Path, records: Sequence[Record], level: int = 9) -> None:
    """Write records as one Parquet file."""
    arrow, parquet = _arrow()
    table = arrow.table({name: _column(records, name) for name in (*COLUMNS, *MACHINE)})
    table = table.replace_schema_metadata({b"format": FORMAT})
    with replacing(path, MODE) as file:
        parquet.write_table(
            table,
            file,
            compression="zstd",
            compression_level=level,
            write_page_checksum=True,
            row_group_size=1 << 20,
        )


def _column(records: Sequence[Record], name: str) -> list[Any]:
    if name in MACHINE:
        return [getattr(each.fingerprint, name) for each in records]
    values = [getattr(each, name) for each in records]
    return [" ".join(value) for value in values] if name == "calls" else values


def read_store(folder: Path) -> Contents:
    """All records of a store, those of a folder that is not there being none.

    Raises:
        MissingPartError: pyarrow is not installed.

    """
    records: dict[str, Record] = {}
    damaged: list[Damaged] = []
    for path in parts_of(folder):
        try:
            for record in read_file(path):
                records.setdefault(record.key, record)
        except DataError as error:
            damaged.append(Damaged(path, str(error)))
    return Contents(tuple(records.values()), tuple(damaged))


def parts_of(folder: Path) -> list[Path]:
    """The files of a store, the oldest first; a file itself is a store of one."""
    if folder.is_file():
        return [folder]
    return sorted(path for path in folder.glob(f"*{SUFFIX}") if not path.name.startswith(TEMPORARY_PREFIX))


def read_file(path: Path) -> list[Record]:
    """The records of one file.

    Raises:
        MissingPartError: pyarrow is not installed.
        DataError: the file is damaged, or of another kind.

    """
    arrow, parquet = _arrow()
    try:
        table = parquet.read_table(path, page_checksum_verification=True)
        if (table.schema.metadata or {}).get(b"format") != FORMAT:
            raise DataError(f"{path.name} is not a file of measured forms of this version.")
        columns = {name: table.column(name).to_pylist() for name in (*COLUMNS, *MACHINE)}
        return list(_records(columns))
    except (arrow.ArrowException, OSError, KeyError, TypeError, ValueError) as error:
        first = str(error).strip().splitlines()[:1]
        raise DataError(f"{path.name} is damaged: {''.join(first)[:160]}") from None


def _records(columns: dict[str, list[Any]]) -> Iterator[Record]:
    for row in zip(*columns.values(), strict=True):
        values = dict(zip(columns, row, strict=True))
        machine = Fingerprint(*(values.pop(name) for name in MACHINE))
        values["calls"] = tuple(values["calls"].split())
        if not (values["ns"] > 0 and values["ratio"] > 0 and values["spread"] >= 0):
            raise DataError("a time is not above 0")
        yield Record(**values, fingerprint=machine)


def compact(folder: Path) -> None:
    """Join the files of a store to one; a kill in between leaves doubles, which reading drops."""
    paths = parts_of(folder)
    contents = read_store(folder)
    damaged = {each.path for each in contents.damaged}
    if len(paths) - len(damaged) > 1:
        write_part(folder, contents.records)
        for path in paths:
            if path not in damaged:
                path.unlink()


def _arrow() -> tuple[Any, Any]:
    what = "the store of measured forms"
    return load("pyarrow", "judge", what), load("pyarrow.parquet", "judge", what)
