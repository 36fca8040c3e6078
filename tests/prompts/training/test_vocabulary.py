"""The words of the intents: all that their phrases can hold, beyond what the examples happen to show."""

from __future__ import annotations

import pytest

from neurlang.prompts.training.phrasing import PHRASES, Mood, Phrase, fillers_of
from neurlang.prompts.training.vocabulary import file_of, words_by_name, words_of_phrases


def test_words_of_phrases_are_those_around_and_in_their_fields() -> None:
    words = words_of_phrases([Phrase("{name} has {a} {nouns} and eats {b}", Mood.STATEMENT)])
    assert {"has", "and", "eats", "tom", "apples", "please"} <= words
    assert "apple" not in words
    assert not {"name", "nouns", "a}", "{b"} & words


def test_a_field_of_a_number_has_no_fillers() -> None:
    assert fillers_of("a") == ()
    assert {"apples", "boys"} <= {*fillers_of("nouns"), *fillers_of("people")}


@pytest.mark.slow
def test_every_word_of_a_phrase_is_known_without_an_example() -> None:
    counts = words_by_name([])
    assert {"gave", "crayons", "brother"} & set(counts["SUB"]) == {"gave", "crayons"}
    assert set(PHRASES) <= set(counts)
    assert "\nSUB " in file_of(counts)
