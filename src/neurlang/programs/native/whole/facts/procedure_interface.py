"""What the function of a procedure takes and returns, and how it is called.

What comes back in the machine register that it was handed over in, the caller need not keep. Registers that a
procedure gives back as they were are not returned: the caller has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from neurlang.programs.flow import Procedure

FUEL, MACHINE, MEMORY, DEPTH = "fuel", "machine", "memory", "depth"
POINTERS = (MACHINE, MEMORY)

MOST_RETURNED = 11
"""Values that regcall returns in machine registers; more would go by way of memory."""


def type_of(name: str) -> str:
    """The LLVM type of a part of the context or a register."""
    return "ptr" if name in POINTERS else "i64"


@dataclass(frozen=True, slots=True)
class Interface:
    """The names of what a procedure takes and gives, in order: of the context, and of registers, as `r0`."""

    entry: int
    takes: tuple[str, ...]
    gives: tuple[str, ...]

    def result_type(self, level: int = 0) -> str:
        """The type of what the function returns; an inlined copy also says whether it stopped the program.

        (Of its fuel LLVM does not know that it is not negative where it did not.)
        """
        types = [*map(type_of, self.gives), *(["i1"] if level else [])]
        return "{ " + ", ".join(types) + " }"

    def call_text(self, name: str, convention: str, values: Mapping[str, str], level: int = 0) -> str:
        """A call with the values that it takes, by name."""
        arguments = ", ".join(f"{type_of(item)} {values[item]}" for item in self.takes)
        function = f"@{name}.p{self.entry}.{level}"
        # LLVM, asked whether this may be a tail call of a function of another convention, ends the process.
        return f"notail call {convention} {self.result_type(level)} {function}({arguments}, i64 %size)"


def interface_of(procedure: Procedure, preserved: frozenset[int]) -> Interface:
    """The interface of a procedure that gives some of the registers that it changes back as they were.

    It returns the context, the other changed registers, and as many of those that it only reads as have room.
    """
    changed = _names(procedure.changed - preserved)
    read = _names(procedure.used - procedure.changed)
    takes = (MACHINE, MEMORY, FUEL, DEPTH, *changed, *read, *_names(preserved))
    room = MOST_RETURNED - 4 - len(changed)
    gives = (FUEL, *changed) if room < 0 else takes[: 4 + len(changed) + min(room, len(read))]
    return Interface(procedure.entry, takes, gives)


def _names(numbers: frozenset[int]) -> tuple[str, ...]:
    return tuple(f"r{number}" for number in sorted(numbers))
