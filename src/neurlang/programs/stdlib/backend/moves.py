"""Moves on the edges between blocks: before a test that ends a loop's round, and none where registers agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from neurlang.programs.stdlib.backend.allocation import Allocation, webs_of
from neurlang.programs.stdlib.passes.branches import reachable
from neurlang.programs.stdlib.passes.layout import laid_out
from neurlang.programs.stdlib.ssa import (
    Block,
    Branch,
    Edge,
    Function,
    Instruction,
    Jump,
    Operand,
    Return,
    Type,
    Var,
    edges_of,
    end_with,
    graph_of,
    with_edges,
)


def with_moves_before_tests(function: Function) -> Function:
    """The function with the moves of a loop's next round made before the test that ends this round, where possible.

    In: a function that fits the machine. Out: the same computation. After `a, b = b, a % b` the test is of the new b,
    and what is needed after the loop is the new a: so the branch back needs no block of its own.
    """
    graph = graph_of(function)
    headers = {loop.header: loop for loop in graph.loops}
    for block in function.blocks:
        for edge in edges_of(block.end):
            if (
                isinstance(block.end, Branch)
                and edge.target in headers
                and block.number in headers[edge.target].blocks
            ):
                function = _moved(function, block.number, edge.target)
    return function


def _moved(function: Function, latch: int, header: int) -> Function:
    """The function with the moves from the latch to the header before the latch's test."""
    block = function.by_number[latch]
    params = function.by_number[header].params
    (edge,) = (edge for edge in edges_of(block.end) if edge.target == header)
    home = webs_of(function)
    pairs = [
        (param, arg)
        for param, arg in zip(params, edge.args, strict=True)
        if param != arg and not (isinstance(arg, Var) and home[arg] is home[param])
    ]
    ordered = _in_order(pairs)
    if not ordered or not isinstance(block.end, Branch):
        return function
    number = function.next_var
    values: dict[Operand, Var] = {}
    body = list(block.body)
    made: dict[Var, Var] = {}
    for param, arg in ordered:
        held = Var(number, param.type)
        number += 1
        body.append(Instruction("mov", (values.get(arg, arg),), held, block.end.line))
        made[param] = held
        if isinstance(arg, Var):
            values[arg] = held

    def final(operand: Operand) -> Operand:
        return values.get(operand, operand) if isinstance(operand, Var) else operand

    end = end_with(block.end, final)
    edges = tuple(
        Edge(header, tuple(made.get(param, final(arg)) for param, arg in zip(params, each.args, strict=True)))
        if each.target == header
        else each
        for each in edges_of(end)
    )
    changed = replace(block, body=tuple(body), end=with_edges(end, edges))
    candidate = _after(function, changed, values)
    return candidate if _is_better(candidate, latch, header) else function


def _in_order(pairs: list[tuple[Var, Operand]]) -> list[tuple[Var, Operand]]:
    """The moves in an order in which none overwrites what a later one reads; none if there is no such order."""
    left, ordered = list(pairs), []
    while left:
        ready = next(
            (pair for pair in left if not any(arg == pair[0] for _, arg in left if (_, arg) != pair)), None
        )
        if ready is None:
            return []
        left.remove(ready)
        ordered.append(ready)
    return ordered


def _after(function: Function, changed: Block, values: dict[Operand, Var]) -> Function:
    """The function with a block changed, and the moved values used in all that only it leads to."""
    graph = graph_of(function)

    def final(operand: Operand) -> Operand:
        return values.get(operand, operand) if isinstance(operand, Var) else operand

    blocks = []
    for block in function.blocks:
        if block.number == changed.number:
            block = changed
        elif graph.dominates(changed.number, block.number):
            body = tuple(replace(each, args=tuple(final(arg) for arg in each.args)) for each in block.body)
            block = replace(block, body=body, end=end_with(block.end, final))
        blocks.append(block)
    return replace(function, blocks=tuple(blocks))


def _is_better(function: Function, latch: int, header: int) -> bool:
    """Whether now no moves are left on the way back."""
    home = webs_of(function)
    params = function.by_number[header].params
    (edge,) = (edge for edge in edges_of(function.by_number[latch].end) if edge.target == header)
    return all(
        isinstance(arg, Var) and home[arg] is home[param]
        for param, arg in zip(params, edge.args, strict=True)
    )


def tidied(allocation: Allocation) -> Allocation:
    """The allocation without blocks that only hold moves from a register to itself, and laid out anew.

    In: an allocation whose branches carry no values. Out: the same code with fewer jumps; edges of branches may now
    carry values, which are already where they belong.
    """
    registers, function = allocation.registers, allocation.function
    by_number = function.by_number

    def settled(edge: Edge) -> bool:
        params = by_number[edge.target].params
        return all(
            isinstance(arg, Var) and registers[arg] == registers[param]
            for param, arg in zip(params, edge.args, strict=True)
        )

    def further(edge: Edge) -> Edge:
        seen = {edge.target}
        while True:
            block = by_number[edge.target]
            is_empty = not block.body and isinstance(block.end, Jump) and settled(edge)
            if not is_empty or not isinstance(block.end, Jump) or not settled(block.end.edge):
                return edge
            edge = block.end.edge
            if edge.target in seen:
                return edge
            seen.add(edge.target)

    blocks = tuple(
        replace(block, end=with_edges(block.end, tuple(further(edge) for edge in edges_of(block.end))))
        for block in function.blocks
    )
    tidy = _without_twins(reachable(replace(function, blocks=blocks)), registers)
    return Allocation(laid_out(reachable(tidy)), registers)


def _without_twins(function: Function, registers: Mapping[Var, int]) -> Function:
    """The function with one of all blocks that only return what is in the same register."""
    first: dict[Operand | None, int] = {}
    twins: dict[int, int] = {}
    for block in function.blocks[1:]:
        if not block.body and isinstance(block.end, Return) and not block.params:
            value = block.end.value
            key = value if not isinstance(value, Var) else Var(registers[value], Type.U64)
            twins[block.number] = first.setdefault(key, block.number)

    def other(edge: Edge) -> Edge:
        return Edge(twins.get(edge.target, edge.target), edge.args)

    blocks = tuple(
        replace(block, end=with_edges(block.end, tuple(other(edge) for edge in edges_of(block.end))))
        for block in function.blocks
    )
    return replace(function, blocks=blocks)
