"""Loop-invariant code motion."""

from __future__ import annotations

from dataclasses import replace

from neurlang.programs.stdlib.passes.meaning import IMPURE, is_pure
from neurlang.programs.stdlib.ssa import (
    Block,
    Edge,
    Function,
    Graph,
    Instruction,
    Jump,
    Loop,
    Var,
    defined_in,
    edges_of,
    graph_of,
    with_edges,
)

SLOT_LOAD = "slot.load"
"""A value loaded from the stack again; see `backend.saving`."""


def with_preheaders(function: Function) -> Function:
    """The function with one block before each loop, from which alone the loop is entered.

    In: any function. Out: the same computation; the blocks before loops end with a jump to the header.
    """
    graph = graph_of(function)
    by_number = function.by_number
    for loop in graph.loops:
        outside = [number for number in graph.predecessors[loop.header] if number not in loop.blocks]
        if len(outside) == 1 and isinstance(by_number[outside[0]].end, Jump):
            continue
        function = _with_preheader(function, loop, outside)
        return with_preheaders(function)
    return function


def _with_preheader(function: Function, loop: Loop, outside: list[int]) -> Function:
    header = function.by_number[loop.header]
    first = function.next_var
    params = tuple(Var(first + place, param.type) for place, param in enumerate(header.params))
    number = function.next_block
    before = Block(number, "before", params, (), Jump(Edge(header.number, params)))
    blocks: list[Block] = []
    for block in function.blocks:
        if block.number == loop.header:
            blocks.append(before)
        if block.number in outside:
            edges = tuple(
                Edge(number, edge.args) if edge.target == loop.header else edge
                for edge in edges_of(block.end)
            )
            block = replace(block, end=with_edges(block.end, edges))
        blocks.append(block)
    return replace(function, blocks=tuple(blocks))


def with_invariants_moved(function: Function) -> Function:
    """The function with operations moved before a loop whose operands do not change in it.

    In: a function with preheaders. Out: the same computation. Operations that may trap, and loads, are moved only if
    the loop runs them in its first round before anything else that others can see; loads only from loops that write
    nothing.
    """
    graph = graph_of(function)
    for loop in reversed(graph.loops):
        function = _moved(function, graph, loop)
    return function


def _moved(function: Function, graph: Graph, loop: Loop) -> Function:
    by_number = function.by_number
    (before,) = (number for number in graph.predecessors[loop.header] if number not in loop.blocks)
    inside = {var for number in loop.blocks for var in defined_in(by_number[number])}
    operations = [each.op for number in loop.blocks for each in by_number[number].body]
    writes = any(op == "call" or op.startswith("store") for op in operations)
    calls = "call" in operations
    first = _first_round(function, graph, loop)
    moved: list[Instruction] = []
    changed = True
    while changed:
        changed = False
        for number in (number for number in graph.order if number in loop.blocks):
            for instruction in by_number[number].body:
                if instruction.result not in inside or any(arg in inside for arg in instruction.args):
                    continue
                if calls and instruction.op == SLOT_LOAD:
                    continue  # a call may change the register that it would be held in
                if _may_move(instruction, always=number in first, writes=writes):
                    moved.append(instruction)
                    inside.discard(instruction.result)
                    changed = True
    if not moved:
        return function
    gone = {instruction.result for instruction in moved}
    blocks = []
    for block in function.blocks:
        if block.number == before:
            block = replace(block, body=(*block.body, *moved))
        elif block.number in loop.blocks:
            block = replace(
                block,
                body=tuple(each for each in block.body if each.result not in gone or each.result is None),
            )
        blocks.append(block)
    return replace(function, blocks=tuple(blocks))


def _first_round(function: Function, graph: Graph, loop: Loop) -> set[int]:
    """Blocks at the start of the loop that run in the first round before anything is written or left."""
    found = {loop.header}
    number = loop.header
    by_number = function.by_number
    while not any(each.op in ("call", "store.b", "store.d") for each in by_number[number].body):
        following = graph.successors[number]
        if len(following) != 1 or following[0] in found or following[0] not in loop.blocks:
            break
        number = following[0]
        if len(graph.predecessors[number]) != 1:
            break
        found.add(number)
    return found


def _may_move(instruction: Instruction, *, always: bool, writes: bool) -> bool:
    if instruction.op not in IMPURE:
        return is_pure(instruction) or (always and not writes)
    return instruction.op.startswith("load") and always and not writes
