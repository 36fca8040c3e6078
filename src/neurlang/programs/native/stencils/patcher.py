"""The patcher: rows become code by copying stencils and filling in their holes; compiled by numba.

It trusts no row: it refuses an operation, slot, target, number or size that does not fit, and refused code is never
run. Every loop of the code passes a charge for a block, so all code ends. `patcher_twin` is the same in plain Python.

The functions here are compiled once, into the object of `runner`; running them does not load numba.
"""

from __future__ import annotations

from collections.abc import Callable, MutableSequence
from typing import Any, Literal, TypeVar, cast

import numba as nb
from llvmlite import ir
from numba.core import cgutils
from numba.core.compiler_lock import global_compiler_lock
from numba.extending import intrinsic

from neurlang.machine_code import hold_over_forks
from neurlang.programs.native.stencils.frame import (
    COLUMNS,
    INDEX_MASK,
    PAGE_SHIFT,
    SLOT_BYTES,
    STOP_SHIFT,
    Column,
    Stop,
)
from neurlang.programs.native.stencils.table import (
    BEGINS,
    CHARGES,
    CODE_BYTES,
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
    NOTE,
    RECORD_BYTES,
)

Pointer = MutableSequence[int]

TOO_LARGE = -(1 << 40)
"""Returned if the code does not fit."""

SHORT = 32
"""Bytes that are copied of a stencil if it is no longer than this."""

# Numba treats integers in modules as constants, but not members of enumerations.
RECORD, A, B, C, TARGET, NUMBER, STATUS = (int(column) for column in Column if column != Column.NEXT)
_INSIDE = int(Stop.INSIDE) << STOP_SHIFT
_HOLE_TARGET, _HOLE_LANDING = (KIND_OF[name] for name in ("TARGET", "LANDING"))
_PAGE = 1 << PAGE_SHIFT
_CROSSING = 7  # bytes that a write may extend into the next page

hold_over_forks(global_compiler_lock)

_types: Any = nb.types
copy_bytes: Any = cgutils.raw_memcpy

Function = TypeVar("Function", bound="Callable[..., object]")


def _compiled(function: Function, inline: Literal["never", "always"] = "never") -> Function:
    """Compile when first called, without checks for division by zero: there is none."""
    return cast("Function", nb.njit(error_model="numpy", boundscheck=False, inline=inline)(function))


def _inlined(function: Function) -> Function:
    """Compile as part of the calling function."""
    return _compiled(function, "always")


def _intrinsic(function: Callable[..., object]) -> Callable[..., None]:
    """A numba intrinsic, with hand-written LLVM instructions."""
    return cast("Callable[..., None]", intrinsic(function))


def _byte(builder: Any, pointer: Any, offset: Any) -> Any:  # noqa: ANN401  (numba and llvmlite have no types)
    bytes_of = builder.bitcast(pointer, ir.IntType(8).as_pointer())
    return builder.gep(bytes_of, [offset])


def _copier(count: int) -> Callable[..., None]:
    """A function that copies `count` bytes from `records` at `start` to `code` at `at`."""

    @_intrinsic
    def copy(_typing: Any, code: Any, at: Any, records: Any, start: Any) -> Any:  # noqa: ANN401
        def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
            into, offset, source, begin = arguments
            length = ir.Constant(ir.IntType(64), count)
            copy_bytes(builder, _byte(builder, into, offset), _byte(builder, source, begin), length, 1)
            return context.get_dummy_value()

        return _types.void(code, at, records, start), generate

    return copy


_copy_landing, _copy_finish = _copier(LANDING_BYTES), _copier(FINISH_BYTES)
_copy_short, _copy_long = _copier(SHORT), _copier(CODE_BYTES)


@_intrinsic
def _put(_typing: Any, code: Any, at: Any, value: Any) -> Any:  # noqa: ANN401
    """Write the low 32 bits of a value to the code at `at`."""

    def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        into, offset, number = arguments
        narrow = builder.trunc(number, ir.IntType(32))
        place = builder.bitcast(_byte(builder, into, offset), ir.IntType(32).as_pointer())
        builder.store(narrow, place, align=1)
        return context.get_dummy_value()

    return _types.void(code, at, value), generate


@_compiled
def patch(
    rows: Pointer, row_count: int, records: Pointer, record_count: int, code: Pointer, capacity: int,
    execute_at: int, offsets: Pointer, table: Pointer, length: int, slots: int, notes: Pointer,
) -> int:  # fmt: skip
    """Write the code of rows, for execution at an address; return its size in bytes.

    `rows`, `offsets` (of each row's code) and `notes` (room for `NOTE` per row) are 32-bit numbers, `table` (each
    instruction's address) has 64-bit numbers, `records` and `code` are bytes. Returns -1 - i if row i is refused, and
    TOO_LARGE if `capacity` bytes may not be enough; code written until then is never run.
    """
    if row_count * (CODE_BYTES + LANDING_BYTES) + CODE_BYTES > capacity:
        return TOO_LARGE
    _copy_finish(code, 0, records, FINISH_RECORD * RECORD_BYTES)
    landing: int = _types.int64(FINISH_BYTES)
    _land(code, landing, records, _INSIDE)
    place: int = FINISH_BYTES + (row_count + 1) * LANDING_BYTES
    noted: int = _types.int64(0)
    flags = 0
    kinds = 0
    for i in range(row_count):
        row = i * COLUMNS
        if not _is_sound(rows, row, row_count, records, record_count, length, slots * SLOT_BYTES):
            return -1 - i
        record = rows[row + RECORD] * RECORD_BYTES
        flags = records[record + FLAGS_AT]
        kinds |= flags
        offsets[i] = place
        _copy_stencil(code, place, records, record)
        if flags & HAS_LANDING:
            landing += LANDING_BYTES
            _land(code, landing, records, rows[row + STATUS])
        noted = _fill_holes(code, place, landing, rows, i, records, record, notes, noted)
        place += records[record + LENGTH_AT]
    if not flags & ENDS:
        return -1 - row_count
    refused = _fill_targets(code, rows, records, offsets, notes, noted)
    if refused != 0:
        return refused
    if kinds & DISPATCHES:
        _fill_table(table, rows, row_count, records, offsets, length, execute_at)
    return place


