"""The stencil table: a record for each operation and each choice of pinned slots, as flat bytes.

A record is the code, padded, its length and the number of its holes, then offset and kind of each. A row of
the table of operations says where an operation's records begin, and by how much slots A, B and C move on from there.
"""

from __future__ import annotations

import hashlib
import itertools
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import llvmlite

from neurlang.disk_cache import cached_object
from neurlang.programs.native.stencils import parts
from neurlang.programs.native.stencils.frame import PINNED
from neurlang.programs.native.stencils.objects import CPU, EMPTY, WIDE, Snippet, compiled
from neurlang.programs.native.stencils.operations import FINISH, LANDING, OPERATIONS, Operation, Step

CACHED_AS = "stencils"
CODE_BYTES = 112
RECORD_BYTES = 144
LENGTH_AT, HOLES_AT, FIRST_HOLE_AT = CODE_BYTES, CODE_BYTES + 1, CODE_BYTES + 2
MOST_HOLES = (RECORD_BYTES - FIRST_HOLE_AT) // 2

KINDS = ("A", "B", "C", "NUMBER", f"NUMBER{WIDE}", "NEXT", "STATUS", "TARGET", "LANDING", "FINISH")
KIND_OF = {name: number for number, name in enumerate(KINDS)}

# Columns of the table of operations.
BASE, FLAGS, STRIDE_A, FIRST_A, COUNT_A, STRIDE_B, FIRST_B, COUNT_B, STRIDE_C, FIRST_C, COUNT_C = range(11)
COLUMNS = 16
OPERATION_BYTES = 4 * COLUMNS
HAS_TARGET, BEGINS, ENDS, CHARGES, HAS_LANDING = 1, 2, 4, 8, 16

LANDING_RECORD, FINISH_RECORD = 0, 1

_HEAD = struct.Struct("<QQ")


@dataclass(frozen=True, slots=True)
class StencilTable:
    """Records of `RECORD_BYTES` bytes each, and rows of `COLUMNS` 32-bit numbers for each operation."""

    records: bytes
    operations: bytes

    @property
    def record_count(self) -> int:
        """How many records there are."""
        return len(self.records) // RECORD_BYTES

    def packed(self) -> bytes:
        """As one piece of bytes."""
        return _HEAD.pack(len(self.records), len(self.operations)) + self.records + self.operations


def unpacked(data: bytes) -> StencilTable:
    """The table of those bytes, which the cache has checked."""
    records, operations = _HEAD.unpack_from(data)
    middle = _HEAD.size + records
    return StencilTable(data[_HEAD.size : middle], data[middle : middle + operations])


@cache
def stencil_table() -> StencilTable:
    """The table for this version, from the disk cache where it is there; building it takes some seconds."""
    return unpacked(cached_object(CACHED_AS, (CPU, versions()), lambda: build().packed()))


@cache
def versions() -> str:
    """What shapes the table beside the processor: LLVM, and the sources of this room."""
    digest = hashlib.sha256(f"{llvmlite.__version__} {llvmlite.binding.llvm_version_info}".encode())
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def build() -> StencilTable:
    """Compile all parts and put the stencils together."""
    texts: dict[str, int] = {}
    chosen: list[list[int]] = []
    rows = []
    for operation in (LANDING, FINISH, *OPERATIONS):
        rows.append(_row(operation, len(chosen)))
        chosen += [_part_numbers(operation, places, texts) for places in _places(operation)]
    functions = [text.replace("@part(", f"@part{number}(") for text, number in texts.items()]
    snippets = compiled(functions, parts.declarations())
    stencils = [sum((snippets[number] for number in numbers), EMPTY) for numbers in chosen]
    records = b"".join(_record(stencil) for stencil in stencils)
    landings = [any(hole.name == "LANDING" for hole in stencils[row[BASE]].holes) for row in rows]
    for row, lands in zip(rows, landings, strict=True):
        row[FLAGS] |= HAS_LANDING * lands
    operations = b"".join(struct.pack(f"<{COLUMNS}i", *row) for row in rows[2:])
    return StencilTable(records, operations)


def _row(operation: Operation, base: int) -> list[int]:
    """Base, flags, and for each hole how far its choices lie apart, its first pinned slot and their count."""
    row = [0] * COLUMNS
    row[BASE] = base
    row[FLAGS] = (
        HAS_TARGET * operation.has_target
        | BEGINS * operation.begins
        | ENDS * operation.ends
        | CHARGES * operation.charges
    )
    stride, uses = 1, operation.uses
    for column, hole in ((STRIDE_C, "C"), (STRIDE_B, "B"), (STRIDE_A, "A")):
        if hole in uses:
            row[column : column + 3] = [stride, uses[hole].first, uses[hole].count]
            stride *= uses[hole].count + 1
    return row


def _places(operation: Operation) -> list[dict[str, int]]:
    """All choices of slots, those of C next to each other; what is in memory comes last."""
    uses = operation.uses
    choices = [
        [*range(uses[hole].first, uses[hole].first + uses[hole].count), PINNED] if hole in uses else [PINNED]
        for hole in parts.SLOT_HOLES
    ]
    return [dict(zip(parts.SLOT_HOLES, places, strict=True)) for places in itertools.product(*choices)]


def _part_numbers(operation: Operation, places: dict[str, int], texts: dict[str, int]) -> list[int]:
    return [texts.setdefault(_part_text(step, places), len(texts)) for step in operation.steps]


def _part_text(step: Step, places: dict[str, int]) -> str:
    text = parts.PartText({hole: places[hole] for hole in step.uses})
    step.write(text, step.argument)
    if step.write not in parts.ENDS:
        text.go("CONT")
    return text.function("part")


def _record(stencil: Snippet) -> bytes:
    if len(stencil.code) > CODE_BYTES or len(stencil.holes) > MOST_HOLES:
        raise ValueError(f"a stencil of {len(stencil.code)} bytes and {len(stencil.holes)} holes is too large")
    holes = b"".join(bytes((hole.offset, KIND_OF[hole.name])) for hole in stencil.holes)
    code = stencil.code.ljust(CODE_BYTES, b"\xcc")  # int3: what is never reached stops at once
    return (code + bytes((len(stencil.code), len(stencil.holes))) + holes).ljust(RECORD_BYTES, b"\0")
