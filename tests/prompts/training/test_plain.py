"""The plain phrases are known to the tables, and drawn with their meaning."""

from __future__ import annotations

from random import Random

from neurlang.prompts.training.phrasing import PHRASES, Mood
from neurlang.prompts.training.plain import PLAIN, draw_plain, plain_phrases


def test_every_intent_that_is_asked_for_has_plain_phrases() -> None:
    assert set(PLAIN) == set(PHRASES)


def test_plain_phrases_are_those_of_the_tables() -> None:
    for intent in PLAIN:
        assert set(plain_phrases(intent)) <= set(PHRASES[intent]), intent
        assert len(plain_phrases(intent)) >= 2, intent


def test_some_are_asked_as_questions_and_keep_their_meaning() -> None:
    random = Random(3)
    drawn = [draw_plain("MUL", random) for _ in range(300)]
    asked = [phrase for phrase in drawn if phrase.text.startswith(("what", "how much", "calculate"))]
    assert 30 < len(asked) < 270
    assert all(phrase.mood is Mood.QUESTION for phrase in asked)
    meanings = {phrase.text: phrase.operands for phrase in plain_phrases("MUL")}
    assert all(phrase.operands == meanings[phrase.text] for phrase in drawn if phrase not in asked)
