"""The text front end: what it reads, what it refuses, and where it points."""

from __future__ import annotations

import math

import pytest
from expr_strategies import expressions
from hypothesis import given, settings

from example_counts import IS_QUICK, examples
from neurlang.errors import FormulaError
from neurlang.kernels.expr import Expr, kernel_of, parse, parse_expression, print_text


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("a - b - c", "(a - b) - c"),
        ("a / b * c", "(a / b) * c"),
        ("a + b * c", "a + (b * c)"),
        ("-a**2", "-(a**2)"),
        ("2**a**b", "pow(2, pow(a, b))"),
        ("a**2", "powi(a, 2)"),
        ("a**-2", "powi(a, -2)"),
        ("a**2.0", "pow(a, 2)"),
        ("a < b || b < c && c < a", "(a < b) || ((b < c) && (c < a))"),
        ("not a < b", "!(a < b)"),
        ("a < b ? 1 : b < c ? 2 : 3", "select(a < b, 1, select(b < c, 2, 3))"),
        ("np.where(a > 0, np.arctan2(a, b), -np.inf)", "a > 0 ? atan2(a, b) : -inf"),
        ("fabsf(a) + fminf(a, 1.0f)", "abs(a) + min(a, 1)"),
        ("t = a*b; u = t + 1\nt*u", "(a*b)*(a*b + 1)"),
        ("const float t = a*b;\nreturn t + t;", "a*b + a*b"),
        ("M_PI * a // comment", "pi*a"),
        ("max(a,\n    b)", "max(a, b)"),
        ("0x1.8p1 + 1e-3 + .5", "3.0 + 0.001 + 0.5"),
        ("clamp(a, 0, 1)", "min(max(a, 0), 1)"),
        ("isnan(a) ? 0 : a", "a != a ? 0 : a"),
    ],
)
def test_reads_as(text: str, same_as: str) -> None:
    assert parse_expression(text) is parse_expression(same_as)


def test_a_sign_before_a_literal_belongs_to_it_but_not_before_a_parenthesis() -> None:
    assert parse_expression("-1.5").op.name == "const"
    assert parse_expression("-(1.5)").op.name == "neg"


def test_inputs_are_in_the_order_of_the_text_or_as_given() -> None:
    assert parse("b*a + c").names == ("b", "a", "c")
    assert parse("b*a", inputs=("a", "b", "unused")).names == ("a", "b", "unused")


@pytest.mark.parametrize(
    ("text", "reduction", "count"),
    [("sum(x*y)", "sum", 1), ("mean(x), mean(y)", "mean", 2), ("dot(x, y)", "dot", 2), ("min(x)", "min", 1)],
)
def test_reductions_are_outermost(text: str, reduction: str, count: int) -> None:
    kernel = parse(text)
    assert (kernel.reduction, len(kernel.outputs)) == (reduction, count)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("sqt(x)", "1:1", "unknown function 'sqt'"),
        ("x +", "1:4", "ends where a value is expected"),
        ("(x + y", "1:1", "')' is missing"),
        ("x + y)", "1:6", "unexpected ')'"),
        ("x % 3", "1:3", "write fmod"),
        ("x ^ 2", "1:3", "a**b"),
        ("a < b < c", "1:7", "do not chain"),
        ("sqrt(x, y)", "1:1", "takes 1 argument, found 2"),
        ("sqrt(x < y)", "1:6", "takes a number here"),
        ("x ? 1 : 2", "1:1", "compare it: x != 0"),
        ("x < 1 ? 2", "1:7", "':' is missing"),
        ("sum(x) + 1", "1:1", "must be the outermost step"),
        ("sum(x), y", "1:9", "must all have the same"),
        ("x y", "1:3", "an operator is missing"),
        ("2x", "1:2", "is a '*' missing?"),
        ("x $ y", "1:3", "unexpected character"),
        ("", "1:1", "a formula is missing"),
        ("t = x\n", "2:1", "a formula is missing"),
        ("t = x*x\nt + sine(x)", "2:5", "unknown function 'sine'"),
        ("powi(x, y)", "1:9", "integer constant"),
        ("(x, y)", "1:3", "not a call"),
        ("np.foo + x", "1:1", "unknown name"),
    ],
)
def test_errors_point_at_the_place(text: str, place: str, says: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    message = str(caught.value)
    assert message.startswith(f"<formula>:{place}: ")
    assert says in message
    assert "^" in message


def test_an_unknown_name_gets_the_nearest_one() -> None:
    with pytest.raises(FormulaError, match="did you mean 'speed'"):
        parse("sped * 2", inputs=("speed",))
    with pytest.raises(FormulaError, match="did you mean 'sqrt'"):
        parse("sqtr(x)")


def test_thousands_of_levels_of_parentheses_signs_and_calls() -> None:
    levels = 2000 if IS_QUICK else 8000
    assert parse_expression("(" * levels + "x" + ")" * levels).op.name == "var"
    assert parse_expression("-" * levels + "x").op.name == "neg"
    assert parse_expression("sin(" * levels + "x" + ")" * levels).op.name == "sin"


@given(expressions())
@settings(max_examples=examples(150))
def test_printing_then_parsing_gives_the_same_expression(expr: Expr) -> None:
    kernel = kernel_of([expr], ("x", "y", "z"))
    assert parse(print_text(kernel), inputs=("x", "y", "z")).outputs[0] is expr


def test_printing_a_whole_kernel_and_parsing_gives_it_back() -> None:
    for text in ("t = x*x\nt + y, t - y", "sum(x*y)", "dot(x, y + 1)", "x < y"):
        kernel = parse(text, dtype="f32")
        assert parse(print_text(kernel), inputs=kernel.names, dtype="f32") == kernel


def test_constants_have_the_nearest_binary64_value() -> None:
    assert parse_expression("0.1").value == 0.1
    assert math.isnan(float(parse_expression("nan").value or 0))
