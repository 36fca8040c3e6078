"""Each register's value as an entry value of some register plus a constant distance, if it is one.

A forward data-flow analysis (Kildall, POPL 1973) of copies and of sums with constants. Its lattice has the known places
below the unknown one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from neurlang.programs.flow.definitions import UNTRACKED, destination_of
from neurlang.programs.flow.solver import fixpoint
from neurlang.programs.ir import Instruction, OperandValue, Register

Place = tuple[int, int]
"""A register, and the distance from its value at the entry, modulo 2^64."""

Places = dict[int, Place | None]
"""The place of each register, None if unknown. A register that is missing still has its entry value."""

WIDTHS = {"b": 1, "h": 2, "w": 4, "d": 8}
"""Bytes that loads and stores touch, by the last letter of their mode."""

_ADDED = {"alui.add": 1, "alui.sub": -1}


def place_of(operand: OperandValue, places: Mapping[int, Place | None]) -> Place | None:
    """The place of an operand; None if unknown."""
    if not isinstance(operand, Register) or operand.name in UNTRACKED:
        return None
    return places.get(operand.number, (operand.number, 0))


def accessed(instruction: Instruction, places: Mapping[int, Place | None]) -> tuple[int, int, int] | None:
    """The address and size of a load or store, as register, distance, width; None if unknown."""
    if instruction.op.name not in ("load", "store"):
        return None
    _, base, offset = instruction.operands
    place = place_of(base, places)
    if place is None or type(offset) is not int:
        return None
    return place[0], place[1] + offset, WIDTHS[instruction.op_mode.name[-1]]


def transfer(instruction: Instruction, places: Places) -> None:
    """Update the places for an instruction, except for what the callee of a call changes."""
    into = destination_of(instruction)
    if into is not None:
        places[into] = _result(instruction, places)


def _result(instruction: Instruction, places: Mapping[int, Place | None]) -> Place | None:
    name = instruction.op_mode.full_name
    if name == "mov":
        return place_of(instruction.operands[1], places)
    if name not in _ADDED:
        return None
    _, base, step = instruction.operands
    place = place_of(base, places)
    if place is None or type(step) is not int:
        return None
    return place[0], place[1] + _ADDED[name] * step


def places_at_blocks(entry: int, leave: Callable[[int, Places], Iterable[int]]) -> dict[int, Places]:
    """The places of the registers at the start of each block that can be reached from the entry.

    `leave` takes a block and the places at its start, updates them to its end, and returns the blocks that may follow.
    """

    def step(block: int, found: Mapping[int, Places]) -> list[tuple[int, Places]]:
        places = dict(found[block])
        return [(following, dict(places)) for following in leave(block, places)]

    return fixpoint({entry: {}}, step, _meet)


def _meet(old: Places, new: Places) -> Places:
    both = {}
    for register in {*old, *new}:
        one, other = (places.get(register, (register, 0)) for places in (old, new))
        both[register] = one if one == other else None
    return both
