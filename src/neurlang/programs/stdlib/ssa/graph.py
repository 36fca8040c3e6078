"""The graph of a function's blocks: order, dominators, loops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from neurlang.programs.stdlib.ssa.values import Function, edges_of


@dataclass(frozen=True, slots=True)
class Loop:
    """A natural loop: its header, and its blocks, the header included."""

    header: int
    blocks: frozenset[int]


@dataclass(frozen=True, slots=True)
class Graph:
    """What passes ask about blocks, all by number. Only blocks that can be reached are in it.

    `order` is reverse postorder; `dominators` maps each block but the entry to its immediate dominator.
    """

    entry: int
    order: tuple[int, ...]
    successors: Mapping[int, tuple[int, ...]]
    predecessors: Mapping[int, tuple[int, ...]]
    dominators: Mapping[int, int]
    loops: tuple[Loop, ...]

    def dominates(self, above: int, below: int) -> bool:
        """Whether every way to `below` leads through `above`."""
        while below != above:
            if below == self.entry:
                return False
            below = self.dominators[below]
        return True

    def depth(self, block: int) -> int:
        """How many loops a block is in."""
        return sum(block in loop.blocks for loop in self.loops)

    def innermost(self, block: int) -> Loop | None:
        """The smallest loop that a block is in."""
        around = [loop for loop in self.loops if block in loop.blocks]
        return min(around, key=lambda loop: len(loop.blocks), default=None)


def predecessors_of(function: Function) -> dict[int, list[int]]:
    """The blocks that can be reached, in reverse postorder, with those that lead to them."""
    successors = {
        block.number: tuple(dict.fromkeys(edge.target for edge in edges_of(block.end)))
        for block in function.blocks
    }
    order = _reverse_postorder(function.entry.number, successors)
    before: dict[int, list[int]] = {number: [] for number in order}
    for number in order:
        for target in successors[number]:
            before[target].append(number)
    return before


def graph_of(function: Function) -> Graph:
    """The graph of a function. Dominators as in Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm"."""
    successors = {
        block.number: tuple(dict.fromkeys(edge.target for edge in edges_of(block.end)))
        for block in function.blocks
    }
    entry = function.entry.number
    order = _reverse_postorder(entry, successors)
    reached = set(order)
    before: dict[int, list[int]] = {number: [] for number in order}
    for number in order:
        for target in successors[number]:
            before[target].append(number)
    dominators = _dominators(order, before)
    predecessors = {number: tuple(found) for number, found in before.items()}
    inside = {number: found for number, found in successors.items() if number in reached}
    graph = Graph(entry, order, inside, predecessors, dominators, ())
    return Graph(entry, order, inside, predecessors, dominators, _loops(graph))


def _reverse_postorder(entry: int, successors: Mapping[int, tuple[int, ...]]) -> tuple[int, ...]:
    done: list[int] = []
    seen = {entry}
    waiting = [(entry, iter(successors[entry]))]
    while waiting:
        number, following = waiting[-1]
        target = next((each for each in following if each not in seen), None)
        if target is None:
            done.append(number)
            waiting.pop()
            continue
        seen.add(target)
        waiting.append((target, iter(successors[target])))
    return tuple(reversed(done))


def _dominators(order: tuple[int, ...], before: Mapping[int, list[int]]) -> dict[int, int]:
    place = {number: index for index, number in enumerate(order)}
    entry = order[0]
    found = {entry: entry}
    changed = True
    while changed:
        changed = False
        for number in order[1:]:
            known = [each for each in before[number] if each in found]
            best = known[0]
            for other in known[1:]:
                best = _common(best, other, found, place)
            if found.get(number) != best:
                found[number] = best
                changed = True
    del found[entry]
    return found


def _common(one: int, other: int, found: Mapping[int, int], place: Mapping[int, int]) -> int:
    while one != other:
        if place[one] > place[other]:
            one = found[one]
        else:
            other = found[other]
    return one


def _loops(graph: Graph) -> tuple[Loop, ...]:
    """Natural loops, those with one header joined; an outer loop stands before those inside it."""
    blocks: dict[int, set[int]] = {}
    for number in graph.order:
        for target in graph.successors[number]:
            if graph.dominates(target, number):
                blocks.setdefault(target, {target}).update(_reaching(number, target, graph))
    loops = [Loop(header, frozenset(found)) for header, found in blocks.items()]
    return tuple(sorted(loops, key=lambda loop: -len(loop.blocks)))


def _reaching(end: int, header: int, graph: Graph) -> set[int]:
    """The blocks from which `end` is reached without passing the header."""
    found, waiting = {header}, [end]
    while waiting:
        number = waiting.pop()
        if number not in found:
            found.add(number)
            waiting += graph.predecessors[number]
    return found
