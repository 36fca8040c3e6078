"""What comes near overflow or underflow, as far as points can tell."""

from __future__ import annotations

import numpy as np
import pytest

from neurlang.kernels.accuracy import has_margin
from neurlang.kernels.expr import parse
from neurlang.kernels.simd import compile_kernel


@pytest.mark.parametrize(
    ("x", "overflows", "loses", "keeps"),
    [
        (1.0, True, True, True),
        (0.0, True, True, True),  # an exact zero is not lost
        (1e150, True, False, False),
        (1e150, False, True, False),  # an infinity may vanish on the way: 1/(x*x) is 0
        (1e-150, False, True, False),
        (1e-150, True, False, True),
        (np.inf, True, False, False),
        (np.nan, True, False, False),
    ],
)
def test_margins(x: float, overflows: bool, loses: bool, keeps: bool) -> None:
    kernel, form = parse("x < 2 ? 1 : 3"), parse("x*x + 1").outputs
    assert has_margin(kernel, form, [np.array([x])], (), overflows=overflows, loses=loses) is keeps


@pytest.mark.parametrize(
    ("written", "form", "x", "keeps"),
    [
        ("min(x*x, 1)", "min(x*x, 1) + 0", 1e160, True),  # an operation of the formula as written
        ("x*x*2", "x*(x*2)", 1e160, True),  # the formula as written has no finite result there either
        (
            "min(x*x*2, 1)",
            "min(x*(x*2), 1)",
            1e150,
            False,
        ),  # one of the two may overflow before the other does
        ("min(x*x*2, 1)", "min(x*(x*2), 1)", 1e-150, True),  # as small as in the formula as written
        ("min(1/(x*2), 1)", "min(1/(x + x), 1)", 1e308, False),  # 0 where the formula as written is subnormal
        ("min(x*4, 1)", "min(x*x*(4/x), 1)", 1e-150, False),
        ("min((x - 1)*2/(x - 1), 1)", "min(2*((x - 1)/(x - 1)), 1)", 1.0, True),  # as undefined
        ("min(2 + 0*x, 1)", "min(2*((x - 1)/(x - 1)), 1)", 1.0, False),
    ],
)
def test_what_the_formula_as_written_does_as_well_is_no_matter_of_the_form(
    written: str, form: str, x: float, keeps: bool
) -> None:
    kernel = parse(written, inputs=("x",))
    outputs = parse(form, inputs=("x",)).outputs
    assert has_margin(kernel, outputs, [np.array([x])], kernel.nodes()) is keeps


def test_where_only_the_form_is_finite_it_must_not_lose_digits() -> None:
    kernel, form = parse("sqrt(pow(1/x, 2)) / y"), parse("1/(x*y)", inputs=("x", "y")).outputs
    lost, kept = ([np.array([x]), np.array([0.5])] for x in (2.3e-308, 1e-200))
    assert not has_margin(kernel, form, lost, kernel.nodes(), overflows=False)  # x*y is subnormal
    assert has_margin(kernel, form, kept, kernel.nodes(), overflows=False)


@pytest.mark.parametrize(
    "written", ["max(x + 1, 0)", "max(x + 1, 1e-310)", "max(x + 1, y - y)", "min(x + 1, y/0)"]
)
def test_small_inputs_constants_zeros_by_cancellation_and_infinities_excuse_nothing(written: str) -> None:
    kernel = parse(written, inputs=("x", "y"))
    outputs = parse("max(x*y, 0)", inputs=("x", "y")).outputs
    assert not has_margin(kernel, outputs, [np.array([1e-310]), np.array([1e-9])], kernel.nodes())


def test_operations_that_are_computed_in_another_way_count() -> None:
    """As reciprocals that are estimated: one may overflow a number earlier."""
    kernel, points = parse("x*rsqrt(y)", dtype="f32"), [np.array([1e37], "f4"), np.array([1e-2], "f4")]
    assert has_margin(kernel, kernel.outputs, points, kernel.nodes())
    assert not has_margin(kernel, kernel.outputs, points, ())


def test_a_product_that_the_formula_as_written_fuses_is_not_its_own() -> None:
    """The product x*x is fused, so that it does not overflow; in the form it may."""
    kernel = parse("min(x*x - x*1e150, 1)")
    form = parse("min(0 + (x*x) - x*1e150, 1)", inputs=("x",)).outputs
    code = compile_kernel(kernel)
    assert not has_margin(kernel, form, [np.array([1.1e154])], frozenset(code.form.nodes()))
