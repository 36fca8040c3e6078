"""Equality saturation: apply rules until no rule adds anything or a limit is reached (Tate et al., POPL 2009).

Each iteration matches every rule that the scheduler allows, applies the matches, and rebuilds. A rule sees only
what is new since its matches were last applied, so no match is applied twice.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from neurlang.errors import FormulaError
from neurlang.kernels.egraph import EGraph, Matches, Rewrite, RuleTable
from neurlang.kernels.search.backoff import BackoffScheduler
from neurlang.kernels.search.stopwatch import Stopwatch

StopReason = Literal["saturated", "nodes", "iterations", "seconds"]
CHUNK = 4096  # matches applied between two checks of the clock: about 2 ms


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
    """Why saturation stopped, and how much it did.

    `matched` has the number of new matches by the rule's name, `applied` the number of unions they made; `phases`
    has the seconds of matching, applying and rebuilding.
    """

    stop_reason: StopReason
    iterations: int
    nodes: int
    classes: int
    seconds: float
    matched: dict[str, int]
    applied: dict[str, int]
    phases: dict[str, float]


@dataclass(slots=True)
class _Run:
    """A saturation in progress: `since` has, for each rule, the generation up to which its matches were applied."""

    graph: EGraph
    table: RuleTable
    scheduler: BackoffScheduler
    deadline: float
    since: list[int]
    matched: Counter[str] = field(default_factory=Counter)
    applied: Counter[str] = field(default_factory=Counter)
    watch: Stopwatch = field(default_factory=Stopwatch)

    def iterate(self, iteration: int) -> StopReason | None:
        """One iteration; returns the reason to stop, if there is one."""
        with self.watch.phase("matching"):
            matches = self.accepted(iteration)
        unions = self.applied.total()
        with self.watch.phase("applying"):
            reason = self.apply(matches)
        with self.watch.phase("rebuilding"):
            self.graph.rebuild()
        if reason is None and unions == self.applied.total() and self.scheduler.is_done(iteration):
            return "saturated"
        return reason

    def accepted(self, iteration: int) -> Matches:
        """New matches of the rules that may match; rules that match too often start to rest."""
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
                self.matched[names[rule]] += count
                self.since[rule] = matches.generation
        return matches.of(kept)

    def apply(self, matches: Matches) -> StopReason | None:
        """Apply matches chunk by chunk, until a limit is reached."""
        for start in range(0, len(matches), CHUNK):
            applied = self.graph.apply(matches[start : start + CHUNK])
            self.applied.update(applied.unions)
            if applied.is_full:
                return "nodes"
            if time.monotonic() > self.deadline:
                return "seconds"
        return None


def saturate(
    graph: EGraph,
    rewrites: RuleTable | Sequence[Rewrite],
    limits: Limits | None = None,
    scheduler: BackoffScheduler | None = None,
    progress: Callable[[int, int], None] = lambda _iteration, _nodes: None,
) -> Saturation:
    """Apply the rewrites to a rebuilt graph until no rule adds anything or a limit is reached.

    The node limit becomes the graph's own. `progress` receives the iterations done and the live nodes.

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
    counts = (_by_name(run.matched), _by_name(run.applied))
    return Saturation(reason, iteration, graph.nodes, graph.classes, seconds, *counts, run.watch.seconds)


def _by_name(counts: Counter[str]) -> dict[str, int]:
    return {name: count for name, count in sorted(counts.items()) if count}


def _limit_reached(iteration: int, run: _Run, limits: Limits) -> StopReason | None:
    if time.monotonic() > run.deadline:
        return "seconds"
    return "iterations" if iteration >= limits.iterations else None
