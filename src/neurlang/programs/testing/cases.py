"""One `@test`: what registers and memory are before a run, and what they are to be after it.

@test: r0=0x1000, [0x1000]="text" -> r0=4, r1<=9, [0x1000]="text"
"""

from __future__ import annotations

import math
import operator
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.programs.ir import BY_NAME, Line, did_you_mean, quoted
from neurlang.programs.machine import signed, to_float
from neurlang.programs.testing.values import VALUE, bytes_at, number_at, value_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from neurlang.programs.machine import Outcome

COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
"""What an output may say, on unsigned 64-bit values."""

_PLACE = re.compile(r"(?P<register>[A-Za-z]\w*)|\[\s*(?P<address>[^\]\s]*)\s*\]", re.ASCII)
_COMPARISON = re.compile(r"\s*(==|!=|<=|>=|=|<|>)\s*")
_SEPARATOR = re.compile(r"[\s,]*")
_COMMA = re.compile(r"\s*,\s*")
_ARROW = "->"
_EQUAL = ("=", "==")

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
        if COMPARISONS[self.comparison](got, self.bits):
            return None
        expected = shown(self.bits, self.is_real)
        told = expected if self.comparison in _EQUAL else f"{self.comparison} {expected}"
        return Difference(self.register, shown(got, self.is_real), told)


@dataclass(frozen=True, slots=True)
class MemoryValue:
    """Bytes at an address: laid there before a run, or compared after it."""

    address: int
    comparison: str
    content: bytes

    def difference(self, outcome: Outcome) -> Difference | None:
        """What is wrong with the memory after a run; None where it is as wanted."""
        got = bytes(outcome.memory[self.address : self.address + len(self.content)])
        if COMPARISONS[self.comparison](got == self.content, True):
            return None
        sign = "" if self.comparison in _EQUAL else f"{self.comparison} "
        return Difference(f"[{self.address:#x}]", _quoted(got), sign + _quoted(self.content))


Setting = RegisterValue | MemoryValue


@dataclass(frozen=True, slots=True)
class Case:
    """One `@test`, with the number of its line and its text."""

    line: int
    text: str
    registers: tuple[RegisterValue, ...]
    memory: tuple[MemoryValue, ...]
    outputs: tuple[Setting, ...]


def parse_case(line: Line, column: int) -> Case:
    """The test that a line describes from a column on. Raises AssemblyError where it is malformed."""
    inputs, column = _settings(line, column)
    if not line.text.startswith(_ARROW, column):
        found = line.text[column:]
        message = f"unexpected {quoted(found)}" if found else "a test without '->'"
        raise line.error_at(column, max(1, len(found)), message, "write inputs -> outputs, as r0=5 -> r0=120")
    start, (outputs, column) = column, _settings(line, column + len(_ARROW))
    if column < len(line.text):
        rest = line.text[column:]
        raise line.error_at(column, len(rest), f"unexpected {quoted(rest)}", "an output is wanted, as r0=120")
    for setting in inputs:
        if setting.comparison not in _EQUAL:
            raise line.error_at(start, 2, f"an input with '{setting.comparison}'", "an input is set with '='")
    registers = tuple(setting for setting in inputs if isinstance(setting, RegisterValue))
    memory = tuple(setting for setting in inputs if isinstance(setting, MemoryValue))
    text = line.text.partition(":")[2].strip()
    return Case(line.number, text, registers, memory, tuple(outputs))


def _settings(line: Line, column: int) -> tuple[list[Setting], int]:
    """Settings from a column on, and the column after them and their separators."""
    found: list[Setting] = []
    while True:
        column = _end(_SEPARATOR, line, column)
        place = _PLACE.match(line.text, column)
        if place is None:
            return found, column
        comparison = _COMPARISON.match(line.text, place.end())
        if comparison is None:
            raise line.error_at(column, len(place[0]), f"{quoted(place[0])} without '=' and a value")
        read = _register_value if place["register"] else _memory_value
        setting, column = read(line, place, comparison)
        found.append(setting)


def _register_value(line: Line, place: re.Match[str], sign: re.Match[str]) -> tuple[Setting, int]:
    name = place["register"]
    register = BY_NAME.get(name.lower())
    if register is None:
        hint = did_you_mean(name, BY_NAME) or "r0 to r15 are registers"
        raise line.error_at(place.start(), len(name), f"unknown register {quoted(name)}", hint)
    value = value_at(line, sign.end(), "a number")
    if value["number"] is None:
        raise line.error_at(value.start(), len(value[0]), "a text in a register", "a number is wanted")
    bits = number_at(line, value.start(), value[0])
    return RegisterValue(register.name, sign[1], bits, _is_real(value[0])), value.end()


def _memory_value(line: Line, place: re.Match[str], sign: re.Match[str]) -> tuple[Setting, int]:
    if COMPARISONS[sign[1]] not in (operator.eq, operator.ne):
        raise line.error_at(sign.start(1), len(sign[1]), "memory is compared with = and != alone")
    address = number_at(line, place.start("address"), place["address"])
    value = value_at(line, sign.end(), "a text or numbers")
    parts = [bytes_at(line, value)]
    # A number or a text after a comma goes on with the same place; a register or an address starts anew.
    while (comma := _COMMA.match(line.text, value.end())) and (
        following := VALUE.match(line.text, comma.end())
    ):
        value = following
        parts.append(bytes_at(line, value))
    return MemoryValue(address, sign[1], b"".join(parts)), value.end()


def _end(pattern: re.Pattern[str], line: Line, column: int) -> int:
    match = pattern.match(line.text, column)
    return match.end() if match else column


def _is_real(text: str) -> bool:
    return not text.lower().lstrip("+-").startswith(("0x", "0b")) and any(c in text for c in ".eE")


def shown(bits: int, is_real: bool) -> Shown:
    """64 bits as a report shows them: signed, or as a double; infinities and NaN by name."""
    if not is_real:
        return signed(bits)
    value = to_float(bits)
    return value if math.isfinite(value) else str(value)


def _quoted(content: bytes) -> str:
    """Bytes for people: a quoted text where they are printable, else in hexadecimal."""
    text = content.decode("utf-8", "replace")
    return f'"{text}"' if text.isprintable() and "\ufffd" not in text else f"0x{content.hex(' ')}"
