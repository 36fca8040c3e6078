"""S-expressions with positions, in the syntax of FPCore 2.0: lists in () or [], symbols, numbers, strings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from neurlang.kernels.expr.reading.source import Source

DatumKind = Literal["list", "symbol", "string"]

WORD = re.compile(
    r"""(?P<blank>\s+|;[^\n]*)
      | (?P<open>[(\[])
      | (?P<close>[)\]])
      | (?P<string>"(?:[^"\\]|\\.)*")
      | (?P<symbol>[^\s()\[\]";]+)
    """,
    re.VERBOSE | re.DOTALL,
)
CLOSING = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Datum:
    """A list of items, or the text of a symbol, number (kind `symbol`) or string, at [start, end) of the source."""

    kind: DatumKind
    text: str
    items: tuple[Datum, ...]
    start: int
    end: int

    @property
    def head(self) -> str:
        """The symbol that a list begins with; empty if there is none."""
        return self.items[0].text if self.items and self.items[0].kind == "symbol" else ""


def read_all(source: Source) -> list[Datum]:
    """The top-level data of a text.

    Raises:
        FormulaError: an unmatched or mismatched parenthesis, or an unfinished string.

    """
    finished: list[Datum] = []
    open_lists: list[tuple[str, int, list[Datum]]] = []
    current = finished
    place = 0
    while place < len(source.text):
        match = WORD.match(source.text, place)
        if match is None:
            raise source.error(place, place + 1, "this string has no end")
        kind, text, start, place = match.lastgroup, match.group(), match.start(), match.end()
        if kind == "open":
            open_lists.append((text, start, current))
            current = []
        elif kind == "close":
            current = _close(source, open_lists, current, text, start)
        elif kind == "string":
            current.append(Datum("string", text[1:-1], (), start, place))
        elif kind == "symbol":
            current.append(Datum("symbol", text, (), start, place))
    if open_lists:
        opened, start, _ = open_lists[-1]
        raise source.error(start, start + 1, f"'{CLOSING[opened]}' is missing for this '{opened}'")
    return finished


def _close(
    source: Source, open_lists: list[tuple[str, int, list[Datum]]], items: list[Datum], text: str, place: int
) -> list[Datum]:
    if not open_lists:
        raise source.error(place, place + 1, f"'{text}' closes nothing")
    opened, start, outer = open_lists.pop()
    if CLOSING[opened] != text:
        raise source.error(
            place, place + 1, f"'{text}' does not close '{opened}'", f"write '{CLOSING[opened]}'"
        )
    outer.append(Datum("list", "", tuple(items), start, place + 1))
    return outer
