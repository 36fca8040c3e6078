"""Expressions are values: equal structure is the same object, depth costs no recursion."""

from __future__ import annotations

import copy
import gc
import math
import pickle

import pytest
from expr_strategies import expressions
from hypothesis import given, settings

from example_counts import examples
from neurlang.errors import FormulaError
from neurlang.kernels.expr import (
    Expr,
    constant,
    from_rows,
    kernel_of,
    make,
    parse,
    parse_expression,
    postorder,
    substitute,
    to_rows,
    truth,
    variable,
    variables,
)

X, Y = variable("x"), variable("y")


def test_equal_structure_is_the_same_object() -> None:
    assert make("add", make("mul", X, X), Y) is make("add", make("mul", X, X), Y)
    assert make("add", X, Y) is not make("add", Y, X)


def test_constants_are_told_apart_by_bits_and_all_nans_are_one() -> None:
    assert constant(0.0) is not constant(-0.0)
    assert constant(math.nan) is constant(-math.nan)
    assert constant(1) is constant(1.0)


def test_a_node_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        make("add", X, Y).value = 3.0  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "args", "says"),
    [
        ("plus", (X, Y), "no operation 'plus'"),
        ("const", (), "no operation 'const'"),
        ("add", (X,), "takes 2 arguments, found 1"),
        ("add", (X, truth(True)), "Argument 2 of 'add' must be a number"),
        ("not", (X,), "must be a truth value"),
        ("powi", (X, Y), "integer constant"),
        ("powi", (X, constant(0.5)), "integer constant"),
        ("powi", (X, constant(5000)), "±1024"),
    ],
)
def test_wrong_nodes_are_refused(name: str, args: tuple[Expr, ...], says: str) -> None:
    with pytest.raises(FormulaError, match=says.replace("(", r"\(")):
        make(name, *args)


@given(expressions())
@settings(max_examples=examples(60))
def test_copies_pickles_and_rows_are_the_expression_itself(expr: Expr) -> None:
    assert pickle.loads(pickle.dumps(expr)) is expr
    assert copy.deepcopy(expr) is expr
    assert from_rows(to_rows((expr,))) is expr


@given(expressions())
@settings(max_examples=examples(60))
def test_postorder_has_every_node_once_and_arguments_first(expr: Expr) -> None:
    order = postorder((expr,))
    place = {node: number for number, node in enumerate(order)}
    assert len(place) == len(order)
    assert all(place[arg] < place[node] for node in order for arg in node.args)


@pytest.mark.slow
def test_ten_thousand_levels_build_walk_pickle_and_vanish() -> None:
    deep = X
    for _ in range(10_000):
        deep = make("sin", deep)
    assert len(postorder((deep,))) == 10_001
    assert pickle.loads(pickle.dumps(deep)) is deep
    del deep
    gc.collect()
    assert len(postorder((make("sin", X),))) == 2


def test_substitute_replaces_by_name_and_leaves_the_rest() -> None:
    assert substitute(parse_expression("x*y + z"), {"x": Y}) is parse_expression("y*y + z")


def test_variables_come_in_reading_order() -> None:
    assert variables((parse_expression("b + a*b - c"),)) == ("b", "a", "c")


def test_the_fingerprint_ignores_names_and_heeds_order_type_and_reduction() -> None:
    base = parse("x - y")
    assert base.fingerprint() == parse("a - b", name="other", ranges={"a": (0, 1)}).fingerprint()
    others = [
        parse("y - x", inputs=("x", "y")),
        parse("x - y", dtype="f32"),
        parse("sum(x - y)"),
        parse("x + y"),
    ]
    assert len({base.fingerprint(), *(other.fingerprint() for other in others)}) == 5


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: kernel_of([]), "at least one output"),
        (lambda: kernel_of([X], ["y"]), "'x' is used but is not an input"),
        (lambda: kernel_of([X], ["x", "x"]), "different names"),
        (lambda: kernel_of([X], dtype="f16"), "found 'f16'"),
        (lambda: kernel_of([X], reduction="product"), "no reduction 'product'"),
        (lambda: kernel_of([X], reduction="dot"), "takes two expressions, found 1"),
        (lambda: kernel_of([truth(True)], reduction="sum"), "found a truth value"),
        (lambda: kernel_of([X], ranges={"x": (2, 1)}), "range of 'x' is empty"),
        (lambda: kernel_of([X], ranges={"q": (0, 1)}), "'q', which is not an input"),
    ],
)
def test_wrong_kernels_are_refused(build, says: str) -> None:  # noqa: ANN001
    with pytest.raises(FormulaError, match=says):
        build()
