"""Strings: immutable bytes behind handles. Positions and lengths count bytes; only ASCII letters change case."""

from __future__ import annotations

import re

from neurlang.programs.extensions.bounds import bounded_size
from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.held_values import Text
from neurlang.programs.extensions.parameters import buffer, closed, data, freed, number, text

_NUMBER = re.compile(rb"\s*([+-]?(?:0[xX][0-9a-fA-F]{1,16}|0[bB][01]{1,64}|[0-9]{1,20}))\s*")


def new(content: bytes) -> bytes:
    """A string with those bytes."""
    return content


def length(content: bytes) -> int:
    """The number of bytes."""
    return len(content)


def concat(first: bytes, second: bytes) -> bytes:
    """The first string followed by the second. Traps LIMIT if the result is too long."""
    bounded_size(len(first) + len(second))
    return first + second


def substring(content: bytes, start: int, count: int) -> bytes | None:
    """At most `count` bytes from `start`, all of them if `count` is negative; None if the start is outside."""
    if not 0 <= start <= len(content):
        return None
    return content[start:] if count < 0 else content[start : start + count]


def find(content: bytes, wanted: bytes, start: int) -> int | None:
    """The first position of `wanted` from `start` on; None if there is none."""
    if not 0 <= start <= len(content):
        return None
    found = content.find(wanted, start)
    return found if found >= 0 else None


def replace(content: bytes, old: bytes, replacement: bytes) -> bytes:
    """The string with every `old` replaced. An empty `old` occurs nowhere. Traps LIMIT if the result is too long."""
    if not old:
        return content
    growth = len(replacement) - len(old)
    if growth > 0:
        bounded_size(len(content) + growth * content.count(old))
    return content.replace(old, replacement)


def trim(content: bytes) -> bytes:
    """The string without white space at both ends."""
    return content.strip()


def upper(content: bytes) -> bytes:
    """The string with a to z as A to Z."""
    return content.upper()


def lower(content: bytes) -> bytes:
    """The string with A to Z as a to z."""
    return content.lower()


def parse_integer(content: bytes, otherwise: int) -> int:
    """The decimal, 0x or 0b number in a text; `otherwise` if the text is not a number of 64 bits."""
    match = _NUMBER.fullmatch(content)
    if match is None:
        return otherwise
    digits = match[1].decode()
    value = int(digits, 0 if digits.lstrip("+-")[:2].lower() in ("0x", "0b") else 10)
    return value if -(1 << 63) <= value < 1 << 64 else otherwise


def from_integer(value: int) -> bytes:
    """A signed number in decimal."""
    return str(value).encode()


def read(content: bytes) -> bytes:
    """The bytes, to be written to a buffer."""
    return content


EXTENSIONS = (
    extension(
        "string_new",
        "Make a string from bytes in memory; an empty one without arguments",
        new,
        (data(optional=True),),
        gives="a string",
    ),
    extension(
        "string_len", "Get the length of a string in bytes", length, (text("text"),), gives="the length"
    ),
    extension(
        "string_concat",
        "Concatenate two strings: join, append one to the other",
        concat,
        (text("first"), text("second")),
        gives="a string",
    ),
    extension(
        "string_substr",
        "Substring: cut a part out of a string by start and length",
        substring,
        (text("text"), number("start"), number("count", default=-1)),
        gives="a string, at most `count` bytes, to the end if `count` is negative; -1 if the start is outside the text",
    ),
    extension(
        "string_find",
        "Find the position of a text in a string: search, index of",
        find,
        (text("text"), text("wanted"), number("start", default=0)),
        gives="the position; -1 if it is absent",
    ),
    extension(
        "string_replace",
        "Replace every occurrence of a text in a string by another",
        replace,
        (text("text"), text("old"), text("new")),
        gives="a string",
    ),
    extension(
        "string_trim",
        "Trim a string: strip white space from both ends",
        trim,
        (text("text"),),
        gives="a string",
    ),
    extension(
        "string_to_upper",
        "Convert a string to upper case (capital letters)",
        upper,
        (text("text"),),
        gives="a string",
    ),
    extension(
        "string_to_lower",
        "Convert a string to lower case (small letters)",
        lower,
        (text("text"),),
        gives="a string",
    ),
    extension("string_free", "Free a string", freed, (closed("string", Text),), gives="0"),
    extension(
        "string_parse_int",
        "Parse an integer number from a string: text to number",
        parse_integer,
        (text("text"), number("otherwise", default=-1)),
        gives="the number; `otherwise` if the text is not a number",
    ),
    extension(
        "string_from_int",
        "Make a string from an integer number: number to decimal text",
        from_integer,
        (number("value"),),
        gives="a string",
    ),
    extension(
        "string_read",
        "Copy the bytes of a string into memory, into a buffer",
        read,
        (text("text"), buffer(optional=False)),
        gives="the count of bytes; -1 if the buffer is too small",
    ),
)
