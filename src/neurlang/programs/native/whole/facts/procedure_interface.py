"""What the function of a procedure takes and returns, and how it is called.

The caller need not save a value that is returned in the machine register in which it was passed. Registers that a
procedure preserves are not returned: the caller has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from neurlang.programs.flow import Procedure

FUEL, MACHINE, MEMORY, DEPTH = "fuel", "machine", "memory", "depth"
POINTERS = (MACHINE, MEMORY)

MOST_RETURNED = 11
"""Values that regcall returns in machine registers; more would be returned in memory."""


def type_of(name: str) -> str:
    """The LLVM type of a part of the context or a register."""
    return "ptr" if name in POINTERS else "i64"


@dataclass(frozen=True, slots=True)
class Interface:
    """The names of what a procedure takes and gives, in order: parts of the context, and registers, as `r0`."""

    entry: int
    takes: tuple[str, ...]
    gives: tuple[str, ...]

    def result_type(self, level: int = 0) -> str:
        """The function's return type; an inlined copy also returns whether it stopped the program.

        (LLVM does not know that the fuel is nonnegative if the program was not stopped.)
        """
        types = [*map(type_of, self.gives), *(["i1"] if level else [])]
        return "{ " + ", ".join(types) + " }"

    def call_text(self, name: str, convention: str, values: Mapping[str, str], level: int = 0) -> str:
        """A call with its arguments, by name."""
        arguments = ", ".join(f"{type_of(item)} {values[item]}" for item in self.takes)
        function = f"@{name}.p{self.entry}.{level}"
        # LLVM crashes when it considers a tail call to a function with another calling convention.
        return f"notail call {convention} {self.result_type(level)} {function}({arguments}, i64 %size)"


def interface_of(procedure: Procedure, preserved: frozenset[int]) -> Interface:
    """The interface of a procedure that preserves some of the registers that it writes.

    It returns the context, the other changed registers, and as many of the registers that it only reads as fit.
    """
    changed = _names(procedure.changed - preserved)
    read = _names(procedure.used - procedure.changed)
    takes = (MACHINE, MEMORY, FUEL, DEPTH, *changed, *read, *_names(preserved))
    room = MOST_RETURNED - 4 - len(changed)
    gives = (FUEL, *changed) if room < 0 else takes[: 4 + len(changed) + min(room, len(read))]
    return Interface(procedure.entry, takes, gives)


def _names(numbers: frozenset[int]) -> tuple[str, ...]:
    return tuple(f"r{number}" for number in sorted(numbers))
