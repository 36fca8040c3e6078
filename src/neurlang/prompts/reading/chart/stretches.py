"""The stretches of a text that may be a request inside it, from word to word.

`triple what is left over when 23 is divided by 6` has the request `what is left over when 23 is divided by 6` in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from neurlang.prompts.reading.literals import Lexed

LONGEST = 48  # words, signs and literals; longer texts are not taken apart
_UNIT = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]|\w+")

_DETERMINER = re.compile(r"(?:the|a|an) ", re.IGNORECASE)
_ENDS_WITH_DETERMINER = re.compile(r"\b(?:the|a|an) \Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, a sign or a literal, with its place in the normalised text."""

    start: int
    end: int
    is_literal: bool
    is_word: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text: its place in the normalised text, and in the network's tokens."""

    start: int
    end: int
    first: int  # token
    behind: int  # the token after the last one


def stretches_of(lexed: Lexed) -> tuple[Stretch, ...]:
    """All stretches with a literal and a word, except the whole text; none if the text is too long.

    A stretch begins and ends at a word or a literal. None ends within quotation marks, as these are one literal.
    """
    units = units_of(lexed)
    if len(units) > LONGEST:
        return ()
    return tuple(_stretches(lexed, units))


def _stretches(lexed: Lexed, units: Sequence[Unit]) -> Iterator[Stretch]:
    places = token_places(lexed)
    for first, opening in enumerate(units):
        if not (opening.is_word or opening.is_literal):
            continue
        literals = words = 0
        for last in range(first, len(units)):
            closing = units[last]
            literals += closing.is_literal
            words += closing.is_word
            is_whole = first == 0 and last == len(units) - 1
            if literals and words and not is_whole and (closing.is_word or closing.is_literal):
                yield Stretch(opening.start, closing.end, places[opening.start], places[closing.end - 1] + 1)


def core_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a stretch without the determiner at its beginning."""
    determiner = _DETERMINER.match(text, start, end)
    return (determiner.end() if determiner else start, end)


def with_determiner(text: str, start: int) -> int:
    """Where a stretch begins if the determiner before it belongs to it: `the` in `the square of 6`."""
    determiner = _ENDS_WITH_DETERMINER.search(text, max(0, start - 5), start)
    return determiner.start() if determiner else start


def units_of(lexed: Lexed) -> tuple[Unit, ...]:
    """The words, signs and literals of a text, in its order."""
    ends = [0, *(literal.end for literal in lexed.literals)]
    starts = [*(literal.start for literal in lexed.literals), len(lexed.text)]
    units = [Unit(literal.start, literal.end, True, False) for literal in lexed.literals]
    for end, start in zip(ends, starts, strict=True):
        units += [
            Unit(*match.span(), False, match[0][0].isalpha())
            for match in _UNIT.finditer(lexed.text, end, start)
        ]
    return tuple(sorted(units, key=lambda unit: unit.start))


def token_places(lexed: Lexed) -> tuple[int, ...]:
    """For each character of the text, its token: a literal is one token, any other character its bytes."""
    places: list[int] = []
    token = 0
    borders = [0, *(border for each in lexed.literals for border in (each.start, each.end)), len(lexed.text)]
    for index, (start, end) in enumerate(pairwise(borders)):
        if index % 2:
            places += [token] * (end - start)
            token += 1
            continue
        for character in lexed.text[start:end]:
            places.append(token)
            token += len(character.encode("utf-8", "replace"))
    return tuple(places)
