"""Ops that do not affect control flow, as LLVM text; their meanings come from `operation_text`."""

from __future__ import annotations

from collections.abc import Callable

from neurlang.programs.flow import WIDTHS
from neurlang.programs.ir import Instruction
from neurlang.programs.machine import TrapKind
from neurlang.programs.native.operation_text import FLOAT_RESULTS, INTEGER_TO_DOUBLE, symbol_of
from neurlang.programs.native.whole.facts import written_state
from neurlang.programs.native.whole.function_text import FunctionText

Emit = Callable[[FunctionText, Instruction, int, int], None]
"""(function, instruction, its index, the part of its block's charge for the instructions after it)."""

_ATOMIC_WIDTH = 8


def trap_code(kind: TrapKind) -> int:
    """The return code of a program's function for a trap; 0 means no trap."""
    return kind.value + 1


def symbol(instruction: Instruction) -> str:
    """The name of the function with an instruction's meaning."""
    return symbol_of(instruction.op_mode.meaning)


def _compute(text: FunctionText, instruction: Instruction, index: int, _: int) -> None:
    into, *operands = instruction.operands
    arguments = ", ".join(f"i64 {text.read(operand, index)}" for operand in operands)
    text.write(into, text.value(f"call i64 {symbol(instruction)}({arguments})"), written_state(instruction))


def _divide(text: FunctionText, instruction: Instruction, index: int, refund: int) -> None:
    if instruction.op_mode.name not in ("mul", "mulh", "mulhu"):
        divisor = text.read(instruction.operands[2], index)
        text.leave_if(text.value(f"icmp eq i64 {divisor}, 0"), trap_code(TrapKind.DIVZERO), index, refund)
    _compute(text, instruction, index, refund)


def _float(text: FunctionText, instruction: Instruction, index: int, refund: int) -> None:
    if instruction.op_mode.name in INTEGER_TO_DOUBLE:
        _compute(text, instruction, index, refund)
        return
    into, *operands = instruction.operands
    arguments = ", ".join(f"double {text.read_double(operand, index)}" for operand in operands)
    if instruction.op_mode.name in FLOAT_RESULTS:
        text.write_double(into, text.value(f"call double {symbol(instruction)}.raw({arguments})"))
    else:
        result = text.value(f"call i64 {symbol(instruction)}.raw({arguments})")
        text.write(into, result, written_state(instruction))


def _move(text: FunctionText, instruction: Instruction, index: int, _: int) -> None:
    into, source = instruction.operands
    text.write(into, text.read(source, index), written_state(instruction))


def _address(text: FunctionText, instruction: Instruction, index: int, refund: int) -> str:
    """The checked address of a load or store."""
    base, offset = (text.read(operand, index) for operand in instruction.operands[1:])
    address = text.value(f"add i64 {base}, {offset}")
    if index in text.checked:
        return address
    width = WIDTHS[instruction.op_mode.name[-1]]
    outside = text.value(f"call i1 @outside(i64 {address}, i64 {text.size}, i64 {width})")
    text.leave_if(outside, trap_code(TrapKind.BOUNDS), index, refund)
    return address


def _load(text: FunctionText, instruction: Instruction, index: int, refund: int) -> None:
    address = _address(text, instruction, index, refund)
    value = text.value(f"call i64 {symbol(instruction)}(ptr {text.memory()}, i64 {address})")
    text.write(instruction.operands[0], value)


def _store(text: FunctionText, instruction: Instruction, index: int, refund: int) -> None:
    address = _address(text, instruction, index, refund)
    value = text.read(instruction.operands[0], index)
    text.line(f"call void {symbol(instruction)}(ptr {text.memory()}, i64 {address}, i64 {value})")


def _atomic(text: FunctionText, instruction: Instruction, index: int, refund: int) -> None:
    expected, address, operand = (text.read(place, index) for place in instruction.operands)
    low = text.value(f"and i64 {address}, {_ATOMIC_WIDTH - 1}")
    crooked = text.value(f"icmp ne i64 {low}, 0")
    outside = text.value(f"call i1 @outside(i64 {address}, i64 {text.size}, i64 {_ATOMIC_WIDTH})")
    text.leave_if(text.value(f"or i1 {crooked}, {outside}"), trap_code(TrapKind.BOUNDS), index, refund)
    arguments = f"ptr {text.memory()}, i64 {address}, i64 {expected}, i64 {operand}"
    text.write(instruction.operands[0], text.value(f"call i64 {symbol(instruction)}({arguments})"))


def _nothing(_: FunctionText, __: Instruction, ___: int, ____: int) -> None:
    """Emit nothing: a single task needs no memory ordering."""


STRAIGHT_LINE: dict[str, Emit] = {
    "alu": _compute,
    "alui": _compute,
    "bits": _compute,
    "muldiv": _divide,
    "fpu": _float,
    "mov": _move,
    "load": _load,
    "store": _store,
    "atomic": _atomic,
    "nop": _nothing,
    "fence": _nothing,
}
