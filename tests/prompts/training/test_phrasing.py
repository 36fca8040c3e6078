"""Phrasings: each is well formed, has one meaning, and is read as it was meant."""

from __future__ import annotations

import ast
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import IS_QUICK, examples
from neurlang.prompts.reading import (
    EMPTY,
    INTENTS,
    SLOTS,
    WHOLE,
    Intent,
    Reading,
    Scope,
    build,
    intent_named,
    leaf_of,
    lex,
)
from neurlang.prompts.training.phrasing import (
    COMPOSED,
    COURTESIES,
    NEAT,
    PHRASES,
    SEQUELS,
    Carelessness,
    Field,
    Mood,
    Phrase,
    Rendered,
    draw,
    fields_of,
    render,
    spare_numbers,
)
from neurlang.prompts.training.phrasing.forms import FORMS
from neurlang.prompts.training.phrasing.people import CAST_FIELDS
from neurlang.prompts.training.phrasing.typos import slip

if TYPE_CHECKING:
    from collections.abc import Sequence

PURE = list(INTENTS)
MANY = ("ADD", "SUB", "MUL", "DIV", "MOD", "POWER", "SQRT")
TABLES = {"phrase": PHRASES, "sequel": SEQUELS}
NUMBERS = st.integers(0, 2**32)


def rendered_reading(intent: Intent, rendered: Rendered) -> Reading:
    empty = SLOTS - len(rendered.slots)
    slots = (*rendered.slots, *(EMPTY,) * (empty - 1), WHOLE if rendered.whole else EMPTY)
    signs = (*(-1 if negative else 1 for negative in rendered.negative), *(1,) * empty)
    return Reading(Scope.ONE, 1.0, intent, 1.0, len(rendered.slots), slots, signs)


def shape(text: str) -> str:
    """A template as the network sees it: literals without their values and names."""
    for field in reversed(fields_of(text)):
        if field.is_literal:
            seen = "#%" if field.form == "percent" else "#"  # the sign, or the word, stays in the text
            text = f"{text[: field.start]}{seen}{text[field.end :]}"
    return text.lower()


def test_every_pure_intent_has_enough_phrases() -> None:
    for intent in PURE:
        assert len(PHRASES[intent.name]) >= (150 if intent.name in MANY else 60), intent.name


def test_only_intents_that_compute_have_phrases() -> None:
    assert set(PHRASES) == {intent.name for intent in PURE}
    assert set(SEQUELS) <= set(PHRASES)


@pytest.mark.parametrize("intent", ["ADD", "SUB", "MUL", "DIV"])
def test_word_problems_are_many(intent: str) -> None:
    stories = {
        phrase.text for phrase in PHRASES[intent] if phrase.mood is Mood.STATEMENT and "{" in phrase.text
    }
    assert len(stories) >= 100


def test_compositions_are_many() -> None:
    assert len({composition.text for composition in COMPOSED}) >= 150


def test_fields_are_known() -> None:
    phrases = [phrase for table in TABLES.values() for each in table.values() for phrase in each]
    for phrase in [*phrases, *COMPOSED][:: 5 if IS_QUICK else 1]:
        fields = fields_of(phrase.text)
        for field in fields:
            assert field.is_literal or field.name in CAST_FIELDS, phrase.text
            assert field.form in FORMS or (field.is_spare and field.form == "digits"), phrase.text
        assert not set("{}") & set(_without_fields(phrase.text, fields)), phrase.text
        names = [field.name for field in fields if not field.is_spare and field.is_literal]
        assert len(names) == len(set(names)), f"an operand stands twice in {phrase.text!r}"


def _without_fields(text: str, fields: Sequence[Field]) -> str:
    for field in reversed(fields):
        text = text[: field.start] + text[field.end :]
    return text


@pytest.mark.slow
def test_no_text_asks_for_two_things() -> None:
    meanings: dict[str, set[object]] = {}
    for table in TABLES.values():
        for intent, phrases in table.items():
            for phrase in phrases:
                order = [field.name for field in fields_of(phrase.text) if field.is_literal]
                places = tuple(
                    (operand.source, operand.value, order.index(operand.field) if operand.field else 0)
                    for operand in phrase.operands
                )
                meanings.setdefault(shape(phrase.text), set()).add((intent, places, phrase.whole))
    assert [(text, found) for text, found in meanings.items() if len(found) > 1] == []


@pytest.mark.slow
def test_spare_numbers_are_those_that_the_reader_ignores() -> None:
    for name in PHRASES:
        assert spare_numbers(name) <= set(intent_named(name).spare), name


def test_compositions_nest_intents_over_their_fields() -> None:
    names = {intent.name for intent in PURE}
    for composition in COMPOSED:
        fields = {field.name for field in fields_of(composition.text) if field.is_literal}
        tree = ast.parse(composition.plan, mode="eval")
        called = [node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call)]  # type: ignore[attr-defined]
        leaves = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - set(called)
        assert len(called) >= 2, composition
        assert set(called) <= names, composition
        assert leaves == {name for name in fields if not name.isdigit()}, composition


