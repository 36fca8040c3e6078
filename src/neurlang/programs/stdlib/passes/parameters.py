"""Removing block parameters that are always the same value."""

from __future__ import annotations

from dataclasses import replace

from neurlang.programs.stdlib.ssa import (
    Edge,
    End,
    Function,
    Operand,
    Var,
    edges_of,
    substituted,
    uses_in,
    with_edges,
)


def without_needless_parameters(function: Function) -> Function:
    """The function without block parameters that every edge gives one value, or that are used only for themselves.

    In: any function. Out: one that computes the same; no parameter but the function's own is needless.
    """
    while True:
        values = _same_everywhere(function)
        dead = _unused(function) - values.keys()
        if not values and not dead:
            return function
        function = substituted(_without(function, {*values, *dead}), values)


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


def _unused(function: Function) -> set[Var]:
    """Parameters that reach no instruction and no test."""
    needed = {
        arg
        for block in function.blocks
        for arg in uses_in(replace(block, end=_without_args(block.end)))
    }
    by_number = function.by_number
    params = {param for block in function.blocks[1:] for param in block.params}
    passed: dict[Var, set[Var]] = {}
    for block in function.blocks:
        for edge in edges_of(block.end):
            for param, arg in zip(by_number[edge.target].params, edge.args, strict=True):
                if isinstance(arg, Var):
                    passed.setdefault(param, set()).add(arg)
    waiting = list(needed)
    while waiting:
        for arg in passed.get(waiting.pop(), ()):
            if arg not in needed:
                needed.add(arg)
                waiting.append(arg)
    return params - needed


def _without_args(end: End) -> End:
    edges = edges_of(end)
    return with_edges(end, tuple(Edge(edge.target) for edge in edges))


def _without(function: Function, gone: set[Var]) -> Function:
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
