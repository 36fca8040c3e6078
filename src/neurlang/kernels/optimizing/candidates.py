"""From a kernel to forms of it that may be faster: saturate, then extract under several costs."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from neurlang.kernels.egraph import Annealing, EGraph, anneal, extract_greedy_dag, extract_tree
from neurlang.kernels.expr import evaluate_expressions
from neurlang.kernels.search import BackoffScheduler, latency_cost, port_cost, saturate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from neurlang.kernels.egraph import Extraction
    from neurlang.kernels.expr import Expr, Kernel
    from neurlang.kernels.optimizing.effort import Effort
    from neurlang.kernels.optimizing.knowledge import Knowledge
    from neurlang.kernels.search import Saturation

    Form = tuple[Expr, ...]

Progress = Callable[[str, int, int], None]  # told the stage, how much of it is done, how much there is
MATCHES = 1000  # of a rule in one iteration before it rests; for long kernels, two a node
VISITS = 4_000_000  # nodes that one annealing may walk over: half a second
FEWEST_MOVES = 200


@dataclass(frozen=True, slots=True)
class Found:
    """The graph as it was left, how the last phase of saturation ended, and the forms, cheapest first."""

    graph: EGraph
    saturation: Saturation
    forms: tuple[Form, ...]


def find_forms(
    kernel: Kernel, knowledge: Knowledge, effort: Effort, target: str, deadline: float, progress: Progress
) -> Found:
    """Forms of a kernel's outputs, all different, in the order of the port-aware cost.

    Raises:
        ContradictionError: a rule is false.

    """
    graph = EGraph(knowledge.analysis)
    graph.roots = [graph.add(output) for output in kernel.outputs]
    graph.rebuild()
    table = graph.table(knowledge.rewrites)
    size = len(kernel.nodes())
    forms: dict[Form, float] = {}
    for number, phase in enumerate(effort.phases):
        progress("finding equal forms", number, len(effort.phases))
        scheduler = BackoffScheduler(max(MATCHES, 2 * size))
        saturation = saturate(graph, table, effort.limits(phase, size), scheduler)
        for extract in extractions(graph, effort, target, size):
            if time.monotonic() > deadline and forms:
                break
            form = extract().roots
            forms.setdefault(form, port_cost(target).of(form))
        if saturation.stop_reason == "saturated" or time.monotonic() > deadline:
            break
    return Found(graph, saturation, tuple(sorted(forms, key=lambda form: forms[form])))


def nothing_found(kernel: Kernel, knowledge: Knowledge) -> Found:
    """The graph of the form as written alone, where rewriting makes no sense."""
    graph = EGraph(knowledge.analysis)
    graph.roots = [graph.add(output) for output in kernel.outputs]
    graph.rebuild()
    return Found(graph, saturate(graph, ()), ())


def undefined_part(kernel: Kernel, points: Sequence[NDArray[Any]]) -> Expr | None:
    """The first operation that gives no finite number at any of the points; None where there is none.

    What is defined nowhere is equal to everything: rules that hold wherever both sides are defined then prove
    that 0 is 1.
    """
    operations = [node for node in kernel.nodes() if node.args and node.kind == "r"]
    values = {name: array.astype(np.float64) for name, array in zip(kernel.names, points, strict=True)}
    results = evaluate_expressions(operations, values)
    found = zip(operations, results, strict=True)
    return next((node for node, result in found if not np.isfinite(result).any()), None)


def extractions(graph: EGraph, effort: Effort, target: str, size: int) -> Iterator[Callable[[], Extraction]]:
    """Ways to get a form, the quick ones first."""
    ports, latencies = port_cost(target), latency_cost(target)
    for cost in (ports, latencies):
        yield partial(extract_greedy_dag, graph, graph.roots, cost.node_costs)
        yield partial(extract_tree, graph, graph.roots, cost.node_costs)
    moves = max(FEWEST_MOVES, min(effort.moves, VISITS // size))
    for seed in range(effort.annealings):
        config = Annealing(moves=moves, seed=seed)
        for goal, guide in ((ports, latencies), (ports, ports), (latencies, latencies)):
            yield partial(anneal, graph, graph.roots, goal.of_rows, guide.node_costs, config)
