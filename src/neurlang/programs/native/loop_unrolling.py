"""Innermost loops of a procedure, repeated: so that fuel is checked once in several rounds.

Copy k of the block that starts at instruction i has the number i + k × stride, where the stride is greater
than any index; a block's number modulo the stride is its first instruction.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from neurlang.programs.native.fuel_regions import search

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neurlang.programs.native.procedures import Procedure

MAX_UNROLLED = 96
"""Instructions that a loop may have with its copies."""

MOST_COPIES = 4


def unrolled(procedure: Procedure, stride: int) -> Procedure:
    """The procedure with its innermost loops unrolled where they are small."""
    back_edges, _ = search(procedure)
    heads = {head for _, head in back_edges}
    loops = {head: loop for head in heads if (loop := _loop(procedure, head, back_edges)) is not None}
    ends, successors = dict(procedure.ends), dict(procedure.successors)
    for head, loop in loops.items():
        if any(other != head and other in loop for other in heads):
            continue
        size = sum(procedure.ends[block] - block for block in loop)
        copies = min(MOST_COPIES, MAX_UNROLLED // size)
        for copy in range(copies):
            for block in loop:
                number = block + copy * stride
                ends[number] = procedure.ends[block]
                successors[number] = tuple(
                    following + stride * ((copy + 1) % copies if following == head else copy)
                    if following in loop
                    else following
                    for following in procedure.successors[block]
                )
    return replace(procedure, ends=ends, successors=successors)


def _loop(procedure: Procedure, head: int, back_edges: set[tuple[int, int]]) -> frozenset[int] | None:
    """The blocks that lead back to the head without passing it; None where the loop has other ways in.

    (The natural loop of Aho, Lam, Sethi and Ullman, "Compilers", section 9.6.)
    """
    before = _predecessors(procedure.successors)
    body = {head}
    waiting = [source for source, target in back_edges if target == head]
    while waiting:
        block = waiting.pop()
        if block in body:
            continue
        if block in procedure.roots:
            return None
        body.add(block)
        waiting += before.get(block, ())
    return frozenset(body)


def _predecessors(successors: Mapping[int, tuple[int, ...]]) -> dict[int, list[int]]:
    before: dict[int, list[int]] = {}
    for block, following in successors.items():
        for place in following:
            before.setdefault(place, []).append(block)
    return before
