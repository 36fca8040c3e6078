"""All phrases by intent, gathered from the families, and drawing one of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from neurlang.prompts.training.phrasing.arithmetic import ARITHMETIC
from neurlang.prompts.training.phrasing.bits import BITS
from neurlang.prompts.training.phrasing.bitwise import BITWISE
from neurlang.prompts.training.phrasing.comparison import COMPARISON
from neurlang.prompts.training.phrasing.divisibility import DIVISIBILITY
from neurlang.prompts.training.phrasing.division import DIVISION
from neurlang.prompts.training.phrasing.loops import LOOPS
from neurlang.prompts.training.phrasing.memory import MEMORY
from neurlang.prompts.training.phrasing.number_theory import NUMBER_THEORY
from neurlang.prompts.training.phrasing.percentages import PERCENTAGES
from neurlang.prompts.training.phrasing.phrase import Mood
from neurlang.prompts.training.phrasing.reals import REALS
from neurlang.prompts.training.phrasing.secrets import SECRETS
from neurlang.prompts.training.phrasing.sequels import SEQUELS
from neurlang.prompts.training.phrasing.system import SYSTEM
from neurlang.prompts.training.phrasing.text import TEXT
from neurlang.prompts.training.phrasing.word_problems import WORD_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from neurlang.prompts.training.phrasing.phrase import Phrase

# How much a phrase of a family weighs: stories and percentages have many lines, but are asked for less often.
_FAMILIES: tuple[tuple[Mapping[str, tuple[Phrase, ...]], float], ...] = (
    (ARITHMETIC, 1.0),
    (DIVISION, 1.0),
    (PERCENTAGES, 0.2),
    (WORD_PROBLEMS, 0.25),
    (BITWISE, 1.0),
    (NUMBER_THEORY, 1.0),
    (DIVISIBILITY, 1.0),
    (COMPARISON, 1.0),
    (BITS, 1.0),
    (TEXT, 1.0),
    (LOOPS, 1.0),
    (REALS, 1.0),
    (MEMORY, 1.0),
    (SYSTEM, 1.0),
    (SECRETS, 1.0),
)
_SYMBOLIC_SHARE = 2.0  # formulas have few lines, and are typed often


def _gather() -> dict[str, tuple[Phrase, ...]]:
    """Every intent's phrases, each text once, in the order of the families."""
    gathered: dict[str, dict[str, Phrase]] = {}
    for family, share in _FAMILIES:
        for intent, phrases in family.items():
            known = gathered.setdefault(intent, {})
            for phrase in phrases:
                factor = share * (_SYMBOLIC_SHARE if phrase.mood is Mood.SYMBOLIC else 1.0)
                known.setdefault(phrase.text, replace(phrase, weight=phrase.weight * factor))
    return {name: tuple(known.values()) for name, known in gathered.items()}


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
