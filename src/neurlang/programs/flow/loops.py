"""Loops: the back edges of a depth-first search, and the blocks that lead back to a loop's head."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Search:
    """The result of a depth-first search: its back edges as (from, to), and the blocks in post-order."""

    back_edges: frozenset[tuple[int, int]]
    order: tuple[int, ...]


def search(successors: Mapping[int, tuple[int, ...]], roots: Iterable[int]) -> Search:
    """Search from the roots, one after the other."""
    back_edges: set[tuple[int, int]] = set()
    order: list[int] = []
    open_blocks: set[int] = set()
    seen: set[int] = set()
    for root in roots:
        stack = [(root, 0)]
        while stack:
            start, step = stack.pop()
            if step == 0:
                if start in seen:
                    continue
                seen.add(start)
                open_blocks.add(start)
            following = successors[start]
            if step == len(following):
                open_blocks.remove(start)
                order.append(start)
                continue
            stack.append((start, step + 1))
            if following[step] in open_blocks:
                back_edges.add((start, following[step]))
            elif following[step] not in seen:
                stack.append((following[step], 0))
    return Search(frozenset(back_edges), tuple(order))


def natural_loop(
    successors: Mapping[int, tuple[int, ...]],
    roots: Collection[int],
    head: int,
    back_edges: Iterable[tuple[int, int]],
) -> frozenset[int] | None:
    """The blocks that lead back to the head without passing it; None if the loop has other ways in.

    (The natural loop of Aho, Lam, Sethi and Ullman, "Compilers", section 9.6.)
    """
    before = predecessors(successors)
    body = {head}
    waiting = [source for source, target in back_edges if target == head]
    while waiting:
        block = waiting.pop()
        if block in body:
            continue
        if block in roots:
            return None
        body.add(block)
        waiting += before.get(block, ())
    return frozenset(body)


def predecessors(successors: Mapping[int, tuple[int, ...]]) -> dict[int, list[int]]:
    """The blocks that lead to each block."""
    before: dict[int, list[int]] = {}
    for block, following in successors.items():
        for place in following:
            before.setdefault(place, []).append(block)
    return before
