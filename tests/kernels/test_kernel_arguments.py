"""What is passed for a parameter is an argument; what may not be written is not written; overflow is no crash."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import neurlang
from neurlang.errors import UsageError
from neurlang.kernels.expr import evaluate, parse

X = np.arange(4.0)


@neurlang.kernel
def scaled(x, factor=2.0):  # noqa: ANN001, ANN201
    return x * factor


@neurlang.kernel
def power(x, n=3):  # noqa: ANN001, ANN201
    result = 1.0
    for _ in range(n):
        result = result * x
    return result


@neurlang.kernel
def shifted(x, *, by, mode="up"):  # noqa: ANN001, ANN201
    return x + by if mode == "up" else x - by


@neurlang.kernel
def weighted(x, weight=1.0):  # noqa: ANN001, ANN201
    return np.sum(x * weight)


@neurlang.kernel
def flagged(x, negate=False):  # noqa: ANN001, ANN201
    return -x if negate else x


def test_an_array_for_a_parameter_with_a_default_is_read_and_not_written() -> None:
    given_array = np.full(4, 3.0)
    assert scaled(X, given_array).tolist() == [0, 3, 6, 9]
    assert given_array.tolist() == [3, 3, 3, 3]
    assert scaled(X, factor=given_array).tolist() == [0, 3, 6, 9]
    assert given_array.tolist() == [3, 3, 3, 3]


def test_a_number_may_be_given_too_and_the_default_stands_without() -> None:
    assert scaled(X).tolist() == [0, 2, 4, 6]
    assert scaled(X, 5).tolist() == scaled(X, factor=5).tolist() == [0, 5, 10, 15]
    assert scaled(x=X, factor=5.0).tolist() == [0, 5, 10, 15]
    assert scaled(X, True).tolist() == [0, 1, 2, 3]


def test_what_comes_after_all_parameters_is_written_to() -> None:
    out = np.zeros(4)
    assert scaled(X, 3.0, out) is out
    assert out.tolist() == [0, 3, 6, 9]
    assert scaled(X, out=out) is out
    assert out.tolist() == [0, 2, 4, 6]


def test_values_that_build_the_formula_are_traced_anew() -> None:
    assert power(X).tolist() == [0, 1, 8, 27]
    assert power(X, 2).tolist() == [0, 1, 4, 9]
    assert shifted(X, by=1.0, mode="down").tolist() == [-1, 0, 1, 2]
    assert flagged(X, True).tolist() == [0, -1, -2, -3]
    with pytest.raises(TypeError, match="cannot be traced with this n"):
        power(X, X)


def test_reductions_and_threads_take_them_too() -> None:
    assert weighted(X, np.array([1.0, 0.0, 0.0, 2.0])) == 6.0
    long = np.arange(200_000.0)
    threaded = neurlang.kernel(scaled.__wrapped__, threads=2)
    factors = long.copy()
    assert np.array_equal(threaded(long, factors), long * long)
    assert np.array_equal(factors, long)


def test_a_parameter_may_have_the_name_of_an_option() -> None:
    @neurlang.kernel
    def product(x, out=1.0):  # noqa: ANN001, ANN202
        return x * out

    factors = np.full(4, 3.0)
    assert product(X, out=factors).tolist() == [0, 3, 6, 9]
    assert factors.tolist() == [3, 3, 3, 3]


def test_inputs_of_a_formula_may_be_named() -> None:
    assert neurlang.kernel("x - y")(y=1.0, x=X).tolist() == [-1, 0, 1, 2]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: scaled(), "needs a value for 'x'"),
        (lambda: scaled(X, x=X), "two values for 'x'"),
        (lambda: scaled(X, 1.0, X.copy(), X.copy()), "positional arguments"),
        (lambda: scaled(X, other=1.0), "unexpected keyword argument 'other'"),
        (lambda: scaled(X, "red"), "cannot be traced with this factor"),
        (lambda: scaled(X, 1j), "not supported for the input types"),
        (lambda: shifted(X, X), "'by' and 'out' must be passed by name"),
        (lambda: shifted(X), "needs a value for 'by'"),
    ],
)
def test_other_calls_are_refused(call: object, message: str) -> None:
    before = X.copy()
    with pytest.raises(TypeError, match=message):
        call()
    assert np.array_equal(X, before)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("count", [7, 200_000])
def test_memory_that_overlaps_is_read_before_it_is_written(count: int, threads: int) -> None:
    compiled = neurlang.kernel("2*x + y", threads=threads)
    first = np.arange(float(count))

    def places(array: np.ndarray) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        return [
            (array[:-1], array[1:], array[1:]), (array[1:], array[:-1], array[:-1]), (array, array[::-1], array),
            (array[: count // 2], array[count // 2 :][: count // 2], array[1 : count // 2 + 1]), (array, array, array),
        ]  # fmt: skip

    for place in range(5):
        wanted = [2 * x + y for x, y, _ in places(first)][place]
        x, y, out = places(first.copy())[place]
        assert np.array_equal(compiled(x, y, out=out), wanted)


@pytest.mark.parametrize("threads", [1, 2])
def test_arrays_that_may_not_be_written_are_left_alone(threads: int) -> None:
    compiled = neurlang.kernel("x + 1", threads=threads)
    x = np.zeros(200_000)
    fixed = np.zeros(200_000)
    fixed.flags.writeable = False
    for out in (fixed, np.zeros(3), np.zeros(200_000, int), [0.0]):
        with pytest.raises((ValueError, TypeError)):
            compiled(x, out=out)
    assert not fixed.any()


@pytest.mark.parametrize("make", [list, tuple, np.array, lambda numbers: np.array(numbers)[::-1]])
def test_sums_beyond_the_range_are_infinities_without_a_warning(make: object) -> None:
    total, mean = neurlang.kernel("sum(x)"), neurlang.kernel("mean(x)")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert total(make([1e308, 1e308])) == math.inf
        assert total(make([-1e308, -1e308])) == -math.inf
        assert mean(make([1e308, 1e308])) == math.inf  # as NumPy: the sum, then divided
        assert total(make([1e308, 1e308, -1e308])) == 1e308
        assert math.isnan(total(make([math.inf, -math.inf])))
        assert neurlang.kernel("dot(x, y)")(make([1e200, 1.0]), make([1e200, 1.0])) == math.inf
        assert neurlang.kernel("mean(x)", dtype="f32")(np.full(4, 3e38, np.float32)) == np.float32(3e38)


@given(st.lists(st.floats(-1.7e308, 1.7e308), min_size=1, max_size=8))
def test_a_sum_is_the_exact_sum_rounded_once(numbers: list[float]) -> None:
    (wanted,) = evaluate(parse("sum(x)"), numbers)
    assert TOTAL(numbers) == wanted


TOTAL = neurlang.kernel("sum(x)", dtype="f64")


def test_a_reduction_refuses_what_it_would_misread() -> None:
    total = neurlang.kernel("sum(x)")
    masked = np.ma.array([1.0, 2.0], mask=[False, True])
    with pytest.raises(TypeError, match="compressed"):
        total(masked)
    assert total(masked.compressed()) == 1.0
    for wrong in ("text", None, 1j, np.array([1, "a"], object), np.zeros(2, [("a", float)])):
        with pytest.raises(TypeError):
            total(wrong)
    with pytest.raises(UsageError, match="takes 1 argument, found 2"):
        total(1.0, 2.0)