@_inlined
def _is_sound(
    rows: Pointer, row: int, row_count: int, records: Pointer, record_count: int, length: int, bound: int
) -> bool:
    """Whether a row's record, slots, instruction and target exist, and its price is positive."""
    record = rows[row + RECORD]
    if record <= FINISH_RECORD or record >= record_count:  # the first ones are not operations
        return False
    a, b, c = _types.uint32(rows[row + A]), _types.uint32(rows[row + B]), _types.uint32(rows[row + C])
    if max(a, b, c) >= bound or (a | b | c) % SLOT_BYTES != 0:
        return False
    flags = records[record * RECORD_BYTES + FLAGS_AT]
    status = rows[row + STATUS]
    if status < 0 or (status & INDEX_MASK) > length or (flags & CHARGES and rows[row + NUMBER] <= 0):
        return False
    goal = rows[row + TARGET]
    return not (flags & HAS_TARGET and (goal < 0 or goal >= row_count))


@_inlined
def _copy_stencil(code: Pointer, place: int, records: Pointer, record: int) -> None:
    """Copy the code of a record. Surplus bytes are overwritten by the next row, or follow the last."""
    if records[record + LENGTH_AT] <= SHORT:
        _copy_short(code, place, records, record)
    else:
        _copy_long(code, place, records, record)


@_inlined
def _fill_holes(
    code: Pointer, place: int, landing: int, rows: Pointer, i: int, records: Pointer, record: int,
    notes: Pointer, noted: int,
) -> int:  # fmt: skip
    """Fill in the holes of row i, except for targets, which are noted; return where the next note goes."""
    row = i * COLUMNS
    hole = record + FIRST_HOLE_AT
    kind = records[hole]
    while kind:
        where = place + records[hole + 1]
        if kind < COLUMNS:
            _put(code, where, rows[row + kind])
        elif kind == _HOLE_LANDING:
            _put(code, where, landing - where - 4)
        elif kind == _HOLE_TARGET:
            notes[noted] = where
            notes[noted + 1] = i
            noted += NOTE
        else:
            _put(code, where, rows[row + NUMBER])
            _put(code, where + 4, rows[row + NUMBER] >> 31)  # the sign
        hole += 2
        kind = records[hole]
    return noted


@_inlined
def _fill_targets(
    code: Pointer, rows: Pointer, records: Pointer, offsets: Pointer, notes: Pointer, noted: int
) -> int:
    """Fill in the noted targets. Returns -1 - i if row i has a target that does not begin a block, else 0."""
    for note in range(0, noted, NOTE):
        where, i = _types.int64(notes[note]), notes[note + 1]
        goal = rows[i * COLUMNS + TARGET]
        if not records[rows[goal * COLUMNS + RECORD] * RECORD_BYTES + FLAGS_AT] & BEGINS:
            return -1 - i
        _put(code, where, offsets[goal] - where - 4)
    return 0


@_inlined
def _fill_table(
    table: Pointer, rows: Pointer, row_count: int, records: Pointer, offsets: Pointer, length: int,
    execute_at: int,
) -> None:  # fmt: skip
    """Fill in the address of each instruction: of the block that it begins, or else of the first landing."""
    for index in range(length + 1):
        table[index] = execute_at + FINISH_BYTES
    for i in range(row_count):
        if records[rows[i * COLUMNS + RECORD] * RECORD_BYTES + FLAGS_AT] & BEGINS:
            table[rows[i * COLUMNS + STATUS] & INDEX_MASK] = execute_at + offsets[i]


@_inlined
def _land(code: Pointer, at: int, records: Pointer, status: int) -> None:
    """Write a landing, which is the first record. Its holes are STATUS and FINISH; the finish is at 0."""
    _copy_landing(code, at, records, 0)
    _put(code, at + records[FIRST_HOLE_AT + 1], status)
    where = at + records[FIRST_HOLE_AT + 3]
    _put(code, where, -where - 4)


@_compiled
def reset(
    file: Pointer, image: Pointer, words: int, dirty: Pointer, pages: int, memory: Pointer, size: int
) -> int:
    """Undo a run: restore frame and file from the image, and zero the written pages; return their count."""
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


PATCH_SIGNATURE: Any = _types.int64(
    _types.CPointer(_types.int32), _types.int64, _types.CPointer(_types.uint8), _types.int64,
    _types.CPointer(_types.uint8), _types.int64, _types.int64, _types.CPointer(_types.int32),
    _types.CPointer(_types.int64), _types.int64, _types.int64, _types.CPointer(_types.int32),
)  # fmt: skip
RESET_SIGNATURE: Any = _types.int64(
    _types.CPointer(_types.int64), _types.CPointer(_types.int64), _types.int64,
    _types.CPointer(_types.uint8), _types.int64, _types.CPointer(_types.uint8), _types.int64,
)  # fmt: skip
