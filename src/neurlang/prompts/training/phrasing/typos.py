"""Typing errors: two letters swapped, one dropped, one doubled, or a neighbouring key hit."""

from __future__ import annotations

import re
from random import Random

from neurlang.prompts.reading import CARDINAL_WORDS

SMALL_NUMBERS = frozenset(CARDINAL_WORDS[number] for number in range(20))
_WORD = re.compile(r"[a-z]{4,}", re.IGNORECASE)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {
    key: "".join(row[max(at - 1, 0) : at] + row[at + 1 : at + 2])
    for row in _ROWS
    for at, key in enumerate(row)
}


def slip(text: str, random: Random) -> str:
    """The text with one typing error in a word of at least four letters."""
    words = list(_WORD.finditer(text))
    if not words:
        return text
    word = random.choice(words)
    slipped = random.choice((_swap, _drop, _double, _neighbour))(word[0], random)
    if slipped.lower() in SMALL_NUMBERS:  # "then" must not become "ten"
        return text
    return text[: word.start()] + slipped + text[word.end() :]


def _swap(word: str, random: Random) -> str:
    at = random.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _drop(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _double(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    return word[: at + 1] + word[at:]


def _neighbour(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    return word[:at] + random.choice(NEIGHBOURS[word[at].lower()]) + word[at + 1 :]
