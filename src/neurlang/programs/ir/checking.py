"""Static checks of a program that did not come from the assembler: the invariants that executors rely on."""

from __future__ import annotations

import re

from neurlang.errors import UsageError
from neurlang.programs.ir.extension_numbers import MAX_EXTENSION
from neurlang.programs.ir.operands import Kind
from neurlang.programs.ir.ops import OPS
from neurlang.programs.ir.program import (
    DATA_BASE,
    LOCAL_LABEL,
    MAX_DATA,
    MAX_INSTRUCTIONS,
    MAX_SIGNED,
    MAX_TEXT,
    MIN_SIGNED,
    Description,
    Instruction,
    OperandValue,
    Program,
    Symbol,
    Target,
    in_order,
)
from neurlang.programs.ir.registers import BY_NAME, PC, REGISTERS, Register

_LABEL = re.compile(r"\.?[A-Za-z_][\w.]*", re.ASCII)


def check(program: Program) -> None:
    """Check sizes, ops, registers, immediates, targets, symbols. Raises UsageError at the first problem."""
    problem = find_problem(program)
    if problem is not None:
        raise UsageError(f"{program.name}: {problem}")


def find_problem(program: Program) -> str | None:
    """The first problem of a program, or None."""
    length = len(program.instructions)
    if length > MAX_INSTRUCTIONS or len(program.data) > MAX_DATA:
        return f"{length} instructions and {len(program.data)} bytes of data are too many"
    if not 0 <= program.entry <= length:
        return f"the entry is instruction {program.entry}; the program has {length}"
    seen: set[int] = set()  # an instruction may stand in many places
    for index, instruction in enumerate(program.instructions):
        if id(instruction) in seen:
            continue
        seen.add(id(instruction))
        if _is_plainly_right(instruction, length):
            continue
        problem = _instruction_problem(instruction, length)
        if problem is not None:
            return f"instruction {index}: {problem}"
    if program.lines and len(program.lines) != length:
        return f"{len(program.lines)} source lines for {length} instructions"
    return _symbols_problem(program)


def _is_plainly_right(instruction: Instruction, length: int) -> bool:
    """Whether an instruction has no problem, as far as this is seen quickly: a program may have a million."""
    opcode, mode, operands = instruction.opcode, instruction.mode, instruction.operands
    if not (0 <= opcode < len(OPS) and 0 <= mode < len(_PLACES[opcode])):
        return False
    places = _PLACES[opcode][mode]
    if len(places) != len(operands):
        return False
    for (takes_register, takes_pc, takes_target, takes_number), operand in zip(places, operands, strict=True):
        kind = type(operand)
        if kind is Register:
            right = takes_register and id(operand) in _KNOWN and (takes_pc or operand is not PC)
        elif kind is int:
            right = takes_number and MIN_SIGNED <= operand <= MAX_SIGNED  # type: ignore[operator]
        else:
            right = kind is Target and takes_target and 0 <= operand.index <= length  # type: ignore[union-attr]
        if not right:
            return False
    return True


def _instruction_problem(instruction: Instruction, length: int) -> str | None:
    if not 0 <= instruction.opcode < len(OPS):
        return f"unknown opcode {instruction.opcode:#x}"
    if not 0 <= instruction.mode < len(instruction.op.modes):
        return f"{instruction.op.name} has no mode {instruction.mode}"
    mode = instruction.op_mode
    places = mode.signature.operands
    if not mode.signature.required <= len(instruction.operands) <= len(places):
        return f"{mode.full_name} with {len(instruction.operands)} operands: {mode.signature.text}"
    for place, operand in zip(places, instruction.operands, strict=False):
        if not _fits(place.kind, operand, length):
            return f"{mode.full_name}: {operand!r} cannot be {place.name}: {place.kind.value} is wanted"
    return None


def _fits(kind: Kind, operand: OperandValue, length: int) -> bool:
    match operand:
        case Register(number=number):
            known = 0 <= number < len(REGISTERS) and (
                operand is REGISTERS[number] or operand == REGISTERS[number]
            )
            return known and kind in _REGISTERS and not (kind is Kind.DESTINATION and operand == PC)
        case Target(index):
            return kind in _TARGETS and 0 <= index <= length
        case Description(text):
            return kind is Kind.EXTENSION and len(text.encode(errors="replace")) <= MAX_TEXT
        case int() if kind is Kind.EXTENSION:
            return 0 <= operand <= MAX_EXTENSION
    return kind in _NUMBERS and MIN_SIGNED <= operand <= MAX_SIGNED


_REGISTERS = frozenset(
    {Kind.DESTINATION, Kind.REGISTER, Kind.VALUE, Kind.MOVABLE, Kind.CALLABLE, Kind.ARGUMENT}
)
_TARGETS = frozenset({Kind.LABEL, Kind.CALLABLE, Kind.MOVABLE})
_NUMBERS = frozenset({Kind.IMMEDIATE, Kind.VALUE, Kind.MOVABLE})

_KNOWN = frozenset(map(id, REGISTERS))
_PLACES = tuple(
    tuple(
        tuple(
            (
                place.kind in _REGISTERS,
                place.kind is not Kind.DESTINATION,
                place.kind in _TARGETS,
                place.kind in _NUMBERS,
            )
            for place in mode.signature.operands
        )
        for mode in op.modes
    )
    for op in OPS
)
"""For each place of each mode: whether it takes a register, and pc, and a target, and a number."""


def _symbols_problem(program: Program) -> str | None:
    names = [symbol.name for symbol in program.symbols]
    if len(set(names)) != len(names) or in_order(list(program.symbols)) != program.symbols:
        return "a symbol appears twice, or out of the order code, data; value; name"
    wrong = next((symbol for symbol in program.symbols if not _is_symbol(symbol, program)), None)
    return None if wrong is None else f"symbol {wrong.name!r} at {wrong.value} is not a label of this program"


def _is_symbol(symbol: Symbol, program: Program) -> bool:
    if symbol.name.lower() in BY_NAME:
        return False
    if not _LABEL.fullmatch(symbol.name) or LOCAL_LABEL.fullmatch(symbol.name) or len(symbol.name) > MAX_TEXT:
        return False
    if symbol.is_code:
        return 0 <= symbol.value <= len(program.instructions)
    return DATA_BASE <= symbol.value <= DATA_BASE + len(program.data)
