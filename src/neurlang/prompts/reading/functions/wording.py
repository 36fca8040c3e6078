"""Words of requests for functions: one form for words that mean the same, and words that need no place in a phrasing.

The tables stand in `synonyms.txt` and `filler.txt` beside this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from neurlang.prompts.reading.lexicon.word_forms import stem_of

LONGEST = 5  # words of a phrase in the table
FREE_SIGNS = frozenset(".,?!:;'\"()[]{}-_`")
QUESTION = "?q"
"""The form of words that ask whether something holds."""


def canonical(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The words in one form each: first place, place behind, and the form; empty for a sign that only divides.

    An empty word stands for a value.
    """
    stems = [stem_of(word) if word else "" for word in words]
    place = 0
    table, firsts = _table()
    while place < len(words):
        if not words[place]:
            yield place, place + 1, ""
            place += 1
            continue
        longest = max(firsts.get(stems[place], 1), firsts.get(words[place], 1))
        for length in range(min(longest, len(words) - place), 0, -1):
            found = table.get(tuple(words[place : place + length])) or table.get(
                tuple(stems[place : place + length])
            )
            if found is not None:
                yield place, place + length, found
                place += length
                break
        else:
            yield place, place + 1, stems[place]
            place += 1


@cache
def _table() -> tuple[dict[tuple[str, ...], str], dict[str, int]]:
    """Each phrase of the table with its form, as spelled and in stems; for each first word the longest phrase."""
    spelled: dict[tuple[str, ...], str] = {}
    stems: dict[tuple[str, ...], str] = {}
    firsts: dict[str, int] = {}
    for line in _lines("synonyms.txt"):
        form, _, phrases = line.partition(":")
        for phrase in phrases.split(","):
            words = tuple(phrase.split())
            spelled.setdefault(words, form.strip())
            stems.setdefault(tuple(map(stem_of, words)), form.strip())
            for first in (words[0], stem_of(words[0])):
                firsts[first] = max(firsts.get(first, 1), len(words))
    return stems | spelled, firsts


@cache
def filler() -> frozenset[str]:
    """Forms of words that say nothing about a function."""
    return frozenset(
        form
        for line in _lines("filler.txt")
        if not line.startswith("nouns")
        for word in line.split()
        for _, _, form in canonical([word])
    )


@cache
def type_nouns() -> dict[str, frozenset[str]]:
    """For each kind of value, the forms of nouns that name such a value beside it."""
    found: dict[str, frozenset[str]] = {}
    for line in _lines("filler.txt"):
        if line.startswith("nouns"):
            name, _, words = line.partition(":")
            kind = name.split()[1]
            found[kind] = frozenset(form for word in words.split() for _, _, form in canonical([word]))
    return found


@cache
def never_texts() -> frozenset[str]:
    """Words that stand for no text unless they are called one: `how many vowels are in English`."""
    return frozenset(word for line in _lines("never_texts.txt") for word in line.split())


@cache
def textual_words() -> frozenset[str]:
    """Forms of words that speak of texts."""
    words = (word for line in _lines("textual_words.txt") for word in line.split())
    return frozenset(form for word in words for _, _, form in canonical([word])) - filler()


def _lines(name: str) -> list[str]:
    text = resources.files(__package__).joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
