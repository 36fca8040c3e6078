"""Estimates of how often instructions run, for the choice of pinned slots."""

from __future__ import annotations

from neurlang.programs.ir import Program, Target

_MOST_NESTED = 4  # deeper loops get no higher weight


def weights_of(program: Program) -> list[int]:
    """An estimate of how often each instruction runs: ten times as often for each loop around it."""
    length = len(program.instructions)
    depth = [0] * (length + 1)
    for index, instruction in enumerate(program.instructions):
        for operand in instruction.operands:
            if isinstance(operand, Target) and operand.index <= index and instruction.op.name != "mov":
                depth[operand.index] += 1
                depth[index + 1] -= 1
    weights, nested = [], 0
    for change in depth[:length]:
        nested += change
        weights.append(10 ** min(nested, _MOST_NESTED))
    return weights
