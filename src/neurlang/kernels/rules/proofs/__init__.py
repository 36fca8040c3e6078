"""Evidence for the rules: refuted at points, proved by z3 and SymPy, recorded in a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.rules.proofs.digest import digest_of
    from neurlang.kernels.rules.proofs.ledger import Entry, entry_of, write_ledger
    from neurlang.kernels.rules.proofs.scrutiny import FalseRuleError, Verdict, must_hold, scrutinise
else:
    __getattr__ = later(
        __name__,
        {
            "Entry": "ledger",
            "FalseRuleError": "scrutiny",
            "Verdict": "scrutiny",
            "digest_of": "digest",
            "entry_of": "ledger",
            "must_hold": "scrutiny",
            "scrutinise": "scrutiny",
            "write_ledger": "ledger",
        },
    )

__all__ = [
    "Entry",
    "FalseRuleError",
    "Verdict",
    "digest_of",
    "entry_of",
    "must_hold",
    "scrutinise",
    "write_ledger",
]
