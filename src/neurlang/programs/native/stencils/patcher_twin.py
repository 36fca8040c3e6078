"""The patcher in plain Python, for readers: slow, but the same as `patcher` byte for byte.

The finish comes first, then room for a landing of each row and one more, then the rows' code in order. It refuses the
same rows as the patcher.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from neurlang.programs.native.stencils.frame import (
    COLUMNS,
    INDEX_MASK,
    SLOT_BYTES,
    STOP_SHIFT,
    Column,
    Stop,
)
from neurlang.programs.native.stencils.objects import WIDE
from neurlang.programs.native.stencils.table import (
    BEGINS,
    CHARGES,
    DISPATCHES,
    ENDS,
    FINISH_BYTES,
    FINISH_RECORD,
    FIRST_HOLE_AT,
    FLAGS_AT,
    HAS_LANDING,
    HAS_TARGET,
    KIND_OF,
    LANDING_BYTES,
    LENGTH_AT,
    RECORD_BYTES,
    StencilTable,
)

Row = Sequence[int]
FILLER = b"\xcc"


@dataclass(frozen=True, slots=True)
class Patched:
    """The finish and the landings, from 0 on; the code of the rows, from the first offset on.

    `offsets` are the offsets of each row's code; `table` is the table of instructions, empty if it is not used.
    """

    head: bytes
    code: bytes
    offsets: tuple[int, ...]
    table: tuple[int, ...]


class RefusedRowError(ValueError):
    """A row that the patcher refuses; `index` is its number, or the count of rows if the last one does not end."""

    def __init__(self, index: int) -> None:
        super().__init__(f"row {index} is refused")
        self.index = index


def patched(rows: Sequence[int], table: StencilTable, execute_at: int, length: int, slots: int) -> Patched:
    """The code of rows at an address, for a program of `length` instructions and a file of `slots` slots.

    Raises RefusedRowError.
    """
    split = [rows[start : start + COLUMNS] for start in range(0, len(rows), COLUMNS)]
    for index, row in enumerate(split):
        if not _is_sound(row, split, table, length, slots):
            raise RefusedRowError(index)
    records = [_Record.of(table, row[Column.RECORD]) for row in split]
    if not records or not records[-1].flags & ENDS:
        raise RefusedRowError(len(split))
    return _laid(split, records, table, execute_at, length)


@dataclass(frozen=True, slots=True)
class _Record:
    """A record taken apart: code, flags, and (kind, offset) of its holes."""

    code: bytes
    flags: int
    holes: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, table: StencilTable, number: int) -> _Record:
        record = table.records[number * RECORD_BYTES : (number + 1) * RECORD_BYTES]
        holes = []
        for at in range(FIRST_HOLE_AT, RECORD_BYTES - 1, 2):
            if record[at] == 0:
                break
            holes.append((record[at], record[at + 1]))
        return cls(record[: record[LENGTH_AT]], record[FLAGS_AT], tuple(holes))


def _is_sound(row: Row, rows: Sequence[Row], table: StencilTable, length: int, slots: int) -> bool:
    """Whether a row's record, slots, instruction and target exist, and its price is positive."""
    if not FINISH_RECORD < row[Column.RECORD] < table.record_count:
        return False
    places = row[Column.A], row[Column.B], row[Column.C]
    if any(not 0 <= place < slots * SLOT_BYTES or place % SLOT_BYTES for place in places):
        return False
    if row[Column.STATUS] < 0 or row[Column.STATUS] & INDEX_MASK > length:
        return False
    flags = _Record.of(table, row[Column.RECORD]).flags
    if flags & CHARGES and row[Column.NUMBER] <= 0:
        return False
    return not flags & HAS_TARGET or _is_target(row[Column.TARGET], rows, table)


def _is_target(goal: int, rows: Sequence[Row], table: StencilTable) -> bool:
    """Whether code may jump to a row: it charges for a block, or is the end."""
    if not 0 <= goal < len(rows) or not 0 <= rows[goal][Column.RECORD] < table.record_count:
        return False
    return bool(_Record.of(table, rows[goal][Column.RECORD]).flags & BEGINS)


def _laid(
    rows: Sequence[Row], records: Sequence[_Record], table: StencilTable, execute_at: int, length: int
) -> Patched:
    start = FINISH_BYTES + (len(rows) + 1) * LANDING_BYTES
    *offsets, _ = accumulate((len(record.code) for record in records), initial=start)
    head = bytearray(_Record.of(table, FINISH_RECORD).code.ljust(FINISH_BYTES, FILLER))
    head += _landing(table, Stop.INSIDE << STOP_SHIFT, len(head))  # for jumps into the middle of a block
    code = bytearray()
    for row, record in zip(rows, records, strict=True):
        target = offsets[row[Column.TARGET]] if record.flags & HAS_TARGET else 0
        code += _filled(record, row, start + len(code), {"TARGET": target, "LANDING": len(head)})
        if record.flags & HAS_LANDING:
            head += _landing(table, row[Column.STATUS], len(head))
    dispatches = any(record.flags & DISPATCHES for record in records)
    jumps = _table(rows, records, offsets, execute_at, length) if dispatches else ()
    return Patched(bytes(head), bytes(code), tuple(offsets), jumps)


def _landing(table: StencilTable, status: int, at: int) -> bytes:
    """A landing that stores a status; the finish is at 0."""
    row = [0] * COLUMNS
    row[Column.STATUS] = status
    return _filled(_Record.of(table, 0), row, at, {"FINISH": 0}).ljust(LANDING_BYTES, FILLER)


def _filled(record: _Record, row: Row, at: int, goals: dict[str, int]) -> bytes:
    """A record's code with its holes filled in, for an offset."""
    code = bytearray(record.code)
    distances = {KIND_OF[name]: goal for name, goal in goals.items()}
    for kind, offset in record.holes:
        if kind in distances:
            value, width = distances[kind] - (at + offset + 4), 4
        elif kind == KIND_OF[f"NUMBER{WIDE}"]:
            value, width = row[Column.NUMBER], 8
        else:
            value, width = row[kind], 4
        code[offset : offset + width] = value.to_bytes(width, "little", signed=True)
    return bytes(code)


def _table(
    rows: Sequence[Row], records: Sequence[_Record], offsets: Sequence[int], execute_at: int, length: int
) -> tuple[int, ...]:
    """For each instruction, the address of the block that it begins; for others, the address of the first landing."""
    table = [execute_at + FINISH_BYTES] * (length + 1)
    for row, record, offset in zip(rows, records, offsets, strict=True):
        if record.flags & BEGINS:
            table[row[Column.STATUS] & INDEX_MASK] = execute_at + offset
    return tuple(table)
