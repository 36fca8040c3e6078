"""The stack frame of a function: whether it needs one, and from where on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from neurlang.programs.stdlib.backend.saving import LOAD, SLOT, STORE, slots_of
from neurlang.programs.stdlib.ssa import Block, Function, Graph


@dataclass(frozen=True, slots=True)
class Frame:
    """`size` bytes are taken from `sp` in the block `start`, for the blocks that it dominates.

    A function that calls nothing that uses the stack takes nothing: its slots are below `sp`.
    """

    size: int
    start: int
    blocks: frozenset[int]

    def address(self, slot: int) -> str:
        """The operand for a slot."""
        return (
            f"[sp + {SLOT * slot}]"
            if self.size and slot
            else "[sp]"
            if self.size
            else f"[sp - {SLOT * (slot + 1)}]"
        )


def frame_of(function: Function, graph: Graph, stack_users: Collection[str]) -> Frame:
    """The frame of a function; `stack_users` are the callees that use the stack themselves.

    It starts as late as possible: where all that needs it is dominated, outside loops, with no way out but returns.
    """
    slots = slots_of(function)
    needing = [block.number for block in function.blocks if _needs_frame(block, stack_users)]
    calls = any(
        each.op == "call" and each.callee in stack_users for block in function.blocks for each in block.body
    )
    if not slots or not calls:
        return Frame(0, graph.entry, frozenset())
    start = needing[0]
    while not _is_good_start(start, needing, graph):
        start = graph.dominators[start]
    return Frame(SLOT * slots, start, _dominated(start, graph))


def _needs_frame(block: Block, stack_users: Collection[str]) -> bool:
    return any(
        each.op in (LOAD, STORE) or (each.op == "call" and each.callee in stack_users) for each in block.body
    )


def _dominated(start: int, graph: Graph) -> frozenset[int]:
    return frozenset(number for number in graph.order if graph.dominates(start, number))


def _is_good_start(start: int, needing: list[int], graph: Graph) -> bool:
    if start == graph.entry:
        return True
    inside = _dominated(start, graph)
    return (
        graph.depth(start) == 0
        and all(number in inside for number in needing)
        and all(target in inside for number in inside for target in graph.successors[number])
    )
