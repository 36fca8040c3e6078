"""Variants: equal forms of a kernel that differ in cost, sampled from its e-graph.

A walk: a small graph is grown from a form with a random part of the rules, and forms are extracted under random costs
of operations; the walk continues from one of them. Forms are then chosen so that their predicted costs are spread
evenly; of those with the same counts of operations, few stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from neurlang.errors import FormulaError
from neurlang.kernels.cost import latency_cost, port_cost
from neurlang.kernels.egraph import Annealing, EGraph, anneal, extract_greedy_dag, extract_tree
from neurlang.kernels.expr import OPS, Expr, Kernel
from neurlang.kernels.rules import RULES, analysis_for
from neurlang.kernels.search import BackoffScheduler, Limits, saturate
from neurlang.kernels.simd import Target, choose_target, compiled_form

Form = tuple[Expr, ...]

STEPS = 3  # graphs on the walk
NODES = 600  # of a graph, beyond six for each node of the kernel
DRAWS = 5  # extractions under random costs from each graph
RULES_USED = 0.6  # the part of the rules that a step draws from
MATCHES = 200
SPREAD = 1.2  # of the logarithm of random costs
LONGEST = 300  # operations of a kernel whose variants are sampled; longer ones are measured as written
MOST_ALIKE = 2  # forms with the same counts of operations
SECONDS = 1.0
LARGER = 3.0  # forms over this many times the cost of the cheapest are left out


@dataclass(frozen=True, slots=True)
class Variants:
    """Forms of one kernel, the form as written first."""

    kernel: Kernel
    forms: tuple[Form, ...]

    def kernels(self) -> tuple[Kernel, ...]:
        """Each form as a kernel."""
        return tuple(self.kernel.with_outputs(*form) for form in self.forms)


def variants_of(kernel: Kernel, most: int = 12, seed: int = 0, target: Target | None = None) -> Variants:
    """Up to `most` forms of a kernel, whose code differs; the same ones for the same arguments."""
    plain = replace(kernel, reduction=None)
    ports = port_cost((target or choose_target()).name)
    found: dict[Form, Form] = {}  # by the form that is compiled
    if len(plain.nodes()) <= LONGEST:
        for form in sampled_forms(plain, seed, target):
            compiled = compiled_form(plain.with_outputs(*form)).outputs
            found.setdefault(compiled, form)
    found.pop(compiled_form(plain).outputs, None)
    costs = {form: ports.of(compiled) for compiled, form in found.items()}
    own = ports.of(compiled_form(plain).outputs)
    limit = LARGER * min([own, *costs.values()])
    return Variants(
        plain, (plain.outputs, *spread_out({f: c for f, c in costs.items() if c <= limit}, most - 1))
    )


def sampled_forms(kernel: Kernel, seed: int, target: Target | None = None) -> Iterator[Form]:
    """Equal forms, with repetitions."""
    random = np.random.default_rng([seed, 11])
    name = (target or choose_target()).name
    ports, latency = port_cost(name), latency_cost(name)
    rewrites = [rule.rewrite for rule in RULES]
    form = kernel.outputs
    for _step in range(STEPS):
        analysis = analysis_for(kernel.with_outputs(*form), folds=True)
        graph = EGraph(analysis)
        graph.roots = [graph.add(output) for output in form]
        graph.rebuild()
        used = [rule for rule in rewrites if random.random() < RULES_USED]
        limits = Limits(NODES + 6 * graph.nodes, 30, SECONDS)
        try:
            saturate(graph, graph.table(used), limits, BackoffScheduler(MATCHES))
        except FormulaError:
            return
        forms = [extract_greedy_dag(graph, graph.roots, each.node_costs).roots for each in (ports, latency)]
        for draw in range(DRAWS):
            node_costs = np.exp(random.normal(0.0, SPREAD, len(OPS)))
            extract = extract_tree if draw % 2 else extract_greedy_dag
            forms.append(extract(graph, graph.roots, node_costs).roots)
        config = Annealing(moves=300, rounds=1, seed=int(random.integers(1 << 30)))
        forms.append(anneal(graph, graph.roots, ports.of_rows, ports.node_costs, config).roots)
        yield from forms
        form = forms[int(random.integers(len(forms)))]


def spread_out(costs: dict[Form, float], most: int) -> list[Form]:
    """At most so many forms, their costs spread evenly, few with the same counts of operations."""
    kept: list[Form] = []
    alike: Counter[tuple[tuple[str, int], ...]] = Counter()
    for form in sorted(costs, key=lambda form: costs[form]):
        counts = Counter(node.op.name for node in _nodes(form))
        signature = tuple(sorted(counts.items()))
        alike[signature] += 1
        if alike[signature] <= MOST_ALIKE:
            kept.append(form)
    if len(kept) <= most or most < 1:
        return kept[: max(most, 0)]
    places = np.unique(np.linspace(0, len(kept) - 1, most).round().astype(int))
    return [kept[place] for place in places]


def _nodes(form: Sequence[Expr]) -> list[Expr]:
    from neurlang.kernels.expr import postorder

    return postorder(form)
