"""Python functions become kernels: what records, what is refused and where."""

from __future__ import annotations

import math
from math import sqrt

import numpy as np
import pytest
from expr_strategies import expressions, same
from hypothesis import given, settings

from example_counts import examples
from neurlang.errors import FormulaError
from neurlang.kernels.expr import Expr, evaluate, kernel_of, parse_expression, print_python, trace


def outputs(function: object) -> tuple[Expr, ...]:
    return trace(function).outputs  # type: ignore[arg-type]


def helper(a: float) -> float:
    return math.exp(-a) + sqrt(a)


@pytest.mark.parametrize(
    ("function", "text"),
    [
        (lambda x, y: (x + 1) * y - 2 / x, "(x + 1)*y - 2/x"),
        (lambda x: x**2 + x**-1 + x**0.5 + 2**x, "x**2 + x**-1 + pow(x, 0.5) + pow(2, x)"),
        (lambda x: -abs(+x), "-abs(x)"),
        (lambda x: np.sqrt(np.square(x)) + np.power(x, 2), "sqrt(x*x) + pow(x, 2)"),
        (lambda x, y: np.where((x > 0) & ~(y <= x) | (y == 1), x, y), "x > 0 && !(y <= x) || y == 1 ? x : y"),
        (lambda x, y: np.where(np.logical_or(x != y, x >= y), 1, 0), "x != y || x >= y ? 1 : 0"),
        (lambda x, y: np.minimum(x, y) + np.fmax(x, y), "minimum(x, y) + max(x, y)"),
        (lambda x: np.clip(x, 0, 1), "minimum(maximum(x, 0), 1)"),
        (lambda x, y: min(x, y) + max(x, 1), "(y < x ? y : x) + (1 > x ? 1 : x)"),
        (lambda x: helper(x) + math.log(x) + math.atan2(x, 2), "exp(-x) + sqrt(x) + log(x) + atan2(x, 2)"),
        (lambda x: math.floor(x) + round(x) + np.trunc(x), "floor(x) + rint(x) + trunc(x)"),
        (lambda x: sum(x * k for k in range(3)), "0 + x*0 + x*1 + x*2"),
        (lambda x: np.float32(0.5) * x, "0.5*x"),
        (lambda x: np.isnan(x), "x != x"),
        (lambda x: min(2, 3) * math.sqrt(4) * x, "4*x"),
    ],
)
def test_traces_to(function: object, text: str) -> None:
    assert outputs(function)[0] is parse_expression(text) or str(outputs(function)) == str(
        (parse_expression(text),)
    )


def test_a_tuple_gives_several_outputs_and_defaults_stay_constants() -> None:
    def rotate(x: float, y: float, turn: float = 0.5) -> tuple[float, float]:
        return x * turn - y, x + y * turn

    kernel = trace(rotate, dtype="f32", ranges={"x": (0, 1)})
    assert (kernel.names, kernel.name, kernel.dtype, len(kernel.outputs)) == (("x", "y"), "rotate", "f32", 2)
    assert kernel.inputs[0].high == 1


def test_percent_is_pythons_remainder() -> None:
    kernel = trace(lambda x, y: x % y)
    x, y = np.array([7.0, -7.0, 7.0, -7.0, 6.0, -0.0]), np.array([3.0, 3.0, -3.0, -3.0, -3.0, 3.0])
    [result] = evaluate(kernel, x, y)
    assert same(result, x % y)
    assert same(np.signbit(result), np.signbit(x % y))


@pytest.mark.parametrize(
    ("reduce", "name"), [(np.sum, "sum"), (np.mean, "mean"), (np.min, "min"), (np.max, "max")]
)
def test_reductions(reduce: object, name: str) -> None:
    kernel = trace(lambda x: reduce(x * x))  # type: ignore[operator]
    assert kernel.reduction == name
    assert trace(lambda x, y: np.dot(x, y)).reduction == "dot"


def branches(x: float) -> float:
    return 1.0 if x > 0 else 2.0


def returns_nothing(x: float) -> None:
    pass


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (branches, r"test_expr_tracing.py:\d+: .*np.where"),
        (lambda x: np.sinc(x), "np.sinc is not supported"),
        (lambda x: np.sum(x, axis=0), "option 'axis'"),
        (lambda x: np.add(x, 1, where=True), "option 'where'"),
        (lambda x: np.array([1.0, 2.0]) * x, r"shape \(2,\)"),
        (lambda x: x * 1j, "found complex"),
        (lambda x: x[0], "cannot be indexed"),
        (lambda x: x // 2, "np.floor"),
        (lambda x: float(x), "is not a number"),
        (lambda x: np.sum(x) + 1, "Reduced"),
        (lambda x: (np.sum(x), x), "outermost step"),
        (lambda x: undefined_name, "NameError"),  # noqa: F821
        (lambda *x: 1.0, "must be plain names"),
        (returns_nothing, "returns nothing"),
        (3, "not a Python function"),
    ],
)
def test_what_cannot_be_traced_is_refused(function: object, says: str) -> None:
    with pytest.raises(FormulaError, match=says):
        trace(function)  # type: ignore[arg-type]


def test_tracing_changes_nothing_outside() -> None:
    trace(lambda x: min(x, math.sin(x)))
    assert min(2, 1) == 1
    assert math.sin(0.0) == 0.0
    assert helper(0.0) == 1.0


def run(source: str, name: str = "kernel") -> object:
    scope: dict[str, object] = {}
    exec(source, scope)
    return scope[name]


@given(expressions(closed=False))
@settings(max_examples=examples(100))
def test_printing_then_tracing_gives_the_same_expression(expr: Expr) -> None:
    kernel = kernel_of([expr], ("x", "y", "z"))
    assert trace(run(print_python(kernel))) == kernel  # type: ignore[arg-type]


@given(expressions(closed=False))
@settings(max_examples=examples(60))
def test_the_printed_function_computes_what_the_kernel_does(expr: Expr) -> None:
    kernel = kernel_of([expr], ("x", "y", "z"))
    values = [np.array([0.5, -2.0, 3.0]), np.array([1.5, 0.25, -3.0]), np.array([2.0, 7.5, 1.0])]
    with np.errstate(all="ignore"):
        printed = run(print_python(kernel))(*values)  # type: ignore[operator]
    [result] = evaluate(kernel, *values)
    assert np.allclose(np.broadcast_to(printed, result.shape), result, rtol=1e-9, equal_nan=True)
