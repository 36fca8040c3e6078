"""Inlining of small leaf functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from neurlang.programs.stdlib.ssa import (
    Block,
    Edge,
    Function,
    Instruction,
    Jump,
    Operand,
    Return,
    Var,
    defined_in,
    edges_of,
    end_with,
    with_edges,
)

LARGEST = 16
"""Instructions of a function that is inlined, the ends of its blocks included."""


def size_of(function: Function) -> int:
    """Instructions of a function, the ends of its blocks included."""
    return sum(len(block.body) + 1 for block in function.blocks)


def is_small_leaf(function: Function) -> bool:
    """Whether a function calls nothing and is small."""
    calls = any(each.op == "call" for block in function.blocks for each in block.body)
    return not calls and size_of(function) <= LARGEST


def with_inlined(function: Function, callees: Mapping[str, Function]) -> Function:
    """The function with calls of these callees replaced by their blocks.

    In: any function, and the callees to inline. Out: one that computes the same.
    """
    while True:
        found = next(
            (
                (block, place)
                for block in function.blocks
                for place, each in enumerate(block.body)
                if each.op == "call" and each.callee in callees
            ),
            None,
        )
        if found is None:
            return function
        block, place = found
        function = _inlined(function, block, place, callees[block.body[place].callee])


def _inlined(function: Function, block: Block, place: int, callee: Function) -> Function:
    """The function with the call at a place of a block replaced."""
    call = block.body[place]
    vars_from, blocks_from = function.next_var, function.next_block
    rest = blocks_from + callee.next_block
    values: dict[Var, Operand] = dict(zip(callee.entry.params, call.args, strict=True))
    values |= {
        var: Var(vars_from + var.number, var.type)
        for each in callee.blocks
        for var in defined_in(each)
        if var not in values
    }

    def final(operand: Operand) -> Operand:
        return values[operand] if isinstance(operand, Var) else operand

    inner = tuple(_copied(each, final, blocks_from, rest, call) for each in callee.blocks)
    entry = replace(inner[0], params=())
    params = () if call.result is None else (call.result,)
    before = replace(block, body=block.body[:place], end=Jump(Edge(entry.number)))
    after = Block(rest, block.name, params, block.body[place + 1 :], block.end)
    blocks: list[Block] = []
    for each in function.blocks:
        blocks += [before, entry, *inner[1:], after] if each is block else [each]
    return replace(function, blocks=tuple(blocks))


def _copied(
    block: Block, final: Callable[[Operand], Operand], blocks_from: int, rest: int, call: Instruction
) -> Block:
    """A block of the callee as one of the caller; a return goes to the rest of the caller's block."""
    body = tuple(
        replace(
            each,
            args=tuple(final(arg) for arg in each.args),
            result=None if each.result is None else _var(final(each.result)),
            line=call.line,
        )
        for each in block.body
    )
    end = end_with(block.end, final)
    if isinstance(end, Return):
        end = Jump(Edge(rest, () if call.result is None or end.value is None else (end.value,)))
    else:
        end = with_edges(end, tuple(Edge(edge.target + blocks_from, edge.args) for edge in edges_of(end)))
    params = tuple(
        _var(final(param)) if not isinstance(final(param), int) else param for param in block.params
    )
    return Block(block.number + blocks_from, block.name, params, body, end)


def _var(operand: Operand) -> Var:
    assert isinstance(operand, Var)
    return operand
