"""The result of a prompt is one of three classes, each with its own fields."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from typing import get_args

import pytest

import neurlang
from neurlang import Answer, Answered, Failed, Refused

COMMON_NAMES = ("value", "output", "program", "verified", "refused", "error", "kind")


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("2 + 2", Answered),
        ("250 + 5 in hex", Answered),
        ("where is my car", Refused),
        ("absolute value of 17 minus 29", Refused),
        ("divide 5 by 0", Failed),
        ("4294967296 * 4294967296 in hex", Failed),
    ],
)
def test_each_prompt_has_its_class(text: str, cls: type) -> None:
    answer = neurlang.answer(text)
    assert type(answer) is cls
    assert answer.text == text
    assert (answer.verified, answer.refused) == (cls is Answered, cls is Refused)
    assert (answer.error is None) == (cls is Answered)


def test_a_match_over_the_three_is_complete() -> None:
    def described(answer: Answer) -> str:
        match answer:
            case Answered(value=value):
                return f"= {value}"
            case Refused(readings=readings):
                return f"{len(readings)} readings"
            case Failed(kind=kind):
                return kind

    assert described(neurlang.answer("2 + 2")) == "= 4"
    assert described(neurlang.answer("absolute value of 17 minus 29")) == "2 readings"
    assert described(neurlang.answer("divide 5 by 0")) == "no-answer"


@pytest.mark.parametrize("name", COMMON_NAMES)
def test_all_classes_have_these_names(name: str) -> None:
    for each in get_args(Answer):
        assert name in {field.name for field in fields(each)} or hasattr(each, name)


@pytest.mark.parametrize("text", ["2 + 2", "where is my car", "divide 5 by 0"])
def test_an_answer_is_a_frozen_value(text: str) -> None:
    answer = neurlang.answer(text)
    with pytest.raises(FrozenInstanceError):
        answer.text = "another"  # type: ignore[misc]
    assert answer == neurlang.answer(text)
