"""The verification of every rule, the project's and users' alike: refuted, proved, or sampled."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache
from typing import Literal

from neurlang.errors import FormulaError
from neurlang.kernels.rules.proofs.counterexamples import (
    POINTS,
    Counterexample,
    counterexample_at,
    find_counterexample,
)
from neurlang.kernels.rules.proofs.float_proof import same_bits
from neurlang.kernels.rules.proofs.real_proof import (
    real_domain_is_equal,
    real_identity_by_sympy,
    real_identity_by_z3,
)
from neurlang.kernels.rules.rule import Rule

Status = Literal["proved", "sampled", "false"]


class FalseRuleError(FormulaError):
    """A rule does not hold; the message names it and a counterexample."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a verification: status, by what method, a counterexample if the rule is false, seconds taken."""

    status: Status
    method: str
    counterexample: str = ""
    seconds: float = 0.0


def verify_rule(rule: Rule, points: int = POINTS) -> Verdict:
    """Look for a counterexample, then for a proof. An exact rule without a proof counts as false: it may not ship.

    Raises MissingPartError if z3 or SymPy is not installed.
    """
    begun = time.monotonic()
    found = find_counterexample(rule, points)
    verdict = Verdict("false", "refuter", str(found)) if found else _proved(rule, points)
    return Verdict(verdict.status, verdict.method, verdict.counterexample, time.monotonic() - begun)


def _proved(rule: Rule, points: int) -> Verdict:
    return _proved_bits(rule) if rule.kind == "exact" else _proved_over_reals(rule, points)


def _proved_bits(rule: Rule) -> Verdict:
    if rule.rewrite.when:  # conditions are about exact values, but the computed ones may overflow
        return Verdict("false", "form", "an exact rule has no conditions; state it as a rule of real numbers")
    holds, operands = same_bits(rule)
    if holds:
        return Verdict("proved", "z3, binary32")
    why = "no proof that the bits are the same; state it as a rule of real numbers"
    if operands:
        why = str(Counterexample(operands, float("nan"), float("nan"), "the bits differ"))
    return Verdict("false", "z3, binary32", why)


def _proved_over_reals(rule: Rule, points: int) -> Verdict:
    domain, identity = real_domain_is_equal(rule), real_identity_by_z3(rule)
    for answer in (domain, identity):
        if answer.holds is False:
            return Verdict("false", "z3, reals", str(counterexample_at(rule, answer.operands)))
    if domain.holds and identity.holds:
        return Verdict("proved", "z3, reals")
    if domain.holds and real_identity_by_sympy(rule):
        return Verdict("proved", "SymPy, domain by z3")
    return Verdict("sampled", f"{points:,} points")


@cache
def verified(rule: Rule) -> Verdict:
    """The verdict on a rule that is not false; for a false one, raises FalseRuleError with the counterexample."""
    verdict = verify_rule(rule)
    if verdict.status == "false":
        raise FalseRuleError(f"rule '{rule.name}' is false: {verdict.counterexample}")
    return verdict
