"""Trees and back: nothing is lost, sharing is found again."""

from __future__ import annotations

import pytest
from expr_strategies import expressions
from hypothesis import given, settings

from example_counts import examples
from neurlang.errors import FormulaError
from neurlang.kernels.expr import (
    Expr,
    ExprTree,
    from_tree,
    make,
    parse_expression,
    structural_hash,
    to_tree,
    tree_size,
    variable,
)


@given(expressions())
@settings(max_examples=examples(80))
def test_a_tree_and_back_is_the_same_expression(expr: Expr) -> None:
    tree = to_tree(expr)
    assert from_tree(tree) is expr
    assert len(tree) == tree_size(expr)
    assert structural_hash(tree) == structural_hash(expr)


def test_a_tree_repeats_what_the_dag_shares() -> None:
    expr = parse_expression("x*x + x*x")
    assert len(to_tree(expr)) == 7
    hashes = [structural_hash(node) for node in to_tree(expr).nodes()]
    assert len(hashes) - len(set(hashes)) == 4  # a second product, and three more x


def test_hashes_are_the_same_in_every_process_and_differ_by_structure() -> None:
    assert structural_hash(parse_expression("x + 1")) == 6039435070238312400
    texts = ["x + 1", "1 + x", "x - 1", "y + 1", "x + 1.5", "x", "1", "-x"]
    assert len({structural_hash(parse_expression(text)) for text in texts}) == len(texts)


def test_a_tree_too_large_is_refused_and_its_size_still_known() -> None:
    doubled = variable("x")
    for _ in range(60):
        doubled = make("add", doubled, doubled)
    assert tree_size(doubled) == 2**61 - 1
    with pytest.raises(FormulaError, match="limit is 1,000,000"):
        to_tree(doubled)
    assert structural_hash(doubled) != structural_hash(doubled.args[0])


@pytest.mark.parametrize("tree", [ExprTree("plus"), ExprTree("add", (ExprTree("true"),)), ExprTree("const")])
def test_wrong_trees_are_refused(tree: ExprTree) -> None:
    with pytest.raises(FormulaError):
        from_tree(tree)
