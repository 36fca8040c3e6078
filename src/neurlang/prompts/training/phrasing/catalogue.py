"""All phrases by intent, gathered from the families, and a function that draws one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from random import Random

from neurlang.prompts.training.phrasebook import read_page
from neurlang.prompts.training.phrasing.phrase import Mood, Phrase
from neurlang.prompts.training.phrasing.phrase_pages import phrases_of

# The pages of requests, in order, and the weight of their phrases. Stories and percentages have many lines, but people
# ask for them less often.
FAMILIES: tuple[tuple[str, float], ...] = (
    ("arithmetic", 1.0),
    ("division", 1.0),
    ("percentages", 0.2),
    ("stories_of_addition", 0.25),
    ("stories_of_subtraction", 0.25),
    ("stories_of_multiplication", 0.25),
    ("stories_of_division", 0.25),
    ("bitwise", 1.0),
    ("number_theory", 1.0),
    ("divisibility", 1.0),
    ("comparison", 1.0),
    ("bits", 1.0),
    ("text", 1.0),
    ("loops", 1.0),
    ("reals", 1.0),
    ("memory", 1.0),
    ("system", 1.0),
    ("secrets", 1.0),
)
_SYMBOLIC_SHARE = 2.0  # formulas have few lines, but people type them often


def _gather() -> dict[str, tuple[Phrase, ...]]:
    """Every intent's phrases, each text once, in the order of the families."""
    gathered: dict[str, dict[str, Phrase]] = {}
    for family, share in FAMILIES:
        for intent, phrases in phrases_of(read_page(f"requests/{family}")).items():
            known = gathered.setdefault(intent, {})
            for phrase in phrases:
                factor = share * (_SYMBOLIC_SHARE if phrase.mood is Mood.SYMBOLIC else 1.0)
                if phrase.text not in known:
                    known[phrase.text] = (
                        phrase if factor == 1.0 else replace(phrase, weight=phrase.weight * factor)
                    )
    return {name: tuple(known.values()) for name, known in gathered.items()}


PHRASES: Mapping[str, tuple[Phrase, ...]] = _gather()
SEQUELS: Mapping[str, tuple[Phrase, ...]] = phrases_of(read_page("sequels"))

_WEIGHTS = {
    id(phrases): tuple(accumulate(phrase.weight for phrase in phrases))
    for phrases in (*PHRASES.values(), *SEQUELS.values())
}


def draw(phrases: Sequence[Phrase], random: Random) -> Phrase:
    """One phrase of PHRASES[intent] or SEQUELS[intent], by weight; see `Phrase.weight`."""
    weights = _WEIGHTS.get(id(phrases)) or tuple(accumulate(phrase.weight for phrase in phrases))
    return random.choices(phrases, cum_weights=weights)[0]


def spare_numbers(intent: str) -> frozenset[int]:
    """Numbers that are said only for clarity: 1 in "the numbers from 1 to 10"."""
    return frozenset(
        number for table in (PHRASES, SEQUELS) for phrase in table.get(intent, ()) for number in phrase.spare
    )
