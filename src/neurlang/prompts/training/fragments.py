"""Texts that are not a complete request: a piece is left over or missing.

The reader asks the network about parts of a text, so the network must know where a request begins and ends.
`78 times 81 minus` is not complete, and neither is `square the sum of 3`, nor a story without a question.
"""

from __future__ import annotations

import re
from random import Random

from neurlang.prompts.training.phrasebook import lines_of, read_page
from neurlang.prompts.training.phrasing import NEAT, USUAL, Mood, Phrase, render

_CUT = lines_of(read_page("loose_ends"))
LOOSE_ENDS = _CUT["loose ends"]  # the beginnings of a second part that is cut off
LOOSE_BEGINNINGS = _CUT["loose beginnings"]
LACKING = _CUT["lacking"]  # words that ask for two numbers; with one number they are incomplete
UNASKED = 0.7  # share of stories without their question
LITERAL = re.compile(r"\S*\d\S*")


def incomplete(phrase: Phrase, intent: str, random: Random) -> str:
    """A text made of this phrase that is not a complete request. Deterministic for the state of `random`."""
    rendered = render(phrase, random, intent, random.choice((NEAT, USUAL)))
    text = rendered.text.rstrip("?.!= ")
    kind = random.random()
    story = text.rpartition(". ")[0] or text.rpartition(", ")[0] if phrase.mood is Mood.STATEMENT else ""
    if LITERAL.search(story) and kind < UNASKED:
        return story
    if kind < 0.25:
        return _lone_literal(random)
    if kind < 0.55:
        return f"{text} {random.choice(LOOSE_ENDS)}"
    if kind < 0.75:
        return f"{random.choice(LOOSE_BEGINNINGS)} {text}"
    if kind < 0.85:
        return f"{random.choice(LOOSE_BEGINNINGS)} {text} {random.choice(LOOSE_ENDS)}"
    return _without_literals(text, random)


def _lone_literal(random: Random) -> str:
    """A number with a loose piece before or after it: `60 and take`, `subtract 8`."""
    number = random.randint(0, 999)
    if random.random() < 0.5:
        return f"{number} {random.choice(LOOSE_ENDS)}"
    return f"{random.choice(LACKING)} {number}"


def _without_literals(text: str, random: Random) -> str:
    """The text without its numbers, all or the last one: "the sum of 3 and", "divide by"."""
    places = list(LITERAL.finditer(text))
    if not places:
        return f"{text} {random.choice(LOOSE_ENDS)}"
    last = places[-1]
    if len(places) > 1 and random.random() < 0.6:
        return f"{text[: last.start()]}{text[last.end() :]}".strip()
    return " ".join(LITERAL.sub("", text).split())
