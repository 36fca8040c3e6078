"""Both models of cost: flattening, fusion as in the code generator, and what a cost must obey."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from example_counts import examples
from kernel_strategies import kernels
from neurlang.errors import UsageError
from neurlang.kernels.compiled import Compiled
from neurlang.kernels.cost import Cost, flatten, latency_cost, port_cost
from neurlang.kernels.cost.machine import MACHINES
from neurlang.kernels.cost.ports import SHARES, WINDOW, cycles_of_rows, fusions, products_of_power
from neurlang.kernels.egraph import RowCost, workspace_for
from neurlang.kernels.expr import OPS, Kernel, parse, parse_expression, postorder
from neurlang.kernels.simd import select_fma

COSTS = [make(machine.name) for make in (latency_cost, port_cost) for machine in MACHINES]


def cost_of(text: str, cost: Cost) -> float:
    return cost.of(parse(text).outputs)


@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
def test_every_op_has_a_cost_and_leaves_are_free(cost: Cost) -> None:
    assert cost.node_costs.shape == (len(OPS),)
    for op, number in zip(OPS, cost.node_costs, strict=True):
        assert (number == 0) == (op.code == "leaf"), op.name
    assert cost_of("x", cost) == 0


@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
@given(kernel=kernels)
@settings(max_examples=examples(40))
def test_a_cost_is_finite_and_not_negative(cost: Cost, kernel: Kernel) -> None:
    assert 0 <= cost.of(kernel.outputs) < np.inf


@given(kernel=kernels)
@settings(max_examples=examples(100))
def test_rows_hold_the_nodes_in_order(kernel: Kernel) -> None:
    rows, nodes = flatten(kernel.outputs), postorder(kernel.outputs)
    assert [OPS[number] for number in rows.ops] == [node.op for node in nodes]
    for row, node in enumerate(nodes):
        assert [nodes[arg] for arg in rows.args[row] if arg >= 0] == list(node.args)


@given(kernel=kernels)
@settings(max_examples=examples(200))
def test_as_many_products_are_fused_as_by_the_code_generator(kernel: Kernel) -> None:
    rows = flatten(kernel.outputs)
    workspace = workspace_for(len(rows.ops))
    fusions(rows.ops, rows.args, workspace)
    fused = int((workspace.marks == 1).sum())
    before = sum(node.op.name == "fma" for node in kernel.nodes())
    after = sum(node.op.name == "fma" for node in select_fma(kernel).nodes())
    assert (fused > 0) == (after > before)
    assert after - before <= fused  # equal sums become one node


@pytest.mark.parametrize(
    ("exponent", "count"), [(1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (7, 4), (8, 3), (-3, 2), (0, 0)]
)
def test_products_of_a_power(exponent: int, count: int) -> None:
    assert products_of_power(float(exponent)) == count


@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("exp(x + y)", "exp(x)*exp(y)"),
        ("log(x*y)", "log(x) + log(y)"),
        ("sqrt(max(x, y))", "max(sqrt(x), sqrt(y))"),
        ("(x*w + y*z)/(y*w)", "x/y + z/w + 1/x"),
    ],
)
def test_known_gains_are_gains(cost: Cost, less: str, more: str) -> None:
    assert cost_of(less, cost) < cost_of(more, cost)


def test_a_product_hides_behind_sums_where_the_pipes_are_apart() -> None:
    apart, shared = port_cost("avx512"), port_cost("avx2")
    sums, both = "(x + y) + (z + w) + u", "((x + y) + (z + w) + u)*v"
    rise = [cost_of(both, cost) / cost_of(sums, cost) for cost in (apart, shared)]
    assert rise[0] < rise[1]


def test_a_target_without_a_table_is_refused() -> None:
    with pytest.raises(UsageError, match="no table of costs for the target 'vax'"):
        port_cost("vax")


@pytest.mark.parametrize(
    ("one", "other"),
    [("x*(1/6)", "x*3"), ("x/4", "x*0.25"), ("x + sqrt(2)*3", "x + 7"), ("x*(exp(1)/3)", "x*2")],
)
def test_what_is_folded_before_code_is_made_costs_nothing(one: str, other: str) -> None:
    cost = port_cost("avx512")
    assert cost.of((parse_expression(one),)) == pytest.approx(cost.of((parse_expression(other),)))


@pytest.mark.parametrize("text", ["x/3", "x/0", "3/x"])
def test_other_divisions_are_divisions(text: str) -> None:
    cost = port_cost("avx512")
    assert cost.of((parse_expression(text),)) > 2 * cost.of((parse_expression("x*3"),))


def test_other_weights_compile_nothing_and_count(monkeypatch: pytest.MonkeyPatch) -> None:
    cost = port_cost("avx2")
    form = parse("exp(x)*y/(x + z) + x**5").outputs
    before = cost.of(form)
    monkeypatch.setattr(Compiled, "_built", lambda *_: pytest.fail("something is compiled"))
    twice = cost.of_rows.weights * 2
    for same in (WINDOW, SHARES):
        twice[same] = cost.of_rows.weights[same]
    assert Cost("twice", cost.node_costs, RowCost(cycles_of_rows, twice)).of(form) == pytest.approx(
        2 * before
    )
