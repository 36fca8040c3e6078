"""Points that satisfy a condition, however rare they are; and what is said where there are none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from example_counts import mostly_slow
from neurlang.errors import FormulaError
from neurlang.kernels.expr import (
    DTYPES,
    DType,
    Kernel,
    draw_points,
    from_ordinals,
    kernel_of,
    ordinals,
    parse_expression,
    variable,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[Any]

NAMES = ("x", "y", "z")
COUNT = 300


def conditioned(text: str, dtype: DType = "f64", **ranges: tuple[float, float]) -> Kernel:
    """A kernel of three inputs that asks for the condition."""
    return replace(
        kernel_of((variable("x"),), NAMES, dtype=dtype, ranges=ranges), where=parse_expression(text)
    )


def drawn(kernel: Kernel, seed: int = 0) -> list[Floats]:
    """Points of the kernel's domain."""
    return draw_points(kernel, COUNT, np.random.default_rng(seed))


# Each condition beside the same in NumPy, which shares nothing with how points are found.
CONDITIONS: dict[str, Callable[[Floats, Floats, Floats], Any]] = {
    "x == 2*y": lambda x, y, z: x == 2 * y,
    "x == y && y == 3": lambda x, y, z: (x == y) & (y == 3),
    "x == 1 || x == 2 || x == 5": lambda x, y, z: np.isin(x, [1, 2, 5]),
    "0 <= y && y <= x && x <= 1e-16": lambda x, y, z: (y >= 0) & (y <= x) & (x <= np.asarray(1e-16, x.dtype)),
    "x < y && y < z": lambda x, y, z: (x < y) & (y < z),
    "x*x + y*y <= 1e-20": lambda x, y, z: x * x + y * y <= np.asarray(1e-20, x.dtype),
    "abs(x - y) < 1e-12": lambda x, y, z: abs(x - y) < np.asarray(1e-12, x.dtype),
    "x == floor(x)": lambda x, y, z: x == np.floor(x),
    "x == floor(x) && 1 <= x && x <= 3 && y == x*x": lambda x, y, z: np.isin(x, [1, 2, 3]) & (y == x * x),
    "x*x == 4": lambda x, y, z: abs(x) == 2,
    "x*x - x == 0": lambda x, y, z: x * x - x == 0,
    "x + y + z == 0": lambda x, y, z: (x + y) + z == 0,
    "x*x + y*y == 1": lambda x, y, z: x * x + y * y == 1,
    "x == 2*y && x + y == 9": lambda x, y, z: (x == 6) & (y == 3),
    "x**3 - 6*x*x + 11*x == 6": lambda x, y, z: np.abs((x - 1) * (x - 2) * (x - 3)) < 1e-4,
    "1 < x && x < 1.000001 && y == 1/x": lambda x, y, z: (
        (x > 1) & (x <= np.asarray(1.000001, x.dtype)) & (y == 1 / x)
    ),
    "hypot(x, y) < 1e-30": lambda x, y, z: (abs(x) < 2e-30) & (abs(y) < 2e-30),
    "abs(sin(x) - 0.5) < 1e-7": lambda x, y, z: abs(np.sin(x.astype(np.float64)) - 0.5) < 2e-7,
    "x == floor(x) && y == 7 || 1e10 < x && x < 1e11": lambda x, y, z: (
        (x == np.floor(x)) & (y == 7) | (x > 1e10) & (x < 1e11)
    ),
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("condition", mostly_slow(list(CONDITIONS), quick=6))
def test_every_point_satisfies_the_condition(dtype: DType, condition: str) -> None:
    points = drawn(conditioned(condition, dtype))
    assert [(len(values), values.dtype) for values in points] == [(COUNT, DTYPES[dtype])] * 3
    assert all(np.isfinite(values).all() for values in points)
    assert np.all(CONDITIONS[condition](*points))


def test_points_are_many_where_there_are_many() -> None:
    for condition in (
        "x == 2*y",
        "abs(x - y) < 1e-12",
        "x*x + y*y <= 1e-20",
        "x*x + y*y == 1",
        "x + y + z == 0",
    ):
        points = np.array(drawn(conditioned(condition)))
        assert len(np.unique(points, axis=1).T) > COUNT * 0.9, condition


def test_each_way_to_satisfy_the_condition_gets_its_share() -> None:
    x, *_ = drawn(conditioned("x == 1 || x == 2 || 1e9 < x && x < 1e10"))
    assert all(np.sum(found) >= COUNT / 4 for found in (x == 1, x == 2, x > 2))


def test_points_are_within_the_ranges() -> None:
    x, y, z = drawn(conditioned("x == y + z", x=(3, 4), y=(-1, 1)))
    assert np.all((x >= 3) & (x <= 4) & (y >= -1) & (y <= 1))
    assert np.all(x == y + z)


def test_the_same_seed_gives_the_same_points() -> None:
    kernel = conditioned("abs(x - y) < 1e-12 && x == floor(z)")
    first = drawn(kernel, 3)
    assert np.array_equal(first, drawn(kernel, 3))
    assert not np.array_equal(first, drawn(kernel, 4))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_as_many_points_as_asked_for(count: int) -> None:
    points = draw_points(conditioned("x == 1 || x == 2 || x == 3"), count, np.random.default_rng(0))
    assert [len(values) for values in points] == [count] * 3


def test_how_a_number_is_drawn_can_be_said() -> None:
    def lowest(low: Floats, high: Floats, random: np.random.Generator) -> Floats:
        return np.maximum(low, 5).astype(low.dtype)

    x, *_ = draw_points(conditioned("x > 2"), 10, np.random.default_rng(0), lowest)
    assert np.all(x == 5)


def test_a_kernel_without_a_condition_is_drawn_from_its_ranges() -> None:
    (x,) = draw_points(kernel_of((variable("x"),), ranges={"x": (2, 3)}), 50, np.random.default_rng(0))
    assert np.all((x >= 2) & (x <= 3))


@pytest.mark.parametrize(
    "condition", mostly_slow(["x*x == -1.0", "x < y && y < x", "abs(x) + abs(y) < 0.0"], quick=1)
)
def test_a_condition_that_holds_nowhere_is_refused(condition: str) -> None:
    with pytest.raises(FormulaError, match="no point") as caught:
        drawn(conditioned(condition))
    assert condition.replace("x*x", "x * x").split(" <")[0] in str(caught.value)


def test_surely_none_and_none_found_are_told_apart() -> None:
    with pytest.raises(FormulaError, match="no point of its ranges satisfies"):
        drawn(conditioned("x*x == -1"))
    # Contraction cannot show it: the sine of no number is 1 more than that of another here.
    with pytest.raises(FormulaError, match=r"no point was found .* though some may exist") as caught:
        drawn(conditioned("sin(x)*sin(x) + cos(x)*cos(x) == 1.5", x=(0, 1)))
    assert "halved" in str(caught.value)


FLOATS = [np.float32, np.float64]


@pytest.mark.parametrize("dtype", FLOATS)
@given(st.data())
def test_places_of_numbers_are_in_their_order(dtype: type[np.floating], data: st.DataObject) -> None:
    width = np.dtype(dtype).itemsize * 8
    numbers = data.draw(arrays(dtype, 20, elements=st.floats(allow_nan=False, width=width)))
    places = ordinals(numbers)
    assert np.array_equal(from_ordinals(places, dtype), numbers)
    assert np.array_equal(np.argsort(places, kind="stable"), np.argsort(numbers, kind="stable"))
    finite = numbers[np.isfinite(numbers)]
    with np.errstate(all="ignore"):
        following = np.nextafter(finite, dtype(np.inf))
    assert np.array_equal(ordinals(following) - ordinals(finite), np.ones(len(finite)))
