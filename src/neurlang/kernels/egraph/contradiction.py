"""The error if two different constants come into one class: a rule is false, and the proof names those used."""

from __future__ import annotations

from neurlang.errors import ContradictionError
from neurlang.kernels.egraph.proving.proof import Proof

MOST_LINES = 40


def contradiction(proof: Proof, first: float, second: float) -> ContradictionError:
    """The error for two different constants that a proof makes equal."""
    lines = proof.lines()
    shown = (
        lines
        if len(lines) <= MOST_LINES
        else [*lines[:MOST_LINES], f"  ... and {len(lines) - MOST_LINES} more"]
    )
    rules = ", ".join(f"'{name}'" for name in proof.rules)
    return ContradictionError(
        "\n".join([f"The rules make {first!r} equal to {second!r}: one of {rules} is false here.", *shown])
    )
