"""What checks look at: the numbers of a text with the nouns behind them, and the text without its literals."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from neurlang.prompts.reading.lexicon.inert_words import MEASURES, PLURALS
from neurlang.prompts.reading.literals import Lexed, Literal, LiteralKind
from neurlang.prompts.reading.plan import Plan

Check = Callable[[Lexed, Plan], str]
"""Returns the words that contradict a reading; empty if there are none."""
SHORTEST_STORY = 9  # words; shorter texts are requests, where an unknown noun may be an operation or a name
COUNTED = MEASURES | PLURALS
NEXT_WORD = re.compile(r"\s*([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A check: none of these words may stand in the text, whose literals are written as #."""

    words: re.Pattern[str]

    def __call__(self, lexed: Lexed, _: Plan) -> str:
        """The words that stand in the text."""
        found = self.words.search(masked(lexed))
        return found[0].strip() if found else ""


@dataclass(frozen=True, slots=True)
class Required:
    """A check: one of these words must stand in the text; else `missing` is named."""

    words: re.Pattern[str]
    missing: str

    def __call__(self, lexed: Lexed, _: Plan) -> str:
        """What is missing."""
        return "" if self.words.search(lexed.text) else self.missing


def forbidden(pattern: str) -> Forbidden:
    """The check that a pattern is nowhere in a text."""
    return Forbidden(re.compile(pattern))


def required(missing: str, pattern: str) -> Required:
    """The check that a pattern is somewhere in a text."""
    return Required(re.compile(pattern), missing)


def counted_nouns(lexed: Lexed) -> list[str]:
    """The plurals and units directly behind numbers: `apples` in `3 apples`."""
    return [noun for literal in lexed.literals if (noun := noun_of(lexed, literal))]


def noun_of(lexed: Lexed, literal: Literal) -> str:
    """The plural or unit directly behind a number; empty if there is none."""
    match = NEXT_WORD.match(lexed.text, literal.end)
    if match is None or literal.kind not in (LiteralKind.INTEGER, LiteralKind.REAL):
        return ""
    return match[1] if match[1].endswith("s") or match[1] in COUNTED else ""


def masked(lexed: Lexed) -> str:
    """The text with # for each literal."""
    pieces: list[str] = []
    position = 0
    for literal in lexed.literals:
        pieces += [lexed.text[position : literal.start], "#"]
        position = literal.end
    return "".join([*pieces, lexed.text[position:]])
