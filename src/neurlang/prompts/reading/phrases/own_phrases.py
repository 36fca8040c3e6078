"""Texts that are a phrasing of a function of somebody's own: the words of a `@prompt` line, with values at its places.

A text may have other words at its beginning and end that say nothing, as "please" and "what is". All others must be
those of the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from neurlang.programs.stdlib import PLACE, FileFunction, Type
from neurlang.prompts.reading.lexicon.inert_words import INERT_WORDS
from neurlang.prompts.reading.literals import Lexed, lex
from neurlang.prompts.reading.literals.literal import Number

Said = Number | str | tuple[Number, ...]

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[^\w\s.,;:!?\"()]")
_AT_ENDS = INERT_WORDS | {"what", "what's", "whats", "is", "are", "how", "much"}


@dataclass(frozen=True, slots=True)
class OwnReading:
    """A function and the values that a text gives it, by parameter."""

    function: FileFunction
    values: dict[str, Said]


@dataclass(frozen=True, slots=True)
class _Place:
    """A place of a phrasing, by the name of its parameter."""

    name: str


@dataclass(frozen=True, slots=True)
class _Value:
    """A literal of a text."""

    value: Said


_Piece = str | _Place | _Value


def read_own(text: str, functions: Sequence[FileFunction]) -> tuple[OwnReading, ...]:
    """What a text asks for, by the phrasings of these functions; each function at most once."""
    pieces = [*_pieces(lex(text), {})]
    found = []
    for function in functions:
        for prompt in function.annotations.prompts:
            values = _matched(_phrasing(function, prompt), pieces)
            if values is not None:
                found.append(OwnReading(function, values))
                break
    return tuple(found)


def _matched(phrasing: tuple[_Piece, ...], pieces: Sequence[_Piece]) -> dict[str, Said] | None:
    """The values of a text's pieces at the places of a phrasing; None if another word or value is there."""
    wanted, found = _inner(phrasing), _inner(pieces)
    if len(wanted) != len(found):
        return None
    values: dict[str, Said] = {}
    for one, other in zip(wanted, found, strict=True):
        if isinstance(one, _Place) and isinstance(other, _Value):
            if values.setdefault(one.name, other.value) != other.value:
                return None
        elif one != other:
            return None
    return values


def _inner(pieces: Sequence[_Piece]) -> Sequence[_Piece]:
    """Without the words at both ends that say nothing."""
    places = [place for place, each in enumerate(pieces) if each not in _AT_ENDS]
    return pieces[places[0] : places[-1] + 1] if places else ()


@lru_cache(maxsize=10_000)
def _phrasing(function: FileFunction, prompt: str) -> tuple[_Piece, ...]:
    """The pieces of a `@prompt` line, lexed with a value of its kind at each place."""
    types = {each.name: each.type for each in function.parameters}
    text, places, end = "", {}, 0
    for match in PLACE.finditer(prompt):
        written = _written(types[match[1]])
        text += prompt[end : match.start()]
        places[len(text), len(text) + len(written)] = match[1]
        text, end = text + written, match.end()
    return tuple(_pieces(lex(text + prompt[end:]), places))


def _written(type_: Type) -> str:
    if type_ is Type.PTR_U8:
        return '"x"'
    return "7" if type_.element is None else "[7, 7]"


def _pieces(lexed: Lexed, places: dict[tuple[int, int], str]) -> Iterator[_Piece]:
    """Words and signs, and between them values or places."""
    end = 0
    for literal in lexed.literals:
        yield from _words(lexed.text[end : literal.start])
        name = next(
            (name for span, name in places.items() if span[0] <= literal.start and literal.end <= span[1]),
            None,
        )
        yield _Value(literal.value) if name is None else _Place(name)
        end = literal.end
    yield from _words(lexed.text[end:])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
