"""What a search may use: rewrites, and an analysis of values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from neurlang.kernels.accuracy import Tolerance
from neurlang.kernels.egraph import Analysis, EGraph, Rewrite
from neurlang.kernels.expr import Expr, Kernel
from neurlang.kernels.rules import RULES, Rule, analysis_for


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Rewrites with the analysis that knows the facts of their conditions."""

    rewrites: tuple[Rewrite, ...]
    analysis: Analysis


def table_knowledge(kernel: Kernel, tolerance: Tolerance, more: Iterable[Rule] = ()) -> Knowledge:
    """The table's rules and `more`, with an analysis of the inputs; only exact rules if the tolerance is `exact`."""
    keeps_bits = tolerance.kind == "exact"
    chosen = (rule for rule in (*RULES, *more) if rule.kind == "exact" or not keeps_bits)
    return Knowledge(tuple(rule.rewrite for rule in chosen), analysis_for(kernel, folds=not keeps_bits))


def knows(graph: EGraph, fact: str, term: Expr) -> bool:
    """Whether the graph's analysis knows a fact of a term."""
    node = graph.find(graph.add(term))
    graph.rebuild()
    return bool(int(graph.state.facts[graph.find(node)]) & graph.analysis.bit(fact))
