"""The patcher: rows become code by copying stencils and filling in their holes; compiled by numba.

It trusts no row: an operation, slot, target, number or size that does not fit is refused before anything is
written. Every loop of the code passes a charge for a block, so all code ends. `patcher_twin` is the same in
plain Python.

The functions here are compiled once, into the object of `runner`; nothing of numba is loaded to run them.
"""

from __future__ import annotations

from typing import Any

import numba as nb
from llvmlite import ir
from numba.core import cgutils
from numba.extending import intrinsic

from neurlang.programs.native.stencils.frame import (
    INDEX_MASK,
    PAGE_SHIFT,
    STOP_SHIFT,
    Stop,
)
from neurlang.programs.native.stencils.lowering import A, B, C, OPERATION, NUMBER, ROW_COLUMNS, STATUS, TARGET
from neurlang.programs.native.stencils.objects import WIDE
from neurlang.programs.native.stencils.table import (
    BASE,
    BEGINS,
    CHARGES,
    CODE_BYTES,
    COLUMNS,
    ENDS,
    FINISH_RECORD,
    FIRST_HOLE_AT,
    FLAGS,
    HAS_LANDING,
    HAS_TARGET,
    HOLES_AT,
    KIND_OF,
    LANDING_RECORD,
    LENGTH_AT,
    RECORD_BYTES,
    STRIDE_A,
    STRIDE_B,
    STRIDE_C,
)

TOO_LARGE = -(1 << 40)
"""What is given where the code has no room."""

SHORT = 64
"""Bytes that are copied of a stencil that is no longer."""

# Numba makes constants of integers that modules hold, not of enumerations.
_INSIDE = int(Stop.INSIDE) << STOP_SHIFT
_HOLE_C, _HOLE_NUMBER, _HOLE_NEXT, _HOLE_STATUS = (KIND_OF[name] for name in ("C", "NUMBER", "NEXT", "STATUS"))
_HOLE_WIDE = KIND_OF[f"NUMBER{WIDE}"]
_HOLE_TARGET, _HOLE_LANDING = KIND_OF["TARGET"], KIND_OF["LANDING"]
_MOST = (1 << 31) - 1
_SLOT_BYTES = 8
_PAGE = 1 << PAGE_SHIFT
_CROSSING = 7  # bytes that a write may reach into the next page

_compiled = nb.njit(error_model="numpy", boundscheck=False, inline="never")
_types = nb.types


def _byte(builder: Any, pointer: Any, offset: Any) -> Any:  # noqa: ANN401  (numba and llvmlite have no types)
    bytes_of = builder.bitcast(pointer, ir.IntType(8).as_pointer())
    return builder.gep(bytes_of, [offset])


def _copier(count: int) -> Any:  # noqa: ANN401
    """A function that copies so many bytes from records at `start` to the code at `at`."""

    @intrinsic  # type: ignore[untyped-decorator]
    def copy(_typing: Any, code: Any, at: Any, records: Any, start: Any) -> Any:  # noqa: ANN401
        def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
            into, offset, source, begin = arguments
            length = ir.Constant(ir.IntType(64), count)
            cgutils.raw_memcpy(builder, _byte(builder, into, offset), _byte(builder, source, begin), length, 1)
            return context.get_dummy_value()

        return _types.void(code, at, records, start), generate

    return copy


_copy_short, _copy_long = _copier(SHORT), _copier(CODE_BYTES)


@intrinsic  # type: ignore[untyped-decorator]
def _put(_typing: Any, code: Any, at: Any, value: Any) -> Any:  # noqa: ANN401
    """Lay the low 32 bits of a value in the code at `at`."""

    def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        into, offset, number = arguments
        narrow = builder.trunc(number, ir.IntType(32))
        place = builder.bitcast(_byte(builder, into, offset), ir.IntType(32).as_pointer())
        builder.store(narrow, place, align=1)
        return context.get_dummy_value()

    return _types.void(code, at, value), generate


