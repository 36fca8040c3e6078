"""The stencil table: a record for each operation and each choice of pinned slots, as flat bytes.

A record is the code, padded, its length and its flags, then kind and offset of each hole; kind 0 is none.
An operation's records follow each other: `record_of` finds the one for some slots.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache

from neurlang.disk_cache import cached_object, has_object
from neurlang.programs.native.stencils import parts
from neurlang.programs.native.stencils.frame import PINNED, Column
from neurlang.programs.native.stencils.objects import CPU, EMPTY, WIDE, Snippet, compiled
from neurlang.programs.native.stencils.operations import (
    FINISH,
    LANDING,
    OPERATIONS,
    Choice,
    Operation,
    Step,
    instrumented,
)
from neurlang.programs.native.stencils.part_text import SLOT_HOLES, PartText, declarations
from neurlang.programs.native.versions import versions

CACHED_AS = "stencils"
CODE_BYTES = 160
RECORD_BYTES = 192
LENGTH_AT, FLAGS_AT, FIRST_HOLE_AT = range(CODE_BYTES, CODE_BYTES + 3)
MOST_HOLES = (RECORD_BYTES - FIRST_HOLE_AT - 1) // 2

# Kinds of holes. The first are columns of a row, laid in the code as they stand; then come distances.
KIND_OF = {
    "A": Column.A,
    "B": Column.B,
    "C": Column.C,
    "NUMBER": Column.NUMBER,
    "STATUS": Column.STATUS,
    "NEXT": Column.NEXT,
    f"NUMBER{WIDE}": 8,
    "TARGET": 9,
    "LANDING": 10,
    "FINISH": 11,
}

HAS_TARGET, BEGINS, ENDS, CHARGES, HAS_LANDING, DISPATCHES = 1, 2, 4, 8, 16, 32

FINISH_RECORD = 1
"""Behind the landing's, which is the first."""

NOTE = 2
"""Numbers by which the patcher notes a hole for a target, of which no record has more than one."""

LANDING_BYTES, FINISH_BYTES = 16, 64
"""Room for a landing, and for the finish."""


@dataclass(frozen=True, slots=True)
class StencilTable:
    """Records of `RECORD_BYTES` bytes each; `bases` says where those of each operation begin."""

    records: bytes
    bases: tuple[int, ...]

    @property
    def record_count(self) -> int:
        """How many records there are."""
        return len(self.records) // RECORD_BYTES

    def record_of(self, operation: int, a: int, b: int, c: int) -> int:
        """The record of an operation with these slots: a pinned one has its own, all others share one."""
        record = 0
        for (first, count), slot in zip(_USED[operation], (a, b, c), strict=True):
            place = slot - first
            record = record * (count + 1) + (place if 0 <= place < count else count)
        return self.bases[operation] + record


# Of each operation, first and count of the pinned slots that A, B and C may be; none where it has no such hole.
_NONE = Choice(0, 0)
_USED = tuple(
    tuple(
        (operation.uses.get(hole, _NONE).first, operation.uses.get(hole, _NONE).count) for hole in SLOT_HOLES
    )
    for operation in OPERATIONS
)


def _bases() -> tuple[int, ...]:
    """Where each operation's records begin, behind those of landing and finish."""
    counts = (len(_places(operation)) for operation in OPERATIONS)
    return tuple(itertools.accumulate(counts, initial=FINISH_RECORD + 1))[:-1]


@cache
def stencil_table(*, hidden: bool = False) -> StencilTable:
    """The table for this version, from the disk cache where it is there; building it takes some seconds.

    `hidden` asks for the instrumented stencils of programs with hidden state, under the same numbers.
    """
    return StencilTable(cached_object(CACHED_AS, _key(hidden=hidden), lambda: build(hidden=hidden)), _bases())


def is_table_stored(*, hidden: bool = False) -> bool:
    """Whether the disk cache has the table of plain, or of instrumented, stencils."""
    return has_object(CACHED_AS, _key(hidden=hidden))


def _key(*, hidden: bool) -> tuple[str, ...]:
    return CPU, "instrumented" if hidden else "plain", versions()


def build(*, hidden: bool = False) -> bytes:
    """Compile all parts, and put the stencils together to records."""
    texts: dict[str, int] = {}
    operations = (LANDING, FINISH, *(map(instrumented, OPERATIONS) if hidden else OPERATIONS))
    chosen = [
        (operation, _part_numbers(operation, places, texts))
        for operation in operations
        for places in _places(operation)
    ]
    functions = [text.replace("@part(", f"@part{number}(") for text, number in texts.items()]
    snippets = compiled(functions, declarations())
    stencils = [
        (operation, sum((snippets[number] for number in numbers), EMPTY)) for operation, numbers in chosen
    ]
    (_, landing), (_, finish) = stencils[:2]
    if len(landing.code) > LANDING_BYTES or [hole.name for hole in landing.holes] != ["STATUS", "FINISH"]:
        raise ValueError(f"a landing of {landing} is none that the patcher writes")
    if len(finish.code) > FINISH_BYTES or finish.holes:
        raise ValueError(f"a finish of {finish} is none that the patcher writes")
    return b"".join(_record(stencil, _flags(operation, stencil)) for operation, stencil in stencils)


def _flags(operation: Operation, stencil: Snippet) -> int:
    return (
        HAS_TARGET * operation.has_target
        | BEGINS * operation.begins
        | ENDS * operation.ends
        | CHARGES * operation.charges
        | DISPATCHES * operation.dispatches
        | HAS_LANDING * any(hole.name == "LANDING" for hole in stencil.holes)
    )


def _places(operation: Operation) -> list[dict[str, int]]:
    """All choices of slots, those of C next to each other; what is in memory comes last."""
    uses = operation.uses
    choices = [
        [*range(uses[hole].first, uses[hole].first + uses[hole].count), PINNED] if hole in uses else [PINNED]
        for hole in SLOT_HOLES
    ]
    return [dict(zip(SLOT_HOLES, places, strict=True)) for places in itertools.product(*choices)]


def _part_numbers(operation: Operation, places: dict[str, int], texts: dict[str, int]) -> list[int]:
    return [texts.setdefault(_part_text(step, places), len(texts)) for step in operation.steps]


def _part_text(step: Step, places: dict[str, int]) -> str:
    text = PartText({hole: places[hole] for hole in step.uses})
    step.write(text, step.argument)
    if step.write not in parts.ENDS:
        text.go("CONT")
    return text.function("part")


def _record(stencil: Snippet, flags: int) -> bytes:
    targets = [hole for hole in stencil.holes if hole.name == "TARGET"]
    if len(stencil.code) > CODE_BYTES or len(stencil.holes) > MOST_HOLES or len(targets) > 1:
        raise ValueError(
            f"a stencil of {len(stencil.code)} bytes and {len(stencil.holes)} holes is too large"
        )
    holes = b"".join(bytes((KIND_OF[hole.name], hole.offset)) for hole in stencil.holes)
    code = stencil.code.ljust(CODE_BYTES, b"\xcc")  # int3: what is never reached stops at once
    return (code + bytes((len(stencil.code), flags)) + holes).ljust(RECORD_BYTES, b"\0")
