"""The alarm when two different constants come into one class: some rule is false, and the proof shows which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.errors import ContradictionError

if TYPE_CHECKING:
    from neurlang.kernels.egraph.graph import EGraph

MOST_LINES = 40


def contradiction(graph: EGraph, one: int, other: int) -> ContradictionError:
    """The error for two constant nodes of one class."""
    proof = graph.explain(one, other)
    lines = proof.lines()
    shown = (
        lines
        if len(lines) <= MOST_LINES
        else [*lines[:MOST_LINES], f"  ... and {len(lines) - MOST_LINES} more"]
    )
    first, second = (float(graph.state.numbers[node]) for node in (one, other))
    rules = ", ".join(f"'{name}'" for name in proof.rules)
    return ContradictionError(
        "\n".join([f"The rules make {first!r} equal to {second!r}: one of {rules} is false here.", *shown])
    )
