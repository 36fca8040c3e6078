"""Extraction: from a graph back to expressions, by one of four methods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.errors import FormulaError
from neurlang.kernels.egraph.extracting.annealing import pick_annealed
from neurlang.kernels.egraph.extracting.choices import choices_of, expressions
from neurlang.kernels.egraph.extracting.exact import pick_exact
from neurlang.kernels.egraph.extracting.greedy import dag_cost, pick_dag, pick_tree
from neurlang.kernels.egraph.extracting.schedule import Annealing
from neurlang.kernels.egraph.extracting.warm_start import picked_as
from neurlang.kernels.egraph.extracting.workspace import RowCost
from neurlang.kernels.egraph.graph import EGraph
from neurlang.kernels.expr import Expr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Extraction:
    """Expressions for the roots and their cost; `is_optimal` only if that is proved.

    `start` is the cost that the method began with, `bound` a proved lower bound (0 if unknown).
    """

    roots: tuple[Expr, ...]
    cost: float
    start: float
    bound: float = 0.0
    is_optimal: bool = False
    seconds: float = 0.0


def extract_tree(graph: EGraph, roots: Sequence[int], node_costs: NDArray[np.float64]) -> Extraction:
    """The cheapest trees; `node_costs` (float64) has a cost per op. The returned cost counts shared parts once.

    Raises:
        FormulaError: the graph is not rebuilt, or every form of a root contains itself.

    """
    choices = choices_of(graph, roots)
    costs = choices.costs(node_costs)
    picked = pick_tree(choices, costs)
    cost = dag_cost(choices, costs, picked)
    return Extraction(expressions(choices, picked), cost, cost)


def extract_greedy_dag(graph: EGraph, roots: Sequence[int], node_costs: NDArray[np.float64]) -> Extraction:
    """Cheap DAGs, shared parts counted once, found greedily; never worse than `extract_tree`. Raises as it does."""
    choices = choices_of(graph, roots)
    costs = choices.costs(node_costs)
    picked = pick_dag(choices, costs)
    cost = dag_cost(choices, costs, picked)
    return Extraction(expressions(choices, picked), cost, cost)


def anneal(
    graph: EGraph,
    roots: Sequence[int],
    cost: RowCost,
    node_costs: NDArray[np.float64],
    config: Annealing | None = None,
    start: Sequence[Expr] | None = None,
) -> Extraction:
    """The cheapest DAG that annealing finds for any cost, starting from the greedy one for `node_costs`.

    If `start` is given, forms of the roots that were added to the graph, annealing starts from these and skips
    the greedy search.

    The function of `cost` takes `(weights float64[w], ops int32[n], args int32[n, 3], values float64[n], Workspace)`,
    arguments before users, -1 for no argument, and returns a float64. The same seed gives the same result. Raises as
    `extract_tree` does.
    """
    choices = choices_of(graph, roots)
    guide = choices.costs(node_costs)
    picked = None if start is None else picked_as(graph, choices, start, guide)
    picked, first, total = pick_annealed(
        choices, cost, pick_dag(choices, guide) if picked is None else picked, config or Annealing()
    )
    return Extraction(expressions(choices, picked), total, first)


def extract_exact(
    graph: EGraph, roots: Sequence[int], node_costs: NDArray[np.float64], seconds: float = 2.0
) -> Extraction:
    """The cheapest DAG for an additive cost, or the best found in the time limit; needs the extra `exact`.

    Raises:
        MissingPartError: HiGHS is not installed.
        FormulaError: as `extract_tree` does, or the time is not above 0.

    """
    if not seconds > 0:
        raise FormulaError(f"Exact extraction needs a time above 0 seconds, found {seconds}.")
    choices = choices_of(graph, roots)
    best = pick_exact(choices, choices.costs(node_costs), seconds)
    forms = expressions(choices, best.picked)
    return Extraction(forms, best.cost, best.start, best.bound, best.is_proven, best.seconds)
