"""Answers in a Python program: they neither read its standard input nor hold it, unless that is allowed."""

from __future__ import annotations

import asyncio
import io
import sys
from typing import Any

import pytest

import neurlang
from neurlang.errors import UsageError


@pytest.mark.parametrize(
    ("prompt", "word"),
    [
        ("read a line from the console", "read a line from standard input"),
        ("sleep 200 ms", "sleep for 0.2 seconds"),
    ],
)
def test_reading_and_sleeping_fail_with_the_way_to_allow_them(
    prompt: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"secret\n")))
    answer = neurlang.answer(prompt)
    assert isinstance(answer, neurlang.Failed)
    assert word in answer.error
    assert "pass host=neurlang.Host()" in answer.error
    assert sys.stdin.readline() == "secret\n"


def test_a_host_allows_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a line\n")))
    answer = neurlang.answer("read a line from the console", host=neurlang.Host())
    assert (answer.verified, answer.output) == (True, "a line")


def test_printing_is_the_answer_and_nothing_is_shown(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    answer = neurlang.answer('print "hello"')
    assert (answer.verified, answer.output) == (True, "hello")
    assert capfdbinary.readouterr().out == b""


def test_answers_beside_other_work() -> None:
    async def all_of() -> list[Any]:
        answers = await asyncio.gather(*(neurlang.answer_async(f"{n} + {n}") for n in range(8)))
        return [answer.value for answer in answers]

    assert asyncio.run(all_of()) == [2 * n for n in range(8)]


@pytest.mark.parametrize("text", [None, 3, b"2 + 3", ["2 + 3"]])
def test_only_texts_are_prompts(text: Any) -> None:
    with pytest.raises(UsageError, match="A prompt is a text"):
        neurlang.answer(text)


def test_one_text_is_not_many_prompts() -> None:
    with pytest.raises(UsageError, match="several prompts"):
        neurlang.answer_many("2 + 3")


def test_a_prompt_that_is_not_a_text_fails_in_its_place() -> None:
    texts: Any = ["2 + 3", None, "is 7 prime"]
    assert [(answer.value, answer.error is None) for answer in neurlang.answer_many(texts)] == [
        (5, True),
        (None, False),
        (1, True),
    ]
