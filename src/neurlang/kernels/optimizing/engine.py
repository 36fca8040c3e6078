"""Loading the compiled parts of the engine beforehand, so that their time does not count as the search's.

The first time after an install they are compiled, which takes some 25 seconds; later processes load them from
the disk cache in a fiftieth of a second.
"""

from __future__ import annotations

from collections.abc import Callable

from neurlang.kernels.cost import Models
from neurlang.kernels.egraph import Annealing, EGraph, anneal, extract_greedy_dag
from neurlang.kernels.expr import parse
from neurlang.kernels.optimizing.knowledge import Knowledge

STEPS = 4


def load_engine(knowledge: Knowledge, models: Models, progress: Callable[[int], None]) -> None:
    """Run each compiled part once on a small formula; `progress` receives how many of `STEPS` are done."""
    progress(0)
    graph = EGraph(knowledge.analysis)
    root = graph.add(parse("x + x*y").outputs[0])
    graph.rebuild()
    progress(1)
    graph.apply(graph.matches(knowledge.rewrites[:1]))
    graph.rebuild()
    graph.rehash()  # as happens when the table grows
    progress(2)
    extract_greedy_dag(graph, [root], models.ranking.node_costs)
    progress(3)
    _anneal(graph, root, models)
    progress(STEPS)


def _anneal(graph: EGraph, root: int, models: Models) -> None:
    for cost in (models.ranking, models.additive):
        anneal(graph, [root], cost.of_rows, cost.node_costs, Annealing(moves=1))
    models.ranking.of(parse("x").outputs)  # from Python
