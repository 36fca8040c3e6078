"""SymPy and back: the value over the reals stays."""

from __future__ import annotations

import numpy as np
import pytest
from expr_strategies import expressions
from hypothesis import given, settings

from example_counts import examples
from neurlang.errors import FormulaError
from neurlang.kernels.expr import (
    OPS,
    Expr,
    evaluate_expressions,
    from_sympy,
    parse,
    parse_expression,
    postorder,
    print_sympy,
    to_sympy,
)
from neurlang.kernels.expr.writing.symbolic import TO_SYMPY

sympy = pytest.importorskip("sympy")

WORDS = "add sub mul neg sin atan tanh exp abs fma select lt and not powi min max cbrt expm1 hypot"
SMOOTH = tuple(WORDS.split())
VALUES = {"x": np.array([0.3, -1.5, 0.2]), "y": np.array([0.7, 0.9, -0.4]), "z": np.array([1.1, -0.2, 0.6])}


def test_every_op_but_rint_has_a_sympy_form() -> None:
    assert {entry.name for entry in OPS if entry.arg_kinds} - set(TO_SYMPY) == {"rint"}


@given(expressions(ops=SMOOTH, size=6))
@settings(max_examples=examples(60), deadline=None)
def test_to_sympy_and_back_keeps_the_value(expr: Expr) -> None:
    try:
        symbolic = to_sympy(expr)
    except FormulaError as error:
        assert "SymPy cannot represent" in str(error)
        assert any(node.op.name in ("select", "min", "max") for node in postorder((expr,)))
        return
    before, after = evaluate_expressions([expr, from_sympy(symbolic)], VALUES)
    if before.dtype == bool or not np.isfinite(before).all() or np.abs(before).max() > 1e100:
        return
    assert np.allclose(before, after, rtol=1e-6, atol=1e-9 * max(1, float(np.abs(before).max())))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("x - y", "x - y"),
        ("sqrt(x)", "sqrt(x)"),
        ("x**3", "x**3"),
        ("sin(x)", "sin(x)"),
        ("exp(x)", "exp(x)"),
        ("Max(x, y)", "max(x, y)"),
        ("x**y", "pow(x, y)"),
        ("pi", "pi"),
    ],
)
def test_reads_as(written: str, text: str) -> None:
    assert from_sympy(written) is parse_expression(text)


def test_a_simplified_expression_is_a_kernel_again() -> None:
    simplified = sympy.simplify(to_sympy(parse_expression("sin(x)**2 + cos(x)**2 + x")))
    assert from_sympy(simplified) is parse_expression("1 + x")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("erf(x)", "'erf' is not supported"),
        ("I*x", "not a real number"),
        ("zoo", "not a real number"),
        ([1, 2], "found list"),
    ],
)
def test_what_kernels_do_not_have_is_refused_by_name(written: object, says: str) -> None:
    with pytest.raises(FormulaError, match=says):
        from_sympy(written)


def test_printing() -> None:
    assert print_sympy(parse("sqrt(x)/2, x < 1")) == "sqrt(x)/2\nx < 1"
    with pytest.raises(FormulaError, match="runs over all"):
        print_sympy(parse("sum(x)"))
