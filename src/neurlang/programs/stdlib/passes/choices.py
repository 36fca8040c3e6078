"""Choices between constants: an operation on one is done on each way to it, where it is often nothing."""

from __future__ import annotations

from dataclasses import replace

from neurlang.programs.stdlib.passes.meaning import is_pure
from neurlang.programs.stdlib.ssa import (
    Block,
    Edge,
    Function,
    Instruction,
    Jump,
    Operand,
    Var,
    defined_in,
    edges_of,
    graph_of,
    use_counts,
)


def with_choices_applied(function: Function) -> Function:
    """The function with an operation whose operand is a constant on each way to it moved to the ends of these ways.

    In: any function. Out: one that computes the same: `count += u64(x == y)` adds 1 on one way, and nothing on the
    other. It is done where the choice is used once, in the block where the ways meet, and each way ends there.
    """
    while True:
        found = _find(function)
        if found is None:
            return function
        function = _applied(function, *found)


def _find(function: Function) -> tuple[Block, Var, Instruction] | None:
    counts = use_counts(function)
    by_number = function.by_number
    graph = graph_of(function)
    for block in function.blocks[1:]:
        own = set(defined_in(block))
        before = [by_number[number] for number in graph.predecessors[block.number]]
        if len(before) < 2 or not all(isinstance(each.end, Jump) for each in before):
            continue
        if any(each.number == block.number or graph.dominates(block.number, each.number) for each in before):
            continue
        for place, param in enumerate(block.params):
            args = [edge.args[place] for each in before for edge in edges_of(each.end)]
            if counts.get(param) != 1 or not all(isinstance(arg, int) for arg in args):
                continue
            use = next((each for each in block.body if param in each.args), None)
            if use is not None and is_pure(use) and len(use.args) == 2 and use.result is not None:
                others = [arg for arg in use.args if arg != param]
                if not any(arg in own for arg in others):
                    return block, param, use
    return None


def _applied(function: Function, block: Block, param: Var, use: Instruction) -> Function:
    place = block.params.index(param)
    assert use.result is not None
    number = function.next_var
    blocks = []
    for each in function.blocks:
        if each.number == block.number:
            params = tuple(use.result if other == param else other for other in block.params)
            body = tuple(other for other in block.body if other is not use)
            each = replace(each, params=params, body=body)
        elif isinstance(each.end, Jump) and each.end.edge.target == block.number:
            edge = each.end.edge
            made = Var(number, use.result.type)
            number += 1
            args = tuple(edge.args[place] if arg == param else arg for arg in use.args)
            given: list[Operand] = list(edge.args)
            given[place] = made
            each = replace(
                each,
                body=(*each.body, replace(use, args=args, result=made)),
                end=Jump(Edge(edge.target, tuple(given))),
            )
        blocks.append(each)
    return replace(function, blocks=tuple(blocks))
