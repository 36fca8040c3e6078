"""The normal form of a prompt."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.prompts.reading.literals.normal_form import normalise

QUOTES = "\"'“”„‟″‴⁗‶‷＂‘’‚‛′‵´＇"


@pytest.mark.parametrize(
    ("prompt", "text"),
    [
        ("  What\tIS \n 5?  ", "what is 5?"),
        ("it’s 5", "it's 5"),
        ("5 − 3 – 2 — 1", "5 - 3 - 2 - 1"),
        ("5×4·3✕2", "5*4*3*2"),
        ("6÷2", "6/2"),
        ("3² + x³ + 10⁻¹²", "3^2 + x^3 + 10^-12"),
        ("½ ¼ ¾ ⅔", "1/2 1/4 3/4 2/3"),
        ("2½", "2 1/2"),
        ("√16", "sqrt 16"),
        ("5\u00a0000\u202f5", "5 000 5"),
        ("ab\x00c\x07\u200bd\ufeff", "abcd"),
        ("１２ ＋ ３", "12 + 3"),
        ("İstanbul", "istanbul"),
        ("wait…", "wait..."),
        ("“A  B” C", '"A  B" c'),
        ("X 'A' Y", "x 'A' y"),
        ("don't 'Stop It' NOW", "don't 'Stop It' now"),
        ("", ""),
    ],
)
def test_typed_text_is_folded(prompt: str, text: str) -> None:
    assert normalise(prompt).text == text


@pytest.mark.parametrize("prompt", ["it's Bob's", "'open", 'a 5" nail', r"\"A B\"", "x'A'y", "'a'b"])
def test_these_marks_are_not_quotations(prompt: str) -> None:
    form = normalise(prompt)
    assert form.quotations == ()
    assert form.text == form.text.lower()


@settings(max_examples=examples(300))
@given(st.text(st.characters(exclude_characters=QUOTES, codec="utf-8")))
def test_is_idempotent_outside_quotes(prompt: str) -> None:
    cased = normalise(prompt).cased
    assert normalise(cased).cased == cased


@settings(max_examples=examples(300))
@given(st.text(st.sampled_from("aB 5\t'\"\\“”’‘½²×−é.,-")))
def test_is_idempotent_with_quotes(prompt: str) -> None:
    form = normalise(prompt)
    assert normalise(form.text).text == form.text
    assert normalise(form.text).quotations == form.quotations


@settings(max_examples=examples(300))
@given(st.text() | st.text(st.sampled_from("aB 5\t'\"\\“”’‘½²×−İ")))
def test_cased_and_lowered_text_agree_character_by_character(prompt: str) -> None:
    form = normalise(prompt)
    assert len(form.text) == len(form.cased)
    assert form.text.lower() == form.cased.lower()
    for quotation in form.quotations:
        assert form.text[quotation.start : quotation.end] == form.cased[quotation.start : quotation.end]
