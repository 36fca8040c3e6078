"""Tokens of a formula's text, with their positions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from neurlang.kernels.expr.reading.function_names import is_known
from neurlang.kernels.expr.reading.source import Source

TokenKind = Literal["number", "name", "sign", "end"]

TOKEN = re.compile(
    r"""(?P<blank>[ \t\r]+|\#[^\n]*|//[^\n]*|/\*.*?\*/)
      | (?P<number>0[xX](?:[0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)[pP][+-]?\d+ | 0[xX][0-9a-fA-F]+
                  | (?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
      | (?P<name>[A-Za-z_][A-Za-z_0-9]*(?:\.[A-Za-z_][A-Za-z_0-9]*)*)
      | (?P<sign>\*\*|<=|>=|==|!=|&&|\|\||[-+*/<>!?:(),;=\n%^&|~@\[\]{}])
    """,
    re.VERBOSE | re.DOTALL,
)
MODULES = ("np", "numpy", "math", "nl", "jnp", "torch")
WORD_SIGNS = {"and": "&&", "or": "||", "not": "not"}


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the text at [start, end)."""

    kind: TokenKind
    text: str
    start: int
    end: int


def tokenize(source: Source) -> list[Token]:
    """The tokens of the text without comments, followed by a token of kind `end`.

    `np.sqrt` becomes `sqrt`, `and` becomes `&&`; a number loses C's suffix `f`.

    Raises:
        FormulaError: a character that cannot begin a token.

    """
    tokens: list[Token] = []
    place = 0
    while place < len(source.text):
        match = TOKEN.match(source.text, place)
        if match is None:
            raise source.error(place, place + 1, f"unexpected character '{source.text[place]}'")
        kind, text, start, place = str(match.lastgroup), match.group(), place, match.end()
        if kind == "blank":
            continue
        if kind == "number":
            place = _after_suffix(source, text, place)
        if kind == "name":
            kind, text = _plain_name(text)
        tokens.append(Token(kind, text, start, place))  # type: ignore[arg-type]
    tokens.append(Token("end", "", place, place))
    return tokens


def _after_suffix(source: Source, text: str, place: int) -> int:
    following = source.text[place : place + 1]
    if following in ("f", "F") and not text.lower().startswith("0x"):
        place += 1
        following = source.text[place : place + 1]
    if following.isalnum() or following in ("_", "."):
        if not following:
            return place
        raise source.error(place, place + 1, f"a number is followed by '{following}'", "is a '*' missing?")
    return place


def _plain_name(text: str) -> tuple[str, str]:
    module, dot, plain = text.rpartition(".")
    if dot and module in MODULES:
        text = plain if is_known(plain) else text  # an unknown name keeps its module, for the error message
    return ("sign", WORD_SIGNS[text]) if text in WORD_SIGNS else ("name", text)


def number_value(text: str) -> float:
    """The binary64 number nearest to a decimal or hexadecimal literal."""
    if not text.lower().startswith("0x"):
        return float(text)
    return float.fromhex(text) if "p" in text.lower() else float(int(text, 16))
