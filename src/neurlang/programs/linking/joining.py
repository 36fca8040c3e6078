"""Join a main part with the units that it calls, or with one unit into which it runs.

Programs are joined as values: targets are relocated, and the labels of a unit get its name as a prefix. The text is
joined from the same lines, and assembles to the same program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from neurlang.programs.ir import Program, Symbol, assemble, in_order, retargeted
from neurlang.programs.linking.unit import Unit

_STUB = "    halt"


@dataclass(frozen=True, slots=True)
class Listing:
    """A program, and its readable text, which assembles to it."""

    text: str
    program: Program


def followed_by(main: Sequence[str], unit: Unit, data: Sequence[str], name: str) -> Listing:
    """A main part that runs into a unit, whose labels keep their names. `data` has the lines of the data section."""
    first = assemble(_text(main, data), name)
    program = replace(_appended(first, unit.program, prefix="", lines_before=len(main)), name=first.name)
    return Listing(_text([*main, *unit.lines], data), program)


def with_units(main: Sequence[str], units: Sequence[Unit], data: Sequence[str], name: str) -> Listing:
    """A main part followed by the units, which it calls by their names.

    The main part is first assembled with a stub for each unit at its end, one instruction under the unit's name; then
    the units replace their stubs.
    """
    stubs = [line for unit in units for line in (f"{unit.name}:", _STUB)]
    program = _without_stubs(assemble(_text([*main, *stubs], data), name), units)
    text = list(main)
    for unit in units:
        text.append(f"{unit.name}:")
        program = _appended(program, unit.program, prefix=f"{unit.name}_", lines_before=len(text))
        text += unit.renamed(f"{unit.name}_")
    return Listing(_text(text, data), program)


def _without_stubs(program: Program, units: Sequence[Unit]) -> Program:
    """The program without the stubs at its end; references to them point to where the units will be."""
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


def _appended(program: Program, unit: Program, *, prefix: str, lines_before: int) -> Program:
    """The program with a unit's code appended; `lines_before` lines precede the unit in the text."""
    length = len(program.instructions)
    symbols = [Symbol(prefix + symbol.name, symbol.value + length, symbol.is_code) for symbol in unit.symbols]
    return replace(
        program,
        instructions=(*program.instructions, *retargeted(unit.instructions, lambda index: index + length)),
        symbols=in_order([*program.symbols, *symbols]),
        lines=(*program.lines, *(lines_before + line for line in unit.lines)),
    )


def _text(code: Sequence[str], data: Sequence[str]) -> str:
    return "\n".join([*code, *([".section data", *data] if data else [])]) + "\n"
