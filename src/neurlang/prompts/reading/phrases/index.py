"""The tables of phrases, indexed by their first words. The longest phrase at a place counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from neurlang.prompts.reading.notation import Kind, Token
from neurlang.prompts.reading.phrases import table
from neurlang.prompts.reading.phrases.result_words import BASES, ROUND_UNITS


class Index:
    """Phrases by their words, the longest first."""

    def __init__(self, rows: Iterable[tuple[str, object]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], object]]] = {}
        for phrase, row in rows:
            words = tuple(phrase.split())
            self._by_first.setdefault(words[0], []).append((words, row))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda entry: -len(entry[0]))

    def find(self, tokens: Sequence[Token], at: int) -> tuple[object, int] | None:
        """The row of the longest phrase at a place, and the place after it."""
        token = tokens[at]
        if token.kind is not Kind.WORD:
            return None
        for words, row in self._by_first.get(token.text, ()):
            if at + len(words) < len(tokens) and all(
                tokens[at + offset].kind is Kind.WORD and tokens[at + offset].text == word
                for offset, word in enumerate(words)
            ):
                return row, at + len(words)
        return None


INFIX = Index((phrase, row) for row in table.INFIX for phrase in row.phrases)
PREFIX = Index((phrase, row) for row in table.PREFIX for phrase in row.phrases)
GATHERINGS = Index((phrase, row) for row in table.GATHERINGS for phrase in row.phrases)
PLURALS = Index(table.PLURALS.items())
POSTFIX = Index(table.POSTFIX.items())
PARTS = Index(table.PARTS.items())
PREDICATES = Index(table.PREDICATES.items())
RELATIONS = Index(table.RELATIONS.items())
PRONOUNS = Index((phrase, phrase) for phrase in table.PRONOUNS)
OPENINGS = Index((phrase, phrase) for phrase in table.OPENINGS)
QUESTIONS = Index((phrase, phrase) for phrase in table.BEFORE_QUESTION)
SEQUEL_WORDS = Index((phrase, phrase) for phrase in table.SEQUEL_WORDS)
NEAREST_UNITS = Index(ROUND_UNITS.items())
RESULT_BASES = Index(BASES.items())
ENDINGS = sorted((tuple(phrase.split()) for phrase in table.ENDINGS), key=len, reverse=True)