@_compiled  # type: ignore[untyped-decorator]
def patch(
    rows: Any, row_count: int, records: Any, operations: Any, operation_count: int, code: Any, capacity: int,
    execute_at: int, offsets: Any, table: Any, length: int, slots: int,
) -> int:  # fmt: skip
    """Write the code of rows, for execution at an address; its size in bytes.

    `rows`, `operations`, `offsets` (of each row's code) are 32-bit numbers, `table` (of each instruction's
    address) 64-bit ones, `records` and `code` bytes. Gives -1 - i where row i is refused, TOO_LARGE where
    `capacity` bytes do not do.
    """
    place = 0
    landings = 1
    flags = 0
    for i in range(row_count):
        row = i * ROW_COLUMNS
        operation = rows[row + OPERATION]
        if operation < 0 or operation >= operation_count:
            return -1 - i
        flags = operations[operation * COLUMNS + FLAGS]
        a, b, c = rows[row + A], rows[row + B], rows[row + C]
        goal, number, status = rows[row + TARGET], rows[row + NUMBER], rows[row + STATUS]
        if a < 0 or a >= slots or b < 0 or b >= slots or c < 0 or c >= slots:
            return -1 - i
        if status < 0 or (status & INDEX_MASK) > length or (flags & CHARGES and number <= 0):
            return -1 - i
        if flags & HAS_TARGET:
            if goal < 0 or goal >= row_count:
                return -1 - i
            there = rows[goal * ROW_COLUMNS + OPERATION]
            if there < 0 or there >= operation_count or not operations[there * COLUMNS + FLAGS] & BEGINS:
                return -1 - i
        offsets[i] = place
        landings += (flags & HAS_LANDING) != 0
        record = _record(operations, operation, a, b, c)
        place += records[record * RECORD_BYTES + LENGTH_AT]
    if row_count == 0 or not flags & ENDS:
        return -row_count
    landing_bytes = _types.int64(records[LANDING_RECORD * RECORD_BYTES + LENGTH_AT])
    finish = place + landings * landing_bytes
    if finish + CODE_BYTES > capacity:
        return TOO_LARGE
    for index in range(length + 1):
        table[index] = execute_at + place
    landing = place
    for i in range(row_count):
        row = i * ROW_COLUMNS
        operation = rows[row + OPERATION]
        flags = operations[operation * COLUMNS + FLAGS]
        a, b, c = rows[row + A], rows[row + B], rows[row + C]
        goal, number, status = rows[row + TARGET], rows[row + NUMBER], rows[row + STATUS]
        record = _record(operations, operation, a, b, c)
        at = offsets[i]
        target = _types.int64(offsets[goal]) if flags & HAS_TARGET else 0
        if flags & HAS_LANDING:
            landing += landing_bytes
        _fill(code, at, records, record, a, b, c, number, status, target, landing, finish)
        if flags & BEGINS:
            table[status & INDEX_MASK] = execute_at + at
    # Landings come last: a copy of a row's code may write over what follows it.
    landing = place
    _fill(code, landing, records, LANDING_RECORD, 0, 0, 0, 0, _INSIDE, 0, 0, finish)
    for i in range(row_count):
        row = i * ROW_COLUMNS
        if operations[rows[row + OPERATION] * COLUMNS + FLAGS] & HAS_LANDING:
            landing += landing_bytes
            _fill(code, landing, records, LANDING_RECORD, 0, 0, 0, 0, rows[row + STATUS], 0, 0, finish)
    _fill(code, finish, records, FINISH_RECORD, 0, 0, 0, 0, 0, 0, 0, 0)
    return finish + records[FINISH_RECORD * RECORD_BYTES + LENGTH_AT]


@nb.njit(error_model="numpy", boundscheck=False, inline="always")  # type: ignore[untyped-decorator]
def _record(operations: Any, operation: int, a: int, b: int, c: int) -> int:
    """The record of an operation with these slots."""
    row = operation * COLUMNS
    return (
        operations[row + BASE]
        + _choice(operations, row + STRIDE_A, a)
        + _choice(operations, row + STRIDE_B, b)
        + _choice(operations, row + STRIDE_C, c)
    )


@nb.njit(error_model="numpy", boundscheck=False, inline="always")  # type: ignore[untyped-decorator]
def _choice(operations: Any, column: int, slot: int) -> int:
    """How far the records of a slot lie from the first: a pinned one has its own, all others the last."""
    place = _types.uint32(slot - operations[column + 1])  # below the first is far above the last
    return operations[column] * _types.int64(min(place, _types.uint32(operations[column + 2])))


@nb.njit(error_model="numpy", boundscheck=False)  # type: ignore[untyped-decorator]
def _fill(
    code: Any, at: int, records: Any, record: int, a: int, b: int, c: int, number: int, status: int,
    target: int, landing: int, finish: int,
) -> None:  # fmt: skip
    """Copy a record's code to `at` and fill in its holes. What is copied too much is overwritten next."""
    start = record * RECORD_BYTES
    if records[start + LENGTH_AT] <= SHORT:
        _copy_short(code, at, records, start)
    else:
        _copy_long(code, at, records, start)
    for hole in range(records[start + HOLES_AT]):
        where = at + records[start + FIRST_HOLE_AT + 2 * hole]
        kind = records[start + FIRST_HOLE_AT + 2 * hole + 1]
        if kind <= _HOLE_C:
            slot = a if kind == 0 else b if kind == 1 else c
            _put(code, where, slot * _SLOT_BYTES)
        elif kind == _HOLE_NUMBER:
            _put(code, where, number)
        elif kind == _HOLE_WIDE:
            _put(code, where, number)
            _put(code, where + 4, number >> 31)  # the sign
        elif kind == _HOLE_NEXT:
            _put(code, where, (status & INDEX_MASK) + 1)
        elif kind == _HOLE_STATUS:
            _put(code, where, status)
        else:
            goal = target if kind == _HOLE_TARGET else landing if kind == _HOLE_LANDING else finish
            _put(code, where, goal - where - 4)


@_compiled  # type: ignore[untyped-decorator]
def reset(file: Any, image: Any, words: int, dirty: Any, pages: int, memory: Any, size: int) -> int:
    """Make a run's leavings undone: frame and file as in the image, written pages of the memory 0; how many."""
    for word in range(words):
        file[word] = image[word]
    cleared = 0
    for page in range(pages):
        if dirty[page]:
            dirty[page] = 0
            begin = page * _PAGE
            for address in range(begin, min(begin + _PAGE + _CROSSING, size)):
                memory[address] = 0
            cleared += 1
    return cleared


PATCH_SIGNATURE = _types.int64(
    _types.CPointer(_types.int32), _types.int64, _types.CPointer(_types.uint8), _types.CPointer(_types.int32),
    _types.int64, _types.CPointer(_types.uint8), _types.int64, _types.int64, _types.CPointer(_types.int32),
    _types.CPointer(_types.int64), _types.int64, _types.int64,
)  # fmt: skip
RESET_SIGNATURE = _types.int64(
    _types.CPointer(_types.int64), _types.CPointer(_types.int64), _types.int64,
    _types.CPointer(_types.uint8), _types.int64, _types.CPointer(_types.uint8), _types.int64,
)  # fmt: skip
