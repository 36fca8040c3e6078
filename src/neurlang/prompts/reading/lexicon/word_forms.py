"""Forms of one word: `divides`, `dividing` and `divided` have one stem."""

from __future__ import annotations

from functools import lru_cache

SHORTEST_STEM = 3
_ENDINGS = ("ing", "ed", "s")
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=16_384)
def stem_of(word: str) -> str:
    """The word without the endings of inflection, after step 1 of Porter 1980; good for comparing words only."""
    word = word.removesuffix("'s")
    if word.endswith(("ies", "ied")) and len(word) > SHORTEST_STEM + 1:
        return word[:-3] + "y"
    if word.endswith("ss"):
        return word
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_STEM and not _VOWELS.isdisjoint(stem):
            return _without_doubling(stem)
    return _without_doubling(word)


def _without_doubling(stem: str) -> str:
    """`stopp` as `stop`, and no silent e: `divid` for `divide`."""
    if len(stem) > SHORTEST_STEM and stem[-1] == stem[-2] and stem[-1] not in "aeiouls":
        return stem[:-1]
    return stem.removesuffix("e") if len(stem) > SHORTEST_STEM else stem
