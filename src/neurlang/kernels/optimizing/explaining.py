"""Proofs that the chosen form is equal: short ones, replayed by plain rewriting.

A graph that was searched for long explains an equality by the path that it found first, which is rarely short.
So a fresh graph is grown from both ends, an iteration at a time, until the two meet; if they do not within
its limits, the proof comes from the searched graph. A form of a later pulse is proved step by step, through the starts
of the pulses before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from neurlang.kernels.egraph import TIDYING, EGraph, Proof, Step, check_proof
from neurlang.kernels.expr import Expr, tree_size
from neurlang.kernels.optimizing.candidates import Segment
from neurlang.kernels.optimizing.knowledge import Knowledge, knows
from neurlang.kernels.optimizing.tidying import tidy
from neurlang.kernels.search import Limits, saturate

Form = Sequence[Expr]

LARGEST_PROOF = (
    20_000  # nodes of the formula's tree: proofs address places in it, so shared parts count each time
)
ROUNDS = 8
ROUND = Limits(nodes=4_000, iterations=1, seconds=5.0)  # the nodes stop it
RECIPROCAL_ROUNDS = Limits(nodes=100_000, iterations=3, seconds=10.0)


RECIPROCALS = ("div-is-mul-recip", "recip-is-div")
"""Rules that turn a form that divides into one with reciprocals."""


@dataclass(slots=True)
class LazyProofs:
    """The proofs of a result, built when they are first asked for: for a long formula this takes seconds."""

    path: Sequence[Segment]
    derived: Sequence[Form]
    known: Knowledge
    found: tuple[Proof, ...] | None = None

    def __call__(self) -> tuple[Proof, ...]:
        """A proof for each pair of outputs, replayed; see `checked_proofs`."""
        if self.found is None:
            self.found = checked_proofs(self.path, self.derived, self.known) if self.path else ()
        return self.found


def is_too_long(path: Sequence[Segment], derived: Sequence[Form]) -> bool:
    """Whether the formulas are too long for a proof."""
    forms = [path[0].before, *derived, *(segment.after for segment in path)]
    return max(tree_size(output) for form in forms for output in form) > LARGEST_PROOF


def checked_proofs(path: Sequence[Segment], derived: Sequence[Form], known: Knowledge) -> tuple[Proof, ...]:
    """A proof for each pair of outputs, replayed; none if the formulas are too long for it.

    `path` leads from the form as written to a form that was found. `derived` begins with that form; each later form was
    derived from the one before, by tidying its constants or with reciprocals.

    Raises:
        FormulaError: a step does not hold, which is an error of the engine.

    """
    if is_too_long(path, derived):
        return ()
    proofs = proofs_along(path, known)
    for before, after in pairwise(derived):
        onward = tidied(before, after) or by_reciprocals(before, after, known)
        if not onward:
            return ()
        proofs = joined(proofs, onward)
    return proofs


def tidied(before: Form, after: Form) -> tuple[Proof, ...]:
    """The single step that combines a form's constants, replayed; none if the change is another."""
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
    """The proofs from a form to the one with reciprocals; none if the rules for this are not in use."""
    graph = reciprocal_graph(before, after, known)
    return explained(graph, before, after, known) if graph else ()


def proofs_along(path: Sequence[Segment], known: Knowledge) -> tuple[Proof, ...]:
    """From the first form to the last: directly if the two meet in a small graph, else step by step."""
    first, last = path[0].before, path[-1].after
    meeting = meeting_graph(first, last, known)
    if meeting is not None:
        return explained(meeting, first, last, known)
    if len(path) == 1:
        return explained(path[0].graph, first, last, known)
    whole = tuple(Proof(output, (), output) for output in first)
    for segment in path:
        if segment.before != segment.after:
            graph = meeting_graph(segment.before, segment.after, known) or segment.graph
            whole = joined(whole, explained(graph, segment.before, segment.after, known))
    return tuple(map(direct, whole))


def joined(ones: Sequence[Proof], others: Sequence[Proof]) -> tuple[Proof, ...]:
    """Each proof followed by the other."""
    pairs = zip(ones, others, strict=True)
    return tuple(Proof(one.start, (*one.steps, *other.steps), other.end) for one, other in pairs)


def explained(graph: EGraph, before: Form, after: Form, known: Knowledge) -> tuple[Proof, ...]:
    """The proofs of a graph in which each pair is equal, replayed."""
    proofs = tuple(direct(graph.explain(one, other)) for one, other in zip(before, after, strict=True))
    for proof in proofs:
        check_proof(proof, known.rewrites, lambda fact, term: knows(graph, fact, term))
    return proofs


def reciprocal_graph(before: Form, after: Form, known: Knowledge) -> EGraph | None:
    """A graph in which a form equals the one with reciprocals; None if the rules for this are not in use."""
    graph = EGraph(known.analysis)
    pairs = [(graph.add(one), graph.add(other)) for one, other in zip(before, after, strict=True)]
    graph.rebuild()
    saturate(graph, [rewrite for rewrite in known.rewrites if rewrite.name in RECIPROCALS], RECIPROCAL_ROUNDS)
    return graph if all(graph.find(one) == graph.find(other) for one, other in pairs) else None


def meeting_graph(before: Form, after: Form, known: Knowledge) -> EGraph | None:
    """A small graph in which each pair is equal; None if they do not meet in it."""
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
    """The proof without detours: steps between two occurrences of the same expression are left out."""
    terms = list(proof.terms())
    last = {term: place for place, term in enumerate(terms)}
    steps: list[Step] = []
    at = last[terms[0]]
    while at < len(proof.steps):
        steps.append(proof.steps[at])
        at = last[terms[at + 1]]
    return Proof(proof.start, tuple(steps), proof.end)
