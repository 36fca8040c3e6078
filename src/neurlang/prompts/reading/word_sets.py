"""Words as tables write them: one string, space between."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """The set of the words of a text."""
    return frozenset(text.split())
