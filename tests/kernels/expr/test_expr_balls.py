"""Balls agree with intervals, which share no code with them, wherever both know a value."""

from __future__ import annotations

import contextlib
import math

import pytest
from expr_strategies import WITH_ARGS, expressions, numbers, same
from hypothesis import given
from hypothesis import strategies as st

from neurlang.kernels.expr import Expr, parse, postorder, variables
from neurlang.kernels.expr.values.ball_evaluation import BALLS, UndecidedError, ball_point
from neurlang.kernels.expr.values.exact_points import interval_point

PRECISIONS = (128, 256, 512)


def test_every_op_has_a_ball() -> None:
    assert set(BALLS) == {op.name for op in WITH_ARGS}


@given(expressions(size=8), st.data())
def test_balls_agree_with_intervals(root: Expr, data: st.DataObject) -> None:
    point = {name: data.draw(numbers) for name in variables((root,))}
    order = postorder((root,))
    found = None
    with contextlib.suppress(UndecidedError):
        found = ball_point(order, point, PRECISIONS)
    high, low, known = interval_point(order, point, 512)
    if found is not None and known:
        assert same(found[0], high)
        assert math.isnan(high) or abs(found[1] - low) <= abs(high) * 2.0**-100


@pytest.mark.parametrize(
    ("formula", "x", "value"),
    [
        ("sqrt(x)", -1.0, math.nan),
        ("log(x)", -1.0, math.nan),
        ("max(sqrt(x), 2)", -1.0, 2.0),
        ("sqrt(x) < 2 ? 1 : 3", -1.0, 3.0),
        ("pow(x, 1025)", -2.0, -math.inf),
        ("floor(log2(x))", 8.0, 3.0),
        ("floor(log10(x))", 1000.0, 3.0),
        ("rint(x)", 2.5, 2.0),
        ("round(x)", -2.5, -3.0),
        ("(x + 1e-300) - x", 1e300, 1e-300),
        ("exp(x) * exp(-x)", 800.0, 1.0),
    ],
)
def test_values_of_balls(formula: str, x: float, value: float) -> None:
    found = ball_point(postorder(parse(formula).outputs), {"x": x}, (128, 256, 512, 1024, 2048, 4096))
    assert found is not None
    assert same(found[0], value)


@pytest.mark.parametrize("x", [math.inf, -math.inf, math.nan, 0.0])
def test_special_values_are_left_to_intervals(x: float) -> None:
    assert ball_point(postorder(parse("1/x").outputs), {"x": x}, PRECISIONS) is None


def test_equal_irrational_numbers_are_not_told_apart() -> None:
    order = postorder(parse("sqrt(x)*sqrt(x) < x ? 1 : 0").outputs)
    with pytest.raises(UndecidedError):
        ball_point(order, {"x": 2.0}, PRECISIONS)
