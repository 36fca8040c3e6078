"""Which ranges would have allowed more."""

from __future__ import annotations

import math

import pytest

from neurlang.errors import FormulaError
from neurlang.kernels.expr import Kernel, parse, with_ranges
from neurlang.kernels.optimizing import optimize
from neurlang.kernels.optimizing.hints import Hint, hint_for

pytestmark = pytest.mark.usefixtures("by_cost")


@pytest.mark.slow
def test_an_unstated_range_is_named_where_it_would_help() -> None:
    found = optimize("sqrt(x)*sqrt(y)", dtype="f32", hints=True)
    assert not found.is_improved
    assert found.hint is not None
    assert found.hint.gain > 1.5
    better = optimize("sqrt(x)*sqrt(y)", dtype="f32", ranges=found.hint.ranges)
    assert better.before.cost / better.after.cost >= 0.9 * found.hint.gain


@pytest.mark.slow
def test_nothing_is_said_where_all_ranges_are_stated() -> None:
    stated = {"x": (0.0, 1e300), "y": (0.0, 1e300)}
    assert optimize("sqrt(x)*sqrt(y)", dtype="f64", ranges=stated, hints=True).hint is None


def test_nothing_is_said_where_nothing_helps() -> None:
    assert optimize("x + y", dtype="f32", hints=True).hint is None


def test_the_weakest_assumption_and_the_fewest_inputs_are_named() -> None:
    def cost_under(kernel: Kernel) -> float:
        return 1.0 if math.isfinite(kernel.inputs[0].high) else 4.0

    found = hint_for(parse("x*y"), 4.0, cost_under)
    assert found == Hint({"x": (-1e9, 1e9)}, 4.0)


def test_a_condition_that_an_assumption_breaks_is_no_hint() -> None:
    def cost_under(_kernel: Kernel) -> float:
        raise FormulaError("no point satisfies the condition")

    kernel = with_ranges(parse("x*y"), {"x": (0.0, math.inf)})
    assert hint_for(kernel, 4.0, cost_under) is None
