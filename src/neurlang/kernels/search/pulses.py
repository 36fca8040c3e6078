"""Pulses: saturation restarts several times from the best form found (cf. Caviar: Kourta et al., CC 2022).

A graph that has grown for long holds so many forms that extraction under a cost that is not additive misses the good
ones. So each pulse builds a fresh, small graph of what can be reached from the best form so far, and annealing
continues from that form. Pulses differ in how many matches a rule may have per iteration, as one finds what another
has no room for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from neurlang.kernels.cost import Models
from neurlang.kernels.egraph import (
    Analysis,
    Annealing,
    EGraph,
    Extraction,
    Rewrite,
    anneal,
    extract_greedy_dag,
    extract_tree,
)
from neurlang.kernels.expr import Expr
from neurlang.kernels.search.backoff import BackoffScheduler
from neurlang.kernels.search.repair import repaired
from neurlang.kernels.search.saturation import Limits, Saturation, saturate
from neurlang.kernels.search.stopwatch import Stopwatch

Form = tuple[Expr, ...]

End = Literal["saturated", "no gain", "rounds", "seconds"]

NODES_EACH = 4  # extra room in the graph for each node of the formula
MATCHES = (300, 1000, 100)  # of a rule in one iteration before it rests; pulses take turns
ITERATIONS = 100
VISITS = 4_000_000  # nodes that one annealing may visit: half a second
FEWEST_MOVES = 200
HOT, COLD = 0.2, 0.01  # temperatures in cycles: an addition takes half a cycle
HOTTEST = 0.05  # of the start's cost, as short formulas cost only a few cycles
LEAST_GAIN = 1e-3  # of the cost: a smaller improvement counts as none
LEAST_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class Plan:
    """The amount of work: most pulses, nodes of a graph (plus 4 per formula node), moves and seeds of annealing."""

    rounds: int
    nodes: int
    moves: int
    seeds: int


@dataclass(frozen=True, slots=True)
class Pulse:
    """One round: the form that it began with, its graph, and the forms found in it with their costs, cheapest first.

    `refused` counts the other forms found, which are too far off; `phases` has the seconds of each phase.
    """

    start: Form
    before: float
    graph: EGraph
    saturation: Saturation
    forms: dict[Form, float]
    refused: int
    seconds: float
    phases: dict[str, float]

    @property
    def best(self) -> Form:
        """The cheapest form, which may be the start."""
        return next(iter(self.forms))

    @property
    def after(self) -> float:
        """The cost of the cheapest form."""
        return self.forms[self.best]


@dataclass(frozen=True, slots=True)
class Pulses:
    """All rounds, and why the search stopped."""

    rounds: tuple[Pulse, ...]
    stop_reason: End


def search_in_pulses(
    outputs: Form,
    rewrites: Sequence[Rewrite],
    analysis: Analysis,
    models: Models,
    plan: Plan,
    is_near: Callable[[Form], bool] = lambda _form: True,
    is_right: Callable[[Expr, Expr], bool] = lambda _part, _other: False,
    deadline: float = float("inf"),
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Pulses:
    """Forms that are equal to `outputs` under the rewrites, round by round; no round begins after the deadline.

    Each round begins with the form that costs least by `models.ranking` among those that `is_near` accepts. The search
    ends when a graph is saturated, as it already holds everything that can be reached; and when as many rounds in a
    row bring no gain as there are numbers of matches. `deadline` is a time of the monotonic clock; unless it is
    reached, the result depends on the other arguments alone.

    Raises:
        ContradictionError: a rule is false.

    """
    rounds: list[Pulse] = []
    form, idle = outputs, 0
    for number in range(plan.rounds):
        progress(number, plan.rounds)
        pulse = one_pulse(form, rewrites, analysis, models, plan, number, is_near, is_right, deadline)
        rounds.append(pulse)
        if pulse.saturation.stop_reason == "saturated":
            return Pulses(tuple(rounds), "saturated")
        if time.monotonic() > deadline:
            return Pulses(tuple(rounds), "seconds")
        idle = 0 if pulse.after < pulse.before * (1 - LEAST_GAIN) else idle + 1
        if idle == len(MATCHES):
            return Pulses(tuple(rounds), "no gain")
        form = pulse.best
    return Pulses(tuple(rounds), "rounds")


def one_pulse(
    start: Form,
    rewrites: Sequence[Rewrite],
    analysis: Analysis,
    models: Models,
    plan: Plan,
    number: int,
    is_near: Callable[[Form], bool],
    is_right: Callable[[Expr, Expr], bool],
    deadline: float,
) -> Pulse:
    """A fresh graph from a form, saturated within the plan's limits, and forms extracted from it."""
    begin, watch = time.monotonic(), Stopwatch()
    graph = graph_of(start, analysis)
    size = graph.nodes
    seconds = max(deadline - begin, LEAST_SECONDS)
    limits = Limits(plan.nodes + NODES_EACH * size, ITERATIONS, seconds)
    scheduler = BackoffScheduler(MATCHES[number % len(MATCHES)])
    saturation = saturate(graph, graph.table(rewrites), limits, scheduler)
    cost = models.ranking.of
    before = cost(start)
    forms = {start: before}
    refused: dict[Form, float] = {}
    for extract in ways(graph, start, before, models, plan, number, size):
        if time.monotonic() > deadline and len(forms) > 1:
            break
        with watch.phase("extracting"):
            form = extract().roots
        if form in forms or form in refused:
            continue
        with watch.phase("checking"):
            (forms if is_near(form) else refused)[form] = cost(form)
    tempting = min(refused, key=lambda form: refused[form], default=None)
    if tempting is not None and refused[tempting] < min(forms.values()):
        with watch.phase("repairing"):
            form = repaired(graph, start, tempting, is_right)
            if form not in forms and is_near(form):
                forms[form] = cost(form)
    ordered = dict(sorted(forms.items(), key=lambda item: item[1]))
    phases = saturation.phases | watch.seconds
    return Pulse(start, before, graph, saturation, ordered, len(refused), time.monotonic() - begin, phases)


def graph_of(form: Form, analysis: Analysis) -> EGraph:
    """A graph of a single form."""
    graph = EGraph(analysis)
    graph.roots = [graph.add(output) for output in form]
    graph.rebuild()
    return graph


def ways(
    graph: EGraph, start: Form, cost: float, models: Models, plan: Plan, number: int, size: int
) -> Iterator[Callable[[], Extraction]]:
    """Ways to extract a form from a graph, the quick ones first; the first pulse tries more of them."""
    ranking, additive = models.ranking, models.additive
    roots = graph.roots
    for model in (ranking, additive):
        yield partial(extract_tree, graph, roots, model.node_costs)
        if number == 0:
            yield partial(extract_greedy_dag, graph, roots, model.node_costs)
    moves = max(FEWEST_MOVES, min(plan.moves, VISITS // size))
    hot = min(HOTTEST, HOT / max(cost, HOT))
    for seed in range(plan.seeds):
        config = Annealing(
            moves=moves, rounds=1, hot=hot, cold=hot * COLD / HOT, seed=number * plan.seeds + seed
        )
        yield partial(anneal, graph, roots, ranking.of_rows, ranking.node_costs, config, start)
        if number == 0:
            yield partial(anneal, graph, roots, ranking.of_rows, additive.node_costs, config)
            yield partial(anneal, graph, roots, additive.of_rows, additive.node_costs, config)
