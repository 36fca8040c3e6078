"""Tolerances as they are read, and what passes: near forms do, wrong ones do not, at every kind of point."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings

from example_counts import examples
from kernel_strategies import kernels
from neurlang.errors import UsageError
from neurlang.kernels.accuracy import (
    DEFAULT_TOLERANCE,
    Accuracy,
    Tolerance,
    largest_intermediate,
    read_tolerance,
    yardstick,
)
from neurlang.kernels.expr import Kernel, evaluate, in_domain, kernel_of, parse
from neurlang.kernels.simd import domain_points, special_points

EXACT = Tolerance("exact", 0.0)


def ranged(text: str, low: float = -math.inf, high: float = math.inf) -> Kernel:
    roots = parse(text).outputs
    names = parse(text).names
    return kernel_of(roots, names, ranges=dict.fromkeys(names, (low, high)))


def accuracy(before: Kernel, after: str, tolerance: Tolerance = DEFAULT_TOLERANCE) -> Accuracy:
    """The accuracy of another form at 2,000 points of the domain and the special values in it."""
    both = zip(domain_points(before, 2000), special_points(before), strict=True)
    arrays = [np.concatenate(pair) for pair in both]
    kept = in_domain(before, arrays)
    arrays = [np.ascontiguousarray(array[kept]) for array in arrays]
    rewritten = kernel_of(parse(after).outputs, before.names)
    measured = yardstick(before, arrays, evaluate(before, *arrays), tolerance)
    return measured.measure(evaluate(rewritten, *arrays))


@pytest.mark.parametrize(
    ("text", "tolerance"),
    [
        ("4ulp", Tolerance("ulp", 4.0)),
        ("1 ULP", Tolerance("ulp", 1.0)),
        ("0.5ulps", Tolerance("ulp", 0.5)),
        ("1e-6", Tolerance("relative", 1e-6)),
        ("exact", EXACT),
    ],
)
def test_tolerances_are_read_and_printed(text: str, tolerance: Tolerance) -> None:
    assert read_tolerance(text) == tolerance
    assert read_tolerance(str(tolerance)) == tolerance


@pytest.mark.parametrize("text", ["", "ulp", "0ulp", "-1ulp", "nan", "inf", "1e999", "4 bits", "1.2.3"])
def test_what_is_no_tolerance_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not a tolerance"):
        read_tolerance(text)


@given(kernel=kernels)
@settings(max_examples=examples(60))
def test_the_form_as_written_always_passes(kernel: Kernel) -> None:
    arrays = [array[:300] for array in special_points(kernel)]
    written = evaluate(kernel, *arrays)
    for tolerance in (DEFAULT_TOLERANCE, EXACT, Tolerance("relative", 1e-12)):
        assert yardstick(kernel, arrays, written, tolerance).measure(written).passes


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [
        ("exp(x)*exp(y)", "exp(x + y)", -1.0, 1.0),
        ("x/y + z/y", "(x + z)/y", 1.0, 2.0),
        ("max(sqrt(x), sqrt(y))", "sqrt(max(x, y))", 0.0, 100.0),
        ("(x + y)*(x - y)", "x*x - y*y", -10.0, 10.0),
    ],
)
def test_equal_forms_pass(before: str, after: str, low: float, high: float) -> None:
    found = accuracy(ranged(before, low, high), after)
    assert found.passes
    assert found.worst >= found.mean >= 0


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [
        ("x + y", "x - y", 0.0, 1.0),
        ("sqrt(x*x)", "x", -1.0, 1.0),
        ("x*1.00000000001", "x", 1.0, 2.0),
        ("min(x, y)", "x < y ? x : y", -math.inf, math.inf),  # differs where y is NaN
        ("x*y", "x*y + (x < 1e-320 ? 1/0 : 0)", 0.0, 1.0),
    ],
)
def test_other_forms_fail(before: str, after: str, low: float, high: float) -> None:
    assert not accuracy(ranged(before, low, high), after).passes


def test_nothing_is_asked_where_the_exact_value_is_undefined() -> None:
    found = accuracy(ranged("x/x", -1.0, 1.0), "1")
    assert found.passes
    assert found.undefined == 2  # at both zeros


def test_exact_asks_for_the_same_bits() -> None:
    kernel = ranged("x + y", 0.0, 1.0)
    assert accuracy(kernel, "y + x", EXACT).passes
    assert not accuracy(ranged("(x + y) + z", 0.0, 1.0), "x + (y + z)", EXACT).passes
    assert not accuracy(ranged("x*0", -1.0, 1.0), "0", EXACT).passes  # the sign of zero


def test_an_undefined_domain_is_counted() -> None:
    assert accuracy(ranged("sqrt(x)", -1.0, -0.5), "sqrt(x)").undefined >= 2000
    assert accuracy(ranged("sqrt(x)", 0.0, 1.0), "sqrt(x)").undefined == 0


def test_the_worst_input_is_where_the_error_is() -> None:
    kernel = kernel_of(parse("x*2").outputs, "x")
    arrays = [np.array([1.0, 2.0, 3.0])]
    measured = yardstick(kernel, arrays, evaluate(kernel, *arrays), DEFAULT_TOLERANCE)
    found = measured.measure([np.array([2.0, 4.0, 7.0])])
    assert (found.worst_input, found.failing, found.points) == ({"x": 3.0}, 1, 3)


def test_cancellation_before_rewriting_is_not_charged_to_a_rewrite() -> None:
    found = accuracy(ranged("(x + 1) - y*x", 1e8, 1e8 + 1), "1 + (x - x*y)")
    assert found.passes


def test_truth_values_must_be_the_exact_or_the_written_ones() -> None:
    assert accuracy(ranged("x < y", 0.0, 1.0), "y > x").passes
    assert not accuracy(ranged("x < y", 0.0, 1.0), "x <= y").passes


def test_nan_is_in_the_domain_only_where_ranges_have_no_ends() -> None:
    points = [np.array([np.nan, np.inf, 0.5, -0.0])]
    assert in_domain(ranged("x"), points).tolist() == [True] * 4
    assert in_domain(ranged("x", 0.0, 1.0), points).tolist() == [False, False, True, True]


def test_an_intermediate_beyond_the_type_is_no_part_of_the_unit() -> None:
    """x * 1e10 has a value in binary64, in which exact values are counted, but none in binary32."""
    kernel = parse("x * 1e10 / 1e20", dtype="f32")
    x = np.array([1e30, 1e20], np.float32)
    found = largest_intermediate(kernel, 0, [x])
    assert found[0] == 0
    assert found[1] == pytest.approx(1e30)
