"""Confidence: every head counts, the curve is read as it was written, and an answer needs enough confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.errors import ModelError, UsageError
from neurlang.learning import to_json
from neurlang.prompts.reading import (
    SCORE_ITSELF,
    SHIPPED_MODEL,
    Calibration,
    Engine,
    calibration_file,
    calibration_of,
    evaluate,
    open_engine,
    read,
)

if TYPE_CHECKING:
    from pathlib import Path

STEPS = Calibration((0.0, 0.5, 0.6, 1.0), (0.0, 0.2, 0.8, 0.9), 0.9, 0.95)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return open_engine()


@pytest.mark.parametrize(
    ("score", "confidence"), [(0.0, 0.0), (0.25, 0.1), (0.5, 0.2), (0.55, 0.5), (0.6, 0.8), (1.0, 0.9)]
)
def test_a_curve_is_straight_between_its_points(score: float, confidence: float) -> None:
    assert STEPS.confidence(score) == pytest.approx(confidence)


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_the_shipped_curve_rises(one: float, other: float) -> None:
    curve = calibration_of(SHIPPED_MODEL)
    low, high = sorted((one, other))
    assert 0.0 <= curve.confidence(low) <= curve.confidence(high) + 1e-12 <= 1.0


def test_the_shipped_curve_holds_for_texts_that_it_was_not_fitted_to() -> None:
    held_out = calibration_of(SHIPPED_MODEL).held_out
    sure = [each for each in held_out if each.low >= 0.9]
    assert sum(each.right for each in sure) >= 0.9 * sum(each.count for each in sure)
    assert sum(each.count for each in held_out) > 5000


def test_without_a_curve_the_score_is_the_confidence(tmp_path: Path) -> None:
    assert calibration_of(tmp_path / "mine.safetensors") is SCORE_ITSELF
    assert SCORE_ITSELF.confidence(0.25) == 0.25


def test_a_curve_is_read_from_beside_its_model(tmp_path: Path) -> None:
    model = tmp_path / "mine.onnx"
    calibration_file(model).write_text(to_json(STEPS), "utf-8")
    assert calibration_file(model).name == "mine.confidence.json"
    assert calibration_of(model) == STEPS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[0.5]",
        '{"scores": [0.0, 1.0], "confidences": [0.0], "least": 0.9, "least_bare": 0.9}',
        '{"scores": [0.1, 1.0], "confidences": [0.0, 1.0], "least": 0.9, "least_bare": 0.9}',
        '{"scores": [0.0, 1.0], "confidences": [0.9, 0.1], "least": 0.9, "least_bare": 0.9}',
        '{"scores": [0.0, 1.0], "confidences": [0.0, 7.0], "least": 0.9, "least_bare": 0.9}',
        '{"scores": [0.0, NaN, 1.0], "confidences": [0.0, 0.5, 1.0], "least": 0.9, "least_bare": 0.9}',
        '{"scores": ["0", "1"], "confidences": [0.0, 1.0], "least": 0.9, "least_bare": 0.9}',
    ],
)
def test_a_damaged_curve_is_one_clear_error(tmp_path: Path, text: str) -> None:
    model = tmp_path / "mine.safetensors"
    calibration_file(model).write_text(text, "utf-8")
    with pytest.raises(ModelError, match=r"mine\.confidence\.json"):
        calibration_of(model)


def test_a_doubtful_operand_is_not_answered(engine: Engine) -> None:
    found = read("get how much 252.7 exceeds", engine)
    assert found.plan is None
    assert found.score is not None
    assert found.confidence < 0.9
    assert "my confidence in what it asks for is 0" in found.why_not


def test_the_needed_confidence_can_be_lowered_and_raised(engine: Engine) -> None:
    doubtful = "apply the AND mask 0xffff to 0xdeadbeef"
    assert read(doubtful, engine).plan is None
    assert read(doubtful, engine, least=0.3).plan is not None
    sure = read("add 5 and 3", engine)
    assert 0.98 < sure.confidence < 1.0
    assert read("add 5 and 3", engine, least=0.9999).plan is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("flip the sign of 8", -8),
        ("what will i get when i change the sign of 11 ?", -11),
        ("and: can you reverse the sign of 1", -1),
    ],
)
def test_an_implied_operand_that_changes_nothing_is_no_reading(text: str, value: int, engine: Engine) -> None:
    """The network alone reads 8 × 1."""
    plan = read(text, engine, least=0.0).plan
    assert plan is not None
    assert evaluate(plan.root) == value


def test_a_written_operand_that_changes_nothing_is_answered(engine: Engine) -> None:
    for text in ("multiply 8 by 1", "raise 8 to the power 1"):
        plan = read(text, engine).plan
        assert plan is not None
        assert evaluate(plan.root) == 8


def test_notation_needs_no_network_and_has_confidence_1(engine: Engine) -> None:
    found = read("2 + 3 * 4", engine, least=1.0)
    assert found.plan is not None
    assert (found.score, found.confidence) == (None, 1.0)


def test_words_before_notation_are_judged_too(engine: Engine) -> None:
    found = read("square root of 3*(2+1)", engine, least=1.0)
    assert found.plan is None
    assert "an answer needs 1" in found.why_not


@pytest.mark.parametrize("least", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_confidence_is_a_number_from_0_to_1(least: float, engine: Engine) -> None:
    with pytest.raises(UsageError, match="a number from 0 to 1"):
        read("add 5 and 3", engine, least=least)
