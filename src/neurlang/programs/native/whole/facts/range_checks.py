"""Accesses that share a bounds check: those at known distances from the initial value of one register.

All instructions of a block run unless one traps. So one check of the whole range before the block fails exactly if one
of the accesses would trap; the program then continues in code that checks each access.
In a round of a loop, some blocks may not run. If the check of a round fails, the round runs in blocks that check each
access.
Method: Gupta, "Optimizing array bound checks using flow analysis", LOPLAS 1993.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from neurlang.programs.flow import Places, Procedure, accessed, places_at_blocks, transfer
from neurlang.programs.ir import Program

FARTHEST = 1 << 20
"""The greatest distance from a register, in bytes, at which accesses share a check."""

_Access = tuple[int, int, int, int]
"""The number of an instruction, its base register, the distance from it, and the width of the access."""


@dataclass(frozen=True, slots=True)
class SharedRange:
    """The `extent` bytes from `low` after a register's initial value, which the instructions `accesses` touch.

    An instruction's number is its index; in a copy of a loop it is shifted by as much as its block's number.
    """

    register: int
    low: int
    extent: int
    accesses: frozenset[int]


def shared_ranges(
    program: Program, start: int, end: int, checked: frozenset[int] = frozenset()
) -> tuple[SharedRange, ...]:
    """The ranges of a block's accesses that at least two of them share; accesses in `checked` are left out."""
    accesses = [each for each in _accesses(program, start, end, {}) if each[0] not in checked]
    return _ranges(accesses)


def round_ranges(
    program: Program, procedure: Procedure, head: int, blocks: frozenset[int], stride: int
) -> tuple[SharedRange, ...]:
    """The ranges of the accesses of a loop's blocks, from the head to the start of the next round."""

    def leave(number: int, places: Places) -> list[int]:
        for index in range(number % stride, procedure.ends[number]):
            transfer(program.instructions[index], places)
        return [following for following in procedure.successors[number] if following in blocks]

    accesses = []
    for number, places in places_at_blocks(head, leave).items():
        start = number % stride
        for index, register, low, width in _accesses(program, start, procedure.ends[number], places):
            accesses.append((number - start + index, register, low, width))
    return _ranges(accesses)


def _ranges(accesses: list[_Access]) -> tuple[SharedRange, ...]:
    found: dict[int, list[tuple[int, int, int]]] = {}
    for number, register, low, width in accesses:
        if abs(low) <= FARTHEST:
            found.setdefault(register, []).append((number, low, width))
    ranges = []
    for register, around in found.items():
        lowest = min(low for _, low, _ in around)
        extent = max(low + width for _, low, width in around) - lowest
        if len({low for _, low, _ in around}) > 1:
            ranges.append(SharedRange(register, lowest, extent, frozenset(number for number, *_ in around)))
    return tuple(ranges)


def _accesses(program: Program, start: int, end: int, places: Places) -> Iterator[_Access]:
    """The accesses of a block whose places are known; `places` is updated from the block's start to its end."""
    for index in range(start, end):
        instruction = program.instructions[index]
        found = accessed(instruction, places)
        if found is not None:
            yield index, *found
        transfer(instruction, places)
