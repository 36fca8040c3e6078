"""Branches over one operation, which become a condition of it (if-conversion, Allen et al., POPL 1983)."""

from __future__ import annotations

from neurlang.programs.ir import REGISTERS, Program, Target
from neurlang.programs.native.stencils.operations import WITH_SHORT_FORMS

COMMUTATIVE = ("alu.add", "alu.and", "alu.or", "alu.xor", "muldiv.mul")

_PC, _ZERO = (next(register for register in REGISTERS if register.name == name) for name in ("pc", "zero"))


def is_skip(program: Program, index: int, targets: set[int]) -> bool:
    """Whether an instruction is a branch on a constant over one cheap operation that nothing else jumps to."""
    instructions = program.instructions
    if index + 1 >= len(instructions) or index + 1 in targets:
        return False
    branch, skipped = instructions[index], instructions[index + 1]
    if branch.op.name != "branch" or len(branch.operands) == 1 or branch.operands[2] != Target(index + 2):
        return False
    number = branch.operands[1]
    is_constant = number == _ZERO or (isinstance(number, int) and -(1 << 31) <= number < 1 << 31)
    name = skipped.op_mode.meaning
    if not is_constant or name not in WITH_SHORT_FORMS:
        return False
    into, a, b = skipped.operands
    special = (_ZERO, _PC)
    in_place = a == into or (name in COMMUTATIVE and b == into)
    return in_place and into not in special and _PC not in (a, b, branch.operands[0])
