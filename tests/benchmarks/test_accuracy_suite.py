"""The accuracy suite: what it promises about itself, the notation of its answers, and what each accepts."""

from __future__ import annotations

from collections import Counter

import pytest

from neurlang.benchmarks import Ending, Said, read_suite
from neurlang.benchmarks.accuracy.cases import SUITE
from neurlang.benchmarks.accuracy.expected import expected_of, parse_expected
from neurlang.prompts.reading import INTENTS

ANSWERED = Ending.ANSWERED


def number(value: float) -> Said:
    return Said(ANSWERED, value)


def text(output: str) -> Said:
    return Said(ANSWERED, output=output)


def test_each_level_has_a_hundred_cases_of_which_fifteen_have_no_answer() -> None:
    suite = read_suite()
    assert Counter(each.level for each in suite) == dict.fromkeys(range(1, 6), 100)
    assert Counter(each.level for each in suite if each.wants_refusal) == dict.fromkeys(range(1, 6), 15)


def test_no_prompt_comes_twice() -> None:
    assert len({each.prompt.casefold() for each in read_suite()}) == 500


def test_each_answer_is_written_in_the_notation() -> None:
    lines = SUITE.read_text(encoding="utf-8").splitlines()
    written = [line.split("\t")[2] for line in lines if not line.startswith("#")]
    assert ["|".join(map(str, case.accepted)) for case in read_suite()] == written


def test_each_operation_is_an_intent_a_function_a_comparison_or_none() -> None:
    intents = {each.name for each in INTENTS} | {"COMPARE", "-"}
    others = {each.operation for each in read_suite()} - intents
    assert {each.partition(".")[0] for each in others} == {"array", "bitwise", "float", "math", "string"}


@pytest.mark.parametrize(
    ("notation", "said"),
    [
        ("12", number(12)),
        ("12", number(12.0)),
        ("0.3", number(0.1 + 0.2)),
        ("TRUE", number(1)),
        ("TRUE", text("true")),
        ("FALSE", number(0)),
        ('"abc"', text("abc")),
        ("[1, 2]", text("[1, 2]")),
        ("[1, 2]", text("[1.0, 2.0]")),
        ("BYTES 2", text("00ff")),
        ("NUMBER", number(-7)),
        ("REFUSE", Said(Ending.REFUSED)),
        ("REFUSE", Said(Ending.NO_ANSWER)),
        ("ERROR", Said(Ending.NO_ANSWER)),
    ],
)
def test_accepts(notation: str, said: Said) -> None:
    assert parse_expected(notation).accepts(said)


@pytest.mark.parametrize(
    ("notation", "said"),
    [
        ("12", number(13)),
        ("9007199254740993", number(9007199254740992)),  # whole numbers are equal or not
        ("0.3", number(0.3001)),
        ("12", text("12 apples")),
        ("TRUE", number(0)),
        ("FALSE", text("true")),
        ("TRUE", number(5)),
        ('"abc"', text("abcd")),
        ('"12"', number(12)),
        ("[1, 2]", text("[2, 1]")),
        ("[1, 2]", text("[1, 2, 3]")),
        ("[1, 2]", text("1, 2")),
        ("[1]", number(1)),
        ("BYTES 2", text("00ff00")),
        ("NUMBER", text("seven")),
        ("REFUSE", number(1)),
        ("REFUSE", Said(Ending.BROKEN)),
        ("ERROR", Said(Ending.REFUSED)),
        ("12", Said(Ending.REFUSED)),
        ("FALSE", Said(Ending.REFUSED)),
    ],
)
def test_does_not_accept(notation: str, said: Said) -> None:
    assert not parse_expected(notation).accepts(said)


def test_a_value_that_no_answer_can_be_is_not_expected() -> None:
    assert str(expected_of(b"\x00\xff")) == '"00ff"'
    for value in (None, {"a": 1}, ["a"]):
        with pytest.raises(ValueError, match="no answer is"):
            expected_of(value)
