"""`neurlang.kernel`: a function or a formula as a NumPy ufunc, with NumPy's own broadcasting and casting."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays, mutually_broadcastable_shapes

import neurlang
from example_counts import examples
from neurlang.errors import FormulaError, UsageError
from neurlang.kernels.expr import evaluate
from neurlang.kernels.simd.calling import threads

if TYPE_CHECKING:
    from collections.abc import Callable


@neurlang.kernel
def circle(x, y, radius):  # noqa: ANN001, ANN201
    """Distance to a circle."""
    return np.sqrt(x * x + y * y) - radius


@neurlang.kernel(dtype="f32", threads=3)
def both(x, y):  # noqa: ANN001, ANN201
    return x * y + 1, x < y


def test_it_is_a_ufunc_with_the_functions_name_and_text() -> None:
    assert isinstance(circle.ufunc, np.ufunc)
    assert circle.ufunc.types == ["fff->f", "ddd->d"]
    assert circle.ufunc.__name__ == circle.__name__ == "circle"
    assert circle.__doc__ == "Distance to a circle."
    assert "Distance to a circle." in circle.ufunc.__doc__
    assert repr(circle) == "<kernel circle(x, y, radius) f32/f64>"


def test_scalars_and_types() -> None:
    assert circle(3, 4, 1) == 4.0
    assert circle(np.float32(3), np.float32(4), 1).dtype == np.float32
    assert circle(np.arange(3, dtype=np.float32), np.float64(2), 1).dtype == np.float64
    assert circle([3, 6], 4, [1, 2]).tolist() == [4.0, math.sqrt(52) - 2]


def test_out_and_where() -> None:
    x = np.arange(6.0)
    out = np.full(6, -1.0)
    assert circle(x, x, 0, out=out, where=x > 2) is out
    assert out[:3].tolist() == [-1, -1, -1]
    assert np.array_equal(out[3:], circle(x[3:], x[3:], 0))


@settings(max_examples=examples(40), deadline=None)
@given(mutually_broadcastable_shapes(num_shapes=3, max_dims=3, max_side=9))
def test_broadcasting_is_numpys(shapes: object) -> None:
    random = np.random.default_rng(0)
    x, y, radius = (random.normal(size=shape) for shape in shapes.input_shapes)
    result = circle(x, y, radius)
    (expected,) = evaluate(circle.codes[1].form, x, y, radius)
    assert np.shape(result) == shapes.result_shape
    assert np.array_equal(result, expected)


def test_wrong_arguments_are_refused_in_numpys_words() -> None:
    with pytest.raises(TypeError, match="ufunc 'circle' not supported for the input types"):
        circle("a", 1, 2)
    with pytest.raises(ValueError, match="could not be broadcast together"):
        circle(np.ones(3), np.ones(4), 1)
    with pytest.raises(TypeError, match="circle\\(\\) takes from 3 to 4 positional arguments"):
        circle(1, 2)
    with pytest.raises(TypeError, match="ufunc 'both' not supported for the input types"):
        both(np.ones(3), np.ones(3, np.float64))


def test_wrong_settings_are_refused() -> None:
    with pytest.raises(UsageError, match="float32 or float64, found 'int32'"):
        neurlang.kernel("x + 1", dtype="int32")
    with pytest.raises(UsageError, match="threads must be 0"):
        neurlang.kernel("x + 1", threads=-1)
    with pytest.raises(UsageError, match="There is no target 'mmx'"):
        neurlang.kernel("x + 1", target="mmx")(1.0)
    with pytest.raises(FormulaError, match="1:8: an operator is missing"):
        neurlang.kernel("x + y_ z")


@pytest.mark.parametrize("dtype", ["f32", np.float32, "float32", np.dtype("f4")])
def test_a_dtype_may_be_named_in_any_way(dtype: object) -> None:
    assert neurlang.kernel("x + 1", dtype=dtype).ufunc.types == ["f->f"]


def test_threads_give_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "LEAST_ELEMENTS", 100)
    random = np.random.default_rng(1)
    x, y = random.normal(size=(2, 40, 57)).astype(np.float32)
    for left, right in (
        (x, y),
        (x.T, y.T),
        (x, y[0]),
        (x, y[:, :1]),
        (x, np.float32(2)),
        (x.ravel()[::2], 3.0),
    ):
        split, plain = both(left, right), both.ufunc(left, right)
        for a, b in zip(split, plain, strict=True):
            assert a.dtype == b.dtype
            assert np.array_equal(a, b)
    out = (np.empty((40, 57), np.float32), np.empty((40, 57), np.bool_))
    assert both(x, y, out=out)[0] is out[0]
    assert np.array_equal(out[0], both.ufunc(x, y)[0])
    mask = np.zeros((40, 57), np.bool_)
    mask[::2] = True
    kept = (np.full((40, 57), 9, np.float32), np.zeros((40, 57), np.bool_))
    both(x, y, out=kept, where=mask)
    assert (kept[0][1::2] == 9).all()
    assert np.array_equal(kept[0][::2], out[0][::2])


def test_threads_still_refuse_in_numpys_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "LEAST_ELEMENTS", 10)
    x = np.ones(500, np.float32)
    with pytest.raises(ValueError, match="could not be broadcast together"):
        both(x, np.ones(499, np.float32))
    with pytest.raises(ValueError, match="could not be broadcast together"):
        both(x, x, out=(np.ones(499, np.float32), None))


def test_it_may_be_called_from_many_threads() -> None:
    x = np.random.default_rng(3).normal(size=10_000)
    expected = circle(x, x, 1)
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: circle(x, x, 1), range(16)))
    assert all(np.array_equal(result, expected) for result in results)


VALUES = arrays(np.float64, st.integers(1, 600), elements=st.floats(-1e6, 1e6))


def as_stated(result: float, terms: np.ndarray) -> bool:
    """Within one rounding and n²·2⁻¹⁰⁶ of the terms' sizes of the exact sum."""
    exact = math.fsum(terms)
    return abs(result - exact) <= math.ulp(exact) + len(terms) ** 2 * 2.0**-106 * math.fsum(np.abs(terms))


