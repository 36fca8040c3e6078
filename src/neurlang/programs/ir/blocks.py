"""Straight-line blocks: the unit in which every executor charges fuel.

A block is entered at its first instruction (or, by an indirect jump, at a later one) and runs to its end: the
next instruction whose op ends blocks, or the last one before an instruction that some operand names as a
target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.programs.ir.ops import OPS
from neurlang.programs.ir.program import Program, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDS_BLOCK = tuple(op.ends_block for op in OPS)


def block_ends(program: Program) -> Sequence[int]:
    """For each instruction, the index after the last one of its block.

    Entering at `i` costs `block_ends(program)[i] - i` instructions of fuel. Symbols play no part, so that a
    program without its symbol table is charged the same.
    """
    code = program.instructions
    leaders = {
        operand.index for instruction in code for operand in instruction.operands if type(operand) is Target
    }
    leaders.add(program.entry)
    ends = [0] * len(code)
    end = len(code)
    for index in range(len(code) - 1, -1, -1):
        if _ENDS_BLOCK[code[index].opcode]:
            end = index + 1
        ends[index] = end
        if index in leaders:
            end = index
    return ends
