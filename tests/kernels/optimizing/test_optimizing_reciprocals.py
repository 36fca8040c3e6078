"""Estimated reciprocals: tried in f32 only, equal over the reals, and within the tolerance where they are chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kernel_choosers import choose_last
from neurlang.kernels.accuracy import read_tolerance
from neurlang.kernels.expr import parse, parse_expression
from neurlang.kernels.optimizing import divides, optimize
from neurlang.kernels.optimizing.reciprocals import by_reciprocals, may_estimate
from neurlang.kernels.simd import CompileOptions

pytestmark = pytest.mark.usefixtures("patient")
ULP = read_tolerance("4ulp")


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("x/y", "x*(1/y)"),
        ("x/sqrt(y)", "x*(1/sqrt(y))"),
        ("1/y", "1/y"),
        ("x/3", "x/3"),
        ("(x/y)/z", "x*(1/y)*(1/z)"),
        ("x*y", "x*y"),
    ],
)
def test_divisions_become_products(text: str, changed: str) -> None:
    assert by_reciprocals([parse_expression(text)]) == (parse_expression(changed),)


def test_only_f32_and_only_where_bits_may_change() -> None:
    kernel = parse("x/y", dtype="f32")
    assert may_estimate(kernel, CompileOptions(), ULP)
    assert not may_estimate(replace(kernel, dtype="f64"), CompileOptions(), ULP)
    assert not may_estimate(kernel, CompileOptions(), read_tolerance("exact"))
    assert not may_estimate(kernel, CompileOptions(tolerance_ulp=4.0), ULP)


@pytest.mark.parametrize(
    ("text", "found"), [("x/y", True), ("1/x", True), ("rsqrt(x)", True), ("x*y", False)]
)
def test_what_divides(text: str, found: bool) -> None:
    assert divides([parse_expression(text)]) is found


def test_a_form_that_estimates_is_within_the_tolerance_and_proved() -> None:
    found = optimize("x/(1 + y)", ranges={"x": (1, 2), "y": (0, 1)}, dtype="f32", chooser=choose_last)
    if found.options.tolerance_ulp == 0:
        pytest.skip("this machine has no estimates that are near enough")
    assert found.after.accuracy.passes
    assert found.after.accuracy.worst <= 4
    assert found.rules[-1] == "div-is-mul-recip"
    assert set(found.rules) <= {"tidy constants", "div-is-mul-recip"}


def test_in_f64_nothing_is_estimated() -> None:
    found = optimize("x/(1 + y)", ranges={"x": (1, 2), "y": (0, 1)}, dtype="f64", chooser=choose_last)
    assert found.options == CompileOptions()
