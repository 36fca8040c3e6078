"""What the engine promises: congruence, rollback, clones, limits, conditions, folding, and the alarm."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from algebra import RULES, random_expression, rewrite
from hypothesis import given, settings
from hypothesis import strategies as st
from signs import SIGNS

from example_counts import examples
from neurlang.errors import ContradictionError, FormulaError
from neurlang.kernels.egraph import Condition, EGraph, Rewrite, Start
from neurlang.kernels.egraph.layout import ARG, CONST, LAST_LEAF, OP, SORTS
from neurlang.kernels.expr import parse_expression

if TYPE_CHECKING:
    from neurlang.kernels.expr import Expr

Signature = tuple[int, tuple[int, ...], int]


def grown(expr: Expr, rounds: int = 2, limit: int = 100_000) -> EGraph:
    graph = EGraph(limit=limit)
    graph.roots = [graph.add(expr)]
    graph.rebuild()
    for _ in range(rounds):
        graph.apply(graph.matches(RULES))
        graph.rebuild()
    return graph


def signature(graph: EGraph) -> list[Signature]:
    """Every live node with its leader, its canonical arguments, and its data: all that can be seen."""
    cells = graph.state.cells
    return sorted(
        (int(cells[node, OP]), tuple(cells[node, ARG : ARG + 3].tolist()), graph.find(node))
        for node in range(graph.made)
        if cells[node, OP] >= 0
    )


def assert_sound(graph: EGraph) -> None:
    """The invariants of a rebuilt graph: canonical arguments, no two equal nodes, right counts, no op overlooked."""
    rows = signature(graph)
    assert len({row[:2] for row in rows}) == len(rows) == graph.nodes
    assert len({graph.find(node) for node in range(graph.made)}) == graph.classes
    for op, args, leader in rows:
        assert graph.state.cells[leader, SORTS] >> (op % 32) & 1
        if op > LAST_LEAF:
            assert all(graph.find(arg) == arg for arg in args if arg >= 0)


@given(st.integers(0, 10_000), st.integers(1, 10))
@settings(max_examples=examples(40))
def test_a_rebuilt_graph_keeps_its_invariants(seed: int, operations: int) -> None:
    assert_sound(grown(random_expression(seed, operations)))


@given(st.integers(0, 10_000), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=6))
@settings(max_examples=examples(60))
def test_stated_unions_are_the_least_congruence(seed: int, pairs: list[tuple[int, int]]) -> None:
    graph = EGraph()
    graph.add(random_expression(seed, 9))
    made = graph.made
    # Constants stay apart: two of them in one class are an alarm.
    free = [node for node in range(made) if graph.state.cells[node, OP] != CONST]
    pairs = [(free[one % len(free)], free[other % len(free)]) for one, other in pairs]
    for one, other in pairs:
        graph.unite(one, other)
    graph.rebuild()
    assert_sound(graph)
    assert [graph.find(node) for node in range(made)] == [
        min_leader(graph, congruence(graph, pairs, made), node) for node in range(made)
    ]


def congruence(graph: EGraph, pairs: list[tuple[int, int]], made: int) -> list[int]:
    """A class number for each node, by the naive algorithm: join until nothing changes."""
    owner = list(range(made))

    def join(one: int, other: int) -> bool:
        old, new = owner[one], owner[other]
        for node in range(made):
            if owner[node] == old:
                owner[node] = new
        return old != new

    for one, other in pairs:
        join(one, other)
    cells, is_changed = graph.state.cells, True
    while is_changed:
        is_changed = False
        keys: dict[tuple[int, ...], int] = {}
        for node in range(made):
            op = int(cells[node, OP])
            op = -1 - op if op < 0 else op
            if op <= LAST_LEAF:
                continue
            key = (op, *(owner[below] if below >= 0 else -1 for below in cells[node, 4:7].tolist()))
            is_changed |= join(node, keys.setdefault(key, node))
    return owner


def min_leader(graph: EGraph, owner: list[int], node: int) -> int:
    """The leader that the graph gives to the class that the naive algorithm found."""
    leaders = {graph.find(other) for other, number in enumerate(owner) if number == owner[node]}
    assert len(leaders) == 1
    return leaders.pop()


@given(st.integers(0, 10_000), st.integers(1, 8), st.data())
@settings(max_examples=examples(40))
def test_rollback_undoes_everything(seed: int, operations: int, data: st.DataObject) -> None:
    graph = grown(random_expression(seed, operations), rounds=1)
    before, sizes = signature(graph), (graph.nodes, graph.classes, graph.made)
    snapshot = graph.snapshot()
    for _ in range(3):
        matches = graph.matches(RULES)
        if len(matches):
            one = data.draw(st.integers(0, len(matches) - 1))
            graph.apply(matches[one : one + 5])
            graph.rebuild()
    graph.rollback(snapshot)
    assert (signature(graph), (graph.nodes, graph.classes, graph.made)) == (before, sizes)
    assert_sound(graph)
    again, fresh = graph, grown(random_expression(seed, operations), rounds=1)
    for each in (again, fresh):
        each.apply(each.matches(RULES))
        each.rebuild()
    assert signature(again) == signature(fresh)


def test_snapshots_nest_and_survive_growing() -> None:
    graph = grown(parse_expression("(x + y)*(y + z)*(x + z)*(x - y)"), rounds=2)
    states, snapshots = [], []
    for _ in range(4):
        states.append(signature(graph))
        snapshots.append(graph.snapshot())
        graph.apply(graph.matches(RULES))
        graph.rebuild()
    assert graph.made > 5000  # arrays and the hash table were replaced on the way
    for state, snapshot in zip(reversed(states), reversed(snapshots), strict=True):
        graph.rollback(snapshot)
        assert signature(graph) == state
    with pytest.raises(FormulaError, match="gone"):
        graph.rollback(snapshots[-1])


def test_a_released_snapshot_keeps_the_state() -> None:
    graph = grown(parse_expression("x*y + x*z"), rounds=1)
    snapshot = graph.snapshot()
    graph.apply(graph.matches(RULES))
    graph.rebuild()
    state = signature(graph)
    graph.release(snapshot)
    assert signature(graph) == state
    with pytest.raises(FormulaError, match="gone"):
        graph.rollback(snapshot)


def test_a_clone_goes_its_own_way() -> None:
    graph = grown(parse_expression("(x + y)*(y + z)"), rounds=1)
    before, other = signature(graph), graph.clone()
    assert signature(other) == before
    other.apply(other.matches(RULES))
    other.rebuild()
    assert signature(graph) == before
    graph.apply(graph.matches(RULES))
    graph.rebuild()
    assert signature(graph) == signature(other)


def test_the_limit_stops_applying() -> None:
    graph = grown(parse_expression("(a + b)*(c + d)*(e + f)"), rounds=5, limit=300)
    assert graph.nodes <= 300
    assert graph.apply(graph.matches(RULES)).is_full
    graph.rebuild()
    assert_sound(graph)


def test_matches_are_limited_and_counted_by_rule() -> None:
    graph = grown(parse_expression("(x + y)*(y + z)*(x + z)"), rounds=2)
    every, few = graph.matches(RULES), graph.matches(RULES, limit=3)
    assert {name: min(count, 3) for name, count in every.counts().items()} == few.counts()
    assert len(every.of(["add-comm"])) == every.counts()["add-comm"]


def test_new_matches_are_those_that_were_not_there_before() -> None:
    graph = grown(parse_expression("(x + y)*(y + z)"), rounds=1)
    first = graph.matches(RULES)
    assert len(graph.matches(RULES, since=first.generation)) == 0
    graph.apply(first)
    graph.rebuild()
    new, every = graph.matches(RULES, since=first.generation), graph.matches(RULES)
    other = graph.clone()
    graph.apply(new)
    graph.rebuild()
    other.apply(every)
    other.rebuild()
    assert (graph.nodes, graph.classes) == (other.nodes, other.classes)


def test_unions_must_be_rebuilt_before_matching() -> None:
    graph = EGraph()
    graph.unite(graph.add(parse_expression("x")), graph.add(parse_expression("y")))
    with pytest.raises(FormulaError, match="rebuild"):
        graph.matches(RULES)


NONZERO_QUOTIENT = Rewrite(
    "quotient-of-itself",
    parse_expression("a / a"),
    parse_expression("1"),
    (Condition("nonzero", parse_expression("a")),),
)


@pytest.mark.parametrize(("low", "is_one"), [(1.0, True), (-1.0, False)])
def test_a_condition_decides(low: float, is_one: bool) -> None:
    graph = EGraph(replace(SIGNS, starts={"x": Start(low, 2.0)}))
    root, one = graph.add(parse_expression("(x + 1) / (x + 1)")), graph.add(parse_expression("1"))
    graph.rebuild()
    graph.apply(graph.matches([NONZERO_QUOTIENT]))
    graph.rebuild()
    assert (graph.find(root) == graph.find(one)) is is_one


def test_a_condition_may_be_learned_later() -> None:
    graph = EGraph(replace(SIGNS, starts={"y": Start(3.0, 4.0)}))
    root, one = graph.add(parse_expression("(x + 1) / (x + 1)")), graph.add(parse_expression("1"))
    graph.rebuild()
    generation = graph.matches([NONZERO_QUOTIENT]).generation
    graph.unite(graph.add(parse_expression("x")), graph.add(parse_expression("y")))
    graph.rebuild()
    graph.apply(graph.matches([NONZERO_QUOTIENT], since=generation))
    graph.rebuild()
    assert graph.find(root) == graph.find(one)


def test_rollback_brings_back_what_was_known() -> None:
    graph = EGraph(replace(SIGNS, starts={"y": Start(3.0, 4.0)}))
    x = graph.add(parse_expression("x"))
    y, total = graph.add(parse_expression("y")), graph.add(parse_expression("x + 1"))
    graph.rebuild()
    before = (graph.state.low[: graph.made].copy(), graph.state.facts[: graph.made].copy())
    snapshot = graph.snapshot()
    graph.unite(x, y)
    graph.rebuild()
    assert graph.state.low[graph.find(total)] == 4.0
    graph.rollback(snapshot)
    assert np.array_equal(graph.state.low[: graph.made], before[0])
    assert np.array_equal(graph.state.facts[: graph.made], before[1])


def test_constants_are_folded() -> None:
    graph = EGraph(SIGNS)
    root, value = graph.add(parse_expression("(2 + 3) * -4")), graph.add(parse_expression("0 - 20"))
    graph.rebuild()
    assert graph.find(root) == graph.find(value) == graph.find(graph.add(parse_expression("-20")))
    assert_sound(graph)


def test_inexact_constants_are_not_folded() -> None:
    graph = EGraph(SIGNS)
    root = graph.add(parse_expression("0.1 + 0.25"))
    graph.rebuild()
    assert graph.find(root) != graph.find(graph.add(parse_expression("0.35")))


def test_two_constants_in_one_class_are_an_alarm_that_names_the_rule() -> None:
    graph = EGraph()
    graph.add(parse_expression("x*2 + x*3"))
    graph.rebuild()
    with pytest.raises(ContradictionError, match=r"2\.0 equal to 3\.0.*'first-factor'"):
        for _ in range(3):
            graph.apply(graph.matches([*RULES[:4], rewrite("first-factor: a * b = a")]))
            graph.rebuild()


@pytest.mark.parametrize("text", ["a = a + 0", "2 = 1 + 1"])
def test_a_left_side_must_be_an_operation(text: str) -> None:
    with pytest.raises(FormulaError, match="leaf"):
        rewrite(f"wrong: {text}")


def test_a_right_side_has_no_other_holes() -> None:
    with pytest.raises(FormulaError, match="not on the left"):
        rewrite("wrong: a + b = a + c")


def test_unknown_facts_and_equal_names_are_refused() -> None:
    with pytest.raises(FormulaError, match="no fact 'nonzero'"):
        EGraph().matches([NONZERO_QUOTIENT])
    with pytest.raises(FormulaError, match="named 'add-comm'"):
        EGraph().matches([RULES[0], RULES[0]])
