"""Estimates of how often instructions run, for the choice of pinned slots."""

from __future__ import annotations

from itertools import accumulate

from neurlang.programs.ir import OPS, Kind, Program, Target

_MOST_NESTED = 4  # deeper loops get no higher weight
_WEIGHTS = tuple(10**nested for nested in range(_MOST_NESTED + 1))
_GOES = tuple(
    any(place.kind in (Kind.LABEL, Kind.CALLABLE) for mode in op.modes for place in mode.signature.operands)
    for op in OPS
)


def weights_of(program: Program) -> list[int]:
    """An estimate of how often each instruction runs: ten times as often for each loop around it."""
    length = len(program.instructions)
    depth = [0] * (length + 1)
    for index, instruction in enumerate(program.instructions):
        if not _GOES[instruction.opcode]:
            continue
        for operand in instruction.operands:
            if isinstance(operand, Target) and operand.index <= index:
                depth[operand.index] += 1
                depth[index + 1] -= 1
    return [_WEIGHTS[min(nested, _MOST_NESTED)] for nested in accumulate(depth[:length])]
