"""Typing errors of one letter in a request for a function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from neurlang.prompts.reading.functions.items import Item, canonical_items
from neurlang.prompts.reading.functions.phrasings import phrasing_words
from neurlang.prompts.reading.functions.wording import canonical, filler

SHORTEST = 5  # letters of a word that is mended
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def mended_items(items: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[tuple[str, str], ...]]:
    """The items with unknown words that are one letter from a known one as that word, and what was mended."""
    notes: list[tuple[str, str]] = []
    result: list[Item] = []
    for item in items:
        better = "" if item.is_value or _is_known(item) else _near(item.raw.lower())
        if better:
            notes.append((item.raw, better))
        result.append(replace(item, word=better) if better else item)
    if not notes:
        return tuple(items), ()
    return tuple(canonical_items(result)), tuple(notes)


def _is_known(item: Item) -> bool:
    return (
        len(item.raw) < SHORTEST or item.word in phrasing_words() or item.word in filler() or " " in item.raw
    )


@cache
def _near(word: str) -> str:
    """The only known form that is one letter, or one exchange of neighbours, away; empty if there is none."""
    if not word.isascii() or not word.isalpha():
        return ""
    known = phrasing_words()
    forms = {
        form for edit in _edits(word) for _, _, form in canonical([edit]) if form in known and len(form) > 2
    }
    return forms.pop() if len(forms) == 1 else ""


def _edits(word: str) -> set[str]:
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return {
        edit
        for left, right in splits
        for edit in (
            left + right[1:],
            *((left + right[1] + right[0] + right[2:],) if len(right) > 1 else ()),
            *(left + letter + right[1:] for letter in _LETTERS if right),
            *(left + letter + right for letter in _LETTERS),
        )
        if edit != word and edit and edit[0] == word[0]
    }
