"""What comes of a prompt is one of three classes, each with what it alone can have."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from typing import get_args

import pytest

import neurlang
from neurlang import Answer, Answered, Failed, Refused

ASKED_OF_ALL = ("value", "output", "program", "verified", "refused", "error", "kind")


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
    def told(answer: Answer) -> str:
        match answer:
            case Answered(value=value):
                return f"= {value}"
            case Refused(readings=readings):
                return f"{len(readings)} readings"
            case Failed(kind=kind):
                return kind

    assert told(neurlang.answer("2 + 2")) == "= 4"
    assert told(neurlang.answer("absolute value of 17 minus 29")) == "2 readings"
    assert told(neurlang.answer("divide 5 by 0")) == "no-answer"


@pytest.mark.parametrize("question", ASKED_OF_ALL)
def test_some_questions_may_be_put_to_all(question: str) -> None:
    for each in get_args(Answer):
        assert question in {field.name for field in fields(each)} or hasattr(each, question)


@pytest.mark.parametrize("text", ["2 + 2", "where is my car", "divide 5 by 0"])
def test_an_answer_is_a_frozen_value(text: str) -> None:
    answer = neurlang.answer(text)
    with pytest.raises(FrozenInstanceError):
        answer.text = "another"  # type: ignore[misc]
    assert answer == neurlang.answer(text)
