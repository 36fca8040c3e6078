"""Points lie in the domain, are of every size, and have full mantissas; edges are where something changes."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.kernels.expr import Kernel, parse, with_ranges
from neurlang.kernels.simd import domain_points, edge_points, mixed_points, scaled_points, wide_points

ENDS = st.floats(allow_nan=False)
DRAWS = (domain_points, wide_points, mixed_points, scaled_points)


@given(ENDS, ENDS, st.sampled_from(["f32", "f64"]), st.sampled_from(DRAWS))
def test_points_lie_in_the_range(one: float, other: float, dtype: str, draw: object) -> None:
    low, high = sorted((one, other))
    kernel = with_ranges(parse("x + y", dtype=dtype), {"x": (low, high)})  # type: ignore[arg-type]
    lowest, highest = np.array([low, high]).astype(kernel.float_type)
    if not np.isfinite([lowest, highest]).any() and lowest == highest:
        return  # a range of infinities alone
    x, y = draw(kernel, 64, 3)  # type: ignore[operator]
    assert len(x) == len(y)
    assert (np.isnan(x) | ((x >= lowest) & (x <= highest))).all()
    assert x.dtype == kernel.float_type


@pytest.mark.parametrize("dtype", ["f32", "f64"])
def test_scaled_points_are_small_together_and_keep_what_cannot_be_small(dtype: str) -> None:
    kernel = with_ranges(
        parse("x + y*z", dtype=dtype),  # type: ignore[arg-type]
        {"x": (0.0, 1.0), "y": (-1.0, 1.0), "z": (0.5, 1.0)},
    )
    normal = np.finfo(kernel.float_type).smallest_normal
    x, y, z = scaled_points(kernel, 4000)
    is_small = (x < normal) & (np.abs(y) < normal)
    assert is_small.mean() > 0.3
    assert (is_small == (x < normal)).mean() > 0.9
    assert (z >= 0.5).all()


@pytest.mark.parametrize("dtype", ["f32", "f64"])
def test_wide_points_reach_all_that_the_type_has(dtype: str) -> None:
    kernel = parse("x + y", dtype=dtype)  # type: ignore[arg-type]
    info = np.finfo(kernel.float_type)
    x, _ = wide_points(kernel, 8000)
    assert (x > info.max / 1e30).any()
    assert (x < -info.max / 1e30).any()
    assert ((x != 0) & (np.abs(x) < info.smallest_normal)).any()
    assert np.isfinite(x).all()


def test_sums_of_ordinary_points_are_rounded() -> None:
    """Uniform draws across zero are multiples of a large power of two: their sums would be exact."""
    kernel = with_ranges(parse("x + y"), {"x": (-100, 100), "y": (-100, 100)})
    x, y = domain_points(kernel, 4000)
    total = x + y
    rest = total - x
    assert ((x - (total - rest)) + (y - rest) != 0).mean() > 0.3


def test_wide_points_have_inputs_near_each_other() -> None:
    x, y = wide_points(parse("x - y"), 4000)
    assert (np.abs(x - y) <= 64 * np.spacing(np.abs(x))).sum() > 100
    assert (x == -y).sum() > 10


def test_mixed_points_combine_extremes_with_ordinary_values() -> None:
    x, y = mixed_points(with_ranges(parse("x / y"), {"y": (1, 2)}), 8000)
    assert ((np.abs(x) == np.finfo(np.float64).max) & (y > 1) & (y < 2)).any()
    assert (np.isinf(x) & (y == 1)).any()
    assert np.isnan(x).any()
    assert not np.isnan(y).any()


def edges_of(
    text: str, ranges: dict[str, tuple[float, float]], form: str = "", dtype: str = "f64"
) -> dict[str, object]:
    kernel = with_ranges(parse(text, dtype=dtype), ranges)  # type: ignore[arg-type]
    outputs = parse(form or text, inputs=kernel.names).outputs
    return dict(zip(kernel.names, edge_points(kernel, outputs), strict=True))


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("exp(x)", 709.782712893384),  # the last that does not overflow
        ("exp(x)", -745.1332191019412),  # the first that is not 0
        ("sqrt(x - 3)", 3.0),
        ("x < 1.5 ? x : 2*x", 1.5),
        ("1 / (x - 0.1)", 0.1),
    ],
)
def test_edges_are_found_to_the_last_bit(text: str, edge: float) -> None:
    x = edges_of(text, {"x": (-1000, 1000)})["x"]
    assert isinstance(x, np.ndarray)
    near = x[np.argsort(np.abs(x - edge))[:3]]
    assert (np.abs(near - edge) <= 2 * np.spacing(abs(edge))).all()


def test_integers_are_edges_of_roundings() -> None:
    x = np.asarray(edges_of("floor(x) + x", {"x": (0, 3)})["x"])
    assert set(np.rint(x[np.abs(x - np.rint(x)) < 1e-9])) >= {1.0, 2.0}


def test_the_edge_of_a_form_needs_two_inputs_at_once() -> None:
    points = edges_of("x/y + z/y", {"y": (1, 2)}, "(x + z)/y")
    x, y, z = (np.asarray(points[name]) for name in "xyz")
    with np.errstate(all="ignore"):
        assert (np.isfinite(x / y + z / y) & ~np.isfinite((x + z) / y)).any()


def test_edges_keep_to_the_domain_and_its_condition() -> None:
    kernel = replace(
        with_ranges(parse("sqrt(x) + 1/y"), {"x": (-1, 1), "y": (-2, 2)}), where=parse("x < y").outputs[0]
    )
    x, y = edge_points(kernel, kernel.outputs)
    assert len(x) > 0
    assert (x < y).all()
    assert ((x >= -1) & (x <= 1) & (y >= -2) & (y <= 2)).all()


@pytest.mark.parametrize("text", ["2 + 3", "x"])
def test_without_operations_or_inputs_there_are_no_edges(text: str) -> None:
    kernel = parse(text)
    assert all(len(array) == 0 for array in edge_points(kernel, kernel.outputs))


def test_draws_are_the_same_for_a_seed() -> None:
    kernel: Kernel = parse("x * y")
    for draw in DRAWS:
        for one, other in zip(draw(kernel, 100, 5), draw(kernel, 100, 5), strict=True):
            assert np.array_equal(one, other, equal_nan=True)
    assert math.isfinite(float(domain_points(kernel, 1)[0][0]))
