"""Decoding of the ops that lead outside the machine. Their meanings take the session and the operands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from neurlang.ieee import set_ieee
from neurlang.programs.ir import Description, Instruction, Kind, OperandValue, quoted
from neurlang.programs.machine.arguments import Argument
from neurlang.programs.machine.code import Step
from neurlang.programs.machine.context import Context
from neurlang.programs.machine.decoding.console_ops import CONSOLE_OPS
from neurlang.programs.machine.decoding.decoder import Decode, Decoder, destination
from neurlang.programs.machine.decoding.file_ops import FILE_OPS
from neurlang.programs.machine.decoding.network_ops import NETWORK_OPS
from neurlang.programs.machine.decoding.sessions import session_of
from neurlang.programs.machine.decoding.time_ops import TIME_OPS
from neurlang.programs.machine.hidden.marks import mark
from neurlang.programs.machine.meaning.arithmetic import MASK
from neurlang.programs.machine.session import Session
from neurlang.programs.machine.state import State
from neurlang.programs.machine.traps import Fault, TrapKind

FAILED = -1
"""The value of rd if an operation fails."""

_MEANINGS: dict[str, Callable[..., int]] = {**FILE_OPS, **NETWORK_OPS, **CONSOLE_OPS, **TIME_OPS}
_TRANSFERS = frozenset(("file.read", "file.write", "net.send", "net.recv"))


def _outside(decoder: Decoder, instruction: Instruction) -> Step:
    """The op as a step: rd, if it has one, = meaning(session, operands), or -1 if the meaning raises OSError."""
    name, operands = instruction.op_mode.full_name, instruction.operands
    meaning = _MEANINGS[name]
    has_result = instruction.op_mode.signature.operands[0].kind is Kind.DESTINATION
    d = destination(operands[0]) if has_result else None
    slots = [decoder.source(operand) for operand in operands[has_result:]]
    if name in _TRANSFERS and operands[-1] == 0 and isinstance(operands[-1], int):
        slots[-1] = decoder.source(operands[0])

    def step(state: State) -> None:
        session = session_of(state)
        session.deadline.check()
        try:
            result = meaning(session, *_arguments(state, slots))
        except OSError:
            result = FAILED
        if d is not None:
            _set_result(state, d, result, 0)

    return step


def _extension(decoder: Decoder, instruction: Instruction) -> Step:
    """Rd = the extension's result. Traps INVALID if no extension has that number or description."""
    d, named = destination(instruction.operands[0]), instruction.operands[1]
    slots = [decoder.source(operand) for operand in instruction.operands[2:]]

    def step(state: State) -> None:
        session = session_of(state)
        session.deadline.check()
        arguments = _arguments(state, slots)
        context = Context(session, arguments)
        result = _call(session, named, arguments, context)
        _set_result(state, d, result, context.taint)

    return step


def _call(session: Session, named: OperandValue, arguments: Sequence[Argument], context: Context) -> int:
    extensions = session.host.extensions
    if extensions is None:
        raise Fault(TrapKind.INVALID, "this machine was started without extensions")
    number = extensions.resolve(named.text) if isinstance(named, Description) else named
    if not isinstance(number, int):
        what = quoted(named.text) if isinstance(named, Description) else f"what {named} means"
        raise Fault(TrapKind.INVALID, f"no extension does {what}; `nl resolve` shows what is near")
    result = extensions.call(number, arguments, context)
    set_ieee()  # the extension may have loaded a library that changed the thread's settings
    return result


def _arguments(state: State, slots: Sequence[int]) -> list[Argument]:
    values, marks = state.slots, state.marks
    if not marks:
        return [Argument(state, values[slot]) for slot in slots]
    return [Argument(state, values[slot], marks[slot]) for slot in slots]


def _set_result(state: State, d: int, result: int, taint: int) -> None:
    state.slots[d] = result & MASK
    if state.marks:
        state.marks[d] = mark(taint)


OUTSIDE: dict[str, Decode] = {
    "file": _outside,
    "net": _outside,
    "net.setopt": _outside,
    "io": _outside,
    "time": _outside,
    "rand": _outside,
    "ext.call": _extension,
}
