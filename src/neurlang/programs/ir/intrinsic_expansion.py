"""Expanding calls of intrinsics: moves of the arguments to the body's registers, then the relocated body."""

from __future__ import annotations

from neurlang.programs.ir.diagnostics import Line, Token, did_you_mean, quoted
from neurlang.programs.ir.expressions import Expression
from neurlang.programs.ir.instruction_parser import InstructionDraft
from neurlang.programs.ir.intrinsics import INTRINSICS, Intrinsic
from neurlang.programs.ir.operand_parser import OperandParser, Written
from neurlang.programs.ir.ops import OP_BY_NAME
from neurlang.programs.ir.parallel_copy import Source, parallel_copy
from neurlang.programs.ir.program import Instruction, retargeted
from neurlang.programs.ir.registers import BY_NAME, Register

_BY_NAME = {intrinsic.name: intrinsic for intrinsic in INTRINSICS}
_ARGUMENTS = tuple(BY_NAME[name] for name in ("r11", "r12", "r13"))
_SCRATCH = BY_NAME["r15"]
_MOV = OP_BY_NAME["mov"].number


def read_call(
    line: Line, tokens: list[Token], position: int
) -> tuple[Intrinsic, list[Instruction | InstructionDraft]]:
    """The intrinsic at `position`, and the instructions that move its arguments into place.

    Raises AssemblyError for an unknown intrinsic and for arguments that do not fit.
    """
    token = tokens[position]
    intrinsic = _BY_NAME.get(token.text.lower())
    if intrinsic is None:
        raise line.error(token, f"unknown intrinsic {quoted(token.text)}", did_you_mean(token.text, _BY_NAME))
    written = OperandParser(line, tokens, position + 1).all()
    if len(written) != len(intrinsic.parameters):
        wanted = ", ".join(intrinsic.parameters)
        raise line.error(
            token, f"{quoted(token.text)} with {len(written)} operands", f"its operands: {wanted}"
        )
    sources = [_argument(line, operand) for operand in written]
    moves = parallel_copy(list(zip(_ARGUMENTS, sources, strict=False)), _SCRATCH)
    return intrinsic, [_move(into, source) for into, source in moves]


def relocated(body: tuple[Instruction, ...], base: int) -> list[Instruction]:
    """Relocate a body: its targets, relative to its own start, become relative to the program's."""
    return retargeted(body, lambda index: index + base)


def _argument(line: Line, operand: Written) -> Source:
    if isinstance(operand.value, Register | int | Expression):
        return operand.value
    message = f"{quoted(operand.token.text)} cannot be an argument"
    raise line.error(operand.token, message, "a register or an immediate is wanted")


def _move(into: Register, source: Source) -> Instruction | InstructionDraft:
    if isinstance(source, Expression):
        return InstructionDraft(_MOV, 0, (into, source))
    return Instruction(_MOV, 0, (into, source))
