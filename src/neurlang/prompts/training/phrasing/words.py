"""Tables of single words, written as running text."""

from __future__ import annotations


def word_table(text: str) -> tuple[str, ...]:
    """The words of a text, in order."""
    return tuple(text.split())
