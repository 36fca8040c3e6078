"""The same classes as egglog, on random kernels with the same rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from algebra import RULES, arities_of, egglog_name, egglog_rules, egglog_term, random_expression

from example_counts import mostly_slow
from neurlang.kernels.egraph import EGraph, to_json

if TYPE_CHECKING:
    from neurlang.kernels.expr import Expr

bindings = pytest.importorskip("egglog.bindings")
PROGRAM = egglog_rules(RULES, arities_of(RULES))
ROUNDS = 3

Node = tuple[str, tuple[str, ...]]


def ours(expr: Expr) -> tuple[dict[Node, str], str]:
    """Each node (op with payload, children's classes) with its class; the root's class."""
    graph = EGraph(limit=200_000)
    root = graph.add(expr)
    graph.rebuild()
    for _ in range(ROUNDS):
        assert not graph.apply(graph.matches(RULES)).is_full
        graph.rebuild()
    rows = json.loads(to_json(graph, [root]))["nodes"]
    nodes = {
        (row["op"], tuple(rows[each]["eclass"] for each in row["children"])): row["eclass"]
        for row in rows.values()
    }
    return nodes, str(graph.find(root))


def egglogs(expr: Expr) -> dict[Node, str]:
    """The same from egglog, with its names of classes."""
    engine = bindings.EGraph()
    text = f"{PROGRAM}\n(let $root {egglog_term(expr, holes=False)})\n(run {ROUNDS})"
    engine.run_program(*engine.parse_program(text))
    serialized = engine.serialize(
        [], max_functions=None, max_calls_per_function=None, include_temporary_functions=False
    )
    rows = json.loads(serialized.to_json())["nodes"]
    return {
        node_of(row, rows): row["eclass"]
        for row in rows.values()
        if row["eclass"].startswith("E-") and row["op"] != "$root"
    }


def node_of(row: dict[str, Any], rows: dict[str, Any]) -> Node:
    """egglog's row in our terms: a leaf's payload is a child there."""
    if row["op"] == "Var":
        return "var " + json.loads(rows[row["children"][0]]["op"]), ()
    if row["op"] == "Const":
        return f"const {float(rows[row['children'][0]]['op'])!r}", ()
    return row["op"], tuple(rows[each]["eclass"] for each in row["children"])


def same_classes(mine: dict[Node, str], theirs: dict[Node, str]) -> dict[str, str]:
    """Our classes to theirs, found from the leaves up; every node must have its counterpart."""
    known: dict[str, str] = {}
    waiting = list(mine.items())
    while waiting:
        later = []
        for (op, children), owner in waiting:
            if any(child not in known for child in children):
                later.append(((op, children), owner))
                continue
            name = op if " " in op else egglog_name(op)
            counterpart = theirs[name, tuple(known[child] for child in children)]
            assert known.setdefault(owner, counterpart) == counterpart
        assert len(later) < len(waiting)
        waiting = later
    return known


@pytest.mark.slow
@pytest.mark.parametrize("block", mostly_slow(range(10), quick=2))
def test_the_classes_are_egglogs(block: int) -> None:
    for seed in range(20 * block, 20 * block + 20):
        expr = random_expression(seed, 3 + seed % 6)
        (mine, _), theirs = ours(expr), egglogs(expr)
        known = same_classes(mine, theirs)
        assert len(mine) == len(theirs), seed
        assert len(set(known.values())) == len(known) == len(set(theirs.values())), seed
