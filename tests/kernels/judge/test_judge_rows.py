"""The cost of DAGs: the same from a search, from a batch, and from a change of one node."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judge_examples import a_judge

from neurlang.kernels.cost import flatten
from neurlang.kernels.egraph import workspace_for
from neurlang.kernels.expr import OPS, op, parse
from neurlang.kernels.judge.collecting.random_kernels import random_kernel
from neurlang.kernels.judge.modelling.distilling import batch_of
from neurlang.kernels.judge.modelling.rows_cost import judged_rows, rescore, score, scored_for

WEIGHTS = a_judge().dags["f32"]
SWAPS = ("add", "sub", "mul", "div", "min", "max", "sqrt", "abs", "neg", "exp", "floor")


def cost(text: str) -> float:
    return a_judge().models("f32").ranking.of(parse(text, dtype="f32").outputs)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(3, 30))
def test_a_batch_has_the_costs_of_its_dags(seed: int, nodes: int) -> None:
    dags = [flatten(random_kernel(nodes, seed + place).outputs) for place in range(3)]
    alone = [judged_rows(WEIGHTS, dag.ops, dag.args, dag.values, workspace_for(len(dag.ops))) for dag in dags]
    assert batch_of(dags).costs(WEIGHTS).tolist() == alone


@given(
    st.integers(0, 10_000),
    st.integers(4, 30),
    st.lists(st.tuples(st.integers(0, 99), st.sampled_from(SWAPS)), max_size=6),
)
def test_a_change_of_one_node_costs_what_the_whole_costs(
    seed: int, nodes: int, changes: list[tuple[int, str]]
) -> None:
    dag = flatten(random_kernel(nodes, seed).outputs)
    ops, state, space = dag.ops.copy(), scored_for(len(dag.ops)), workspace_for(len(dag.ops))
    assert score(WEIGHTS, ops, dag.args, dag.values, space, state) == pytest.approx(
        judged_rows(WEIGHTS, ops, dag.args, dag.values, space)
    )
    for place, name in changes:
        row = place % len(ops)
        if OPS[ops[row]].arity != op(name).arity or OPS[ops[row]].kind != op(name).kind:
            continue
        found = rescore(WEIGHTS, ops, dag.args, dag.values, space, state, row, op(name).number)
        whole = judged_rows(WEIGHTS, ops, dag.args, dag.values, workspace_for(len(ops)))
        assert found == pytest.approx(whole)


@pytest.mark.parametrize(
    ("dearer", "cheaper"),
    [
        ("x/y + z/y + 1/x", "(x + z)/y + 1"),
        ("exp(x)*exp(y)", "exp(x + y)"),
        ("sqrt(x)*sqrt(y)", "sqrt(x*y)"),
        ("x*x*x*x*x*x*x*x*y + 1", "x*y + 1"),
    ],
)
def test_fewer_slow_operations_cost_less(dearer: str, cheaper: str) -> None:
    assert cost(cheaper) < cost(dearer)


def test_a_product_in_a_sum_is_fused() -> None:
    sums = "x*y + z + x*z + y + y*z"
    assert cost(sums) < cost("x*y*z + (x*z*y + z)*(y*z)")


def test_costs_are_above_0_and_finite() -> None:
    models = a_judge().models("f64")
    for seed in range(20):
        found = models.ranking.of(random_kernel(20, seed, "f64").outputs)
        assert np.isfinite(found) and found > 0
    assert (models.ranking.node_costs >= 0).all() and (models.additive.node_costs >= 0).all()
