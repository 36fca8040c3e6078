"""All phrases by intent, gathered from the families, and drawing one of them."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from neurlang.prompts.reading import intent_named
from neurlang.prompts.training.phrasing.arithmetic import ARITHMETIC
from neurlang.prompts.training.phrasing.bits import BITS
from neurlang.prompts.training.phrasing.bitwise import BITWISE
from neurlang.prompts.training.phrasing.comparison import COMPARISON
from neurlang.prompts.training.phrasing.divisibility import DIVISIBILITY
from neurlang.prompts.training.phrasing.division import DIVISION
from neurlang.prompts.training.phrasing.loops import LOOPS
from neurlang.prompts.training.phrasing.number_theory import NUMBER_THEORY
from neurlang.prompts.training.phrasing.percentages import PERCENTAGES
from neurlang.prompts.training.phrasing.reals import REALS
from neurlang.prompts.training.phrasing.sequels import SEQUELS
from neurlang.prompts.training.phrasing.text import TEXT
from neurlang.prompts.training.phrasing.word_problems import WORD_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from neurlang.prompts.training.phrasing.phrase import Phrase

_FAMILIES: tuple[Mapping[str, tuple[Phrase, ...]], ...] = (
    ARITHMETIC,
    DIVISION,
    PERCENTAGES,
    WORD_PROBLEMS,
    BITWISE,
    NUMBER_THEORY,
    DIVISIBILITY,
    COMPARISON,
    BITS,
    TEXT,
    LOOPS,
    REALS,
)


def _gather() -> dict[str, tuple[Phrase, ...]]:
    """Every intent's phrases, each text once, in the order of the families."""
    gathered: dict[str, dict[str, Phrase]] = {}
    for family in _FAMILIES:
        for intent, phrases in family.items():
            known = gathered.setdefault(intent, {})
            for phrase in phrases:
                known.setdefault(phrase.text, phrase)
    # An intent that computes nothing yet is not asked for.
    return {name: tuple(known.values()) for name, known in gathered.items() if intent_named(name).variants}


PHRASES: Mapping[str, tuple[Phrase, ...]] = _gather()

_WEIGHTS = {
    id(phrases): tuple(accumulate(phrase.weight for phrase in phrases))
    for phrases in (*PHRASES.values(), *SEQUELS.values())
}


def draw(phrases: Sequence[Phrase], random: Random) -> Phrase:
    """One phrase of PHRASES[intent] or SEQUELS[intent], by weight; see `Phrase.weight`."""
    weights = _WEIGHTS.get(id(phrases)) or tuple(accumulate(phrase.weight for phrase in phrases))
    return random.choices(phrases, cum_weights=weights)[0]


def spare_numbers(intent: str) -> frozenset[int]:
    """Numbers spoken for clarity that no operand uses: 1 in "the numbers from 1 to 10"."""
    return frozenset(
        number for table in (PHRASES, SEQUELS) for phrase in table.get(intent, ()) for number in phrase.spare
    )
