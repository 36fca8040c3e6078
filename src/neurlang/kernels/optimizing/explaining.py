"""Why the chosen form is equal: short proofs, replayed by plain rewriting.

A graph that was searched for long knows equalities by the way that it first met them, which is rarely a short one.
So a fresh graph is grown from both ends, an iteration at a time, until the two meet; where they do not within
its limits, the searched graph has the proof. A form of a later pulse is proved from start to start of the pulses
before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from neurlang.kernels.egraph import TIDYING, EGraph, Proof, Step, check_proof
from neurlang.kernels.expr import tree_size
from neurlang.kernels.optimizing.knowledge import knows
from neurlang.kernels.optimizing.tidying import tidy
from neurlang.kernels.search import Limits, saturate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neurlang.kernels.expr import Expr
    from neurlang.kernels.optimizing.candidates import Stretch
    from neurlang.kernels.optimizing.knowledge import Knowledge

    Form = Sequence[Expr]

LARGEST_PROOF = (
    20_000  # nodes of the formula's tree: a proof is about places in it, shared parts once for each
)
ROUNDS = 8
ROUND = Limits(nodes=4_000, iterations=1, seconds=5.0)  # the nodes stop it
RECIPROCAL_ROUNDS = Limits(nodes=100_000, iterations=3, seconds=10.0)


RECIPROCALS = ("div-is-mul-recip", "recip-is-div")
"""Rules that make a form with reciprocals of one that divides."""


@dataclass(slots=True)
class Proving:
    """The proofs of a result, found when they are first asked for: those of a long formula take seconds."""

    way: Sequence[Stretch]
    made: Sequence[Form]
    known: Knowledge
    found: tuple[Proof, ...] | None = None

    def __call__(self) -> tuple[Proof, ...]:
        """A proof for each pair of outputs, replayed; see `checked_proofs`."""
        if self.found is None:
            self.found = checked_proofs(self.way, self.made, self.known) if self.way else ()
        return self.found


def is_too_long(way: Sequence[Stretch], made: Sequence[Form]) -> bool:
    """Whether no proof is written out."""
    forms = [way[0].before, *made, *(stretch.after for stretch in way)]
    return max(tree_size(output) for form in forms for output in form) > LARGEST_PROOF


def checked_proofs(way: Sequence[Stretch], made: Sequence[Form], known: Knowledge) -> tuple[Proof, ...]:
    """A proof for each pair of outputs, replayed; none where the formulas are too long for it.

    `way` leads from the form as written to one that was found. `made` begins with that one; each form after it was made
    of the one before, by tidying its constants or with reciprocals.

    Raises:
        FormulaError: a step does not hold: the engine is wrong.

    """
    if is_too_long(way, made):
        return ()
    proofs = proofs_along(way, known)
    for before, after in pairwise(made):
        onward = tidied(before, after) or by_reciprocals(before, after, known)
        if not onward:
            return ()
        proofs = joined(proofs, onward)
    return proofs


def tidied(before: Form, after: Form) -> tuple[Proof, ...]:
    """The one step from a form to that with its constants gathered, replayed; none if it is another change."""
    if tidy(before) != after:
        return ()
    pairs = zip(before, after, strict=True)
    proofs = tuple(
        Proof(one, () if one is other else (Step(TIDYING, True, (), one, other),), other)
        for one, other in pairs
    )
    for proof in proofs:
        check_proof(proof, ())
    return proofs


def by_reciprocals(before: Form, after: Form, known: Knowledge) -> tuple[Proof, ...]:
    """From a form to that with reciprocals; none where the rules for it are not known."""
    graph = reciprocal_graph(before, after, known)
    return explained(graph, before, after, known) if graph else ()


def proofs_along(way: Sequence[Stretch], known: Knowledge) -> tuple[Proof, ...]:
    """From the first form to the last: at one go where the two meet, else stretch by stretch."""
    first, last = way[0].before, way[-1].after
    meeting = meeting_graph(first, last, known)
    if meeting is not None:
        return explained(meeting, first, last, known)
    if len(way) == 1:
        return explained(way[0].graph, first, last, known)
    whole = tuple(Proof(output, (), output) for output in first)
    for stretch in way:
        if stretch.before != stretch.after:
            graph = meeting_graph(stretch.before, stretch.after, known) or stretch.graph
            whole = joined(whole, explained(graph, stretch.before, stretch.after, known))
    return tuple(map(direct, whole))


def joined(ones: Sequence[Proof], others: Sequence[Proof]) -> tuple[Proof, ...]:
    """One proof after the other."""
    pairs = zip(ones, others, strict=True)
    return tuple(Proof(one.start, (*one.steps, *other.steps), other.end) for one, other in pairs)


def explained(graph: EGraph, before: Form, after: Form, known: Knowledge) -> tuple[Proof, ...]:
    """The proofs of a graph in which each pair is equal, replayed."""
    proofs = tuple(direct(graph.explain(one, other)) for one, other in zip(before, after, strict=True))
    for proof in proofs:
        check_proof(proof, known.rewrites, lambda fact, term: knows(graph, fact, term))
    return proofs


def reciprocal_graph(before: Form, after: Form, known: Knowledge) -> EGraph | None:
    """A graph in which a form is equal to the one with reciprocals; None where the rules for that are not known."""
    graph = EGraph(known.analysis)
    pairs = [(graph.add(one), graph.add(other)) for one, other in zip(before, after, strict=True)]
    graph.rebuild()
    saturate(graph, [rewrite for rewrite in known.rewrites if rewrite.name in RECIPROCALS], RECIPROCAL_ROUNDS)
    return graph if all(graph.find(one) == graph.find(other) for one, other in pairs) else None


def meeting_graph(before: Form, after: Form, known: Knowledge) -> EGraph | None:
    """A small graph in which each pair is equal; None where they do not meet in it."""
    graph = EGraph(known.analysis)
    pairs = [(graph.add(one), graph.add(other)) for one, other in zip(before, after, strict=True)]
    graph.rebuild()
    table = graph.table(known.rewrites)
    for _ in range(ROUNDS):
        state = saturate(graph, table, ROUND)
        if all(graph.find(one) == graph.find(other) for one, other in pairs):
            return graph
        if state.stop_reason != "iterations":
            return None
    return None


def direct(proof: Proof) -> Proof:
    """The proof without its detours: what lies between two meetings with the same expression is left out."""
    terms = list(proof.terms())
    last = {term: place for place, term in enumerate(terms)}
    steps: list[Step] = []
    at = last[terms[0]]
    while at < len(proof.steps):
        steps.append(proof.steps[at])
        at = last[terms[at + 1]]
    return Proof(proof.start, tuple(steps), proof.end)
