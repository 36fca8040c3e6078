"""Traps: why a run ended before the end of its program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class TrapKind(Enum):
    """The traps by name. The first eight are the numbers of `trap n`; only the machine raises the others."""

    SYSCALL = 0
    BREAKPOINT = 1
    BOUNDS = 2
    CAPABILITY = 3
    TAINT = 4
    DIVZERO = 5
    INVALID = 6
    USER = 7
    STACK = 8
    FUEL = 9
    PERMISSION = 10
    DEADLOCK = 11
    LIMIT = 12


def kind_of_number(number: int) -> TrapKind:
    """The trap that `trap number` raises: USER from 7 on."""
    return TrapKind(number) if 0 <= number < TrapKind.USER.value else TrapKind.USER


@dataclass(frozen=True, slots=True, repr=False)
class Trap:
    """A trap, and where it happened: instruction index and text, source line if known, registers.

    `number` is the immediate of a `trap n`, None for the machine's own traps.
    """

    kind: TrapKind
    message: str
    index: int
    instruction: str
    line: int | None
    registers: Mapping[str, int]
    number: int | None = None

    def headline(self, name: str) -> str:
        """What happened and where, in a program of that name, for people."""
        number = "" if self.number is None else f" {self.number}"
        place = f"instruction {self.index}" + ("" if self.line is None else f", {name}:{self.line}")
        return f"Trap {self.kind.name}{number} at {place}: {self.message}"

    def __repr__(self) -> str:
        """One line: without registers."""
        place = f"instruction {self.index}" + ("" if self.line is None else f", line {self.line}")
        return f"Trap({self.kind.name} at {place}: {self.message!r})"


class Fault(Exception):  # noqa: N818  (not an error of ours: a meaning raises it, the run turns it into a Trap)
    """Raised by the meaning of an instruction to end the run with a trap."""

    def __init__(self, kind: TrapKind, message: str, number: int | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.number = number


class ProgramEnd(Exception):  # noqa: N818  (not an error: a replaced host ends the program, as if it had halted)
    """Raised by a host's network or extensions to end the program as the main task's `halt` does."""


def out_of_fuel(wanted: int, left: int) -> Fault:
    """The trap for a block that costs more than the fuel left; both are in instructions."""
    return Fault(TrapKind.FUEL, f"instructions in the next block: {wanted}; left of the bound: {left}")
