"""The plainest phrasings, which most people type, with few words around them.

The phrase tables have many rows, so each plain phrase is rarely drawn from them; these phrases must not be rare. Every
text is a phrase of `phrasing.PHRASES` and has its meaning there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from random import Random

from neurlang.errors import DataError
from neurlang.prompts.training.phrasebook import alternatives, lines_of, read_page, shown
from neurlang.prompts.training.phrasing import PHRASES, Carelessness, Mood, Phrase

NEARLY_NEAT = Carelessness(courtesy=0.25, typo=0.02, double_space=0.01, upper_case=0.01, sentence_case=0.2)
ASKED = 0.4  # share of nominal and symbolic phrases that become questions
QUESTIONS = (
    "what is {}",
    "what is {}",
    "what is {}",
    "what's {}",
    "whats {}",
    "how much is {}",
    "calculate {}",
)

PLAIN: Mapping[str, tuple[str, ...]] = lines_of(read_page("plain"))


@cache
def plain_phrases(intent: str) -> tuple[Phrase, ...]:
    """The plain phrases of an intent, with their meaning. Raises DataError if a page of requests does not have one."""
    known = {phrase.text: phrase for phrase in PHRASES[intent]}
    texts = [shown(text) for line in PLAIN[intent] for text in alternatives(line)]
    if missing := [text for text in texts if text not in known]:
        raise DataError(
            f"plain.txt: '{missing[0]}' is not a phrase of {intent}; add it to a page of requests first"
        )
    return tuple(known[text] for text in texts)


def draw_plain(intent: str, random: Random) -> Phrase:
    """A plain phrase, sometimes as a question. Deterministic for the state of `random`."""
    phrase = random.choice(plain_phrases(intent))
    if phrase.mood not in (Mood.NOMINAL, Mood.SYMBOLIC) or random.random() >= ASKED:
        return phrase
    return replace(phrase, text=random.choice(QUESTIONS).replace("{}", phrase.text), mood=Mood.QUESTION)
