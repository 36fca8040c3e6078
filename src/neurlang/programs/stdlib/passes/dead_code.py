"""Dead code elimination."""

from __future__ import annotations

from dataclasses import replace

from neurlang.programs.stdlib.passes.meaning import can_be_left_out
from neurlang.programs.stdlib.passes.parameters import without_parameters
from neurlang.programs.stdlib.ssa import (
    Edge,
    Function,
    Instruction,
    Operand,
    Var,
    edges_of,
    operands_of,
    with_edges,
)


def without_dead_code(function: Function) -> Function:
    """The function without instructions and block parameters whose values reach nothing that others can see.

    In: any function. Out: one that computes the same. A counter that only counts is gone too. A load whose value is not
    used is left out although it might trap: in Python, an index outside the array has no meaning.
    """
    needed = _needed(function)
    blocks = tuple(
        replace(
            block,
            body=tuple(each for each in block.body if _must_stay(each) or each.result in needed),
        )
        for block in function.blocks
    )
    idle = {param for block in function.blocks[1:] for param in block.params if param not in needed}
    function = replace(function, blocks=blocks)
    return without_parameters(function, idle) if idle else function


def _needed(function: Function) -> set[Var]:
    """The values that tests, results, stores and calls depend on."""
    sources: dict[Var, list[Operand]] = {}
    waiting: list[Operand] = []
    by_number = function.by_number
    for block in function.blocks:
        for each in block.body:
            if each.result is not None:
                sources.setdefault(each.result, []).extend(each.args)
            if _must_stay(each):
                waiting += each.args
        for edge in edges_of(block.end):
            for param, arg in zip(by_number[edge.target].params, edge.args, strict=True):
                sources.setdefault(param, []).append(arg)
        waiting += operands_of(
            with_edges(block.end, tuple(Edge(edge.target) for edge in edges_of(block.end)))
        )
    needed: set[Var] = set()
    while waiting:
        operand = waiting.pop()
        if isinstance(operand, Var) and operand not in needed:
            needed.add(operand)
            waiting += sources.get(operand, ())
    return needed


def _must_stay(instruction: Instruction) -> bool:
    return not can_be_left_out(instruction)
