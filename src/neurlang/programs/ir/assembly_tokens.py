"""Tokens of one line of the text form, and the values of numbers and quoted texts."""

from __future__ import annotations

import math
import re
import struct

from neurlang.programs.ir.diagnostics import Line, Token, quoted

# The names of the groups are the kinds of tokens.
_TOKEN = re.compile(
    r"""[ \t\r\f\v]*(?:
      (?P<name>@?\.?[A-Za-z_][\w.]*)
    | (?P<mark>[][(),:+-])
    | (?P<number>0[xX][\w.]*|\d[\d_]*(?:\.[\d_]*)?[eE][+-]\d\w*|\d[\w.]*)
    | (?P<string>@?"[^"\\]*+(?:\\.[^"\\]*+)*+")
    | (?P<character>'(?:[^'\\]|\\[^x]|\\x[0-9A-Fa-f]{2})')
    | (?P<end>[;\#].*|$)
    )""",
    re.VERBOSE | re.ASCII,
)

# Leading zeros are refused: 010 is eight in some languages and ten in others.
_NUMBER = re.compile(r"0[xX][0-9a-fA-F](?:_?[0-9a-fA-F])*|0[bB][01](?:_?[01])*|0|[1-9](?:_?[0-9])*")
_ZEROS_IN_FRONT = re.compile(r"0[0-9_]+")
_MAX_DIGITS = 80  # longer than any 64-bit number in binary; also keeps int() of a huge text cheap
_DOUBLE = re.compile(r"[0-9](?:_?[0-9])*(?:\.(?:[0-9](?:_?[0-9])*)?)?(?:[eE][+-]?[0-9]+)?")
_MAX_DOUBLE = 400  # characters

_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|.)", re.DOTALL)
_ESCAPED = {letter: ord(meant) for letter, meant in zip("nrt0\\\"'", "\n\r\t\0\\\"'", strict=True)}


def tokenize(line: Line) -> list[Token]:
    """The tokens of a line without its comment. Raises AssemblyError at a character that starts no token."""
    tokens: list[Token] = []
    text, position, match_at = line.text, 0, _TOKEN.match
    while match := match_at(text, position):
        kind = match.lastgroup
        if kind == "end" or kind is None:
            return tokens
        tokens.append(Token(kind, match[kind], match.start(kind)))
        position = match.end()
    column = len(text) - len(text[position:].lstrip(" \t\r\f\v"))
    found = text[column]
    if found in "\"'" or text.startswith('@"', column):
        raise line.error_at(
            column, len(text), f"a text or character without its closing quote: {quoted(text[column:])}"
        )
    raise line.error_at(column, 1, f"unexpected character {quoted(found)}")


def number_value(line: Line, token: Token) -> int:
    """The value of a number or character token. Raises AssemblyError if it is malformed."""
    if token.kind == "character":
        inner = token.text[1:-1]
        return unescape(line, token, inner)[0] if inner.startswith("\\") else ord(inner)
    text = token.text
    if text.isdecimal() and text[0] != "0" and len(text) < _MAX_DIGITS:
        return int(text)
    if _ZEROS_IN_FRONT.fullmatch(text):
        message = f"a number with zeros in front: {quoted(text)}"
        raise line.error(token, message, "write 10 for ten, 0x8 for eight")
    if not _NUMBER.fullmatch(text) or len(text) > _MAX_DIGITS:
        raise line.error(
            token, f"not a whole number: {quoted(text)}", "write 10, -1, 0x0a, 0b1010, 'c' or 1_000"
        )
    digits = text.replace("_", "")
    return (
        int(digits[2:], 16)
        if digits[1:2] in ("x", "X")
        else int(digits, 2 if digits[1:2] in ("b", "B") else 10)
    )


def is_double(token: Token) -> bool:
    """Whether a token is written as a double: with a point or an exponent."""
    return (
        token.kind == "number"
        and any(sign in token.text for sign in ".eE")
        and token.text[1:2] not in ("x", "X")
    )


def double_bits(line: Line, token: Token, *, negative: bool) -> int:
    """The 64 bits of a double, as a signed number. Raises AssemblyError if the token is malformed or too large."""
    if not _DOUBLE.fullmatch(token.text) or len(token.text) > _MAX_DOUBLE:
        raise line.error(
            token, f"not a number: {quoted(token.text)}", "doubles are written 2.5, 1e9 or 1.5e-3"
        )
    value = float(token.text.replace("_", ""))
    if value == math.inf:
        raise line.error(token, "the number does not fit in a double", "the largest is about 1.8e308")
    return bits_of(-value if negative else value)


def bits_of(value: float) -> int:
    """The 64 bits of a double, as a signed number."""
    bits: int = _SIGNED.unpack(_REAL.pack(value))[0]
    return bits


_REAL, _SIGNED = struct.Struct("<d"), struct.Struct("<q")


def unescape(line: Line, token: Token, text: str) -> bytes:
    r"""The bytes of a quoted text: UTF-8, with the escapes \n \r \t \0 \\ \" \' \xHH (a byte) replaced."""
    content = bytearray()
    position = 0
    for match in _ESCAPE.finditer(text):
        if position < match.start():
            content += _encoded(line, token, text[position : match.start()])
        position, escape = match.end(), match[1]
        if len(escape) == 3:
            content.append(int(escape[1:], 16))
        elif escape in _ESCAPED:
            content.append(_ESCAPED[escape])
        else:
            raise line.error(token, f"unknown escape {quoted(match[0])}", r"known are \n \r \t \0 \\ \" \xHH")
    content += _encoded(line, token, text[position:])
    return bytes(content)


def _encoded(line: Line, token: Token, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise line.error(token, "a character that UTF-8 cannot hold") from None