@pytest.mark.parametrize("table", TABLES)
def test_most_texts_are_read_as_they_were_meant(table: str) -> None:
    """The reader finds the literals, and the labels make a plan. Generation leaves out the other texts."""
    random, failures, texts = Random(1), Counter[str](), 0
    for name, phrases in TABLES[table].items():
        for _ in range(examples(60)):
            rendered = render(draw(phrases, random), random, name)
            lexed, texts = lex(rendered.text), texts + 1
            if tuple(literal.value for literal in lexed.literals) != rendered.literals:
                failures[name] += 1
                continue
            leaves = tuple(leaf_of(literal) for literal in lexed.literals)
            assert build(rendered_reading(intent_named(name), rendered), leaves) is not None, rendered.text
    assert failures.total() < texts / 50, failures


@pytest.mark.parametrize(
    ("intent", "text", "sources"),
    [
        ("POWER", "{a} squared", ["literal 0", "constant 2"]),
        ("MUL", "double {a}", ["literal 0", "constant 2"]),
        ("SUB", "subtract {b} from {a}", ["literal 1", "literal 0"]),
        ("MUL", "{b:percent} off {a}", ["literal 1", "one minus 0"]),
        ("MUL", "increase {a} by {b:percent}", ["literal 0", "one plus 1"]),
        ("DIV", "the average of {a} and {b}", ["total 0", "count 0"]),
        ("DIV", "how many times does {b} go into {a}", ["literal 1", "literal 0"]),
        ("LOOP_SUM", "the sum of the numbers from {1} to {a}", ["literal 1"]),
    ],
)
def test_operands_have_the_right_source(intent: str, text: str, sources: list[str]) -> None:
    (phrase,) = [phrase for phrase in PHRASES[intent] if phrase.text == text]
    rendered = render(phrase, Random(3), intent, NEAT)
    assert [f"{slot.source.value} {slot.index}" for slot in rendered.slots] == sources


def test_words_that_ask_for_whole_numbers_are_labelled() -> None:
    texts = {phrase.text for phrase in (*PHRASES["DIV"], *PHRASES["SQRT"]) if phrase.whole}
    assert {"{a} // {b}", "how many times does {b} go into {a}", "isqrt({a})"} <= texts
    assert not texts & {"{a} / {b}", "sqrt({a})", "divide {a} by {b}"}


@given(NUMBERS, st.sampled_from(sorted(PHRASES)))
def test_rendering_depends_only_on_the_random_generator(seed: int, intent: str) -> None:
    phrase = draw(PHRASES[intent], Random(seed))
    assert render(phrase, Random(seed), intent) == render(phrase, Random(seed), intent)


@given(NUMBERS, st.sampled_from(sorted(PHRASES)))
def test_every_field_is_filled(seed: int, intent: str) -> None:
    random = Random(seed)
    rendered = render(draw(PHRASES[intent], random), random, intent)
    assert "{" not in rendered.text
    assert rendered.text.strip()


def test_neat_text_is_the_phrase_itself() -> None:
    assert render(Phrase("hash {a:text}"), Random(5), "HASH_STRING", NEAT).text.startswith("hash ")
    assert render(Phrase("say"), Random(5), "", NEAT).text == "say"


@given(NUMBERS)
def test_typing_errors_spare_literals_and_short_words(seed: int) -> None:
    phrase = Phrase("add {a} to the {b}")
    rendered = render(phrase, Random(seed), "ADD", Carelessness(0.0, 1.0, 0.0, 0.0, 0.0))
    assert rendered.text.rstrip(" .").startswith("add ")
    assert tuple(literal.value for literal in lex(rendered.text).literals) == rendered.literals


@given(NUMBERS)
def test_a_typing_error_changes_one_word_slightly(seed: int) -> None:
    slipped = slip("multiply six by the sum", Random(seed))
    assert abs(len(slipped) - len("multiply six by the sum")) <= 1
    assert slipped.endswith(" six by the sum")


def test_courtesies_have_one_place_for_the_request() -> None:
    assert all(courtesy.text.count("{}") == 1 for courtesy in COURTESIES)
    assert {mood for courtesy in COURTESIES for mood in courtesy.fits} == set(Mood)


def test_a_phrase_says_which_numbers_are_spare() -> None:
    assert Phrase("count from {1} to {a}").spare == (1,)
    assert Phrase("count to {a}").spare == ()


@pytest.mark.parametrize("intent", ["ADD", "SUB", "MUL", "DIV"])
def test_stories_and_percentages_do_not_displace_plain_requests(intent: str) -> None:
    random = Random(11)
    drawn = [draw(PHRASES[intent], random) for _ in range(2000)]
    plain = [phrase for phrase in drawn if phrase.mood is not Mood.STATEMENT and "percent" not in phrase.text]
    assert len(plain) > len(drawn) / 2
    assert {phrase.mood for phrase in drawn} == set(Mood)
