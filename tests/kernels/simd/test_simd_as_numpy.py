"""Zeros, infinities and NaN go through functions as they go through NumPy's; by every target, at every length."""

from __future__ import annotations

import math

import numpy as np
import pytest

from example_counts import mostly_slow
from neurlang import kernel
from neurlang.kernels.simd import TARGETS

HERE = [target.name for target in TARGETS if target.runs_here]
TYPES = {"f32": np.float32, "f64": np.float64}
VALUES = [
    0.0, -0.0, 1.0, -1.0, math.inf, -math.inf, math.nan, 5e-324, -5e-324, 1e-40, -1e-40, 0.4, -0.4, 0.5, -0.5,
    0.49999999999999994, -0.49999999999999994, 0.9, -0.9, 1.5, -1.5, 2.5, -2.5, 3.0, -3.0, 1e30, -1e30,
    4503599627370497.5,
]  # fmt: skip
LENGTHS = (1, 2, 3, 5, 8, 9, 17, len(VALUES))

OF_ONE = {
    "sign": np.sign, "abs": np.abs, "floor": np.floor, "ceil": np.ceil, "trunc": np.trunc, "rint": np.rint,
    "sqrt": np.sqrt, "square": np.square, "negative": np.negative, "reciprocal": np.reciprocal,
    "isnan": np.isnan, "isinf": np.isinf, "isfinite": np.isfinite, "signbit": np.signbit,
}  # fmt: skip
# NumPy's minimum and maximum of two zeros depend on the machine: zeros of different signs are left out there.
OF_TWO = {
    "copysign": np.copysign, "fmod": np.fmod, "fmin": np.fmin, "fmax": np.fmax,
    "minimum": np.minimum, "maximum": np.maximum,
}  # fmt: skip
CHOICES = ("fmin", "fmax", "minimum", "maximum")


def values(dtype: str) -> np.ndarray:
    with np.errstate(over="ignore", under="ignore"):
        return np.array(VALUES).astype(TYPES[dtype])


def same(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Where two arrays are equal, zeros' signs too; any NaN is as good as another."""
    return ((left == right) & (np.signbit(left) == np.signbit(right))) | (np.isnan(left) & np.isnan(right))


@pytest.mark.parametrize("target", HERE)
@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", mostly_slow(list(OF_ONE), quick=5))
def test_functions_of_one_are_numpys(name: str, dtype: str, target: str) -> None:
    compiled, given = kernel(f"{name}(x)", dtype=dtype, target=target), values(dtype)
    with np.errstate(all="ignore"):
        wanted = OF_ONE[name](given)
    for length in LENGTHS:
        for start in range(0, len(given) - length + 1, length):
            part = slice(start, start + length)
            assert same(compiled(given[part]), wanted[part]).all()
    assert all(same(compiled(one), other) for one, other in zip(given, wanted, strict=True))


@pytest.mark.parametrize("target", HERE)
@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", mostly_slow(list(OF_TWO), quick=3))
def test_functions_of_two_are_numpys(name: str, dtype: str, target: str) -> None:
    compiled = kernel(f"{name}(x, y)", dtype=dtype, target=target)
    given = values(dtype)
    x, y = (axis.ravel() for axis in np.meshgrid(given, given))
    with np.errstate(all="ignore"):
        wanted = OF_TWO[name](x, y)
    agree = same(compiled(x, y), wanted)
    if name in CHOICES:
        agree |= (x == 0) & (y == 0) & (compiled(x, y) == 0)
    assert agree.all()
    assert same(compiled(x[:-3], y[:-3]), compiled(x, y)[:-3]).all()


@pytest.mark.parametrize("dtype", TYPES)
def test_a_function_that_is_traced_means_what_numpy_means(dtype: str) -> None:
    compiled = kernel(lambda x: (np.sign(x), np.rint(x), np.floor(x), np.abs(x)), dtype=dtype)
    given = values(dtype)
    with np.errstate(all="ignore"):
        wanted = (np.sign(given), np.rint(given), np.floor(given), np.abs(given))
    assert all(same(got, right).all() for got, right in zip(compiled(given), wanted, strict=True))
