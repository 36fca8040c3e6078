"""Expanding calls of intrinsics: moves of the arguments to the body's registers, then the relocated body."""

from __future__ import annotations

from neurlang.programs.ir.diagnostics import Line, Token, did_you_mean, quoted
from neurlang.programs.ir.expressions import Expression
from neurlang.programs.ir.instruction_parser import InstructionDraft
from neurlang.programs.ir.intrinsics import INTRINSICS, Intrinsic
from neurlang.programs.ir.operand_parser import OperandParser, Written
from neurlang.programs.ir.ops import OP_BY_NAME
from neurlang.programs.ir.program import Instruction, retargeted
from neurlang.programs.ir.registers import BY_NAME, Register

_BY_NAME = {intrinsic.name: intrinsic for intrinsic in INTRINSICS}
_ARGUMENTS = tuple(BY_NAME[name] for name in ("r11", "r12", "r13"))
_SCRATCH = BY_NAME["r15"]
_MOV = OP_BY_NAME["mov"].number

Source = Register | int | Expression


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


def parallel_copy(moves: list[tuple[Register, Source]], scratch: Register) -> list[tuple[Register, Source]]:
    """The (destination, source) pairs as a sequence of moves with the effect of all moves at once.

    Method: emit any move whose destination no other move reads; when only cycles are left, save one register of
    a cycle in a scratch register (May, "The parallel assignment problem redefined", 1989).
    Destinations differ from each other and from `scratch`; `scratch` may be a source.
    """
    pending = {into: source for into, source in moves if into != source}
    sequence: list[tuple[Register, Source]] = []
    while pending:
        free = [into for into in pending if into not in pending.values()]
        if free:
            sequence.append((free[0], pending.pop(free[0])))
            continue
        # Every destination is read by another move, so all sources are destinations and the scratch is free.
        saved = next(iter(pending))
        sequence.append((scratch, saved))
        pending = {into: scratch if source == saved else source for into, source in pending.items()}
    return sequence
