"""Which words a reading of the network accounts for: those of its intent in any form, what says nothing, and nouns."""

from __future__ import annotations

import pytest

from neurlang.prompts.reading import Engine, evaluate, open_engine, read
from neurlang.prompts.reading.accounting import has_new_words, is_known
from neurlang.prompts.reading.intents import intent_named
from neurlang.prompts.reading.lexicon.synonyms import SYNONYMS
from neurlang.prompts.reading.lexicon.word_forms import stem_of


@pytest.fixture(scope="module")
def engine() -> Engine:
    return open_engine()


def value_of(text: str, engine: Engine) -> object:
    """The value of the reading of a text; None if it is refused."""
    plan = read(text, engine).plan
    return None if plan is None else evaluate(plan.root)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("could somebody add up 312 and 88", 400),
        ("what is the gcd between 17 and 19", 1),
        ("first common multiple of 3 and 5", 15),
        ("smallest power of two not less than 70", 128),
        ("is 10 positive, yes or no", 1),
        ("which number is the 9th fibonacci number", 34),
        ("n factorial for n = 7", 5040),
        ("my aunt has 14 crayons and buys 9 more crayons. How many crayons does she have?", 23),
        ("Paul runs 5 miles a day. How many miles does he run in 14 days?", 70),
        ("hash of hello", 11831194018420276491),
    ],
)
def test_words_that_say_nothing_more_are_accounted_for(text: str, value: object, engine: Engine) -> None:
    assert value_of(text, engine) == value


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("what is 63 quintupled by 8", "quintupled"),
        ("the library had 410 books and 90 were frobbed. how many books are left", "frobbed"),
        ("which fibonacci number is 55", "which"),
        ("the larger of 3 and 8 ignoring the 3", "ignoring"),
    ],
)
def test_a_word_that_may_change_the_meaning_is_named(text: str, word: str, engine: Engine) -> None:
    understanding = read(text, engine)
    assert understanding.plan is None
    assert word in understanding.why_not


@pytest.mark.parametrize("text", ["all but 3 of 8 apples", "hash of the password", "nand of 5 and 3"])
def test_what_only_looks_like_a_request_is_refused(text: str, engine: Engine) -> None:
    assert read(text, engine).plan is None


def test_a_letter_is_given_for_one_operand_alone(engine: Engine) -> None:
    assert value_of("n factorial for n = 7", engine) == 5040
    assert value_of("x = 5 and y = 7, what is x minus x", engine) is None


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("divides", "dividing"),
        ("multiplied", "multiplies"),
        ("stopped", "stops"),
        ("squares", "square"),
        ("copies", "copy"),
    ],
)
def test_forms_of_a_word_have_one_stem(word: str, other: str) -> None:
    assert stem_of(word) == stem_of(other)


@pytest.mark.parametrize(
    ("word", "other"), [("even", "event"), ("less", "les"), ("prime", "primer"), ("bed", "be")]
)
def test_different_words_have_different_stems(word: str, other: str) -> None:
    assert stem_of(word) != stem_of(other)


def test_new_words_are_those_that_training_lacked() -> None:
    assert has_new_words("could somebody add 3 and 4", intent_named("ADD"))
    assert not has_new_words("add 3 and 4", intent_named("ADD"))


def test_every_intent_has_synonyms_and_no_negation_is_one() -> None:
    assert len(SYNONYMS) == 54
    assert not {"not", "without", "odd", "except"} & frozenset().union(*SYNONYMS.values())


def test_known_words() -> None:
    assert is_known("somebody")
    assert not is_known("tribonacci")


def test_a_reading_with_new_words_needs_a_higher_confidence(engine: Engine) -> None:
    text = "Ann has 3 apples and buys 4 more, how many"
    assert read(text, engine).plan is None
    assert read(text, engine, least=0.9).plan is not None


def test_what_counts_operands_is_no_operand(engine: Engine) -> None:
    assert value_of("xor the two numbers 5 and 9", engine) == 12
    assert value_of('length of "two numbers 5 and 9"', engine) == 19
