"""Proofs: whatever is equal has one, and a checker that knows no e-graph agrees."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from algebra import RULES, random_expression
from hypothesis import given, settings
from hypothesis import strategies as st
from signs import SIGNS

from example_counts import examples
from neurlang.errors import FormulaError
from neurlang.kernels.egraph import FOLDING, EGraph, check_proof, extract_greedy_dag
from neurlang.kernels.expr import OPS, parse_expression


@given(st.integers(0, 10_000), st.integers(2, 9))
@settings(max_examples=examples(40))
def test_everything_equal_has_a_proof_that_replays(seed: int, operations: int) -> None:
    graph = EGraph(SIGNS)
    graph.add(random_expression(seed, operations))
    graph.rebuild()
    for _ in range(2):
        graph.apply(graph.matches(RULES))
        graph.rebuild()
    classes: dict[int, list[int]] = {}
    for node in range(graph.made):
        classes.setdefault(graph.find(node), []).append(node)
    pairs = [pair for members in classes.values() for pair in pairwise(members)]
    for one, other in pairs[:: 1 + len(pairs) // 40]:
        check_proof(graph.explain(one, other), RULES)


@given(st.integers(0, 10_000), st.integers(2, 8))
@settings(max_examples=examples(25))
def test_what_is_extracted_is_proved_equal_to_what_was_given(seed: int, operations: int) -> None:
    expr = random_expression(seed, operations)
    graph = EGraph(SIGNS, limit=3000)
    root = graph.add(expr)
    graph.rebuild()
    for _ in range(3):
        graph.apply(graph.matches(RULES, limit=300))
        graph.rebuild()
    found = extract_greedy_dag(graph, [root], np.ones(len(OPS))).roots[0]
    proof = graph.explain(expr, found)
    check_proof(proof, RULES)
    assert (proof.start, proof.end) == (expr, found)


def test_proofs_hold_after_rollback() -> None:
    graph = EGraph()
    root = graph.add(parse_expression("x*y + x*z"))
    graph.rebuild()
    snapshot = graph.snapshot()
    for rules in (RULES[:2], RULES):
        graph.rollback(snapshot)
        graph.apply(graph.matches(rules))
        graph.rebuild()
    factored = graph.add(parse_expression("x*(y + z)"))
    assert graph.find(root) == graph.find(factored)
    proof = graph.explain(parse_expression("x*y + x*z"), parse_expression("x*(y + z)"))
    check_proof(proof, RULES)
    assert proof.rules == ("factor",)
    assert proof.lines() == ["  x * y + x * z", "= x * (y + z)    factor"]


def test_folding_is_a_step() -> None:
    graph = EGraph(SIGNS)
    root, value = graph.add(parse_expression("x + (2 + 3)")), graph.add(parse_expression("x + 5"))
    graph.rebuild()
    proof = graph.explain(root, value)
    check_proof(proof, ())
    assert proof.rules == (FOLDING,)


def test_statements_must_be_named_to_the_checker() -> None:
    graph = EGraph()
    x, y = parse_expression("x"), parse_expression("y")
    graph.unite(graph.add(x), graph.add(y))
    one, other = parse_expression("sqrt(x)"), parse_expression("sqrt(y)")
    graph.rebuild()
    check_proof(graph.explain(one, other), (), statements=[(x, y)])
    with pytest.raises(FormulaError, match="Step 1"):
        check_proof(graph.explain(one, other), ())


def test_what_is_not_equal_has_no_proof() -> None:
    graph = EGraph()
    one, other = graph.add(parse_expression("x")), graph.add(parse_expression("y"))
    with pytest.raises(FormulaError, match="not known to be equal"):
        graph.explain(one, other)


def test_a_forged_proof_is_refused() -> None:
    graph = EGraph()
    root = graph.add(parse_expression("x + y"))
    graph.rebuild()
    graph.apply(graph.matches(RULES))
    graph.rebuild()
    proof = graph.explain(root, graph.add(parse_expression("y + x")))
    check_proof(proof, RULES)
    forged = replace(proof.steps[0], after=parse_expression("y - x"))
    with pytest.raises(FormulaError, match="not an instance"):
        check_proof(replace(proof, steps=(forged,)), RULES)
    with pytest.raises(FormulaError, match="not an instance"):
        check_proof(replace(proof, steps=(replace(proof.steps[0], rule="distribute"),)), RULES)
    with pytest.raises(FormulaError, match="does not end with"):
        check_proof(replace(proof, end=parse_expression("x")), RULES)
