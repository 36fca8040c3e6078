"""The stencil table: a record for each operation and each choice of pinned slots, as flat bytes.

A record is the padded code, its length and its flags, then kind and offset of each hole; kind 0 ends the list. An
operation's records are consecutive: `record_of` finds the one for given slots.
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

# Kinds of holes. The first are columns of a row, copied into the code unchanged; the last are distances.
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
"""The landing's record is the first."""

NOTE = 2
"""How many numbers the patcher notes for a target's hole; no record has more than one such hole."""

LANDING_BYTES, FINISH_BYTES = 16, 64
"""Bytes reserved for a landing, and for the finish."""


@dataclass(frozen=True, slots=True)
class StencilTable:
    """Records of `RECORD_BYTES` bytes each; `bases` has the first record of each operation."""

    records: bytes
    bases: tuple[int, ...]

    @property
    def record_count(self) -> int:
        """How many records there are."""
        return len(self.records) // RECORD_BYTES

    def record_of(self, operation: int, a: int, b: int, c: int) -> int:
        """The record of an operation with these slots: each pinned slot has its own, all others share one."""
        return self.bases[operation] + record_number(operation, a, b, c)


def record_number(operation: int, a: int, b: int, c: int) -> int:
    """Which of an operation's records is the one for these slots."""
    of_a, of_b, of_c = _PARTS[operation]
    return (
        (of_a[a] if a < PINNED else of_a[PINNED])
        + (of_b[b] if b < PINNED else of_b[PINNED])
        + (of_c[c] if c < PINNED else of_c[PINNED])
    )


_NONE = Choice(0, 0)


def _parts(operation: Operation) -> tuple[tuple[int, ...], ...]:
    """For each hole, what each pinned slot in it adds to the record's number, and what any other slot adds."""
    choices = [operation.uses.get(hole, _NONE) for hole in SLOT_HOLES]
    parts: list[tuple[int, ...]] = []
    step = 1
    for choice in reversed(choices):
        places = [slot - choice.first for slot in range(PINNED + 1)]
        parts.append(tuple(step * (place if 0 <= place < choice.count else choice.count) for place in places))
        step *= choice.count + 1
    return tuple(reversed(parts))


_PARTS = tuple(_parts(operation) for operation in OPERATIONS)


def _bases() -> tuple[int, ...]:
    """The first record of each operation, after those of landing and finish."""
    counts = (len(_places(operation)) for operation in OPERATIONS)
    return tuple(itertools.accumulate(counts, initial=FINISH_RECORD + 1))[:-1]


@cache
def stencil_table(*, hidden: bool = False) -> StencilTable:
    """The table for this version, from the disk cache if it is there; building it takes some seconds.

    `hidden` selects the instrumented stencils for programs with hidden state, under the same numbers.
    """
    return StencilTable(cached_object(CACHED_AS, _key(hidden=hidden), lambda: build(hidden=hidden)), _bases())


def is_table_stored(*, hidden: bool = False) -> bool:
    """Whether the disk cache has the table of plain, or of instrumented, stencils."""
    return has_object(CACHED_AS, _key(hidden=hidden))


def _key(*, hidden: bool) -> tuple[str, ...]:
    return CPU, "instrumented" if hidden else "plain", versions()


def build(*, hidden: bool = False) -> bytes:
    """Compile all parts, and assemble the stencils into records."""
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
        raise ValueError(f"the patcher cannot write a landing of {landing}")
    if len(finish.code) > FINISH_BYTES or finish.holes:
        raise ValueError(f"the patcher cannot write a finish of {finish}")
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
    """All choices of slots; C varies fastest, and memory comes last."""
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
    code = stencil.code.ljust(CODE_BYTES, b"\xcc")  # int3: code that should never be reached traps at once
    return (code + bytes((len(stencil.code), flags)) + holes).ljust(RECORD_BYTES, b"\0")
