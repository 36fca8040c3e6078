"""A form with reciprocals, made of a form of the searched graph, has a proof of its own."""

from __future__ import annotations

from neurlang.kernels.accuracy import DEFAULT_TOLERANCE
from neurlang.kernels.egraph import EGraph
from neurlang.kernels.expr import parse
from neurlang.kernels.optimizing import Knowledge, table_knowledge
from neurlang.kernels.optimizing.candidates import Segment
from neurlang.kernels.optimizing.explaining import checked_proofs
from neurlang.kernels.optimizing.reciprocals import by_reciprocals

KERNEL = parse("exp(x) / (1 + y) + sqrt(x*x + y) / (x * (y + 2))", dtype="f32")


def searched(known: Knowledge) -> EGraph:
    """A graph that was never rewritten: no reciprocal is in it."""
    graph = EGraph(known.analysis)
    graph.roots = [graph.add(output) for output in KERNEL.outputs]
    graph.rebuild()
    return graph


def test_the_proof_leads_over_the_form_that_divides() -> None:
    known = table_knowledge(KERNEL, DEFAULT_TOLERANCE)
    after = by_reciprocals(KERNEL.outputs)
    assert after != KERNEL.outputs
    path = [Segment(searched(known), KERNEL.outputs, KERNEL.outputs)]
    (proof,) = checked_proofs(path, (KERNEL.outputs, after), known)
    assert (proof.start, proof.end) == (KERNEL.outputs[0], after[0])
    assert {step.rule for step in proof.steps} == {"div-is-mul-recip"}


def test_without_the_rule_there_is_no_proof() -> None:
    table = table_knowledge(KERNEL, DEFAULT_TOLERANCE)
    kept = tuple(rewrite for rewrite in table.rewrites if not rewrite.name.startswith("div-is-mul-recip"))
    known = Knowledge(kept, table.analysis)
    after = by_reciprocals(KERNEL.outputs)
    path = [Segment(searched(known), KERNEL.outputs, KERNEL.outputs)]
    assert checked_proofs(path, (KERNEL.outputs, after), known) == ()
