"""Dead code elimination."""

from __future__ import annotations

from dataclasses import replace

from neurlang.programs.stdlib.passes.meaning import can_be_left_out
from neurlang.programs.stdlib.ssa import Function, Instruction, Var, operands_of


def without_dead_code(function: Function) -> Function:
    """The function without instructions whose results are not used.

    In: any function. Out: one that computes the same. A load whose value is not used is left out although it might
    trap: in Python, an index outside the array has no meaning.
    """
    needed: set[Var] = set()
    definitions = {
        instruction.result: instruction
        for block in function.blocks
        for instruction in block.body
        if instruction.result is not None
    }
    waiting = [
        arg
        for block in function.blocks
        for arg in (
            *operands_of(block.end),
            *(arg for instruction in block.body if _must_stay(instruction) for arg in instruction.args),
        )
    ]
    while waiting:
        arg = waiting.pop()
        if isinstance(arg, Var) and arg not in needed:
            needed.add(arg)
            if arg in definitions:
                waiting += definitions[arg].args
    blocks = tuple(
        replace(
            block,
            body=tuple(each for each in block.body if _must_stay(each) or each.result in needed),
        )
        for block in function.blocks
    )
    return replace(function, blocks=blocks)


def _must_stay(instruction: Instruction) -> bool:
    return not can_be_left_out(instruction)
