"""Which registers an instruction reads and which one it writes."""

from __future__ import annotations

from collections.abc import Iterable

from neurlang.programs.ir import BY_NAME, Instruction, OperandValue, Register

LINK = BY_NAME["lr"].number
"""The register that calls write."""

UNTRACKED = ("pc", "zero")
"""Registers that no instruction writes."""


def destination_of(instruction: Instruction) -> int | None:
    """The register that an instruction writes as its result, or None."""
    places = instruction.op_mode.signature.operands
    if not places or places[0].name != "rd" or instruction.op.name in ("store", "branch"):
        return None
    operand = instruction.operands[0]
    return operand.number if isinstance(operand, Register) and operand.name != "zero" else None


def named_in(instruction: Instruction) -> set[int]:
    """The registers that an instruction reads or writes."""
    return _among(instruction.operands)


def read_by(instruction: Instruction) -> set[int]:
    """The registers that an instruction reads; an atomic op also reads the one that it writes."""
    is_read = destination_of(instruction) is None or instruction.op.name == "atomic"
    return _among(instruction.operands[0 if is_read else 1 :])


def _among(operands: Iterable[OperandValue]) -> set[int]:
    return {
        operand.number
        for operand in operands
        if isinstance(operand, Register) and operand.name not in UNTRACKED
    }
