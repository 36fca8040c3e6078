"""Saturation: it ends with its reason, within its limits, and finds what the rules say."""

from __future__ import annotations

import pytest

from neurlang.errors import ContradictionError, FormulaError
from neurlang.kernels.egraph import EGraph, Rewrite
from neurlang.kernels.expr import parse_expression as formula
from neurlang.kernels.search import BackoffScheduler, Limits, saturate


def rules(text: str) -> list[Rewrite]:
    """`name: left = right`, a line each."""
    found = []
    for line in text.strip().splitlines():
        name, sides = line.strip().split(": ")
        left, right = sides.split(" = ")
        found.append(Rewrite(name, formula(left), formula(right)))
    return found


ORDER = rules("""
    commute: a + b = b + a
    group: (a + b) + c = a + (b + c)
""")
SUM = formula("a + b + c + d + e + f")


def graph_of(text: str) -> tuple[EGraph, int]:
    graph = EGraph()
    root = graph.add(formula(text))
    graph.rebuild()
    return graph, root


def test_what_is_finite_saturates() -> None:
    graph, root = graph_of("(x + y) + z")
    found = saturate(graph, ORDER)
    assert found.stop_reason == "saturated"
    assert graph.find(graph.add(formula("z + (y + x)"))) == graph.find(root)
    assert found.nodes == graph.nodes
    assert set(found.applied) == {"commute", "group"}


def test_what_was_done_is_recorded_by_rule_and_by_phase() -> None:
    graph, _ = graph_of("(x + y) + z")
    found = saturate(graph, ORDER)
    assert all(found.matched[name] >= unions > 0 for name, unions in found.applied.items())
    assert set(found.phases) == {"matching", "applying", "rebuilding"}
    assert sum(found.phases.values()) <= found.seconds


def test_rules_that_reach_nothing_stop_at_once() -> None:
    graph, _ = graph_of("x*y")
    found = saturate(graph, ORDER)
    assert (found.stop_reason, found.iterations, found.applied) == ("saturated", 1, {})


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(nodes=40), "nodes"),
        (Limits(iterations=2), "iterations"),
        (Limits(seconds=1e-9), "seconds"),
    ],
)
def test_each_limit_is_named(limits: Limits, reason: str) -> None:
    graph = EGraph()
    graph.add(SUM)
    graph.rebuild()
    found = saturate(graph, ORDER, limits)
    assert found.stop_reason == reason
    assert found.iterations <= limits.iterations
    assert graph.is_rebuilt


def test_the_limit_on_nodes_holds() -> None:
    graph = EGraph()
    graph.add(SUM)
    graph.rebuild()
    assert saturate(graph, ORDER, Limits(nodes=100)).nodes <= 100 + 3  # one right side more at most


def test_resting_rules_reach_the_same_end() -> None:
    eager, _ = graph_of("a + b + c + d")
    patient, _ = graph_of("a + b + c + d")
    first = saturate(eager, ORDER)
    second = saturate(patient, ORDER, scheduler=BackoffScheduler(match_limit=2, rest_length=1))
    assert first.stop_reason == second.stop_reason == "saturated"
    assert (first.nodes, first.classes) == (second.nodes, second.classes)
    assert second.iterations > first.iterations


def test_a_false_rule_raises_the_alarm_with_its_name() -> None:
    graph, _ = graph_of("0*x + 1*x")
    false = rules("""
        zero: 0*a = 0
        wrong: 1*a = 0*a
        one: 1*x = 1
    """)
    with pytest.raises(ContradictionError, match="'wrong'"):
        saturate(graph, false)


@pytest.mark.parametrize("limits", [{"nodes": 0}, {"iterations": 0}, {"seconds": 0.0}])
def test_limits_are_above_zero(limits: dict[str, int]) -> None:
    with pytest.raises(FormulaError, match="above zero"):
        Limits(**limits)


def test_progress_is_told_every_iteration() -> None:
    told: list[tuple[int, int]] = []
    graph, _ = graph_of("(x + y) + z")
    found = saturate(graph, ORDER, progress=lambda *step: told.append(step))
    assert [step for step, _ in told] == list(range(1, found.iterations + 1))
    assert told[-1][1] == found.nodes
