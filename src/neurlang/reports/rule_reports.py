"""Rewrite rules as JSON, with the verdict on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Literal, TypedDict

from neurlang.kernels.rules import Entry, Rule


class RuleFields(TypedDict):
    """A rewrite rule."""

    name: Annotated[str, "of the rule"]
    group: Annotated[str, "the group that it is in"]
    kind: Annotated[str, "real: equal for real numbers; exact: the same bits"]
    text: Annotated[str, "what it says, as a line of a rule file"]
    status: Annotated[str, "proved, sampled or false"]
    method: Annotated[str, "how the status was found"]
    counterexample: Annotated[str | None, "of a false rule: operands that show it"]


class RulesReport(TypedDict):
    """`nl rules --json`: the rules, with the verdict on each."""

    schema: Literal["neurlang.rules/1"]
    rules: Annotated[list[RuleFields], "in the order of the table or of the file"]
    counts: Annotated[dict[str, int], "how many there are of each status"]


def rules_report(rows: Sequence[tuple[Rule, Entry, str]]) -> RulesReport:
    """Each rule with its verdict and, if it is false, a counterexample."""
    return {
        "schema": "neurlang.rules/1",
        "rules": [_rule(*row) for row in rows],
        "counts": dict(Counter(entry.status for _, entry, _ in rows)),
    }


def _rule(rule: Rule, entry: Entry, counterexample: str) -> RuleFields:
    return {
        "name": rule.name,
        "group": rule.group,
        "kind": rule.kind,
        "text": rule.text,
        "status": entry.status,
        "method": entry.method,
        "counterexample": counterexample or None,
    }
