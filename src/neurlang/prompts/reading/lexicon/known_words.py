"""The words that the network was trained with: for each intent, and altogether.

The network reads a text as a whole and ignores words that it never saw. So its reading counts only if the training
texts of the intent that it reads contained every word of the text; else the refusal names a word that is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from neurlang.errors import ModelError
from neurlang.prompts.reading.literals import Lexed, lex

WORDS_FILE = Path(__file__).parents[3] / "weights" / "words.txt"
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]|_")
FREE_SIGNS = frozenset(".,?!:;'\"()[]-_")  # signs without a meaning of their own


def words_between(text: str) -> list[str]:
    """The words and signs of a text outside its literals, in the order of the text."""
    return words_of_lexed(lex(text))


def words_of_lexed(lexed: Lexed) -> list[str]:
    """The same for a text whose literals are found."""
    pieces: list[str] = []
    position = 0
    for literal in lexed.literals:
        pieces.append(lexed.text[position : literal.start])
        position = literal.end
    pieces.append(lexed.text[position:])
    return [word for piece in pieces for word in _WORD.findall(piece)]


@lru_cache(maxsize=1)
def words_of_intents() -> Mapping[str, frozenset[str]]:
    """The words of each intent, and of SEVERAL and NONE. Raises ModelError if the file is missing or damaged."""
    try:
        lines = WORDS_FILE.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{WORDS_FILE}: the words of the model cannot be read ({error})") from error
    table = {name: frozenset(words) for name, *words in (line.split() for line in lines if line)}
    if "ADD" not in table:
        raise ModelError(f"{WORDS_FILE}: not the words of a model")
    return table


@lru_cache(maxsize=1)
def all_words() -> frozenset[str]:
    """Every word of the training texts, without those that look like typing errors."""
    table = words_of_intents()
    return frozenset().union(*table.values()) - table.get("SLIPS", frozenset())
