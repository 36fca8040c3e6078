"""Basic blocks, the unit in which every executor charges fuel, and their successors.

A block is entered at its first instruction (or, by an indirect jump, at a later one) and runs to its end: the
next instruction whose op ends blocks, or the last one before an instruction that some operand names as a
target. A longer one than `LONGEST_BLOCK` is several: what is made of a block at once stays small.
"""

from __future__ import annotations

from collections.abc import Sequence

from neurlang.programs.ir import NAMES_TARGETS, OPS, Program, Register, Target

LONGEST_BLOCK = 1 << 12
"""Instructions."""

_ENDS_BLOCK = tuple(op.ends_block for op in OPS)


def targets_of(program: Program) -> set[int]:
    """The instructions that some operand names as a target, and the program's entry."""
    named = {
        operand.index
        for instruction in program.instructions
        if NAMES_TARGETS[instruction.opcode]
        for operand in instruction.operands
        if type(operand) is Target
    }
    return named | {program.entry}


def block_ends(program: Program) -> Sequence[int]:
    """For each instruction, the index after the last one of its block.

    Entering at `i` costs `block_ends(program)[i] - i` instructions of fuel. Symbols do not matter, so a program
    without its symbol table is charged the same.
    """
    code = program.instructions
    leaders = targets_of(program)
    ends = [0] * len(code)
    end = len(code)
    for index in range(len(code) - 1, -1, -1):
        if _ENDS_BLOCK[code[index].opcode] or end - index > LONGEST_BLOCK:
            end = index + 1
        ends[index] = end
        if index in leaders:
            end = index
    return ends


def is_indirect(program: Program) -> bool:
    """Whether a jump or call goes to an index in a register."""
    return any(
        instruction.op.name in ("call", "jump") and isinstance(instruction.operands[0], Register)
        for instruction in program.instructions
    )


def successors_of(program: Program, end: int) -> tuple[tuple[int, ...], int | None]:
    """The blocks that may follow the block ending there within its procedure, and the entry that it calls, if any."""
    instruction = program.instructions[end - 1]
    match instruction.op.name:
        case "branch":
            target = instruction.operands[-1]
            assert isinstance(target, Target)
            return ((target.index,) if len(instruction.operands) == 1 else (target.index, end)), None
        case "jump" | "call":
            target = instruction.operands[0]
            assert isinstance(target, Target)
            return ((target.index,), None) if instruction.op.name == "jump" else ((end,), target.index)
        case "ret" | "halt" | "trap":
            return (), None
    return (end,), None
