"""Rare words said again in common ones, and what must not be said again."""

from __future__ import annotations

import string

import pytest

from neurlang.prompts.reading import Engine, evaluate, open_engine, read
from neurlang.prompts.reading.paraphrases import paraphrased
from neurlang.prompts.reading.paraphrases.rewriting import LONGEST, table_of_rows
from neurlang.prompts.reading.paraphrases.row import Row, pattern_of


@pytest.fixture(scope="module")
def engine() -> Engine:
    return open_engine()


def value_of(text: str, engine: Engine) -> object:
    plan = read(text, engine).plan
    return None if plan is None else evaluate(plan.root)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("shave 8 off the square of 7", "subtract 8 from the square of 7"),
        ("bump the square of 9 up by 19", "increase the square of 9 by 19"),
        ("pile 12 onto twice 9", "add 12 to twice 9"),
        ("divvy up the product of 6 and 14 among 7 people", "divide the product of 6 and 14 by 7"),
        ("the excess of 7 squared over 6 squared", "the difference of 7 squared and 6 squared"),
        ("by how much does 6 squared exceed 35", "what is the difference of 6 squared and 35"),
        ("how far apart are 5 cubed and 100", "what is the absolute difference between 5 cubed and 100"),
        ("whichever is larger, 3 cubed or 5 squared", "the larger of 3 cubed and 5 squared"),
        ("the shortfall of 6 times 7 from 50", "the difference of 50 and (6 times 7)"),
        ("what do you get by doubling 8", "double 8"),
        ("add 17 and 8 and halve the sum", "add 17 and 8 and halve it"),
        ("take 9, knock off a third", "take 9, multiply it by 2, divide it by 3"),
        ("7 squared, capped at 30", "the smaller of 7 squared and 30"),
        ("how many 5s fit into 45", "the integer quotient of 45 and 5"),
        ("the total of [2, 4] doubled", "the total of [2, 4], then double it"),
    ],
)
def test_rare_words_become_common_ones(text: str, said: str) -> None:
    assert paraphrased(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "add 5 and 3",
        'print "shave 8 off 20"',
        "the hash of 'bump 3 up by 4'",
        "",
        "shave 8 off " + "please " * LONGEST,
    ],
)
def test_common_words_texts_and_long_prompts_stay(text: str) -> None:
    assert paraphrased(text) == text


def test_every_row_has_the_parts_that_it_says() -> None:
    for row, needed in table_of_rows()[0]:
        parts = {part for _, part, _, _ in string.Formatter().parse(row.said) if part}
        assert parts <= set(pattern_of(row).groupindex), row
        assert needed, row


def test_a_pattern_keeps_to_words() -> None:
    pattern = pattern_of(Row("knock A (off|from)", ""))
    assert pattern.search("knock 3 off twice 20") is not None
    assert pattern.search("unknock 3 off twice 20") is None
    assert pattern.search("knock 3 offers") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("knock 3 off triple 9", 24),
        ("tack 6 onto the product of 5 and 8", 46),
        ("the gap between 8 times 7 and 50", 6),
        ("by how much does the sum of 8 and 9 fall short of 30", 13),
        ("how much in excess of 50 is the product of 8 and 9", 22),
        ("split the product of 12 and 5 among 4 friends", 15),
        ("twice whatever is left when 31 is split among 4", 6),
        ("when the sum of 12 and 9 is divided by 4, what is left over", 1),
        ("start at 50, take away a fifth, and add 7", 47),
        ("if I square 8 and lose 14, what do I have left", 50),
        ("how many times larger is the product of 8 and 6 than 12", 4),
        ("9 is squared, and 1 is taken from the result", 80),
        ("the product of 9 and 4, from which 6 is taken", 30),
        ("half of the result of subtracting 3 from 11", 4),
        ("twice the number that is 3 more than 5", 16),
        ("the sum of 3 and 4, but at least 10", 10),
        ("what number squared is the sum of 40 and 9", 7),
        ("multiply 6 by 7 and say whether the result is even", 1),
        ("what percent is 8 squared of 256", 25),
        ("what becomes of 20 after doubling it and subtracting 8", 32),
    ],
)
def test_what_is_said_again_is_answered(text: str, value: object, engine: Engine) -> None:
    assert value_of(text, engine) == value


@pytest.mark.parametrize(
    "text",
    [
        "boost the morale of 5 people by 3",
        "the gap between 2 teeth and 3 others",
        "divvy up the work between 3 people",
        "trim 3 inches off the 12 inch hedge and 4 off the bush",
        "cut 5 carrots into 3 pieces each",
        "the excess of joy over 5 days and 3 nights",
        "what is 63 quintupled by 8",
        "take 5 off work on the 12th",
        "how far apart are 5 houses and 3 streets",
        "take the square root of the tree at number 9",
        "the product of 8 and 3 over their difference",
        "20 shared by 4 in the ratio 3 to 1",
    ],
)
def test_what_is_no_request_is_refused_again(text: str, engine: Engine) -> None:
    assert read(text, engine).plan is None


def test_a_refusal_names_the_words_of_the_prompt(engine: Engine) -> None:
    assert "tribonacci" in read("shave 8 off the tribonacci of 7", engine).why_not
