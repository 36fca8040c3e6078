"""The judgement of the reader's plans for examples, and the confidence that is fitted to it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from neurlang.prompts.reading import Calibration, open_engine, read
from neurlang.prompts.training import Example, GenerationConfig, Tally, generate
from neurlang.prompts.training.calibration import (
    calibrate,
    curve_of,
    held_out_reliability,
    is_answered,
    least_confidence,
    report_of,
)
from neurlang.prompts.training.judging import Judged, is_right, judge_all


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return list(generate(GenerationConfig(examples=400, seed=5), Tally()))


def judged(score: float | None, *, right: bool, bare: bool = False) -> Judged:
    return Judged("a text", score, right, bare)


def drawn(count: int) -> list[Judged]:
    """Scores, each right with the probability of its square."""
    random = Random(1)
    scores = [random.random() for _ in range(count)]
    return [
        Judged(str(row), score, random.random() < score**2, bare=False) for row, score in enumerate(scores)
    ]


def test_a_plan_is_right_if_it_computes_the_wanted_value(examples: list[Example]) -> None:
    engine = open_engine()
    adding = next(each for each in examples if each.intent == 0)
    plan = read("2 + 3", engine).plan
    assert plan is not None
    assert not is_right(plan, adding)
    five = replace(adding, text="add 2 and 3", slots=(0, 1, 98, 98), signs=(0,) * 4, operand_count=2)
    assert is_right(plan, five)
    assert not is_right(plan, replace(five, text="add 2 and 4"))
    assert not is_right(plan, replace(five, intent=None, program=None))


def test_a_composition_is_right_if_its_program_computes_the_same(examples: list[Example]) -> None:
    composed = next(each for each in examples if each.source == "composed" and " r0" in (each.program or ""))
    plan = read("1 + 1", open_engine()).plan
    assert plan is not None
    program = "    li r0, 2\n    halt\n"
    assert is_right(plan, replace(composed, program=program))
    assert not is_right(plan, replace(composed, program=program.replace("2", "3")))


@pytest.mark.slow
def test_the_reader_is_mostly_right_on_generated_texts(examples: list[Example]) -> None:
    found = list(judge_all(examples, open_engine()))
    assert len(found) > 150
    assert sum(each.right for each in found) > 0.97 * len(found)


@pytest.mark.slow
def test_a_fit_says_what_it_found(examples: list[Example]) -> None:
    fit = calibrate(examples, open_engine())
    assert fit.texts == len(examples)
    assert fit.wrong <= 0.005 * fit.texts or fit.calibration.least > 0.9
    assert report_of(fit).startswith(f"400 texts, {fit.answered} answered, {fit.wrong} wrongly")


@pytest.mark.slow
def test_a_curve_has_the_share_of_right_readings() -> None:
    curve = curve_of(drawn(20_000))
    for score in (0.2, 0.5, 0.8, 0.95):
        assert curve.confidence(score) == pytest.approx(score**2, abs=0.05)


@pytest.mark.slow
def test_confidences_hold_on_texts_that_they_were_not_fitted_to() -> None:
    for each in held_out_reliability(drawn(20_000)):
        assert each.right / each.count == pytest.approx(each.confidence, abs=0.05)


def test_an_answer_needs_more_if_too_many_would_be_wrong() -> None:
    doubtful = [judged(0.92, right=True)] * 92 + [judged(0.92, right=False)] * 8
    calibration = curve_of([judged(0.5, right=False)] * 10 + doubtful + [judged(1.0, right=True)] * 900)
    assert least_confidence(doubtful, calibration, texts=2000) == 0.9
    assert least_confidence(doubtful, calibration, texts=1000) > 0.92


def test_texts_without_a_number_need_more_and_notation_nothing() -> None:
    calibration = Calibration((0.0, 1.0), (0.0, 1.0), 0.9, 0.95)
    assert is_answered(judged(0.92, right=True), calibration)
    assert not is_answered(judged(0.92, right=True, bare=True), calibration)
    assert is_answered(judged(None, right=True, bare=True), calibration)
