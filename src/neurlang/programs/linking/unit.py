"""A unit: a program that others may call, with its source lines.

The data of a unit follow those of the program to which it is joined, at a multiple of 8. So the addresses in its
instructions must change. To find them, the unit is assembled twice, the second time with its data 8 bytes further on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from neurlang.errors import DataError
from neurlang.programs.ir import Instruction, Line, Program, assemble, tokenize

ALIGNMENT = 8  # of the data of a unit, in bytes
DATA_SECTION = ".section data"

Place = tuple[int, int]
"""An operand: the index of its instruction, and its own index."""


@dataclass(frozen=True, slots=True)
class Scratch:
    """Memory that a unit needs: `register` holds its address; it is as long as the text that `like` points to."""

    register: int
    like: int


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A unit: its whole text, its lines of code without the head, its lines of data, and the program that they are.

    `addresses` are the operands that point into its data. Units are compared by identity.
    """

    name: str
    text: str
    lines: tuple[str, ...]
    data: tuple[str, ...]
    program: Program
    addresses: frozenset[Place]
    scratch: tuple[Scratch, ...] = ()

    def code_named(self, prefix: str) -> tuple[str, ...]:
        """The lines of code with every label prefixed, so that several units can stand in one text."""
        return _named(_cut_at_labels(self)[0], prefix)

    def data_named(self, prefix: str) -> tuple[str, ...]:
        """The lines of data with every label prefixed."""
        return _named(_cut_at_labels(self)[1], prefix)


Pieces = tuple[tuple[str, ...], ...]
"""Lines, each split before every label that it refers to."""


def unit_of(
    name: str, text: str, code: Sequence[str], data: Sequence[str], scratch: Sequence[Scratch] = ()
) -> Unit:
    """Assemble a unit from its lines.

    Raises AssemblyError if the lines are wrong. Raises DataError if the data cannot be moved (they hold addresses, or
    are aligned to more than 8 bytes), or if an instruction has a sum of several addresses.
    """
    program = _assembled(name, code, data)
    addresses = frozenset(
        _addresses(name, program, _assembled(name, code, data, ahead=ALIGNMENT)) if data else ()
    )
    return Unit(name, text, tuple(code), tuple(data), program, addresses, tuple(scratch))


def _assembled(name: str, code: Sequence[str], data: Sequence[str], ahead: int = 0) -> Program:
    section = [DATA_SECTION, *([f".space {ahead}"] if ahead else []), *data] if data else []
    return assemble("\n".join([*code, *section]), name)


def _addresses(name: str, program: Program, other: Program) -> Iterator[Place]:
    if other.data[ALIGNMENT:] != program.data:
        raise DataError(f"{name}: its data hold addresses, or are aligned to more than {ALIGNMENT} bytes")
    for place, (one, two) in enumerate(zip(program.instructions, other.instructions, strict=True)):
        for slot in _different(one, two):
            if two.operands[slot] != _number(one.operands[slot]) + ALIGNMENT:
                line = program.line_of(place)
                raise DataError(f"{name}: line {line} of its code adds or subtracts addresses of its data")
            yield place, slot


def _different(one: Instruction, two: Instruction) -> Iterator[int]:
    pairs = zip(one.operands, two.operands, strict=True)
    return (slot for slot, (first, second) in enumerate(pairs) if first != second)


def _number(operand: object) -> int:
    assert isinstance(operand, int)  # registers and targets do not depend on the place of the data
    return operand


def _named(lines: Pieces, prefix: str) -> tuple[str, ...]:
    return tuple(prefix.join(pieces) for pieces in lines)


@cache
def _cut_at_labels(unit: Unit) -> tuple[Pieces, Pieces]:
    """The lines of code and of data, split before labels."""
    labels = {symbol.name for symbol in unit.program.symbols}
    code, data = (
        tuple(_pieces(Line(unit.name, number, text), labels) for number, text in enumerate(lines, 1))
        for lines in (unit.lines, unit.data)
    )
    return code, data


def _pieces(line: Line, labels: set[str]) -> tuple[str, ...]:
    tokens = tokenize(line)
    mnemonic = 0
    while tokens[mnemonic + 1 : mnemonic + 2] and tokens[mnemonic + 1].text == ":":
        mnemonic += 2
    named = [
        token.column
        for place, token in enumerate(tokens)
        if place != mnemonic and token.kind == "name" and token.text in labels
    ]
    return tuple(line.text[start:end] for start, end in pairwise([0, *named, len(line.text)]))
