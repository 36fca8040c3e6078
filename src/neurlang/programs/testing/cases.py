r"""One `@test`: what registers and memory are before a run, and what they are to be after it.

@test: r0=0x1000, [0x1000]="text" -> r0=4, r1<=9, [0x1000]="text"
@test: r0=2.0 -> r0~=1.4142135624       @test: r0=0 -> trap DIVZERO       @test: -> prints "hello\n"
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

from neurlang.programs.machine import Outcome, Trap, TrapKind, signed, to_float
from neurlang.programs.testing.comparisons import EQUAL, UNSIGNED, holds
from neurlang.programs.testing.printed import Printed

Shown = int | float | str
"""A value as reports show it: signed, a double where the test wrote one, a quoted text."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that is not what the test wants; `place` is None where the run itself failed."""

    place: str | None
    got: Shown
    expected: Shown


@dataclass(frozen=True, slots=True)
class RegisterValue:
    """A register and a value: an input, or what an output is compared with."""

    register: str
    comparison: str
    bits: int
    is_real: bool

    def difference(self, outcome: Outcome) -> Difference | None:
        """What is wrong with the register after a run; None where it is as wanted."""
        got = outcome.registers[self.register]
        if holds(self.comparison, got, self.bits, is_real=self.is_real):
            return None
        show = int if self.comparison in UNSIGNED else partial(shown, is_real=self.is_real)
        told = show(self.bits) if self.comparison in EQUAL else f"{self.comparison} {show(self.bits)}"
        return Difference(self.register, show(got), told)


@dataclass(frozen=True, slots=True)
class MemoryValue:
    """Bytes at an address: laid there before a run, or compared after it."""

    address: int
    comparison: str
    content: bytes

    def difference(self, outcome: Outcome) -> Difference | None:
        """What is wrong with the memory after a run; None where it is as wanted."""
        got = bytes(outcome.memory[self.address : self.address + len(self.content)])
        if (got == self.content) is (self.comparison in EQUAL):
            return None
        sign = "" if self.comparison in EQUAL else f"{self.comparison} "
        return Difference(f"[{self.address:#x}]", quoted_bytes(got), sign + quoted_bytes(self.content))


Setting = RegisterValue | MemoryValue


@dataclass(frozen=True, slots=True)
class TrapWanted:
    """A trap that the run is to end by; `number` is that of `trap n` where one was written."""

    kind: TrapKind
    number: int | None = None

    def difference(self, trap: Trap | None) -> Difference | None:
        """What is wrong with how a run ended; None where it is as wanted."""
        if trap is not None and trap.kind is self.kind and self.number in (None, trap.number):
            return None
        return Difference(None, "a run without a trap" if trap is None else trap_text(trap), str(self))

    def __str__(self) -> str:
        return f"trap {self.kind.name}" + ("" if self.number is None else f" {self.number}")


@dataclass(frozen=True, slots=True)
class PrintWanted:
    """All that the run is to print."""

    content: bytes

    def difference(self, printed: Printed) -> Difference | None:
        """What is wrong with what a run printed; None where it is as wanted."""
        if printed.is_exactly(self.content):
            return None
        return Difference("output", quoted_bytes(printed.shown), quoted_bytes(self.content))


Output = Setting | TrapWanted | PrintWanted


@dataclass(frozen=True, slots=True)
class Case:
    """One `@test`, with the number of its line and its text. `trap` and `prints` are None where it wants none."""

    line: int
    text: str
    registers: tuple[RegisterValue, ...]
    memory: tuple[MemoryValue, ...]
    outputs: tuple[Setting, ...]
    trap: TrapWanted | None = None
    prints: PrintWanted | None = None


def shown(bits: int, is_real: bool) -> Shown:
    """64 bits as a report shows them: signed, or as a double; infinities and NaN by name."""
    if not is_real:
        return signed(bits)
    value = to_float(bits)
    return value if math.isfinite(value) else str(value)


def quoted_bytes(content: bytes) -> str:
    """Bytes for people: a quoted text where they are printable, else in hexadecimal."""
    text = content.decode("utf-8", "replace")
    return f'"{text}"' if text.isprintable() and "\ufffd" not in text else f"0x{content.hex(' ')}"


def trap_text(trap: Trap) -> str:
    """A trap for people: what and where."""
    number = "" if trap.number is None else f" {trap.number}"
    line = "" if trap.line is None else f" in line {trap.line}"
    return f"trap {trap.kind.name}{number}{line}: {trap.message} ({trap.instruction})"
