"""What `nl run --trace` and `--break` print on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from neurlang.errors import UsageError
from neurlang.programs.ir import REGISTERS, Register, print_instruction
from neurlang.programs.machine import signed

if TYPE_CHECKING:
    from neurlang.programs.ir import Program
    from neurlang.programs.machine import State

    Observer = Callable[[int, State], None]

_COLUMNS = 4  # registers per line


def observer(program: Program, *, trace: bool, breaks: Iterable[str]) -> Observer | None:
    """The function to call before each instruction, None if nothing is observed. Raises UsageError."""
    stops = _stops(program, breaks)
    if not trace and not stops:
        return None
    labels = program.labels

    def observe(index: int, state: State) -> None:
        instruction = program.instructions[index]
        text = print_instruction(instruction, labels)
        if trace:
            named = {
                place.name: place.number for place in instruction.operands if isinstance(place, Register)
            }
            values = " ".join(f"{name}={signed(state.slots[number])}" for name, number in named.items())
            print(f"{index:5}  {text:<40} {values}".rstrip(), file=sys.stderr)
        if index in stops:
            print(f"Break at {place_of(program, index)}: {text}", file=sys.stderr)
            values_by_name = {register.name: state.slots[register.number] for register in REGISTERS}
            print("\n".join(register_rows(values_by_name | {"pc": index})), file=sys.stderr)

    return observe


def place_of(program: Program, index: int) -> str:
    """An instruction's index, and its source line if known."""
    line = program.line_of(index)
    return f"instruction {index}" + ("" if line is None else f", {program.name}:{line}")


def register_rows(registers: Mapping[str, int]) -> list[str]:
    """Registers in hexadecimal, several per line."""
    cells = [f"{name:>5} {value:#018x}" for name, value in registers.items()]
    return ["".join(cells[start : start + _COLUMNS]) for start in range(0, len(cells), _COLUMNS)]


def _stops(program: Program, breaks: Iterable[str]) -> frozenset[int]:
    """The indices of the instructions at the given labels and source lines."""
    stops = set()
    labels = {symbol.name: symbol.value for symbol in program.symbols if symbol.is_code}
    for wanted in breaks:
        found = _line(program, int(wanted)) if wanted.isdecimal() else labels.get(wanted)
        if found is None or found >= len(program.instructions):
            what = "line" if wanted.isdecimal() else "label"
            raise UsageError(f"--break {wanted}: {program.name} has no instruction at that {what}")
        stops.add(found)
    return frozenset(stops)


def _line(program: Program, line: int) -> int | None:
    """The first instruction of a source line."""
    return program.lines.index(line) if line in program.lines else None
