"""The text of a `@test`: settings, an arrow, and what is wanted: settings, `trap NAME`, `prints "text"`."""

from __future__ import annotations

import re
from typing import TypeVar

from neurlang.programs.ir import BY_NAME, Line, did_you_mean, quoted
from neurlang.programs.machine import TrapKind, signed, to_bits
from neurlang.programs.testing.cases import (
    Case,
    MemoryValue,
    Output,
    PrintWanted,
    RegisterValue,
    Setting,
    TrapWanted,
)
from neurlang.programs.testing.comparisons import EQUAL, NEAR, ORDERS, UNSIGNED
from neurlang.programs.testing.values import TEXT, VALUE, bytes_at, number_at, value_at

_PLACE = re.compile(r"(?P<register>[A-Za-z]\w*)|\[\s*(?P<address>[^\]\s]*)\s*\]", re.ASCII)
_COMPARISON = re.compile(r"\s*(==|!=|~=|u?<=|u?>=|=|u?<|u?>)\s*")
_TRAP = re.compile(
    r"trap(?=[\s,]|$)[ \t]*(?P<kind>[A-Za-z]\w*)?(?:[ \t]+(?P<number>[0-9]{1,20})(?![\w.=]))?", re.ASCII
)
_PRINTS = re.compile(rf"prints(?=[\s,\"]|$)\s*(?P<text>{TEXT})?", re.ASCII)
_SEPARATOR = re.compile(r"[\s,]*")
_COMMA = re.compile(r"\s*,\s*")
_ARROW = "->"
_SIGN_BIT = 1 << 63


def parse_case(line: Line, column: int) -> Case:
    """The test that a line describes from a column on. Raises AssemblyError where it is malformed."""
    inputs, column = _items(line, column)
    if not line.text.startswith(_ARROW, column):
        found = line.text[column:]
        message = f"unexpected {quoted(found)}" if found else "a test without '->'"
        raise line.error_at(column, max(1, len(found)), message, "write inputs -> outputs, as r0=5 -> r0=120")
    for item in inputs:
        if not isinstance(item, Setting):
            raise line.error_at(column, 2, "an input that is a result", "trap and prints stand after the ->")
        if item.comparison not in EQUAL:
            raise line.error_at(column, 2, f"an input with '{item.comparison}'", "an input is set with '='")
    outputs, column = _items(line, column + len(_ARROW))
    if column < len(line.text):
        rest = line.text[column:]
        raise line.error_at(column, len(rest), f"unexpected {quoted(rest)}", "an output is wanted, as r0=120")
    return Case(
        line.number,
        line.text.partition(":")[2].strip(),
        tuple(item for item in inputs if isinstance(item, RegisterValue)),
        tuple(item for item in inputs if isinstance(item, MemoryValue)),
        tuple(item for item in outputs if isinstance(item, Setting)),
        _only(line, [item for item in outputs if isinstance(item, TrapWanted)], "trap"),
        _only(line, [item for item in outputs if isinstance(item, PrintWanted)], "prints"),
    )


_Item = TypeVar("_Item")


def _only(line: Line, items: list[_Item], word: str) -> _Item | None:
    if len(items) > 1:
        raise line.error_at(line.text.rfind(word), len(word), f"a second '{word}'", "a run has one")
    return items[0] if items else None


def _items(line: Line, column: int) -> tuple[list[Output], int]:
    """What stands from a column on, and the column after it and its separators."""
    found: list[Output] = []
    while True:
        column = _end(_SEPARATOR, line, column)
        item = _trap_wanted(line, column) or _print_wanted(line, column) or _setting(line, column)
        if item is None:
            return found, column
        output, column = item
        found.append(output)


def _trap_wanted(line: Line, column: int) -> tuple[TrapWanted, int] | None:
    match = _TRAP.match(line.text, column)
    if match is None:
        return None
    kinds = {kind.name: kind for kind in TrapKind}
    name = match["kind"]
    if name is None:
        raise line.error_at(column, len("trap"), "a trap without its name", f"known are {' '.join(kinds)}")
    kind = kinds.get(name.upper())
    if kind is None:
        hint = did_you_mean(name.upper(), kinds) or f"known are {' '.join(kinds)}"
        raise line.error_at(match.start("kind"), len(name), f"unknown trap {quoted(name)}", hint)
    return TrapWanted(kind, None if match["number"] is None else int(match["number"])), match.end()


def _print_wanted(line: Line, column: int) -> tuple[PrintWanted, int] | None:
    match = _PRINTS.match(line.text, column)
    if match is None:
        return None
    if match["text"] is None:
        raise line.error_at(
            column, len("prints"), "prints without a text", 'all output is wanted, as prints "hello"'
        )
    value = value_at(line, match.start("text"), "a text")
    return PrintWanted(bytes_at(line, value)), match.end()


def _setting(line: Line, column: int) -> tuple[Setting, int] | None:
    place = _PLACE.match(line.text, column)
    if place is None:
        return None
    comparison = _COMPARISON.match(line.text, place.end())
    if comparison is None:
        raise line.error_at(column, len(place[0]), f"{quoted(place[0])} without '=' and a value")
    return (_register_value if place["register"] else _memory_value)(line, place, comparison)


def _register_value(line: Line, place: re.Match[str], sign: re.Match[str]) -> tuple[Setting, int]:
    name = place["register"]
    register = BY_NAME.get(name.lower())
    if register is None:
        hint = did_you_mean(name, BY_NAME) or "r0 to r15 are registers"
        raise line.error_at(place.start(), len(name), f"unknown register {quoted(name)}", hint)
    value = value_at(line, sign.end(), "a number")
    if value["number"] is None:
        raise line.error_at(value.start(), len(value[0]), "a text in a register", "a number is wanted")
    bits, is_real = number_at(line, value.start(), value[0]), _is_real(value[0])
    if sign[1] == NEAR and not is_real:
        bits, is_real = to_bits(float(signed(bits))), True
    if sign[1] in UNSIGNED and is_real:
        raise line.error_at(
            sign.start(1), len(sign[1]), f"a double with '{sign[1]}'", "doubles have their own order"
        )
    if sign[1] in ORDERS and not is_real and bits >= _SIGN_BIT and not value[0].startswith("-"):
        message = f"{value[0]} is beyond the signed integers that '{sign[1]}' compares"
        raise line.error_at(value.start(), len(value[0]), message, f"write u{sign[1]}, or a negative number")
    return RegisterValue(register.name, sign[1], bits, is_real), value.end()


def _memory_value(line: Line, place: re.Match[str], sign: re.Match[str]) -> tuple[Setting, int]:
    if sign[1] not in (*EQUAL, "!="):
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
