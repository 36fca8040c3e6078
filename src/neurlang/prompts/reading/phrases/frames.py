"""Patterns of fixed phrases, parsed once: literal words, operands, options."""

from __future__ import annotations

import re
from dataclasses import dataclass

from neurlang.prompts.reading.phrases.table import FRAMES, SEQUELS, Frame

_ELEMENT = re.compile(
    r"(?P<option>\[[^\]]*\])|(?P<choice>\([^)]*\))|(?P<operand>[A-C](?:[*%!~]|0)?)(?!\w)|(?P<word>\S+)"
)


@dataclass(frozen=True, slots=True)
class Element:
    """One element: either `words`, alternatives that are tuples of words, or an operand with name and manner."""

    words: tuple[tuple[str, ...], ...] = ()
    optional: bool = False
    operand: str = ""
    manner: str = ""  # * for several, % for a percentage, 0 for zero, ! for the nearest value, ~ for a range


@dataclass(frozen=True, slots=True)
class Pattern:
    """A frame ready for matching; `places` are its operands in the order of the operation."""

    elements: tuple[Element, ...]
    operation: str
    places: tuple[str, ...]

    @property
    def first_words(self) -> frozenset[str]:
        """The words that the pattern may begin with; empty if it begins with an operand."""
        words: set[str] = set()
        for element in self.elements:
            words.update(phrase[0] for phrase in element.words)
            if not element.optional:
                break
        return frozenset(words)

    def may_match(self, texts: frozenset[str]) -> bool:
        """Whether a text with these words may match: it has all words of the pattern that are not optional."""
        return all(
            any(all(word in texts for word in phrase) for phrase in element.words)
            for element in self.elements
            if element.words and not element.optional
        )


def pattern_of(frame: Frame) -> Pattern:
    """The pattern of a row of the table."""
    operation, places = re.fullmatch(r"([a-z ]+?)((?: (?:IT|[A-C]))*)", frame.means).groups()  # type: ignore[union-attr]  # the table's own form
    return Pattern(tuple(_elements(frame.pattern)), operation, tuple(places.split()))


def _elements(pattern: str) -> list[Element]:
    elements = []
    for match in _ELEMENT.finditer(pattern):
        text = match[0]
        if match["operand"]:
            elements.append(Element(operand=text[0], manner=text[1:]))
            continue
        optional = bool(match["option"])
        inner = text[1:-1] if optional else text
        alternatives = tuple(tuple(each.split()) for each in inner.strip("()").split("|"))
        elements.append(Element(words=alternatives, optional=optional))
    return elements


PATTERNS: tuple[Pattern, ...] = tuple(map(pattern_of, FRAMES))
SEQUEL_PATTERNS: tuple[Pattern, ...] = tuple(map(pattern_of, SEQUELS))
BY_FIRST_WORD: dict[str, list[Pattern]] = {}
VALUE_FIRST: list[Pattern] = []
for _pattern in PATTERNS:
    if _pattern.elements[0].operand:
        VALUE_FIRST.append(_pattern)
    for _word in _pattern.first_words:
        BY_FIRST_WORD.setdefault(_word, []).append(_pattern)
SEQUEL_BY_WORD: dict[str, list[Pattern]] = {}
for _pattern in SEQUEL_PATTERNS:
    for _word in _pattern.first_words:
        SEQUEL_BY_WORD.setdefault(_word, []).append(_pattern)
