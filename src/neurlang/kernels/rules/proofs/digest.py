"""A hash of what a rule says."""

from __future__ import annotations

import hashlib

from neurlang.kernels.expr import to_rows
from neurlang.kernels.rules.rule import Rule


def digest_of(rule: Rule) -> str:
    """A hash of what a rule says: sides, conditions and kind, but not its name."""
    rewrite = rule.rewrite
    when = tuple((condition.fact, to_rows((condition.term,))) for condition in rewrite.when)
    said = (to_rows((rewrite.left, rewrite.right)), when, rule.kind)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
