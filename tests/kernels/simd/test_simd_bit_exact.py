"""A compiled kernel equals the float evaluation of its compiled form, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples, mostly_slow
from neurlang.kernels.expr import OPS, Expr, constant, evaluate, kernel_of, make, truth, variable
from neurlang.kernels.simd import TARGETS, CompileOptions, compile_kernel, make_ufunc

SPECIAL = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    1.5,
    2.5,
    0.49999997,
    1e-45,
    -1e-40,
    5e-324,
    1e-310,
    1.1754944e-38,
]
SPECIAL += [
    3.4028235e38,
    -1e300,
    8388609.0,
    4503599627370497.0,
    np.inf,
    -np.inf,
    np.nan,
    1e30,
    -3.7,
    2.0**-149,
]
EXACT = [op for op in OPS if op.code not in ("leaf", "library") and op.name not in ("select", "powi")]
HERE = [target.name for target in TARGETS if target.runs_here]
DTYPES = {"f32": np.float32, "f64": np.float64}


def special_grid(arity: int, dtype: str) -> list[np.ndarray]:
    """All combinations of special values, and some ordinary ones."""
    with np.errstate(all="ignore"):
        values = np.array(SPECIAL).astype(DTYPES[dtype])
    grid = [array.ravel() for array in np.meshgrid(*[values] * arity, indexing="ij")]
    random = np.random.default_rng(7).normal(scale=100, size=(arity, 501)).astype(DTYPES[dtype])
    return [np.concatenate([edge, middle]) for edge, middle in zip(grid, random, strict=True)]


def same_bits(left: np.ndarray, right: np.ndarray) -> bool:
    """Equal bits, except that any NaN is as good as another."""
    if left.dtype != right.dtype:
        return False
    if left.dtype == np.bool_:
        return bool((left == right).all())
    bits = {4: np.uint32, 8: np.uint64}[left.itemsize]
    return bool(((left.view(bits) == right.view(bits)) | (np.isnan(left) & np.isnan(right))).all())


def check(
    outputs: tuple[Expr, ...], dtype: str, target: str, *, arrays: list[np.ndarray], names: str
) -> None:
    kernel = kernel_of(outputs, names, dtype=dtype)
    code = compile_kernel(kernel, CompileOptions(target=target, use_cache=False))
    results = make_ufunc([code], "kernel", "")(*arrays)
    results = results if isinstance(results, tuple) else (results,)
    for result, expected in zip(results, evaluate(code.form, *arrays), strict=True):
        assert same_bits(result, expected)


@pytest.mark.parametrize("target", mostly_slow(HERE, quick=1))
@pytest.mark.parametrize("dtype", ["f32", "f64"])
def test_every_exact_op_at_special_values(dtype: str, target: str) -> None:
    a, b, c = variable("a"), variable("b"), variable("c")
    for arity in (1, 2, 3):
        ops = [op for op in EXACT if op.arg_kinds == "r" * arity]
        outputs = tuple(make(op.name, *(a, b, c)[:arity]) for op in ops)
        arrays = special_grid(arity, dtype)
        assert ops
        check(outputs, dtype, target, arrays=arrays, names="abc"[:arity])


@pytest.mark.parametrize("target", HERE)
def test_truth_values(target: str) -> None:
    a, b = variable("a"), variable("b")
    less, equal = make("lt", a, b), make("eq", a, b)
    outputs = (
        make("and", less, make("not", equal)),
        make("or", less, equal),
        make("select", less, a, make("mul", b, constant(3.0))),
        make("select", truth(True), a, b),
        make("or", truth(False), less),
    )
    check(outputs, "f32", target, arrays=special_grid(2, "f32"), names="ab")


@pytest.mark.parametrize("exponent", [-3, -1, 0, 1, 2, 5, 13])
@pytest.mark.parametrize("dtype", ["f32", "f64"])
def test_integer_powers(exponent: int, dtype: str) -> None:
    kernel = kernel_of([make("powi", variable("a"), constant(exponent))], dtype=dtype)
    arrays = special_grid(1, dtype)
    code = compile_kernel(kernel, CompileOptions(use_cache=False, fma=False))
    # Without fused operations the lowered form means the same bits as the kernel itself.
    assert same_bits(make_ufunc([code], "p", "")(*arrays), evaluate(kernel, *arrays)[0])


STEPS = [op.name for op in EXACT if op.kind == "r"] + ["mul", "add", "sub", "select"] * 3
CHOICES = [op.name for op in EXACT if op.arg_kinds == "rr" and op.kind == "b"]
PLACES = st.integers(0, 30)
Step = tuple[str, str, int, int, int]


def formula(steps: list[Step], numbers: list[float]) -> list[Expr]:
    """A DAG from a list: each step applies an op to values that are there, counted from the latest."""
    values = [variable(name) for name in "abc"] + [constant(number) for number in numbers]
    for name, test, *places in steps:
        args = [values[-1 - place % len(values)] for place in places]
        if name == "select":
            values.append(make("select", make(test, args[0], args[1]), args[2], args[0]))
        else:
            values.append(make(name, *args[: len(next(op for op in EXACT if op.name == name).arg_kinds)]))
    return values


@settings(max_examples=examples(40), deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(STEPS), st.sampled_from(CHOICES), PLACES, PLACES, PLACES), max_size=25
    ),
    st.lists(st.floats(-4, 4, width=32), max_size=3),
    st.sampled_from(["f32", "f64"]),
    st.sampled_from(HERE),
)
def test_any_formula(steps: list[Step], numbers: list[float], dtype: str, target: str) -> None:
    random = np.random.default_rng(3).normal(scale=2, size=(3, 61)).astype(DTYPES[dtype])
    random[:, :3] = [[np.inf], [np.nan], [-0.0]]
    check(tuple(formula(steps, numbers)[-2:]), dtype, target, arrays=list(random), names="abc")
