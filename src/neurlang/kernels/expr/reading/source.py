"""A source text, and errors that point to a position in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from neurlang.errors import FormulaSyntaxError

LINE_SHOWN = 100  # characters of a long line that an error shows around its position


@dataclass(frozen=True, slots=True)
class Source:
    """A text and the name to show for it (a path, or `<formula>`)."""

    text: str
    name: str = "<formula>"

    def error(self, start: int, end: int, message: str, hint: str = "") -> FormulaSyntaxError:
        """The error `name:line:column: message`, the line, and a caret under the characters [start, end)."""
        start = min(start, len(self.text))
        line_start = self.text.rfind("\n", 0, start) + 1
        line_end = self.text.find("\n", line_start)
        line = self.text[line_start : line_end if line_end >= 0 else len(self.text)]
        number = self.text.count("\n", 0, line_start) + 1
        column = start - line_start
        cut = max(0, column - LINE_SHOWN // 2) if len(line) > LINE_SHOWN else 0
        shown = line[cut : cut + LINE_SHOWN]
        width = max(1, min(end, line_start + len(line)) - start)
        carets = "^" * min(width, max(1, len(shown) - (column - cut)))
        padding = "".join("\t" if letter == "\t" else " " for letter in shown[: column - cut])
        tail = f"  {hint}" if hint else ""
        return FormulaSyntaxError(
            f"{self.name}:{number}:{column + 1}: {message}\n    {shown}\n    {padding}{carets}{tail}"
        )


def nearest(name: str, known: Iterable[str]) -> str:
    """`did you mean 'sqrt'?`, or an empty string if no known name is close."""
    matches = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"did you mean '{matches[0]}'?" if matches else ""
