"""A small context-free grammar over templates: word tables, numerals and inline choices fill the holes.

A template is a text with holes. `{city}` becomes a word of the table `city`, or a numeral of that name. `[red|green|]`
becomes one of the alternatives, of which one may be empty. Holes nest and are filled inside out. A word may be a
template itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from neurlang.prompts.training.phrasebook import shown

HOLE = re.compile(r"\{([^][{}]*)\}|\[([^][{}]*)\]")
SLOT = re.compile(r"\{([^][{}]*)\}")
INDEFINITE = re.compile(r"\b[Aa] $")
VOWEL_SOUND = re.compile(r"(?!one\b|once|eu|uni|use|usb)[aeiou]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tables that fill the holes of a template."""

    words: Mapping[str, tuple[str, ...]]
    numerals: Mapping[str, Callable[[Random], str]]

    def expand(self, template: str, random: Random) -> str:
        """The template with every hole filled. Raises KeyError if no table fills a hole."""
        text = template
        while hole := HOLE.search(text):
            filling = self._fill(hole, random)
            before = text[: hole.start()]
            if VOWEL_SOUND.match(filling) and INDEFINITE.search(before):
                before = before[:-1] + "n "  # a → an
            text = before + filling + text[hole.end() :]
        return shown(text)

    def unknown(self, template: str) -> tuple[str, ...]:
        """The names in the template that no table fills."""
        return tuple(
            name for name in SLOT.findall(template) if name not in self.words and name not in self.numerals
        )

    def _fill(self, hole: re.Match[str], random: Random) -> str:
        name, choices = str(hole[1]), hole[2]
        if choices is not None:
            return random.choice(str(choices).split("|"))
        if name in self.numerals:
            return self.numerals[name](random)
        return random.choice(self.words[name])