@cache
def reduction(text: str, count: int) -> Callable[[np.ndarray], float]:
    """The kernel on so many threads, made once."""
    return neurlang.kernel(text, threads=count)


@settings(max_examples=examples(40), deadline=None)
@given(VALUES, st.sampled_from([1, 3]))
def test_reductions_are_as_exact_as_stated(x: np.ndarray, count: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threads, "LEAST_ELEMENTS", 50)
        total = reduction("sum(x)", count)(x)
        assert as_stated(total, x)
        assert reduction("mean(x)", count)(x) == total / len(x)
        assert reduction("max(x)", count)(x) == x.max()
        assert reduction("min(-x)", count)(x) == -x.max()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_dot_products_cancel_exactly(dtype: type) -> None:
    random = np.random.default_rng(0)
    x = random.normal(size=501).astype(dtype)
    dot = neurlang.kernel("dot(x, y)", dtype=dtype)
    both_ways = np.concatenate([x, -x])
    size = float(np.sum(np.square(x, dtype=np.float64)))
    assert abs(dot(both_ways, np.concatenate([x, x]))) <= 1002**2 * 2.0**-106 * 2 * size
    assert dot(both_ways[::2], both_ways[::2]) == evaluate(dot.kernels[0], both_ways[::2], both_ways[::2])[0]


def test_reductions_take_any_shape_and_stride() -> None:
    total = neurlang.kernel("sum(x*y)")
    x = np.random.default_rng(0).normal(size=(30, 41))
    expected = math.fsum((x * x).ravel())
    assert total(x, x) == total(x.T, x.T) == total(x[:, ::-1], x[:, ::-1]) == expected
    assert total(x, 2) == math.fsum((x * 2).ravel())
    assert total(x[:, :1], x[:1]) == math.fsum(np.multiply.outer(x[:, 0], x[0]).ravel())
    assert total(np.float32(2), np.float32(3)).dtype == np.float32
    assert total(2, 3) == 6


def test_reductions_of_nothing_infinity_and_nan() -> None:
    empty = np.empty(0)
    assert neurlang.kernel("sum(x)")(empty) == 0
    assert math.isnan(neurlang.kernel("mean(x)")(empty))
    with pytest.raises(UsageError, match="The min of no elements"):
        neurlang.kernel("min(x)")(empty)
    x = np.ones(20)
    x[7] = np.inf
    assert neurlang.kernel("sum(x)")(x) == np.inf
    assert neurlang.kernel("max(x)")(x) == np.inf
    x[8] = -np.inf
    assert math.isnan(neurlang.kernel("sum(x)")(x))
    x[3] = np.nan
    assert math.isnan(neurlang.kernel("max(x)")(x))
    assert math.isnan(neurlang.kernel("min(x)")(x))


def test_reductions_refuse_what_they_cannot_take() -> None:
    total = neurlang.kernel("sum(x*y)", dtype="f32")
    with pytest.raises(TypeError, match="Cannot cast array data"):
        total(np.ones(3), np.ones(3))
    with pytest.raises(TypeError, match="takes no 'out'"):
        total(1, 2, out=None)
    with pytest.raises(UsageError, match="takes 2 arguments, found 1"):
        total(1)
    with pytest.raises(UsageError, match="reduces its elements"):
        _ = total.ufunc
