"""Exact values: both ways agree, hard cases come out right, errors are measured as stated."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest
from expr_strategies import expressions, same
from hypothesis import given, settings
from mpmath import libmp

from example_counts import examples
from neurlang.kernels.expr import (
    Exact,
    Expr,
    exact,
    kernel_of,
    parse,
    postorder,
    relative_error,
    ulp_error,
    worst,
)
from neurlang.kernels.expr.values import double_double_functions as functions
from neurlang.kernels.expr.values.exact_points import interval_point

VALUES = np.array([0.3, -1.7, 2.5, 1e-8, 1e8, 0.0, 4.0])


@given(expressions(size=8))
@settings(max_examples=examples(60), deadline=None)
def test_double_doubles_and_intervals_agree(expr: Expr) -> None:
    kernel = kernel_of([expr], ("x", "y", "z"))
    arrays = (VALUES, VALUES[::-1], np.roll(VALUES, 2))
    [fast] = exact(kernel, *arrays)
    order = postorder((expr,))
    for index, (x, y, z) in enumerate(zip(*arrays, strict=True)):
        high, low, known = interval_point(order, {"x": x, "y": y, "z": z})
        if not (known and fast.known[index]) or not math.isfinite(high):
            assert not known or not fast.known[index] or same(high, fast.high[index])
            continue
        difference = abs((high - fast.high[index]) + (low - fast.low[index]))
        assert difference <= abs(high) * 2.0**-74


@pytest.mark.parametrize(
    ("formula", "value", "expected"),
    [
        ("(x + 1) - x", 1e300, 1.0),
        ("sin(x)", 1e22, "sin(mpf(10)**22)"),
        ("exp(x) - 1 - x", 1e-30, "expm1(mpf(1e-30)) - mpf(1e-30)"),
        (
            "333.75*y**6 + x**2*(11*x**2*y**2 - y**6 - 121*y**4 - 2) + 5.5*y**8 + x/(2*y)",
            77617.0,
            "mpf(-54767)/66192",
        ),
        ("sqrt(x*x) == x ? 1 : 0", 3.0, 1.0),
        ("floor(x*10)", 0.1, 1.0),
        ("tan(x)", math.pi / 2, "tan(mpf(1.5707963267948966))"),
        ("1/x", -0.0, -math.inf),
        ("x/x", 0.0, math.nan),
        ("atan2(x, -1)", -0.0, "-pi"),
        ("exp(exp(x))", 700.0, math.inf),
        ("log(1 + exp(x))", 1e300, 1e300),
        ("exp(exp(exp(x)))", 700.0, math.inf),
        ("pow(x, 1e300)", 1 + 2.0**-52, math.inf),
        ("log(exp2(-x))", 1e300, "-log(2)*mpf(1e300)"),
        ("exp(-exp(x))", 700.0, 0.0),
        ("log(x)", 0.0, -math.inf),
        ("sqrt(x)", -1.0, math.nan),
        ("min(x, 1)", math.nan, 1.0),
        ("x != x ? 1 : 0", math.nan, 1.0),
        ("pow(x, 0.5)", 1e-320, "sqrt(mpf(1e-320))"),
        ("pow(x, -1)", -0.0, -math.inf),
        ("cbrt(x)", 27.0, 3.0),
        ("log2(x)", 8.0, 3.0),
        ("log10(x)", 1000.0, 3.0),
        ("log10(x)", 1e22, 22.0),
        ("fmod(x, 0.1)", 1e15, "fmod(mpf(1e15), mpf(0.1))"),
    ],
)
def test_hard_cases(formula: str, value: float, expected: float | str) -> None:
    kernel = parse(formula, inputs=("x", "y") if "y" in formula else ("x",))
    [result] = exact(kernel, *([value, 33096.0] if "y" in formula else [value]))
    assert result.known
    if isinstance(expected, float):
        assert same(result.high, expected)
        return
    with mpmath.workprec(2000):
        reference = eval(
            expected,
            {
                name: getattr(mpmath, name)
                for name in ("mpf", "sin", "tan", "sqrt", "pi", "fmod", "expm1", "log")
            },
        )
        found = mpmath.mpf(float(result.high)) + mpmath.mpf(float(result.low))
        assert abs(found - reference) <= abs(reference) * mpmath.mpf(2) ** -74


def test_what_no_precision_decides_is_said_to_be_unknown() -> None:
    [result] = exact(parse("sqrt(x)*sqrt(x) == x ? 1 : 0"), [2.0, 4.0])
    assert result.known.tolist() == [False, True]


def test_points_are_rounded_to_the_kernels_type_first() -> None:
    [result] = exact(parse("x", dtype="f32"), 0.1)
    assert float(result.high) == float(np.float32(0.1))


def measured(values: list[float], lows: list[float] | None = None, known: bool = True) -> Exact:
    high = np.array(values)
    return Exact(high, np.zeros(len(values)) if lows is None else np.array(lows), np.full(len(values), known))


@pytest.mark.parametrize(
    ("dtype", "computed", "exact_value", "ulps"),
    [
        ("f64", 1.0, 1.0, 0), ("f64", 1 + 2.0**-52, 1.0, 1), ("f64", 1 - 2.0**-53, 1.0, 0.5),
        ("f32", 1 + 2.0**-23, 1.0, 1), ("f64", 5e-324, 0.0, 1), ("f32", 2.0**-149, 0.0, 1),
        ("f64", -0.0, 0.0, 0), ("f64", math.inf, math.inf, 0), ("f64", 1.7976931348623157e308, math.inf, 1),
        ("f64", math.inf, 1.7976931348623157e308, 1), ("f32", math.inf, 1e300, 0),
        ("f32", float(np.finfo(np.float32).max), 1e300, 1), ("f64", math.nan, 1.0, math.inf),
        ("f64", math.nan, math.nan, 0), ("f64", 1.0, math.nan, math.inf), ("f64", 3e-320, 2e-320, 2024),
        ("f64", 1e308, 1e308 + 2e292, 1), ("f64", 0.0, 1.0, 2.0**52),
    ],
)  # fmt: skip
def test_ulp_errors(dtype: str, computed: float, exact_value: float, ulps: float) -> None:
    assert same(ulp_error([computed], measured([exact_value]), dtype), [ulps])


def test_the_low_part_counts_and_unknown_points_do_not() -> None:
    assert ulp_error([1.0], measured([1.0], [2.0**-54]), "f64")[0] == 0.25
    errors = ulp_error([1.0], measured([2.0], known=False), "f64")
    assert math.isnan(errors[0])
    assert worst(errors) == 0.0


def test_relative_errors() -> None:
    errors = relative_error([1.0, 0.0, 1.0, 1.5e308], measured([2.0, 0.0, 0.0, 1e308]), "f64")
    assert same(errors, [0.5, 0.0, math.inf, 0.5])


@pytest.mark.parametrize(
    ("formula", "expected"),
    [("exp(x) - exp(x)", 0.0), ("sin(x) / sin(x)", 1.0), ("fmod(expm1(x), expm1(x))", 0.0)],
)
def test_a_value_with_itself_is_known(formula: str, expected: float) -> None:
    [found] = exact(parse(formula), np.array([0.3, -1.7, 2.5]))
    assert found.known.all()
    assert (found.high == expected).all()


def test_what_is_undefined_with_itself_stays_undefined() -> None:
    [found] = exact(parse("(1/x) - (1/x)"), np.array([0.0]))
    assert found.known.all() and np.isnan(found.high).all()
    [found] = exact(parse("sin(x) / sin(x)"), np.array([0.0]))
    assert found.known.all() and np.isnan(found.high).all()


def test_after_some_unknown_points_the_rest_is_not_looked_at_as_closely() -> None:
    kernel = parse("sqrt(x)*sqrt(x) < x ? 1 : 2")
    primes = np.array([2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0, 19.0, 23.0, 29.0] * 3)
    [found] = exact(kernel, primes)
    assert not found.known.any()
    with_perfect_squares = np.concatenate((primes, [4.0, 9.0]))
    [found] = exact(kernel, with_perfect_squares)
    assert found.known.tolist() == [False] * 30 + [True] * 2


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("pow(0 - 2, sqrt(x))", math.nan),
        ("pow(0 - 1, x / 3 / x)", math.nan),
        ("pow(0, sqrt(x))", 0.0),
        ("pow(0, -sqrt(x))", math.inf),
        ("pow(-0.0, sqrt(x))", 0.0),
    ],
)
def test_powers_by_what_is_no_integer_are_known(formula: str, expected: float) -> None:
    [found] = exact(parse(formula), np.array([2.0, 5.0, 0.7]))
    assert found.known.all()
    assert np.array_equal(found.high, np.full(3, expected), equal_nan=True)


def test_a_power_by_what_may_be_an_integer_is_not() -> None:
    [found] = exact(parse("pow(0 - 2, sqrt(x)*sqrt(x))"), np.array([2.0, 3.0]))
    assert not found.known.any()


def test_powers_of_infinities_by_fractions_are_not_guessed() -> None:
    [found] = exact(parse("pow(x, sqrt(2))"), np.array([-np.inf]))
    assert not found.known.any()


@pytest.mark.parametrize(("formula", "value"), [("max(x, -x)", 1e308), ("min(x, -x)", -1e308)])
def test_numbers_whose_difference_overflows_are_compared(formula: str, value: float) -> None:
    [found] = exact(parse(formula), np.array([1e308]))
    assert found.known.all()
    assert found.high[0] == value


def test_the_constants_of_double_doubles_are_nearest_to_the_exact_ones() -> None:
    bits = 400
    tenth, turn = libmp.mpf_ln10(bits), libmp.mpf_shift(libmp.mpf_pi(bits), -1)
    parts = [[functions.LN2.hi, functions.LN2.lo], [functions.LN10.hi, functions.LN10.lo], functions.PI_PARTS]
    for stated, rest in zip(parts, (libmp.mpf_ln2(bits), tenth, turn), strict=True):
        for part in stated:
            assert float(part) == libmp.to_float(rest, rnd="n")
            rest = libmp.mpf_sub(rest, libmp.from_float(float(part)))
