"""A small context-free grammar over templates: slots are filled from word tables, numerals or inline choices.

A template is a text with holes. `{city}` takes a word of the table `city`, or a numeral of that name;
`{red|green|}` takes one of the alternatives, here also nothing. Holes nest, inside out. A word may be a
template itself. `⦃` and `⦄` stand for the braces that a sentence shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

HOLE = re.compile(r"\{([^{}]*)\}")
INDEFINITE = re.compile(r"\b[Aa] $")
VOWEL_SOUND = re.compile(r"(?!one\b|once|eu|uni|use|usb)[aeiou]", re.IGNORECASE)
SHOWN_BRACES = str.maketrans("⦃⦄", "{}")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tables that fill the holes of a template."""

    words: Mapping[str, tuple[str, ...]]
    numerals: Mapping[str, Callable[[Random], str]]

    def expand(self, template: str, random: Random) -> str:
        """The template with every hole filled. Raises KeyError for a hole that no table fills."""
        text = template
        while hole := HOLE.search(text):
            filling = self._fill(hole[1], random)
            before = text[: hole.start()]
            if VOWEL_SOUND.match(filling) and INDEFINITE.search(before):
                before = before[:-1] + "n "  # a → an
            text = before + filling + text[hole.end() :]
        return text.translate(SHOWN_BRACES)

    def _fill(self, hole: str, random: Random) -> str:
        if "|" in hole:
            return random.choice(hole.split("|"))
        if hole in self.numerals:
            return self.numerals[hole](random)
        return random.choice(self.words[hole])


def words_of(table: str) -> tuple[str, ...]:
    """The entries of a table written as one text, separated by commas."""
    return tuple(" ".join(entry.split()) for entry in table.split(","))


def vocabulary_of(table: str) -> tuple[str, ...]:
    """The words of a table written as one text, separated by white space."""
    return tuple(table.split())


def templates_of(table: str) -> tuple[str, ...]:
    """The entries of a table written as one text, a line each, with single spaces; no empty ones."""
    return tuple(" ".join(line.split()) for line in table.splitlines() if line.strip())
