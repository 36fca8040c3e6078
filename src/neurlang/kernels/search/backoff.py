"""The backoff scheduler: rules that match too often rest, longer each time (egg: Willsey et al., POPL 2021).

Rules such as associativity match everywhere and would fill a graph before others get their turn.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class _Record:
    """How often a rule was put to rest, and the first iteration in which it may match again."""

    rests: int = 0
    returns: int = 0


@dataclass(slots=True)
class BackoffScheduler:
    """Says which rules may match in an iteration; both numbers double for a rule each time that it rests.

    `match_limit` is how many matches of a rule are accepted in one iteration, `rest_length` the number of
    iterations that it then sits out.
    """

    match_limit: int = 1000
    rest_length: int = 5
    _records: dict[str, _Record] = field(default_factory=dict, repr=False)

    def may_match(self, rule: str, iteration: int) -> bool:
        """Whether the rule is not resting."""
        record = self._records.get(rule)
        return record is None or iteration >= record.returns

    def limit(self, rule: str) -> int:
        """The number of matches of the rule that are accepted now."""
        record = self._records.get(rule)
        return self.match_limit << (record.rests if record else 0)

    def accepts(self, rule: str, iteration: int, matches: int) -> bool:
        """Whether that many matches are to be applied; if not, the rule starts to rest."""
        if matches <= self.limit(rule):
            return True
        record = self._records.setdefault(rule, _Record())
        record.returns = iteration + 1 + (self.rest_length << record.rests)
        record.rests += 1
        return False

    def is_done(self, iteration: int) -> bool:
        """Whether an iteration without changes is the last; if rules are resting, the first of them return early."""
        resting = [record for record in self._records.values() if record.returns > iteration]
        if not resting:
            return True
        early = min(record.returns for record in resting) - (iteration + 1)
        for record in resting:
            record.returns -= early
        return False
