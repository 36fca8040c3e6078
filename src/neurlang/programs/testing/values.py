"""The values of annotations: numbers, quoted texts, and where they stand."""

from __future__ import annotations

import re
import struct

from neurlang.programs.ir import Line, Token, quoted, unescape
from neurlang.programs.machine import parse_value

NUMBER = r"[+-]?(?:0[xX][0-9A-Fa-f_]+|0[bB][01_]+|(?:[0-9][0-9_]*(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
TEXT = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'

VALUE = re.compile(rf"(?P<number>{NUMBER})(?![\w.])|(?P<text>{TEXT})", re.ASCII)


def number_at(line: Line, column: int, text: str) -> int:
    """The 64 bits of a number at a column of a line. Raises AssemblyError where they cannot hold it."""
    try:
        return parse_value(text)
    except ValueError as error:
        raise line.error_at(column, len(text), str(error)) from None


def bytes_at(line: Line, match: re.Match[str]) -> bytes:
    """The bytes of a value in memory: a text as it is, a number as 8 bytes. Raises AssemblyError."""
    if match["number"] is not None:
        return struct.pack("<Q", number_at(line, match.start(), match["number"]))
    return unescape(line, Token("string", match[0], match.start()), match[0][1:-1])


def value_at(line: Line, column: int, wanted: str) -> re.Match[str]:
    """The match of a value that starts at a column. Raises AssemblyError where none does."""
    match = VALUE.match(line.text, column)
    if match is None:
        rest = line.text[column:].strip()
        found = f"unexpected {quoted(rest)}" if rest else "a value is missing"
        raise line.error_at(column, max(1, len(rest)), found, f"{wanted} is wanted")
    return match
