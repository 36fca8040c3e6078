"""The tokens of a written plan: names, numbers, texts in quotes, brackets and commas, each with its place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from neurlang.errors import PlanSyntaxError
from neurlang.prompts.reading.meanings import BITS, SMALLEST

LONGEST = 1 << 20
"""Characters of a written plan."""

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>[+-]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|inf\b|nan\b))
    |(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?)
    |(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<sign>[()\[\],])
    |(?P<end>\Z)
    )""",
    re.VERBOSE,
)
_WHOLE = re.compile(r"[+-]?\d+")
_MOST_DIGITS = 400


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind (number, name, text, sign, end), its text, and where it begins."""

    kind: str
    text: str
    start: int


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of a text, the end last. Raises PlanSyntaxError."""
    if len(text) > LONGEST:
        raise PlanSyntaxError(f"a plan has at most {LONGEST:,} characters, this one {len(text):,}")
    place = 0
    while True:
        match = _TOKEN.match(text, place)
        if match is None:
            start = place + len(text[place:]) - len(text[place:].lstrip())
            raise error_at(text, start, f"{text[start]!r} does not belong here")
        kind = match.lastgroup or ""
        yield Token(kind, match[kind], match.start(kind))
        if kind == "end":
            return
        place = match.end()


def error_at(text: str, start: int, message: str) -> PlanSyntaxError:
    """The error at a place of a plan: column, message, the line, and a mark below it."""
    line_start = text.rfind("\n", 0, start) + 1
    line = text[line_start:].partition("\n")[0]
    number, column = text.count("\n", 0, start) + 1, start - line_start + 1
    first = max(0, column - 60)
    shown = "".join(each if each.isprintable() else " " for each in line[first : first + 100])
    return PlanSyntaxError(
        f"plan:{number}:{column}: {message}\n    {shown}\n    {' ' * (column - 1 - first)}^"
    )


def number_of(text: str) -> int | float | None:
    """The number that a text is; None if it is not one. Raises OverflowError for more than 64 bits."""
    match = _TOKEN.fullmatch(text)
    if match is None or match.lastgroup != "number" or len(text) > _MOST_DIGITS:
        return None
    word = match["number"].lower()
    digits = word.lstrip("+-")
    if digits.startswith(("0x", "0b")):
        value = int(digits, 0) * (-1 if word.startswith("-") else 1)
    elif _WHOLE.fullmatch(word):
        value = int(word)
    else:
        return float(word)
    if not SMALLEST <= value <= BITS:
        raise OverflowError
    return value


def text_of_literal(literal: str) -> str | None:
    """The text between quotes; None if an escape in it is not one."""
    try:
        return str(ast.literal_eval(literal))
    except (SyntaxError, ValueError):
        return None
