"""The solver of all analyses: reachability, distances and unions over graphs, against searches that are obvious."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from neurlang.programs.flow import fixpoint

if TYPE_CHECKING:
    from collections.abc import Mapping

Graph = dict[int, list[int]]

GRAPHS = st.integers(1, 9).flatmap(
    lambda size: st.fixed_dictionaries(
        {node: st.lists(st.integers(0, size - 1), max_size=3) for node in range(size)}
    )
)


def reachable(graph: Graph, start: int) -> set[int]:
    found = {start}
    while grown := {after for node in found for after in graph[node]} - found:
        found |= grown
    return found


@given(GRAPHS)
def test_it_reaches_what_can_be_reached(graph: Graph) -> None:
    def step(node: int, _: Mapping[int, bool]) -> list[tuple[int, bool]]:
        return [(after, True) for after in graph[node]]

    assert fixpoint({0: True}, step, min).keys() == reachable(graph, 0)


@given(GRAPHS)
def test_it_unites_what_comes_from_all_sides(graph: Graph) -> None:
    def step(node: int, found: Mapping[int, frozenset[int]]) -> list[tuple[int, frozenset[int]]]:
        return [(after, found[node]) for after in graph[node]]

    united = fixpoint({node: frozenset({node}) for node in graph}, step, frozenset.union)
    assert united == {node: {other for other in graph if node in reachable(graph, other)} for node in graph}


@given(GRAPHS)
def test_it_asks_others_again_where_it_is_told_to(graph: Graph) -> None:
    """A node is good unless it is the last or one that follows it is bad: the greatest such set."""
    last = max(graph)
    before = {node: [other for other in graph if node in graph[other]] for node in graph}

    def step(node: int, good: Mapping[int, bool]) -> list[tuple[int, bool]]:
        return [(node, node != last and all(good[after] for after in graph[node]))]

    good = fixpoint(dict.fromkeys(graph, True), step, min, before.__getitem__)
    assert good == {node: last not in reachable(graph, node) for node in graph}


def test_nothing_is_asked_where_nothing_starts() -> None:
    assert fixpoint({}, lambda node, _: [(node, 1)], min) == {}
