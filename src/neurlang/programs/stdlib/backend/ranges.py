"""Live ranges: where in the code each value is needed, as sets of places held in the bits of a number.

Block after block, each instruction has three places: operands are read at the first, a call changes registers at the
second, the result is written at the third. So a result may have the register of an operand that is read last there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from neurlang.programs.flow import fixpoint
from neurlang.programs.stdlib.ssa import Block, Function, Graph, Var, operands_of, uses_in

PLACES = 3
"""Places of an instruction."""


@dataclass(frozen=True, slots=True)
class Places:
    """The first place of each block, that of its end, and that of each instruction by block and index."""

    start: Mapping[int, int]
    end: Mapping[int, int]

    def of(self, block: int, index: int) -> int:
        """The place where an instruction reads its operands."""
        return self.start[block] + PLACES + PLACES * index


def places_of(function: Function) -> Places:
    """The places of a function in the order of its blocks."""
    start: dict[int, int] = {}
    end: dict[int, int] = {}
    place = 0
    for block in function.blocks:
        start[block.number] = place
        end[block.number] = place + PLACES + PLACES * len(block.body)
        place = end[block.number] + PLACES
    return Places(start, end)


def live_at_starts(function: Function, graph: Graph) -> dict[int, frozenset[Var]]:
    """The values that are live where each block starts, its parameters left out."""
    by_number = function.by_number

    def before(number: int, live: frozenset[Var]) -> frozenset[Var]:
        return frozenset((live | set(_read(by_number[number]))) - _written(by_number[number]))

    def step(number: int, live: Mapping[int, frozenset[Var]]) -> list[tuple[int, frozenset[Var]]]:
        at_start = before(number, live[number])
        return [(source, at_start) for source in graph.predecessors[number]]

    at_ends = fixpoint(dict.fromkeys(graph.order, frozenset[Var]()), step, frozenset.union)
    return {number: before(number, live) for number, live in at_ends.items()}


def _written(block: Block) -> set[Var]:
    return {*block.params, *(each.result for each in block.body if each.result is not None)}


def _read(block: Block) -> set[Var]:
    return set(uses_in(block))


def ranges_of(function: Function, graph: Graph, places: Places) -> dict[Var, int]:
    """The places where each value is live, as the bits of a number."""
    starts = live_at_starts(function, graph)
    ranges: dict[Var, int] = {}

    def add(var: Var, first: int, last: int) -> None:
        ranges[var] = ranges.get(var, 0) | ((1 << (last + 1)) - (1 << first))

    for block in function.blocks:
        number = block.number
        last: dict[Var, int] = {}
        for following in graph.successors[number]:
            last.update(dict.fromkeys(starts[following], places.end[number] + PLACES - 1))
        for arg in operands_of(block.end):
            if isinstance(arg, Var):
                last.setdefault(arg, places.end[number])
        for index in range(len(block.body) - 1, -1, -1):
            instruction, place = block.body[index], places.of(number, index)
            if instruction.result is not None:
                add(instruction.result, place + 2, last.pop(instruction.result, place + 2))
            for arg in instruction.args:
                if isinstance(arg, Var):
                    last.setdefault(arg, place)
        for param in block.params:
            add(param, places.start[number], last.pop(param, places.start[number]))
        for var, place in last.items():
            add(var, places.start[number], place)
    return ranges
