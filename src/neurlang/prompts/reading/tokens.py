"""The byte tokenizer: 256 bytes and five specials make a vocabulary of 261.

A literal (a number, a quoted text, a list) is one special token, whatever its length: `literals` reads its value
exactly, and the network sees only its kind. The other tokens are the bytes of the normalised text. Begin and end need
no marks: the zeros around the text show them.

| token | meaning |
|---|---|
| 0–255 | a byte of the text, UTF-8 |
| 256 PAD | nothing; masked before every layer and before the maximum |
| 257 INTEGER | a whole number |
| 258 REAL | a number written with a point, as a percentage or as a fraction |
| 259 TEXT | a text |
| 260 LIST | a list of numbers |
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from neurlang.prompts.reading.literals import Lexed, LiteralKind, lex

Tokens = NDArray[np.int16]

VOCABULARY = 261
PAD = 256
TOKEN_OF_KIND: dict[LiteralKind, int] = {
    LiteralKind.INTEGER: 257,
    LiteralKind.REAL: 258,
    LiteralKind.TEXT: 259,
    LiteralKind.LIST: 260,
}
NAMES: dict[int, str] = {PAD: "PAD"} | {token: kind.name for kind, token in TOKEN_OF_KIND.items()}


def tokenize(pieces: Iterable[str | LiteralKind]) -> Tokens:
    """Token ids, int16[length], of a text in pieces: plain texts, and for each literal its kind."""
    ids: list[int] = []
    for piece in pieces:
        if isinstance(piece, str):
            ids.extend(piece.encode("utf-8", "replace"))
        else:
            ids.append(TOKEN_OF_KIND[piece])
    return np.array(ids, dtype=np.int16)


def pieces_of(lexed: Lexed) -> tuple[str | LiteralKind, ...]:
    """The pieces of a lexed prompt, in order, without empty ones."""
    pieces: list[str | LiteralKind] = []
    position = 0
    for literal in lexed.literals:
        if literal.start > position:
            pieces.append(lexed.text[position : literal.start])
        pieces.append(literal.kind)
        position = literal.end
    if position < len(lexed.text):
        pieces.append(lexed.text[position:])
    return tuple(pieces)


def tokens_of_text(text: str) -> Tokens:
    """Token ids of a prompt whose literals are lexed in the likeliest way."""
    return tokenize(pieces_of(lex(text)))
