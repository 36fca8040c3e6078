"""What is said of computed values holds at every point that is tried; a form that can fail is not called proved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from accuracy_strategies import ARITHMETIC, EVERY, random_kernel, random_points
from hypothesis import given
from hypothesis import strategies as st

from neurlang.kernels.accuracy import FloatRange, TruthRange, analyse_safety, float_ranges, whole_domain
from neurlang.kernels.expr import evaluate_expressions, parse, with_ranges
from neurlang.kernels.simd import lower, select_fma

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from neurlang.kernels.expr import Kernel

seeds = st.integers(0, 2**32)


def points_of(kernel: Kernel, random: np.random.Generator, count: int) -> dict[str, NDArray[Any]]:
    return {
        item.name: random_points(random, item.low, item.high, kernel.float_type, count)
        for item in kernel.inputs
    }


def outside(found: FloatRange | TruthRange, values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a computed value is not what was said of it."""
    if isinstance(found, TruthRange):
        return (values & ~found.may_true) | (~values & ~found.may_false)
    is_nan = np.isnan(values)
    numbers = values.astype(np.float64)
    return (
        (is_nan & ~found.may_nan)
        | (~is_nan & ((numbers < found.low) | (numbers > found.high)))
        | (np.isfinite(numbers) & found.is_never_finite)
    )


@pytest.mark.slow
@given(seeds, st.sampled_from([ARITHMETIC, EVERY]))
def test_every_computed_value_lies_in_its_range(seed: int, ops: tuple[str, ...]) -> None:
    random = np.random.default_rng(seed)
    form = lower(random_kernel(random, int(random.integers(1, 14)), ops))
    found = float_ranges(form.outputs, whole_domain(form), form.dtype)
    points = points_of(form, random, 1500)
    nodes = form.nodes()
    for node, values in zip(nodes, evaluate_expressions(nodes, points, form.dtype), strict=True):
        assert not outside(found[node], values).any()
    fused = evaluate_expressions(select_fma(form).outputs, points, form.dtype)[0]
    assert not outside(found[form.outputs[0]], fused).any()


@pytest.mark.slow
@given(seeds)
def test_what_is_proved_never_fails(seed: int) -> None:
    random = np.random.default_rng(seed)
    kernel = random_kernel(random, int(random.integers(1, 10)))
    verdict = analyse_safety(kernel, kernel.outputs, 300)
    result = evaluate_expressions(lower(kernel).outputs, points_of(kernel, random, 3000), kernel.dtype)[0]
    assert verdict.is_safe  # the formula itself is no rewrite
    assert not verdict.is_finite or result.dtype == np.bool_ or np.isfinite(result).all()


CASES = [
    # as written, the form, ranges, whether it is safe
    ("x/y + z/y", "(z + x)/y", {"y": (1, 2)}, False),
    ("x/y + z/y", "(z + x)/y", {"y": (1, 2), "x": (-1e300, 1e300), "z": (-1e300, 1e300)}, True),
    ("x/y*z", "x*z/y", {"y": (1, 2), "x": (0, 1e200), "z": (0, 1e200)}, False),
    ("x/y*z", "x*z/y", {"y": (1, 2), "x": (0, 1e100), "z": (0, 1e100)}, True),
    ("hypot(x, y)", "sqrt(x*x + y*y)", {}, False),
    ("hypot(x, y)", "sqrt(x*x + y*y)", {"x": (1, 1e150), "y": (1, 1e150)}, True),
    ("sqrt(x)*sqrt(y)", "sqrt(x*y)", {"x": (0, 1), "y": (0, 1)}, False),  # 1e-200 and 1e-200 give 0
    ("sqrt(x)*sqrt(y)", "sqrt(x*y)", {"x": (1e-100, 1), "y": (1e-100, 1)}, True),
    ("1 + sqrt(x)*sqrt(y)", "1 + sqrt(x*y)", {"x": (0, 1), "y": (0, 1)}, True),
    ("exp(x)*exp(y)", "exp(x + y)", {"x": (-100, 100), "y": (-100, 100)}, True),
    ("exp(x)*y + exp(x)*z", "exp(x)*(y + z)", {"x": (-800, 700), "y": (0, 1), "z": (0, 1)}, True),
    ("log(x) + y*z + z", "log(x) + z*(y + 1)", {"y": (0, 1), "z": (0, 1)}, True),  # NaN for x < 0 as written
    ("x > 0 ? log(x) + y : y", "x > 0 ? y + log(x) : y", {"y": (-1, 1)}, True),
    ("1/x - 1/y", "(y - x)/(x*y)", {"x": (-1, 1), "y": (1, 2)}, False),
    ("1 - 1/(1 + exp(x))", "1/(1 + exp(-x))", {}, True),
]


@pytest.mark.parametrize(("written", "form", "ranges", "is_safe"), CASES)
def test_known_rewrites(
    written: str, form: str, ranges: dict[str, tuple[float, float]], is_safe: bool
) -> None:
    kernel = with_ranges(parse(written), ranges)
    verdict = analyse_safety(kernel, parse(form).outputs)
    assert verdict.is_safe is is_safe
    assert not (is_safe and verdict.witness)


@pytest.mark.parametrize(
    ("text", "ranges", "is_finite"),
    [
        ("sqrt(x*x + y*y)", {}, False),
        ("sqrt(x*x + y*y)", {"x": (-1e150, 1e150), "y": (-1e150, 1e150)}, True),
        ("1/(1 + exp(-x))", {}, True),
        ("1/x", {"x": (-1, 1)}, False),
        ("x - x", {}, True),
        ("x/(x + y)", {"x": (1e-300, 1e307), "y": (0, 1e307)}, True),
        ("sqrt(1 - x*x)", {"x": (-1, 1)}, True),
    ],
)
def test_known_formulas(text: str, ranges: dict[str, tuple[float, float]], is_finite: bool) -> None:
    kernel = with_ranges(parse(text), ranges)
    assert analyse_safety(kernel, kernel.outputs).is_finite is is_finite


def test_a_witness_is_a_point_where_the_form_is_wrong() -> None:
    kernel = with_ranges(parse("x/y + z/y"), {"y": (1, 2)})
    form = parse("(z + x)/y").outputs
    witness = analyse_safety(kernel, form).witness
    assert witness is not None
    assert np.isfinite(evaluate_expressions(kernel.outputs, witness)[0])
    assert not np.isfinite(evaluate_expressions(form, witness)[0])


def test_single_precision_overflows_sooner() -> None:
    kernel = with_ranges(parse("x*x"), {"x": (0, 1e30)})
    assert analyse_safety(kernel, kernel.outputs).is_proved
    assert not analyse_safety(replace(kernel, dtype="f32"), kernel.outputs).is_finite


def test_the_page_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[3] / "docs" / "accuracy.md").read_text("utf-8")
    exec(page.split("```python\n")[1].split("```")[0], {})
    first, second, third = capsys.readouterr().out.splitlines()
    assert first.startswith("False {")
    assert second == "True"
    assert 1 < float(third) < 2.01
