"""Where fuel is checked in optimised code: at the start of regions that no loop, call or return interrupts.

The check asks for what the costliest way through the region takes; within it the fuel is only counted. Where
there is less, the program goes on in code that checks at every block, and ends there soon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neurlang.programs.native.procedures import Procedure


def checkpoints(procedure: Procedure, stride: int) -> dict[int, int]:
    """The blocks at which fuel is checked, with the most that is used up to the next of them.

    They are the roots of the procedure and the targets of the back edges of a depth-first search, so every
    cycle passes one.
    """
    back_edges, order = search(procedure)
    heads = {head for _, head in back_edges} | set(procedure.roots)
    costs: dict[int, int] = {}
    for start in order:  # what follows stands before it
        onward = (costs[following] for following in procedure.successors[start] if following not in heads)
        costs[start] = procedure.ends[start] - start % stride + max(onward, default=0)
    return {start: costs[start] for start in heads}


def search(procedure: Procedure) -> tuple[set[tuple[int, int]], list[int]]:
    """The back edges, as (from, to), and the blocks in post-order."""
    back_edges: set[tuple[int, int]] = set()
    order: list[int] = []
    open_blocks: set[int] = set()
    seen: set[int] = set()
    for root in procedure.roots:
        stack = [(root, 0)]
        while stack:
            start, step = stack.pop()
            if step == 0:
                if start in seen:
                    continue
                seen.add(start)
                open_blocks.add(start)
            following = procedure.successors[start]
            if step == len(following):
                open_blocks.remove(start)
                order.append(start)
                continue
            stack.append((start, step + 1))
            if following[step] in open_blocks:
                back_edges.add((start, following[step]))
            elif following[step] not in seen:
                stack.append((following[step], 0))
    return back_edges, order
