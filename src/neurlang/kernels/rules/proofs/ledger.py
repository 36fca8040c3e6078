"""The ledger: the verdict on each rule of the table, stored beside it so that listing needs no prover.

An entry is for the statement of a rule. A rule whose statement has changed since has none, and may not be used.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from neurlang.errors import FormulaError
from neurlang.kernels.rules.proofs.digest import digest_of
from neurlang.kernels.rules.rule import Rule
from neurlang.result_files import write_file

LEDGER = Path(__file__).with_name("ledger.json")


@dataclass(frozen=True, slots=True)
class Entry:
    """A recorded verdict: "proved" or "sampled", and by what method."""

    digest: str
    status: str
    method: str


@cache
def entries() -> Mapping[str, Entry]:
    """The entries by the rules' names."""
    read = json.loads(LEDGER.read_text(encoding="utf-8"))
    return {name: Entry(*fields) for name, fields in read.items()}


def entry_of(rule: Rule) -> Entry:
    """The entry of a rule as it is stated now. Raises FormulaError if there is none."""
    found = entries().get(rule.name)
    if found is None or found.digest != digest_of(rule):
        raise FormulaError(
            f"rule '{rule.name}' has no proof as it is stated now; run `nl rules --check --update`"
        )
    return found


def write_ledger(verdicts: Mapping[str, Entry]) -> None:
    """Replace the ledger, one line per rule. Raises UsageError if the package cannot be written."""
    lines = [
        f"  {json.dumps(name)}: {json.dumps([entry.digest, entry.status, entry.method])}"
        for name, entry in verdicts.items()
    ]
    write_file(LEDGER, ("{\n" + ",\n".join(lines) + "\n}\n").encode())
    entries.cache_clear()
