"""Block layout: the order in which blocks stand in the code."""

from __future__ import annotations

from dataclasses import replace

from neurlang.programs.stdlib.ssa import Block, Branch, Function, Graph, Jump, Trap, graph_of


def laid_out(function: Function) -> Function:
    """The function with its blocks in an order that needs few jumps.

    In: any function. Out: the same blocks. From each block the code runs on into a block that follows it: one of the
    same loop before one outside, then one from which the other one is reached. So a loop's blocks stand together, and
    the branch at its end leads back.
    """
    graph = graph_of(function)
    by_number = function.by_number
    placed: list[int] = []
    waiting = [graph.entry]
    seen: set[int] = set()
    while waiting:
        number = _nearest(waiting, placed, graph)
        waiting.remove(number)
        while number not in seen:
            seen.add(number)
            placed.append(number)
            following = [each for each in _preferred(by_number[number], graph, by_number) if each not in seen]
            waiting = [each for each in waiting if each not in following] + following[1:]
            if not following:
                break
            number = following[0]
        waiting = [each for each in waiting if each not in seen]
    return replace(function, blocks=tuple(by_number[number] for number in placed))


def _nearest(waiting: list[int], placed: list[int], graph: Graph) -> int:
    """The block to go on with: of the innermost loop, and the latest found."""
    if not placed:
        return waiting[0]
    return max(reversed(waiting), key=graph.depth)


def _preferred(block: Block, graph: Graph, by_number: dict[int, Block]) -> list[int]:
    """The blocks that may follow, the best one first."""
    match block.end:
        case Jump(edge):
            return [edge.target]
        case Branch(then=then, other=other):
            targets = list(dict.fromkeys((other.target, then.target)))
            return sorted(targets, key=lambda each: _cost(each, targets, graph, by_number))
    return []


def _cost(
    number: int, targets: list[int], graph: Graph, by_number: dict[int, Block]
) -> tuple[bool, int, bool, int]:
    """Traps last; blocks outside the loop later; a block from which the other one or more is reached first."""
    is_trap = isinstance(by_number[number].end, Trap)
    ahead = _ahead(number, graph)
    leads = any(other in ahead for other in targets if other != number)
    return is_trap, -graph.depth(number), not leads, -len(ahead)


def _ahead(number: int, graph: Graph) -> set[int]:
    """The blocks that a block leads to without going back."""
    place = {each: index for index, each in enumerate(graph.order)}
    waiting, seen = [number], {number}
    while waiting:
        current = waiting.pop()
        for following in graph.successors[current]:
            if following not in seen and place[current] < place[following]:
                seen.add(following)
                waiting.append(following)
    return seen
