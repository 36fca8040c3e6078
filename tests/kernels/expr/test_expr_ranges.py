"""Ranges in a kernel's type: ends are its numbers, finite ones stay finite, and what has no number is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.errors import FormulaError
from neurlang.kernels.expr import parse, within_type

ENDS = st.floats(allow_nan=False)
TYPES = {"f32": np.float32, "f64": np.float64}


def ranged(low: float, high: float, dtype: str) -> tuple[float, float]:
    kernel = within_type(parse("x + 1", dtype=dtype, ranges={"x": (low, high)}))
    return kernel.inputs[0].low, kernel.inputs[0].high


@given(ENDS, ENDS, st.sampled_from(list(TYPES)))
def test_ends_are_numbers_of_the_type_or_the_range_is_refused(one: float, other: float, dtype: str) -> None:
    low, high = sorted((one, other))
    try:
        found = ranged(low, high, dtype)
    except FormulaError as error:
        assert "has no finite number" in str(error)
        with np.errstate(all="ignore"):
            inside = [TYPES[dtype](end) for end in (low, high)]
        assert not any(np.isfinite(end) and low <= float(end) <= high for end in inside)
        return
    assert found[0] <= found[1]
    for end, given_end in zip(found, (low, high), strict=True):
        assert math.isinf(end) == math.isinf(given_end)
        assert float(TYPES[dtype](end)) == end
    assert low <= 0 <= high or not found[0] <= 0 <= found[1]
    if dtype == "f64":
        assert found == (low, high)


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        (-1e308, 1e308, (-3.4028234663852886e38, 3.4028234663852886e38)),
        (0.0, 1e39, (0.0, 3.4028234663852886e38)),
        (0.1, 0.1, (float(np.float32(0.1)), float(np.float32(0.1)))),
        (1e-50, 1.0, (2.0**-149, 1.0)),
        (-math.inf, 0.0, (-math.inf, 0.0)),
    ],
)
def test_ranges_of_f32(low: float, high: float, wanted: tuple[float, float]) -> None:
    assert ranged(low, high, "f32") == wanted


@pytest.mark.parametrize(
    ("low", "high", "dtype"),
    [
        (1e39, 1e40, "f32"),
        (1e-50, 1e-46, "f32"),
        (-1e-46, -1e-50, "f32"),
        (math.inf, math.inf, "f64"),
        (-math.inf, -1e300, "f32"),
    ],
)
def test_ranges_without_a_number_are_refused(low: float, high: float, dtype: str) -> None:
    with pytest.raises(FormulaError, match="has no finite number"):
        ranged(low, high, dtype)
