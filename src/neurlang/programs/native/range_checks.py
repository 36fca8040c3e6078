"""Accesses of one block that share a bounds check: those at known distances from one register at its start.

All instructions of a block run unless one traps. So one check of the whole range, before the block, fails just where
one of the accesses would: the program is to trap in this block then, and goes on in code that checks each.
Method: Gupta, "Optimizing array bound checks using flow analysis", LOPLAS 1993.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.programs.ir import Register
from neurlang.programs.native.float_state import destination_of
from neurlang.programs.native.straight_line import WIDTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neurlang.programs.ir import Instruction, Program

FARTHEST = 1 << 20
"""Bytes from a register within which accesses share a check."""

_SIGNS = {"add": 1, "sub": -1}


@dataclass(frozen=True, slots=True)
class SharedRange:
    """The bytes from `low` behind a register's value at the block's start that `accesses`, by index, touch."""

    register: int
    low: int
    extent: int
    accesses: frozenset[int]


def shared_ranges(program: Program, start: int, end: int) -> tuple[SharedRange, ...]:
    """The ranges of a block's accesses, where two at least share one."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    for index, register, low, width in _accesses(program, start, end):
        found.setdefault(register, []).append((index, low, width))
    ranges = []
    for register, accesses in found.items():
        lowest = min(low for _, low, _ in accesses)
        extent = max(low + width for _, low, width in accesses) - lowest
        if len({low for _, low, _ in accesses}) > 1:
            ranges.append(SharedRange(register, lowest, extent, frozenset(index for index, *_ in accesses)))
    return tuple(ranges)


def _accesses(program: Program, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Index, register at the block's start, distance from its value there, and width of accesses."""
    distances: dict[
        int, tuple[int, int] | None
    ] = {}  # of registers that were written; None: from nothing known
    for index in range(start, end):
        instruction = program.instructions[index]
        if instruction.op.name in ("load", "store"):
            place = _moved(instruction.operands[1], instruction.operands[2], 1, distances)
            if place is not None:
                yield index, *place, WIDTHS[instruction.op_mode.name[-1]]
        into = destination_of(instruction)
        if into is not None:
            distances[into] = _written(instruction, distances)


def _written(
    instruction: Instruction, distances: dict[int, tuple[int, int] | None]
) -> tuple[int, int] | None:
    """Where the value that an instruction writes lies: a register at the block's start, and the distance from it."""
    if instruction.op.name == "mov":
        return _moved(instruction.operands[1], 0, 1, distances)
    if instruction.op.name == "alui" and instruction.op_mode.name in _SIGNS:
        _, base, offset = instruction.operands
        return _moved(base, offset, _SIGNS[instruction.op_mode.name], distances)
    return None


def _moved(
    base: object, offset: object, sign: int, distances: dict[int, tuple[int, int] | None]
) -> tuple[int, int] | None:
    if not isinstance(base, Register) or base.name in ("pc", "zero") or not isinstance(offset, int):
        return None
    place = distances.get(base.number, (base.number, 0))
    if place is None or abs(place[1] + sign * offset) > FARTHEST:
        return None
    return place[0], place[1] + sign * offset
