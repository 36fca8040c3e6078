"""The naive backend, by which passes are measured: variables stay on the stack, as if each node was compiled alone."""

from __future__ import annotations

from neurlang.programs.stdlib.backend.saving import spilled
from neurlang.programs.stdlib.ssa import Function, Var, uses_in


def with_variables_on_the_stack(function: Function) -> Function:
    """The function with every value on the stack that is not used just once, in the block where it is computed.

    In: a function that fits the machine. Out: the same computation; only temporaries of expressions are in registers.
    """
    return spilled(function, _variables(function))


def _variables(function: Function) -> list[Var]:
    used: dict[Var, list[int]] = {}
    for block in function.blocks:
        for var in uses_in(block):
            used.setdefault(var, []).append(block.number)
    found = [param for block in function.blocks for param in block.params]
    for block in function.blocks:
        found += [
            each.result
            for each in block.body
            if each.result is not None and used.get(each.result, []) != [block.number] and each.op != "mov"
        ]
    return found
