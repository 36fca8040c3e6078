"""Extraction: forms that are equal to the original, in the order of quality that the methods promise."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from algebra import RULES, random_expression
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.errors import FormulaError, MissingPartError
from neurlang.kernels.compiled import compiled
from neurlang.kernels.egraph import (
    Annealing,
    EGraph,
    RowCost,
    anneal,
    extract_exact,
    extract_greedy_dag,
    extract_tree,
)
from neurlang.kernels.expr import OPS, Expr, parse_expression, postorder

WEIGHTS = {
    "const": 0.0,
    "var": 0.0,
    "div": 12.0,
    "sqrt": 15.0,
    "exp": 30.0,
    "log": 30.0,
    "recip": 12.0,
    "mul": 4.5,
}
COSTS = np.array([WEIGHTS.get(op.name, 4.0) for op in OPS])
SHORT = Annealing(moves=1000, rounds=2)


@compiled
def total(weights, ops, args, values, workspace):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    found = 0.0
    for row in range(len(ops)):
        found += weights[ops[row]]
    return found


@compiled
def depth(weights, ops, args, values, workspace):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    deepest = workspace.numbers
    for row in range(len(ops)):
        deepest[row] = 0.0
        for place in range(3):
            if args[row, place] >= 0:
                deepest[row] = max(deepest[row], deepest[args[row, place]] + 1)
    return deepest[len(ops) - 1]


def grown(expr: Expr, rounds: int = 2) -> tuple[EGraph, int]:
    graph = EGraph(limit=2000)
    root = graph.add(expr)
    graph.rebuild()
    for _ in range(rounds):
        graph.apply(graph.matches(RULES, limit=300))
        graph.rebuild()
    return graph, root


def dag_total(expr: Expr) -> float:
    return sum(WEIGHTS.get(node.op.name, 4.0) for node in postorder((expr,)))


@given(st.integers(0, 10_000), st.integers(2, 8))
@settings(max_examples=examples(25))
def test_every_method_gives_an_equal_form_of_the_cost_it_says(seed: int, operations: int) -> None:
    expr = random_expression(seed, operations)
    graph, root = grown(expr)
    tree = extract_tree(graph, [root], COSTS)
    greedy = extract_greedy_dag(graph, [root], COSTS)
    annealed = anneal(graph, [root], RowCost(total, COSTS), COSTS, SHORT)
    best = extract_exact(graph, [root], COSTS, seconds=600)
    for found in (tree, greedy, annealed, best):
        assert graph.find(graph.add(found.roots[0])) == graph.find(root)
        assert found.cost == pytest.approx(dag_total(found.roots[0]))
    assert greedy.cost <= tree.cost + 1e-6
    assert annealed.cost <= annealed.start + 1e-6
    if best.is_optimal:
        assert best.cost <= min(greedy.cost, annealed.cost, dag_total(expr)) + 1e-6


def test_sharing_is_counted_once() -> None:
    graph, root = grown(parse_expression("a*b + a*c + d*b + d*c"), rounds=4)
    assert dag_total(parse_expression("(a + d)*(b + c)")) == extract_exact(graph, [root], COSTS).cost


def test_a_circle_is_cut_off() -> None:
    graph = EGraph()
    x = graph.add(parse_expression("x"))
    root = graph.add(parse_expression("exp(log(x))"))
    graph.unite(graph.add(parse_expression("abs(-x)")), x)
    graph.unite(graph.add(parse_expression("-log(x)")), graph.add(parse_expression("-exp(log(x))")))
    graph.unite(graph.add(parse_expression("log(x)")), graph.add(parse_expression("abs(exp(log(x)))")))
    graph.rebuild()
    found = extract_exact(graph, [root], COSTS)
    assert found.is_optimal
    assert found.roots == (parse_expression("exp(log(x))"),)


def test_any_cost_can_be_annealed() -> None:
    graph, root = grown(parse_expression("a + (b + (c + (d + (e + (f + (g + h))))))"), rounds=5)
    assert anneal(graph, [root], RowCost(depth, COSTS), COSTS).cost <= 4


def test_the_same_seed_gives_the_same_form() -> None:
    graph, root = grown(random_expression(7, 8), rounds=3)
    first, second = (anneal(graph, [root], RowCost(total, COSTS), COSTS, SHORT) for _ in range(2))
    assert first == second


def test_several_roots_share_what_they_have_in_common() -> None:
    graph = EGraph()
    roots = [graph.add(parse_expression(text)) for text in ("sqrt(x*y) + 1", "sqrt(x*y) + 2")]
    graph.rebuild()
    assert extract_greedy_dag(graph, roots, COSTS).cost == 15.0 + 4.5 + 4.0 + 4.0


def test_a_value_that_is_always_part_of_itself_cannot_be_extracted() -> None:
    graph = EGraph()
    root = graph.add(parse_expression("sqrt(x)"))
    graph.rebuild()
    with pytest.raises(FormulaError, match="rebuilt"):
        extract_tree(graph, [], COSTS)
    with pytest.raises(FormulaError, match="at least 0"):
        extract_tree(graph, [root], -COSTS - 1)
    with pytest.raises(FormulaError, match="above 0"):
        extract_exact(graph, [root], COSTS, seconds=0)
    with pytest.raises(FormulaError, match="moves"):
        Annealing(moves=-1)


def test_without_highs_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    graph, root = grown(parse_expression("x + y"))
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(MissingPartError, match=r"neurlang\[exact\]"):
        extract_exact(graph, [root], COSTS)
