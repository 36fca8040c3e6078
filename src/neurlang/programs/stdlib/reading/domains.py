"""Domains: which values a parameter may have, as docstrings write them.

`0 .. n`, `one of 1, 2`, `sorted array[count] of -9 .. 9`, `text[0 .. 12] of "ab"`, `room[2 * count]`, `from _maker`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import CodeType

Values = Mapping[str, object]


@cache
def _code_of(bound: str) -> CodeType:
    return compile(bound, "<domain>", "eval")


@dataclass(frozen=True, slots=True)
class Bound:
    """A number that may depend on parameters, such as `2^63 - 1` or `count - 1`."""

    text: str

    def value(self, values: Values) -> float:
        """The number. Raises NameError if it depends on a parameter without a value."""
        found = eval(_code_of(self.text), {"__builtins__": {}, "inf": float("inf")}, dict(values))
        assert isinstance(found, int | float)
        return found

    @property
    def names(self) -> frozenset[str]:
        """The parameters that it depends on."""
        return frozenset(
            node.id
            for node in ast.walk(ast.parse(self.text))
            if isinstance(node, ast.Name) and node.id != "inf"
        )


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from `low` to `high`, both included."""

    low: Bound
    high: Bound


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these numbers."""

    values: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Array:
    """`count` elements of an interval; `is_sorted` means ascending."""

    count: Bound
    elements: Interval
    is_sorted: bool = False
    is_distinct: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text of so many characters of an alphabet, and a NUL after it."""

    length: Interval
    alphabet: str


@dataclass(frozen=True, slots=True)
class Room:
    """Memory for `count` elements, which the function writes; it is zero before."""

    count: Bound


@dataclass(frozen=True, slots=True)
class Made:
    """What a function of the same source makes of a `Random`."""

    maker: str


Domain = Interval | Choice | Array | Text | Room | Made

PRINTABLE = "".join(chr(code) for code in range(32, 127))

_ARRAY = re.compile(r"(?P<kinds>(?:sorted |distinct )*)array\[(?P<count>[^\]]+)\] of (?P<elements>.+)")
_TEXT = re.compile(r'text\[(?P<length>[^\]]+)\](?: of "(?P<alphabet>(?:[^"\\]|\\.)+)")?')
_ROOM = re.compile(r"room\[(?P<count>[^\]]+)\]")
_MADE = re.compile(r"from (?P<maker>\w+)")


def parse_domain(text: str) -> Domain:
    """The domain that a text describes. Raises ValueError if it is not one."""
    text = text.strip()
    if match := _ARRAY.fullmatch(text):
        kinds = match["kinds"]
        elements = _interval(match["elements"])
        return Array(_bound(match["count"]), elements, "sorted" in kinds, "distinct" in kinds)
    if match := _TEXT.fullmatch(text):
        alphabet = ast.literal_eval(f'"{match["alphabet"]}"') if match["alphabet"] else PRINTABLE
        return Text(_interval(match["length"]), alphabet)
    if match := _ROOM.fullmatch(text):
        return Room(_bound(match["count"]))
    if match := _MADE.fullmatch(text):
        return Made(match["maker"])
    if text.startswith("one of "):
        return Choice(tuple(_bound(each) for each in text.removeprefix("one of ").split(",")))
    return _interval(text)


def _interval(text: str) -> Interval:
    low, dots, high = text.partition("..")
    if not dots:
        raise ValueError(f"'{text}' is not a domain")
    return Interval(_bound(low), _bound(high))


_ALLOWED = (
    ast.Expression | ast.BinOp | ast.UnaryOp | ast.Constant | ast.Name | ast.operator | ast.unaryop | ast.Load
)


def _bound(text: str) -> Bound:
    """A number as written, with `^` for powers."""
    python = text.strip().replace("^", "**")
    try:
        tree = ast.parse(python, mode="eval")
    except SyntaxError:
        raise ValueError(f"'{text.strip()}' is not a number") from None
    if not all(isinstance(node, _ALLOWED) for node in ast.walk(tree)):
        raise ValueError(f"'{text.strip()}' is not a number")
    return Bound(python)


def lengths_in(domains: Mapping[str, Domain]) -> frozenset[str]:
    """The number parameters on which a size of memory depends."""
    return frozenset(
        name for domain in domains.values() if isinstance(domain, Array | Room) for name in domain.count.names
    )
