"""Removing block parameters that are always the same value."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from neurlang.programs.stdlib.ssa import (
    Edge,
    Function,
    Operand,
    Var,
    edges_of,
    substituted,
    with_edges,
)


def without_needless_parameters(function: Function) -> Function:
    """The function without block parameters that every edge gives one value.

    In: any function. Out: one that computes the same. Parameters that are not used are left to `without_dead_code`.
    """
    while True:
        values = _same_everywhere(function)
        if not values:
            return function
        function = substituted(without_parameters(function, values), values)


def _same_everywhere(function: Function) -> dict[Var, Operand]:
    """Parameters that stand for one other value, and that value. None of them stands for another one of them."""
    incoming: dict[Var, set[Operand]] = {}
    by_number = function.by_number
    for block in function.blocks:
        for edge in edges_of(block.end):
            for param, arg in zip(by_number[edge.target].params, edge.args, strict=True):
                if arg != param:
                    incoming.setdefault(param, set()).add(arg)
    values: dict[Var, Operand] = {}
    taken: set[Operand] = set()
    for param, args in incoming.items():
        if len(args) == 1 and param not in taken:
            (arg,) = args
            if arg not in values:
                values[param] = arg
                taken.add(arg)
    return values


def without_parameters(function: Function, gone: Collection[Var]) -> Function:
    """The function without these parameters of blocks, and what edges give them."""
    by_number = function.by_number
    kept = {
        block.number: [place for place, param in enumerate(block.params) if param not in gone]
        for block in function.blocks
    }
    blocks = []
    for block in function.blocks:
        edges = tuple(
            Edge(edge.target, tuple(edge.args[place] for place in kept[edge.target]))
            for edge in edges_of(block.end)
        )
        params = tuple(by_number[block.number].params[place] for place in kept[block.number])
        blocks.append(replace(block, params=params, end=with_edges(block.end, edges)))
    return replace(function, blocks=tuple(blocks))
