"""Programs as immutable values: instructions, the data section, symbols and source lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from neurlang.programs.ir.ops import OPS, Mode, Op
from neurlang.programs.ir.registers import Register

DATA_BASE = 0x10000
"""Address at which the data section is loaded."""

MAX_DATA = 1 << 23
"""Largest data section, in bytes, so that no text or file can make us hold more."""

MAX_INSTRUCTIONS = 1 << 20
"""Longest program, in instructions."""

MAX_TEXT = 1 << 12
"""Longest description in an `ext.call` and longest symbol, in bytes of UTF-8."""

LOCAL_LABEL = re.compile(r"\.L\d+", re.ASCII)
"""Labels that the printer generates; as in other assemblers, `.L` and a number is not kept as a symbol."""

MIN_SIGNED = -(1 << 63)
MAX_SIGNED = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the code, by instruction index; the length of the program is its end."""

    index: int


@dataclass(frozen=True, slots=True)
class Description:
    """An extension named by what it does (`@"sum of a list"`)."""

    text: str


OperandValue = Register | int | Target | Description
"""A register, an immediate (a signed 64-bit number), a code address, or a description."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction: numbers of op and mode in `OPS`, and the operands in the order of the signature."""

    opcode: int
    mode: int
    operands: tuple[OperandValue, ...] = ()

    @property
    def op(self) -> Op:
        """The row of the op table."""
        return OPS[self.opcode]

    @property
    def op_mode(self) -> Mode:
        """The mode's part of the row."""
        return OPS[self.opcode].modes[self.mode]


def instruction_of(opcode: int, mode: int, operands: tuple[OperandValue, ...]) -> Instruction:
    """An instruction, made in half of the time that its class takes: a program may have a million."""
    made = _new(Instruction)
    _set_opcode(made, opcode)
    _set_mode(made, mode)
    _set_operands(made, operands)
    return made


_new = object.__new__
_set_opcode, _set_mode, _set_operands = (
    getattr(Instruction, name).__set__ for name in ("opcode", "mode", "operands")
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A label: `value` is an instruction index if `is_code`, else an address in memory."""

    name: str
    value: int
    is_code: bool


@dataclass(frozen=True, slots=True, repr=False)
class Program:
    """A program: code, entry, the bytes loaded at `DATA_BASE`, and labels.

    Two programs are equal if these four are; the file's name and the source line of each instruction
    (1-based, empty if unknown; an array, as there may be a million) are only for messages. Symbols are sorted: code
    before data, then by value, by name.

    Example:
        >>> import neurlang
        >>> program = neurlang.assemble("start: mov r0, 7")
        >>> len(program.instructions), program.symbols[0].name
        (1, 'start')

    """

    instructions: tuple[Instruction, ...]
    entry: int = 0
    data: bytes = b""
    symbols: tuple[Symbol, ...] = ()
    lines: Sequence[int] = field(default=(), compare=False)
    name: str = field(default="<program>", compare=False)

    def __repr__(self) -> str:
        """One line: `nl disasm` and `print_program` show the code."""
        count = len(self.instructions)
        data = f", {len(self.data)} bytes of data" if self.data else ""
        return f"Program({self.name!r}, {count} instruction{'' if count == 1 else 's'}{data})"

    @property
    def labels(self) -> dict[int, str]:
        """For each place in the code that has symbols, the name of the first."""
        named: dict[int, str] = {}
        for symbol in self.symbols:
            if symbol.is_code:
                named.setdefault(symbol.value, symbol.name)
        return named

    def line_of(self, index: int) -> int | None:
        """The source line of an instruction; None if unknown."""
        return self.lines[index] if index < len(self.lines) else None


def retargeted(instructions: Iterable[Instruction], place: Callable[[int], int]) -> list[Instruction]:
    """Instructions with the index of each target mapped by `place`."""
    return [_retargeted(instruction, place) for instruction in instructions]


def _retargeted(instruction: Instruction, place: Callable[[int], int]) -> Instruction:
    if not any(type(operand) is Target for operand in instruction.operands):
        return instruction
    operands = tuple(
        Target(place(operand.index)) if isinstance(operand, Target) else operand
        for operand in instruction.operands
    )
    return Instruction(instruction.opcode, instruction.mode, operands)


def in_order(symbols: list[Symbol]) -> tuple[Symbol, ...]:
    """Symbols in the order that a `Program` keeps."""
    return tuple(sorted(symbols, key=lambda symbol: (not symbol.is_code, symbol.value, symbol.name)))
