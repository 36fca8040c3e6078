"""Sets of words, written in tables as one text."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """The set of the words of a text."""
    return frozenset(text.split())
