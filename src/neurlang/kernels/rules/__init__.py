"""Rules: which formulas are equal, and under what conditions.

`RULES` is the whole table, `rules_of` a part of it. `analysis_for` provides what an e-graph needs to check their
conditions: intervals, signs, constants. `read_rules` reads rules in the table's notation from a text, `checked_rules`
from a file, which are verified like the table's: `verify_rule` refutes or proves a rule, `entry_of` says what was
proved about a rule of the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.rules.analysis import analysis_for
    from neurlang.kernels.rules.checking import checked_rules
    from neurlang.kernels.rules.notation import read_rules
    from neurlang.kernels.rules.proofs import (
        Entry,
        FalseRuleError,
        Verdict,
        digest_of,
        entry_of,
        verified,
        verify_rule,
        write_ledger,
    )
    from neurlang.kernels.rules.rule import Kind, Rule
    from neurlang.kernels.rules.table import GROUPS, RULES, rules_of
else:
    __getattr__ = later(
        __name__,
        {
            "GROUPS": "table",
            "RULES": "table",
            "Entry": "proofs",
            "FalseRuleError": "proofs",
            "Kind": "rule",
            "Rule": "rule",
            "Verdict": "proofs",
            "analysis_for": "analysis",
            "checked_rules": "checking",
            "digest_of": "proofs",
            "entry_of": "proofs",
            "verified": "proofs",
            "read_rules": "notation",
            "rules_of": "table",
            "verify_rule": "proofs",
            "write_ledger": "proofs",
        },
    )

__all__ = [
    "GROUPS",
    "RULES",
    "Entry",
    "FalseRuleError",
    "Kind",
    "Rule",
    "Verdict",
    "analysis_for",
    "checked_rules",
    "digest_of",
    "entry_of",
    "read_rules",
    "rules_of",
    "verified",
    "verify_rule",
    "write_ledger",
]
