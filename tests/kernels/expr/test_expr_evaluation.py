"""Floating-point evaluation against definitions that a reader can check."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from expr_strategies import same
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.errors import FormulaError, UsageError
from neurlang.kernels.expr import constant, evaluate, evaluate_expressions, make, parse, variable

floats = st.floats(allow_nan=False, allow_infinity=False)
singles = st.floats(width=32, allow_nan=False, allow_infinity=False)
FMA = parse("fma(a, b, c)")


def rounded_once(a: float, b: float, c: float, dtype: type[np.floating]) -> float:
    """The fma by rational arithmetic, for results that are not zero."""
    total = Fraction(a) * Fraction(b) + Fraction(c)
    if dtype is np.float64:
        try:
            return float(total)
        except OverflowError:
            return math.inf if total > 0 else -math.inf
    with np.errstate(over="ignore"):
        low = np.float32(float(total))  # at most one step off, for rounding twice
        around = [np.nextafter(low, np.float32(side)) for side in (-np.inf, np.inf)]
    if not np.isfinite([low, *around]).all():
        return float(low)
    return float(
        min((low, *around), key=lambda f: (abs(Fraction(float(f)) - total), int(f.view(np.int32)) & 1))
    )


@given(floats, floats, floats)
@settings(max_examples=examples(300))
def test_fma_rounds_once_in_binary64(a: float, b: float, c: float) -> None:
    [result] = evaluate(FMA, a, b, c)
    if Fraction(a) * Fraction(b) + Fraction(c) != 0:
        assert float(result) == rounded_once(a, b, c, np.float64)


@given(singles, singles, singles)
@settings(max_examples=examples(300))
def test_fma_rounds_once_in_binary32(a: float, b: float, c: float) -> None:
    [result] = evaluate(parse("fma(a, b, c)", dtype="f32"), a, b, c)
    if Fraction(a) * Fraction(b) + Fraction(c) != 0:
        assert float(result) == rounded_once(a, b, c, np.float32)


def test_fma_near_ties_and_with_special_values() -> None:
    one_up = 1 + 2.0**-52
    assert float(evaluate(FMA, one_up, one_up, -(1 + 2.0**-51))[0]) == 2.0**-104
    assert math.isnan(float(evaluate(FMA, math.inf, 0.0, 1.0)[0]))
    assert math.isnan(float(evaluate(FMA, math.inf, 1.0, -math.inf)[0]))
    assert float(evaluate(FMA, 1e300, 1e300, -math.inf)[0]) == -math.inf
    assert math.copysign(1, float(evaluate(FMA, -1.0, 0.0, -0.0)[0])) == -1


@pytest.mark.parametrize(
    ("formula", "values", "result"),
    [
        ("min(a, b)", (math.nan, 1), 1), ("min(a, b)", (1, math.nan), 1), ("max(a, b)", (math.nan, 1), 1),
        ("minimum(a, b)", (math.nan, 1), math.nan), ("maximum(a, b)", (1, math.nan), math.nan),
        ("round(a)", (2.5,), 3), ("round(a)", (-0.5,), -1), ("rint(a)", (2.5,), 2),
        ("round(a)", (0.49999999999999994,), 0),
        ("a**3", (2,), 8), ("a**-2", (2,), 0.25), ("a**0", (math.nan,), 1),
        ("fmod(a, b)", (-7, 3), -1), ("copysign(a, b)", (2, -0.0), -2), ("a != a", (math.nan,), True),
        ("a < b ? 1 : 2", (math.nan, 0), 2),
    ],
)  # fmt: skip
def test_special_cases(formula: str, values: tuple[float, ...], result: float) -> None:
    assert same(evaluate(parse(formula), *values)[0], result)


def test_every_step_of_f32_is_rounded_to_f32() -> None:
    [result] = evaluate(parse("x*0.1 + x", dtype="f32"), np.array([3.3]))
    step = np.float32(3.3) * np.float32(0.1)
    assert result.dtype == np.float32
    assert result[0] == step + np.float32(3.3)


def test_arrays_broadcast_and_results_own_their_memory() -> None:
    outputs = evaluate(parse("x + y, x", inputs=("x", "y")), np.arange(3.0)[:, None], np.arange(2.0))
    assert [output.shape for output in outputs] == [(3, 2), (3, 2)]
    outputs[1][0, 0] = 9  # a view of the input would be read-only, or change it


@pytest.mark.parametrize(
    ("formula", "expected"),
    [("sum(x)", 1.0), ("mean(x)", 0.25), ("min(x)", -1e16), ("max(x)", 1e16), ("dot(x, x)", 2e32 + 1)],
)
def test_reductions_are_rounded_once(formula: str, expected: float) -> None:
    [result] = evaluate(parse(formula), np.array([1e16, 1.0, -1e16, 0.0]))
    assert result.shape == ()
    assert float(result) == expected


def test_reductions_of_special_values_and_of_nothing() -> None:
    assert math.isnan(float(evaluate(parse("min(x)"), [1.0, math.nan])[0]))
    assert math.isnan(float(evaluate(parse("sum(x)"), [math.inf, -math.inf])[0]))
    assert float(evaluate(parse("sum(x)"), [])[0]) == 0
    assert float(evaluate(parse("sum(x*0 + 1)"), np.zeros(5))[0]) == 5
    assert float(evaluate(parse("sum(2)", inputs=("x",)), np.zeros(5))[0]) == 10
    with pytest.raises(UsageError, match="min of no elements"):
        evaluate(parse("min(x)"), [])


def test_a_graph_of_thousands_of_levels() -> None:
    deep, levels = variable("x"), examples(20_000)
    for _ in range(levels):
        deep = make("add", deep, constant(1.0))
    assert float(evaluate_expressions([deep], {"x": 0.0})[0]) == levels


def test_missing_values_are_named() -> None:
    with pytest.raises(UsageError, match="takes 2 arrays, found 1"):
        evaluate(parse("x + y"), 1.0)
    with pytest.raises(FormulaError, match="'y' has no value"):
        evaluate_expressions(parse("x + y").outputs, {"x": 1.0})
