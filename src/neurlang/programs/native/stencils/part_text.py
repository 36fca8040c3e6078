"""The LLVM text of a part under construction, and what all parts share: machine registers, holes, exits."""

from __future__ import annotations

from collections.abc import Mapping

from neurlang.programs.native.operation_text import operation_module
from neurlang.programs.native.stencils.frame import PINNED, PINNED_DOUBLES, PINNED_INTEGERS, Word

SLOT_HOLES = ("A", "B", "C")
NUMBER_HOLES = ("NUMBER", "NEXT", "STATUS")
WAYS = ("CONT", "LANDING", "TARGET", "FINISH")

_INTEGERS = tuple(f"p{number}" for number in range(PINNED_INTEGERS))
_DOUBLES = tuple(f"x{number}" for number in range(PINNED_DOUBLES))
PINS = (*_INTEGERS, *_DOUBLES)
TYPES = {
    **dict.fromkeys(("file", "memory"), "ptr"),
    **dict.fromkeys(("fuel", "t", *_INTEGERS), "i64"),
    **dict.fromkeys(("f", *_DOUBLES), "double"),
}
_NAMES = tuple(TYPES)
_SIGNATURE = ", ".join(f"{kind} %{name}" for name, kind in TYPES.items())
_ATTRIBUTES = "nounwind optsize"

# A range tells LLVM that a symbol's address is a 31-bit number, or a signed 32-bit number, so that it becomes a
# displacement or an immediate; without dso_local it would be loaded from a table.
_RANGES = ("!1 = !{i64 0, i64 2147483648}", "!3 = !{i64 -2147483648, i64 2147483648}")
_RANGE_OF = dict.fromkeys((*SLOT_HOLES, *NUMBER_HOLES), "!1") | {"NUMBER": "!3"}


def declarations() -> str:
    """The holes, and the functions with the meanings of the operations."""
    holes = [
        f"@{name} = external dso_local global i8, !absolute_symbol {span}" for name, span in _RANGE_OF.items()
    ]
    ways = [f"declare ghccc void @{name}({', '.join(TYPES.values())})" for name in WAYS]
    metadata = [*_RANGES, '!2 = !{!"branch_weights", i32 1, i32 1048576}']
    return "\n".join([operation_module(), *holes, *ways, *metadata])


def entering_text(file: str, code: str) -> str:
    """Lines that enter code with a file, and load its pinned slots, memory and fuel into machine registers."""
    words = {"memory": -Word.MEMORY, "fuel": -Word.FUEL} | {name: place for place, name in enumerate(PINS)}
    lines = []
    for name, word in words.items():
        lines.append(f"%at.{name} = getelementptr i64, ptr {file}, i64 {word}")
        lines.append(f"%{name} = load {TYPES[name]}, ptr %at.{name}")
    values = {"file": file, "t": "0", "f": "0.0"}
    arguments = ", ".join(f"{kind} {values.get(name, f'%{name}')}" for name, kind in TYPES.items())
    return "\n  ".join([*lines, f"call ghccc void {code}({arguments})"])


class PartText:
    """The body of a part under construction; `places` maps each of A, B, C that is a pinned slot to that slot."""

    def __init__(self, places: Mapping[str, int]) -> None:
        self.places = places
        self.lines: list[str] = []
        self.current = {name: f"%{name}" for name in _NAMES}
        self._names = 0

    def value(self, text: str) -> str:
        """Add an instruction; return the name of its value."""
        self._names += 1
        name = f"%v{self._names}"
        self.lines.append(f"  {name} = {text}")
        return name

    def line(self, text: str) -> None:
        """Add an instruction without a value."""
        self.lines.append(f"  {text}")

    def read(self, hole: str) -> str:
        """The value of a slot, 64 bits."""
        place = self.places[hole]
        if place >= PINNED:
            return self.value(f"load i64, ptr {self._slot(hole)}")
        value = self.current[PINS[place]]
        return value if place < PINNED_INTEGERS else self.value(f"bitcast double {value} to i64")

    def read_double(self, hole: str) -> str:
        """The value of a slot as a double."""
        place = self.places[hole]
        if place >= PINNED:
            return self.value(f"load double, ptr {self._slot(hole)}")
        value = self.current[PINS[place]]
        return value if place >= PINNED_INTEGERS else self.value(f"bitcast i64 {value} to double")

    def write(self, hole: str, value: str) -> None:
        """Set a slot to a 64-bit value."""
        place = self.places[hole]
        if place >= PINNED:
            self.line(f"store i64 {value}, ptr {self._slot(hole)}")
        else:
            is_double = place >= PINNED_INTEGERS
            self.current[PINS[place]] = self.value(f"bitcast i64 {value} to double") if is_double else value

    def write_double(self, hole: str, value: str) -> None:
        """Set a slot to a double."""
        place = self.places[hole]
        if place >= PINNED:
            self.line(f"store double {value}, ptr {self._slot(hole)}")
        else:
            is_double = place >= PINNED_INTEGERS
            self.current[PINS[place]] = value if is_double else self.value(f"bitcast double {value} to i64")

    def number(self, hole: str) -> str:
        """The number of a hole."""
        return f"ptrtoint (ptr @{hole} to i64)"

    def word(self, word: Word) -> str:
        """The address of a word of the frame."""
        return self.value(f"getelementptr i64, ptr %file, i64 {-word}")

    def load_word(self, word: Word, kind: str = "i64") -> str:
        """The value of a word of the frame."""
        return self.value(f"load {kind}, ptr {self.word(word)}")

    def go(self, way: str) -> None:
        """Leave by an exit, with the current values."""
        self._go(f"@{way}")

    def go_through(self, address: str) -> None:
        """Jump to an address of native code, which must come from the table."""
        self._go(address)

    def leave_if(self, condition: str, way: str = "LANDING", unlikely: str = ", !prof !2") -> None:
        """Leave by an exit if a condition holds."""
        self._names += 1
        leaves, stays = f"l{self._names}", f"s{self._names}"
        self.line(f"br i1 {condition}, label %{leaves}, label %{stays}{unlikely}")
        self.lines.append(f"{leaves}:")
        self.go(way)
        self.lines.append(f"{stays}:")

    def function(self, name: str) -> str:
        """The function's text."""
        body = "\n".join(self.lines)
        return f"define ghccc void @{name}({_SIGNATURE}) {_ATTRIBUTES} {{\n{body}\n}}"

    def _slot(self, hole: str) -> str:
        return self.value(f"getelementptr i8, ptr %file, i64 {self.number(hole)}")

    def _go(self, where: str) -> None:
        arguments = ", ".join(f"{TYPES[name]} {self.current[name]}" for name in _NAMES)
        self.line(f"musttail call ghccc void {where}({arguments})")
        self.line("ret void")
