"""Why the chosen form is equal: proofs without detours, replayed by plain rewriting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.kernels.egraph import Proof, check_proof
from neurlang.kernels.expr import tree_size
from neurlang.kernels.optimizing.knowledge import knows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neurlang.kernels.egraph import EGraph, Step
    from neurlang.kernels.expr import Expr
    from neurlang.kernels.optimizing.knowledge import Knowledge

LARGEST_PROOF = (
    20_000  # nodes of the formula's tree: a proof is about places in it, shared parts once for each
)


def checked_proofs(
    graph: EGraph, before: Sequence[Expr], after: Sequence[Expr], known: Knowledge
) -> tuple[Proof, ...]:
    """A proof for each pair of outputs, replayed; none where the formulas are too long for it.

    Raises:
        FormulaError: a step does not hold: the engine is wrong.

    """
    if max(map(tree_size, (*before, *after))) > LARGEST_PROOF:
        return ()
    proofs = tuple(direct(graph.explain(one, other)) for one, other in zip(before, after, strict=True))
    for proof in proofs:
        check_proof(proof, known.rewrites, lambda fact, term: knows(graph, fact, term))
    return proofs


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
