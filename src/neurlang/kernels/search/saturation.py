"""Equality saturation: apply rules until nothing is new or a limit is reached (Tate et al., POPL 2009).

Each iteration matches every rule that the scheduler lets match, applies what was found, and rebuilds. A rule
sees only what is new since its matches were last applied, so that no match is applied twice.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from neurlang.errors import FormulaError
from neurlang.kernels.egraph import RuleTable
from neurlang.kernels.search.backoff import BackoffScheduler

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from neurlang.kernels.egraph import Applied, EGraph, Matches, Rewrite

StopReason = Literal["saturated", "nodes", "iterations", "seconds"]
CHUNK = 4096  # matches applied between two looks at the clock: about 2 ms


@dataclass(frozen=True, slots=True)
class Limits:
    """Where saturation stops: live nodes, iterations, seconds.

    Raises:
        FormulaError: one of them is not above zero.

    """

    nodes: int = 20_000
    iterations: int = 100
    seconds: float = 5.0

    def __post_init__(self) -> None:
        if self.nodes < 1 or self.iterations < 1 or not self.seconds > 0:
            raise FormulaError("Saturation needs limits above zero: nodes, iterations, seconds.")


@dataclass(frozen=True, slots=True)
class Saturation:
    """Why saturation stopped, after how much: `applied` has the number of unions by the rule's name."""

    stop_reason: StopReason
    iterations: int
    nodes: int
    classes: int
    seconds: float
    applied: dict[str, int]


@dataclass(slots=True)
class _Run:
    """A saturation under way: `since` has each rule's last generation of matches that were applied."""

    graph: EGraph
    table: RuleTable
    scheduler: BackoffScheduler
    deadline: float
    since: list[int]
    applied: dict[str, int] = field(default_factory=dict)

    def iterate(self, iteration: int) -> StopReason | None:
        """One iteration; the reason to stop, where there is one."""
        matches = self.accepted(iteration)
        unions = sum(self.applied.values())
        reason = self.apply(matches)
        self.graph.rebuild()
        if reason is None and unions == sum(self.applied.values()) and self.scheduler.is_done(iteration):
            return "saturated"
        return reason

    def accepted(self, iteration: int) -> Matches:
        """What is new for the rules that may match; those that match too often are put to rest."""
        names = [rewrite.name for rewrite in self.table.rewrites]
        chosen = [rule for rule, name in enumerate(names) if self.scheduler.may_match(name, iteration)]
        matches = self.graph.matches(
            self.table,
            chosen=chosen,
            limit=[self.scheduler.limit(names[rule]) + 1 for rule in chosen],
            since=[self.since[rule] for rule in chosen],
        )
        kept = []
        for rule, count in zip(matches.chosen, matches.found, strict=True):
            if self.scheduler.accepts(names[rule], iteration, count):
                kept.append(names[rule])
                self.since[rule] = matches.generation
        return matches.of(kept)

    def apply(self, matches: Matches) -> StopReason | None:
        """Apply matches a piece at a time, until a limit is reached."""
        for start in range(0, len(matches), CHUNK):
            applied = self.graph.apply(matches[start : start + CHUNK])
            self.note(applied)
            if applied.is_full:
                return "nodes"
            if time.monotonic() > self.deadline:
                return "seconds"
        return None

    def note(self, applied: Applied) -> None:
        """Add up the unions of each rule."""
        for name, count in applied.unions.items():
            self.applied[name] = self.applied.get(name, 0) + count


def saturate(
    graph: EGraph,
    rewrites: RuleTable | Sequence[Rewrite],
    limits: Limits | None = None,
    scheduler: BackoffScheduler | None = None,
    progress: Callable[[int, int], None] = lambda _iteration, _nodes: None,
) -> Saturation:
    """Apply the rewrites to a rebuilt graph until nothing is new or a limit is reached.

    The limit on nodes becomes the graph's own. `progress` is told the iterations done and the live nodes.

    Raises:
        ContradictionError: two different constants came into one class; it names the rules and the proof.

    """
    limits, scheduler = limits or Limits(), scheduler or BackoffScheduler()
    table = rewrites if isinstance(rewrites, RuleTable) else graph.table(rewrites)
    begin = time.monotonic()
    graph.limit = limits.nodes
    run = _Run(graph, table, scheduler, begin + limits.seconds, [0] * len(table.rewrites))
    reason: StopReason | None = None
    iteration = 0
    while reason is None:
        reason = run.iterate(iteration)
        iteration += 1
        progress(iteration, graph.nodes)
        reason = reason or _limit_reached(iteration, run, limits)
    seconds = time.monotonic() - begin
    return Saturation(
        reason, iteration, graph.nodes, graph.classes, seconds, dict(sorted(run.applied.items()))
    )


def _limit_reached(iteration: int, run: _Run, limits: Limits) -> StopReason | None:
    if time.monotonic() > run.deadline:
        return "seconds"
    return "iterations" if iteration >= limits.iterations else None
