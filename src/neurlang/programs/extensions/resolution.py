"""Find the extension that fits a description, by the words of its name and its own description.

Method: soft TF-IDF (Cohen, Ravikumar and Fienberg 2003, "A comparison of string distance metrics for
name-matching tasks"). The rarer a word, the more it weighs. Words with similar spelling, by character trigrams, count
in part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from neurlang.programs.extensions.extension import Extension
from neurlang.programs.extensions.synonyms import STOP_WORDS, SYNONYMS

Alike = dict[str, dict[str, float]]

DEFAULT_THRESHOLD = 0.55
"""The lowest score with which an extension fits a description."""

_WORD = re.compile(r"[a-z]+[0-9]*|[0-9]+")
_JOINT = re.compile(r"(?<=[a-z])[-_ ](?=[0-9])")  # sha-256, aes 256, base-64
_ENDINGS = ("ing", "ed", "es", "s", "e")
_SHORTEST_STEM = 3
_ALIKE = 0.6  # the lowest similarity by trigrams that counts
_FAMILY = 0.7  # the similarity of a name without its number, such as sha, to sha256
_DIGITS = "0123456789"

# The share of the text's coverage in the score; the rest is how much of the name the text covers.
_TEXT_SHARE = 0.6
_NAME_SHARE = 1 - _TEXT_SHARE


@dataclass(frozen=True, slots=True)
class Match:
    """An extension, and how well it fits a description: from 0 to 1."""

    extension: Extension
    score: float


class Index:
    """The words of all extensions, with their weights."""

    def __init__(self, extensions: Sequence[Extension]) -> None:
        self._extensions = tuple(extensions)
        self._names = [words(row.name) for row in extensions]
        self._words = [words(f"{row.name} {row.description}") for row in extensions]
        self._count = Counter(word for document in self._words for word in document)

    def rank(self, text: str) -> tuple[Match, ...]:
        """The extensions that share a word with a text, nearest first, then by number."""
        alike = {word: self._alike(word) for word in sorted(words(text))}
        matches = [
            Match(extension, self._score(alike, names, document))
            for extension, names, document in zip(self._extensions, self._names, self._words, strict=True)
        ]
        found = [match for match in matches if match.score > 0]
        return tuple(sorted(found, key=lambda match: (-match.score, match.extension.number)))

    def _score(self, alike: Alike, names: frozenset[str], document: frozenset[str]) -> float:
        """How much of the text the extension covers, and how much of its name the text covers."""
        text = {
            word: max((near.get(other, 0.0) for other in document), default=0.0)
            for word, near in alike.items()
        }
        name = {
            word: max((near.get(word, 0.0) for near in alike.values()), default=0.0) for word in sorted(names)
        }
        return _TEXT_SHARE * self._covered(text) + _NAME_SHARE * self._covered(name)

    def _covered(self, shares: dict[str, float]) -> float:
        """The weighted mean of the words' shares."""
        total = sum(map(self._weight, shares))
        return sum(self._weight(word) * share for word, share in shares.items()) / total if total else 0.0

    def _weight(self, word: str) -> float:
        """The inverse document frequency. A word that no extension has weighs most."""
        return log((1 + len(self._extensions)) / (0.5 + self._count[word]))

    def _alike(self, word: str) -> dict[str, float]:
        """The known words that a word may stand for, with their similarity: itself, or words with similar spelling."""
        if word in self._count:
            return {word: 1.0}
        similar = {other: _similarity(word, other) for other in self._count}
        return {other: share for other, share in similar.items() if share >= _ALIKE}


def words(text: str) -> frozenset[str]:
    """The stems of a text's words, without stop words; synonyms become one word."""
    joined = _JOINT.sub("", text.lower().replace("_", " ").replace("utf-8", ""))
    found = (word for word in _WORD.findall(joined) if word not in STOP_WORDS)
    return frozenset(part for word in found for part in _canonical(word))


def _canonical(word: str) -> tuple[str, ...]:
    meant = SYNONYMS.get(word) or SYNONYMS.get(_stem(word)) or word
    return tuple(_stem(part) for part in meant.split())


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def _similarity(first: str, second: str) -> float:
    """The Dice coefficient of the trigrams of two words, with their ends marked."""
    if first[-1] in _DIGITS or second[-1] in _DIGITS:
        # sha256 and sha512 have similar spelling but differ; "sha" may mean either.
        return _FAMILY if len(first) >= _SHORTEST_STEM and first == second.rstrip(_DIGITS) else 0.0
    ours, theirs = _trigrams(first), _trigrams(second)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


@lru_cache(maxsize=1 << 12)
def _trigrams(word: str) -> frozenset[str]:
    marked = f"^{word}$"
    return frozenset(marked[start : start + 3] for start in range(len(marked) - 2))
