"""The JSON of egraph-serialize, which extraction-gym and egglog's tools read and write.

`{"nodes": {id: {"op", "children": [node ids], "eclass", "cost"}}, "root_eclasses": [...]}`. Our constants are
written `const 0.1` (Python's shortest text that reads back bit for bit), our inputs `var x`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import DataError
from neurlang.kernels.egraph.analysis import NO_ANALYSIS, Analysis
from neurlang.kernels.egraph.graph import EGraph
from neurlang.kernels.egraph.layout import ARG, LAST_LEAF, OP
from neurlang.kernels.expr import BY_NAME, OPS, Expr, constant, truth, variable

MOST_CHARACTERS = 1 << 28
MOST_NODES = 2_000_000


def to_json(graph: EGraph, roots: Sequence[int] = (), node_costs: NDArray[np.float64] | None = None) -> str:
    """The live nodes of a rebuilt graph, with a cost each (1 if no costs are passed)."""
    cells = graph.state.cells[: graph.made]
    costs = np.ones(len(OPS)) if node_costs is None else node_costs
    live = [node for node in range(graph.made) if cells[node, OP] >= 0]
    speaker = {graph.find(node): node for node in reversed(live)}
    nodes = {
        str(node): {
            "op": label(graph, node),
            "children": [str(speaker[graph.find(int(below))]) for below in arguments(graph, node)],
            "eclass": str(graph.find(node)),
            "cost": float(costs[cells[node, OP]]),
            "subsumed": False,
        }
        for node in live
    }
    wanted = [str(graph.find(root)) for root in (roots or graph.roots)]
    return json.dumps({"nodes": nodes, "root_eclasses": wanted, "class_data": {}}, indent=1)


def arguments(graph: EGraph, node: int) -> list[int]:
    """The classes of a node's arguments."""
    row = graph.state.cells[node]
    return [int(each) for each in row[ARG : ARG + 3] if each >= 0] if row[OP] > LAST_LEAF else []


def label(graph: EGraph, node: int) -> str:
    """A node's op, with its payload."""
    name = OPS[int(graph.state.cells[node, OP])].name
    if name == "const":
        return f"const {float(graph.state.numbers[node])!r}"
    if name == "var":
        return f"var {graph.inputs[int(graph.state.cells[node, ARG])]}"
    return name


@dataclass(frozen=True, slots=True)
class Entry:
    """A node of the file: a leaf's expression or an op's name, its children's classes, and its own class."""

    leaf: Expr | None
    op: str
    children: tuple[str, ...]
    owner: str


def from_json(text: str, analysis: Analysis = NO_ANALYSIS, limit: int = MOST_NODES) -> EGraph:
    """The graph of a text, with `roots` set; costs in it are ignored.

    Raises:
        DataError: it is not such JSON, is too large, names an unknown op, or has a class without any
            finite expression.

    """
    if len(text) > MOST_CHARACTERS:
        raise DataError(f"This e-graph has {len(text):,} characters; the limit is {MOST_CHARACTERS:,}.")
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(f"This is not the JSON of an e-graph: {error}") from None
    nodes = content.get("nodes") if isinstance(content, dict) else None
    if not isinstance(nodes, dict) or not nodes or len(nodes) > min(limit, MOST_NODES):
        raise DataError(f"An e-graph's JSON needs 1 to {min(limit, MOST_NODES):,} 'nodes', keyed by name.")
    entries = [entry_of(name, row, nodes) for name, row in nodes.items()]
    graph = EGraph(analysis, limit=limit)
    known = enter_entries(graph, entries)
    roots = content.get("root_eclasses", [])
    if not isinstance(roots, list) or not all(isinstance(root, str) and root in known for root in roots):
        raise DataError("'root_eclasses' must be a list of classes that have nodes.")
    graph.rebuild()
    graph.roots = [known[root] for root in roots]
    return graph


def entry_of(name: str, row: Any, nodes: dict[str, Any]) -> Entry:  # noqa: ANN401 - parsed JSON
    """One node, checked on its own."""
    op, children, owner = (
        (row.get("op"), row.get("children", []), row.get("eclass")) if isinstance(row, dict) else (None,) * 3
    )
    if not isinstance(op, str) or not isinstance(owner, str) or not isinstance(children, list):
        raise DataError(f"Node '{name}' must have the texts 'op' and 'eclass' and the list 'children'.")
    rows = [nodes.get(child) if isinstance(child, str) else None for child in children]
    owners = [row.get("eclass") if isinstance(row, dict) else None for row in rows]
    if not all(isinstance(each, str) for each in owners):
        raise DataError(f"Node '{name}' has a child that is not a node.")
    leaf = leaf_of(name, op)
    arity = 0 if leaf is not None else arity_of(name, op)
    if arity != len(children):
        raise DataError(f"Node '{name}': '{op}' takes {arity} children, found {len(children)}.")
    return Entry(leaf, op, tuple(str(each) for each in owners), owner)


def leaf_of(name: str, op: str) -> Expr | None:
    """A leaf's expression; None for an operation."""
    kind, _, rest = op.partition(" ")
    if kind == "var" and rest:
        return variable(rest)
    if kind == "const" and rest:
        try:
            return constant(float(rest))
        except ValueError:
            raise DataError(f"Node '{name}': '{rest}' is not a number.") from None
    return truth(op == "true") if op in ("true", "false") else None


def arity_of(name: str, op: str) -> int:
    """How many children an operation has."""
    if op not in BY_NAME or BY_NAME[op].code == "leaf":
        raise DataError(f"Node '{name}': there is no operation '{op}' here.")
    return BY_NAME[op].arity


def enter_entries(graph: EGraph, entries: list[Entry]) -> dict[str, int]:
    """Add the nodes, children's classes first; returns a node of each class by the class's name."""
    known: dict[str, int] = {}
    kinds: dict[str, str] = {}
    waiting = entries
    while waiting:
        later: list[Entry] = []
        for entry in waiting:
            if all(child in known for child in entry.children):
                enter(graph, entry, known, kinds)
            else:
                later.append(entry)
        if len(later) == len(waiting):
            raise DataError(f"Class '{later[0].owner}' has no finite expression: each one contains itself.")
        waiting = later
    return known


def enter(graph: EGraph, entry: Entry, known: dict[str, int], kinds: dict[str, str]) -> None:
    """Add one node and state that it is equal to its class."""
    op = BY_NAME[entry.op] if entry.leaf is None else entry.leaf.op
    found = "".join(kinds[child] for child in entry.children)
    if found != op.arg_kinds or kinds.setdefault(entry.owner, op.kind) != op.kind:
        raise DataError(f"Class '{entry.owner}': '{entry.op}' mixes numbers and truth values.")
    if entry.leaf is not None:
        node = graph.add(entry.leaf)
    else:
        node = graph.add_over(entry.op, [known[child] for child in entry.children])
    graph.unite(known.setdefault(entry.owner, node), node)
