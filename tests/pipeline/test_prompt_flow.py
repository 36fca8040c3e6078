"""The whole flow from a sentence to its answer, with the shipped model."""

from __future__ import annotations

import sys

import pytest

import neurlang
from neurlang.errors import MissingPartError, UsageError
from neurlang.prompts.reading import INTENTS
from neurlang.prompts.training.rehearsal import rehearsal_host


@pytest.mark.parametrize("intent", INTENTS, ids=lambda intent: intent.name)
def test_the_example_of_each_intent_is_answered(intent: object) -> None:
    answer = neurlang.answer(intent.example, host=rehearsal_host(1))  # type: ignore[attr-defined]
    assert answer.verified, answer.error
    assert answer.intent == intent.name  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("factorial of 10", 3628800),
        ("what is 30% off 279", 195.3),
        ("78 times 81 minus 5", 6313),
        ("(3 + 4) * 6", 42),
        ("2 + 3 * 4", 14),
        ("2 ^ 3 ^ 2", 512),
        ("100 - 30 - 20", 50),
        ("gcd of 48 and 18, then square it", 36),
        ("average of 4, 8 and 12", 8),
        ("what is 20% of a thousand", 200),
        ("three quarters of one sixth", 0.125),
        ("five plus three times two", 11),
        ("10 / 4", 2.5),
        ("integer square root of 80", 8),
        ("is 91 prime", 0),
        ("multiply 2.5 by 4", 10.0),
        ("max(4, 9) + min(3, 7)", 12),
        ("sqrt(3 * 3 + 4 * 4)", 5),
    ],
)
def test_prompts_have_their_answers(text: str, value: float) -> None:
    answer = neurlang.answer(text)
    assert answer.error is None
    assert answer.value == pytest.approx(value, rel=1e-12)
    assert answer.verified


@pytest.mark.parametrize(
    "text",
    [
        "book a table for 4 at 7",
        "set an alarm for 7:30",
        "who won the world cup in 1998",
        "what is the capital of france",
        "12 30 42 7",
        "7",
        "the sum of",
        "how many calories are in 2 eggs",
    ],
)
def test_prompts_out_of_scope_are_refused(text: str) -> None:
    answer = neurlang.answer(text)
    assert answer.refused
    assert (answer.value, answer.output, answer.verified, answer.program) == (None, None, False, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("divide 5 by 0", "Division by zero"),
        ("factorial of -3", "negative"),
        ("factorial of 25", "outside the range"),
        ("9223372036854775807 plus 1", "outside the range"),
        ("gcd of 2.5 and 5", "needs whole numbers"),
    ],
)
def test_a_failure_says_why_there_is_no_answer(text: str, words: str) -> None:
    answer = neurlang.answer(text)
    assert not answer.refused
    assert answer.value is None
    assert words in str(answer.error)


def test_text_and_unsigned_results() -> None:
    assert neurlang.answer("copy the string 'hello world'").output == "hello world"
    assert neurlang.answer("shift 1 left by 63").value == 2**63
    assert neurlang.answer("-1 & -1").value == 2**64 - 1


def test_answers_keep_the_order_of_prompts() -> None:
    answers = list(neurlang.answer_many(["2 + 2", "", "where is my car"]))
    assert [each.value for each in answers] == [4, None, None]
    assert [each.kind for each in answers] == [None, "usage", "refused"]


def test_with_a_seed_each_prompt_has_its_own_random_number() -> None:
    first, again, other = (
        [each.value for each in neurlang.answer_many(["a random number"] * 3, host=rehearsal_host(seed))]
        for seed in (7, 7, 8)
    )
    assert first == again
    assert len({*first, *other}) == 6


def test_a_line_that_needs_a_missing_package_keeps_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.ciphers", None)
    texts = ["2 + 2", 'encrypt "hello" with the key "secret"', "3 + 3"]
    answers = list(neurlang.answer_many(texts))
    assert [each.value for each in answers] == [4, None, 6]
    assert answers[1].kind == "missing-part"
    assert "neurlang[crypto]" in str(answers[1].error)
    with pytest.raises(MissingPartError, match="crypto"):
        neurlang.answer(texts[1])


def test_a_text_that_is_not_a_prompt_raises() -> None:
    with pytest.raises(UsageError, match="empty"):
        neurlang.answer("  ")
