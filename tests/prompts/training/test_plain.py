"""The plain phrases are in the tables, and are drawn with their meaning."""

from __future__ import annotations

from random import Random

from neurlang.prompts.training.phrasing import PHRASES, Mood
from neurlang.prompts.training.plain import PLAIN, draw_plain, plain_phrases


def test_every_intent_with_phrases_has_plain_ones() -> None:
    assert set(PLAIN) == set(PHRASES)


def test_plain_phrases_are_those_of_the_tables() -> None:
    for intent in PLAIN:
        assert set(plain_phrases(intent)) <= set(PHRASES[intent]), intent
        assert len(plain_phrases(intent)) >= 2, intent


def test_some_plain_phrases_become_questions_with_the_same_meaning() -> None:
    random = Random(3)
    drawn = [draw_plain("MUL", random) for _ in range(300)]
    asked = [phrase for phrase in drawn if phrase.text.startswith(("what", "how much", "calculate"))]
    assert 30 < len(asked) < 270
    assert all(phrase.mood is Mood.QUESTION for phrase in asked)
    meanings = {phrase.text: phrase.operands for phrase in plain_phrases("MUL")}
    assert all(phrase.operands == meanings[phrase.text] for phrase in drawn if phrase not in asked)
