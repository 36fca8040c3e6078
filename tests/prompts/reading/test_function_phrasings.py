"""The phrasings of functions, the items of a text, and the expressions of targets."""

from __future__ import annotations

import pytest

from neurlang.programs.stdlib import library_functions
from neurlang.prompts.reading.functions import items_of, targets, written_phrasing
from neurlang.prompts.reading.functions.expressions import NoSuchListError, applied
from neurlang.prompts.reading.functions.filling import Part
from neurlang.prompts.reading.functions.items import LIST
from neurlang.prompts.reading.plan import evaluate
from neurlang.prompts.training.functions.ways import ways


def test_every_function_is_a_target_or_an_intent_of_the_table() -> None:
    numbers = {target.number for target in targets()}
    known = {function.number for function in library_functions()}
    assert len(known - numbers) == 36  # those of `same_intents.py`
    assert all(target.number in known or target.number < 64 for target in targets())


def test_the_file_has_the_targets_of_the_phrasebook() -> None:
    assert [target.expression for target in targets()] == [way.expression for way in ways()]
    assert all(
        len(target.lines) == len({written_phrasing(text, way.kinds) for text in way.texts} - {""})
        for target, way in list(zip(targets(), ways(), strict=True))[::40]
    )


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("sum of 10 -3 7", [10, -3, 7]),
        ("[[1, 2], [3, 4]]", [(1, 2, 3, 4)]),
        ("[1 2; 3 4]", [(1, 2, 3, 4)]),
        ("the letter a in 'cat'", ["a", "cat"]),
        ("on 29.2.2024", [2024, 2, 29]),
        ("on February 29th, 2024", [2024, 2, 29]),
        ("on 3/4/2024", [3, 4, 2024]),  # either way round: no date
        ("x^2 - 5x + 6 = 0", [1, -5, 6]),
        ("a rate of 5%", [5]),
    ],
)
def test_values_of_a_text(text: str, values: list[object]) -> None:
    assert [item.value for item in items_of(text) if item.is_value] == values


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How many vowels are in", ["count", "vowel", "what"]),
        ("in descending order", ["descending"]),
        ("bubble_sort", ["bubbl", "sort"]),
        ("title-case", ["titl", "cas"]),
    ],
)
def test_words_that_mean_the_same_have_one_form(text: str, words: list[str]) -> None:
    assert [item.word for item in items_of(text)] == words


def test_expressions_nest_and_know_facts_of_lists() -> None:
    values = {"values": Part(LIST, (3, 1, 2), 0, 1)}
    assert evaluate(applied("ARRAY.REVERSE_ARRAY(ARRAY.QUICK_SORT(values))", values)) == (3, 2, 1)
    matrix = {"values": Part(LIST, (1, 2, 3, 4), 0, 1, rows=2)}
    assert evaluate(applied("ARRAY.TRANSPOSE(values, side(values))", matrix)) == (1, 3, 2, 4)
    with pytest.raises(NoSuchListError):
        applied("ARRAY.TRANSPOSE(values, side(values))", values)
