"""Join a main part with the units that it calls, or with one unit into which it runs.

Programs are joined as values: targets and addresses of data are relocated, and the labels of a unit get its name as a
prefix. The text is joined from the same lines, and assembles to the same program.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from neurlang.programs.ir import Instruction, Program, Symbol, assemble, in_order, retargeted
from neurlang.programs.linking.unit import ALIGNMENT, DATA_SECTION, Place, Unit

_STUB = "    halt"


@dataclass(frozen=True, slots=True)
class Listing:
    """A program, and its readable text, which assembles to it."""

    text: str
    program: Program


def followed_by(main: Sequence[str], unit: Unit, data: Sequence[str], name: str) -> Listing:
    """A main part that runs into a unit. Labels keep their names. `data` has the lines of the main part's data."""
    first = assemble(_text(main, data), name)
    program = replace(_appended(first, unit, prefix="", lines_before=len(main)), name=first.name)
    return Listing(_text([*main, *unit.lines], [*data, *_data_lines(unit, prefix="")]), program)


def with_units(main: Sequence[str], units: Sequence[Unit], data: Sequence[str], name: str) -> Listing:
    """A main part followed by the units, which it calls by their names.

    The main part is first assembled with a stub for each unit at its end, one instruction under the unit's name; then
    the units replace their stubs.
    """
    stubs = [line for unit in units for line in (f"{unit.name}:", _STUB)]
    program = _without_stubs(assemble(_text([*main, *stubs], data), name), units)
    text, all_data = list(main), list(data)
    for unit in units:
        prefix = f"{unit.name}_"
        text.append(f"{unit.name}:")
        program = _appended(program, unit, prefix=prefix, lines_before=len(text))
        text += unit.code_named(prefix)
        all_data += _data_lines(unit, prefix=prefix)
    return Listing(_text(text, all_data), program)


def _without_stubs(program: Program, units: Sequence[Unit]) -> Program:
    """The program without the stubs at its end. References to a stub now point to the future place of its unit."""
    length = len(program.instructions) - len(units)
    places, place = dict[int, int](), length
    for stub, unit in enumerate(units, length):
        places[stub] = place
        place += len(unit.program.instructions)

    def moved(index: int) -> int:
        return places.get(index, index)

    symbols = [
        replace(symbol, value=moved(symbol.value)) if symbol.is_code else symbol for symbol in program.symbols
    ]
    return replace(
        program,
        instructions=tuple(retargeted(program.instructions[:length], moved)),
        symbols=in_order(symbols),
        lines=program.lines[:length],
    )


def _appended(program: Program, unit: Unit, *, prefix: str, lines_before: int) -> Program:
    """The program with a unit's code and data appended; `lines_before` lines precede the unit in the text."""
    length, added = len(program.instructions), unit.program
    data = _aligned(program.data) + added.data if unit.data else program.data
    distance = len(data) - len(added.data)
    symbols = [
        Symbol(prefix + symbol.name, symbol.value + (length if symbol.is_code else distance), symbol.is_code)
        for symbol in added.symbols
    ]
    code = retargeted(_readdressed(added, unit.addresses, distance), lambda index: index + length)
    return replace(
        program,
        instructions=(*program.instructions, *code),
        data=data,
        symbols=in_order([*program.symbols, *symbols]),
        lines=array("Q", chain(program.lines, (lines_before + line for line in added.lines))),
    )


def _readdressed(program: Program, addresses: Collection[Place], distance: int) -> Iterator[Instruction]:
    """The instructions, with the operands at those places increased by a distance."""
    if not addresses:
        yield from program.instructions
        return
    for place, instruction in enumerate(program.instructions):
        operands = tuple(
            operand + distance if isinstance(operand, int) and (place, slot) in addresses else operand
            for slot, operand in enumerate(instruction.operands)
        )
        yield replace(instruction, operands=operands)


def _aligned(data: bytes) -> bytes:
    return data + bytes(-len(data) % ALIGNMENT)


def _data_lines(unit: Unit, *, prefix: str) -> Sequence[str]:
    return [f".align {ALIGNMENT}", *unit.data_named(prefix)] if unit.data else ()


def _text(code: Sequence[str], data: Sequence[str]) -> str:
    return "\n".join([*code, *([DATA_SECTION, *data] if data else [])]) + "\n"
