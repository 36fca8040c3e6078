"""Assembly errors for people: place, what was found, the line with carets, what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple

from neurlang.errors import AssemblyError

MAX_COMPARED = 10_000  # known words searched for the closest one: a program may have a million labels
MAX_ERRORS = 20  # of one text; further errors mostly follow from the first ones
MAX_SHOWN = 120  # characters of a line that an error shows; longer ones are cut around the place


class Token(NamedTuple):
    """A piece of a line: its kind (see `tokens`), its text, and its 0-based column."""

    kind: str
    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source text, with everything that an error message needs."""

    source: str
    number: int
    text: str

    def error(self, token: Token, message: str, hint: str = "") -> AssemblyError:
        """The error at a token of this line."""
        return self.error_at(token.column, len(token.text), message, hint)

    def error_at(self, column: int, length: int, message: str, hint: str = "") -> AssemblyError:
        """The error at `length` characters from `column` (0-based)."""
        start = max(0, column - MAX_SHOWN // 2) if len(self.text) > MAX_SHOWN else 0
        shown = "".join(c if c.isprintable() else " " for c in self.text[start : start + MAX_SHOWN]).rstrip()
        carets = "^" * max(1, min(length, len(shown) - (column - start)))
        pointer = " " * (column - start) + carets + (f"  {hint}" if hint else "")
        return AssemblyError(f"{self.source}:{self.number}:{column + 1}: {message}\n{shown}\n{pointer}")


class Errors:
    """The errors of a text, up to `MAX_ERRORS`; they are reported in the order of its lines."""

    __slots__ = ("_found", "_source")

    def __init__(self, source: str) -> None:
        self._source = source
        self._found: list[tuple[int, AssemblyError]] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    def note(self, line: int, error: AssemblyError) -> None:
        """Keep the error of a line. Raises AssemblyError with all errors once there are `MAX_ERRORS`."""
        self._found.append((line, error))
        if len(self._found) == MAX_ERRORS:
            self.raise_any(f"{self._source}: {MAX_ERRORS} errors; there may be more")

    def raise_any(self, *more: str) -> None:
        """Raise AssemblyError with all errors, if there are any."""
        if not self._found:
            return
        in_order = sorted(self._found, key=lambda each: each[0])
        raise AssemblyError("\n".join([*(str(error) for _, error in in_order), *more]))


def quoted(text: str) -> str:
    """A text as an error quotes it: printable, and shortened if it is long."""
    visible = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text[:40])
    return f"'{visible}{'…' if len(text) > 40 else ''}'"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean 'add'?` for the closest known word; empty if none is close."""
    close = get_close_matches(word[:40], list(islice(known, MAX_COMPARED)), n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else ""
