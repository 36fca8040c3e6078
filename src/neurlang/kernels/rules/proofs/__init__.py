"""Evidence for the rules: refuted at points, proved by z3 and SymPy, recorded in a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.rules.proofs.digest import digest_of
    from neurlang.kernels.rules.proofs.ledger import Entry, entry_of, write_ledger
    from neurlang.kernels.rules.proofs.verification import FalseRuleError, Verdict, verified, verify_rule
else:
    __getattr__ = later(
        __name__,
        {
            "Entry": "ledger",
            "FalseRuleError": "verification",
            "Verdict": "verification",
            "digest_of": "digest",
            "entry_of": "ledger",
            "verified": "verification",
            "verify_rule": "verification",
            "write_ledger": "ledger",
        },
    )

__all__ = [
    "Entry",
    "FalseRuleError",
    "Verdict",
    "digest_of",
    "entry_of",
    "verified",
    "verify_rule",
    "write_ledger",
]
