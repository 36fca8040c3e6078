"""One output of a form on trial: a search for worse points, then the slow oracle's judgement of suspicious ones."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from soundness.batch import FORBIDDEN, Batch, batch_at, top
from soundness.bounds import evaluate
from soundness.edges import edges
from soundness.lean import lean_points
from soundness.points import moved
from soundness.subject import below
from soundness.undefined import surely_undefined
from soundness.verdict import LIMIT, decide, known_truths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soundness.formats import Array
    from soundness.points import Domain
    from soundness.subject import Subject
    from soundness.verdict import Output, Point

ROUNDS, CHILDREN = 4, 400  # of the search
OWN_ROUNDS = 16  # of the search for the error of the form as written, if that decides
WORST, OWN_WORST = 24, 8  # parents by the form's error, and by that of the form as written
EXTREME, MOST_NODES, LAST = (
    3,
    6,
    1500,
)  # parents by an intermediate; of at most 6 nodes; among the last 1500 points
MOST_DECIDED = 256  # points of an output that the slow oracle decides
ENOUGH = 3  # faults with results of one class (NaN, infinite, 0, other), after which no more are searched


@dataclass(frozen=True, slots=True)
class Fault:
    """A result that breaks the promise: which kind of fault, where, and what it should be; errors in units."""

    kind: str
    output: int
    inputs: tuple[float, ...]
    exact: str
    written: str
    got: str
    error: float
    allowed: float


@dataclass(slots=True)
class Outcome:
    """The findings about a form.

    `undecided` counts suspicious points that were too many for the slow oracle, `unknown` those that it could not
    decide, `slow` all that it examined. `worst` is the greatest error that is certain, `excused` the greatest that was
    accepted because the form as written is as far off elsewhere.
    """

    points: int = 0
    faults: list[Fault] = field(default_factory=list)
    undecided: int = 0
    unknown: int = 0
    slow: int = 0
    worst: float = 0.0
    excused: float = 0.0


@dataclass(slots=True)
class Trial:
    """One output of a form, on trial; findings are added to the outcome."""

    subject: Subject
    domain: Domain
    output: Output
    draw: np.random.Generator
    outcome: Outcome
    own: list[Array] = field(default_factory=list)  # points at which the form as written is far off

    def run(self, points: list[Array]) -> None:
        """Search from these points, and judge all points."""
        if self.output.is_truth:
            self._judge_truths(points)
            return
        batch = batch_at(self.subject, self.output, points)
        found = edges(self.subject, self.output.place, self.domain, batch, self.draw)
        batch = batch.joined(batch_at(self.subject, self.output, found))
        lean = lean_points(self.subject, self.output, self.domain, points, self.draw)
        batch = batch.joined(batch_at(self.subject, self.output, lean))
        for _ in range(ROUNDS):
            batch = batch.joined(batch_at(self.subject, self.output, self._children(batch)))
        self._judge(batch)

    # -- searching

    def _children(self, batch: Batch) -> list[Array]:
        """Points near the worst so far, and near those where an intermediate of the rewritten form is extreme."""
        parents = [top(batch.score, WORST), top(batch.own, OWN_WORST), *self._extremes(batch)]
        return self._moved([column[np.unique(np.concatenate(parents))] for column in batch.points], CHILDREN)

    def _moved(self, parents: list[Array], count: int) -> list[Array]:
        children = moved(self.domain, parents, count, self.draw)
        inside = self.domain.holds(children)
        return [np.ascontiguousarray(child[inside]) for child in children]

    def _extremes(self, batch: Batch) -> list[Array]:
        """The points where intermediates that only the rewritten form has are largest and smallest in size."""
        order, known = below((self.subject.better[self.output.place],)), set(self.output.order)
        fresh = [node for node in order if node.kind == "r" and node.args and node not in known][-MOST_NODES:]
        if not fresh:
            return []
        part = np.arange(max(0, len(batch) - LAST), len(batch))
        part = part[np.isfinite(batch.written[part])]
        values = evaluate(
            order, self.subject.named([column[part] for column in batch.points]), self.output.of
        )
        found = []
        for node in fresh:
            size = np.abs(np.broadcast_to(values[node].v, len(part)))
            found += [part[top(np.where(np.isnan(size), -1, size), EXTREME)]]
            found += [part[top(np.where(size > 0, -size, -np.inf), EXTREME)]]
        return found

    # -- judging

    def _judge_truths(self, points: list[Array]) -> None:
        written, got = self.subject.results(self.output.place, points)
        self.outcome.points += len(written)
        rows = np.flatnonzero(written != got)
        if not len(rows):
            return
        truth = known_truths(self.output, self.subject.named([column[rows] for column in points]))
        is_right = np.broadcast_to((truth.v == got[rows]) & (truth.sure is None or truth.sure), len(rows))
        self._conclude(
            [column[rows[~is_right]] for column in points], written[rows[~is_right]], got[rows[~is_right]]
        )

    def _judge(self, batch: Batch) -> None:
        self.outcome.points += len(batch)
        self.own = [column[top(batch.own, WORST)] for column in batch.points]
        score = batch.score[batch.score < FORBIDDEN]
        same = batch.own[batch.score < 0]
        self.outcome.worst = max(
            self.outcome.worst, float(score.max(initial=0.0)), float(same.max(initial=0.0))
        )
        allowed = max(LIMIT, float(batch.own.max(initial=0.0)))
        self.outcome.excused = max(self.outcome.excused, float(score[score > LIMIT].max(initial=0.0)))
        rows = np.flatnonzero(batch.suspicious & (batch.forbidden | ~(batch.most <= allowed)))
        rows = rows[~self._undefined(batch, rows)]
        rows = rows[np.argsort(-batch.score[rows], kind="stable")]
        points, most = (
            [column[rows] for column in batch.points],
            np.where(batch.forbidden, np.inf, batch.most)[rows],
        )
        self._conclude(points, batch.written[rows], batch.got[rows], most, allowed)

    def _undefined(self, batch: Batch, rows: Array) -> Array:
        """Which points certainly have no exact value."""
        if not batch.open[rows].any():
            return np.zeros(len(rows), bool)
        order, points = self.output.order, self.subject.named([column[rows] for column in batch.points])
        undefined = surely_undefined(order, evaluate(order, points, self.output.of))
        return np.broadcast_to(undefined[self.output.root], len(rows))

    def _conclude(
        self,
        points: list[Array],
        written: Array,
        got: Array,
        most: Array | None = None,
        allowed: float = LIMIT,
    ) -> None:
        """Decide suspicious points one by one, and record the faults.

        In: the points, worst first, with the greatest error that each may have (None: any), and the error that is
        allowed, which grows if the form as written is found to be further off.
        """
        faults: list[Point] = []
        of, decided, is_searched = self.output.of, 0, self.output.is_truth
        waiting = np.full(len(written), np.inf) if most is None else most.copy()
        found: Counter[str] = Counter()
        for place in range(len(written)):
            look = _look(got[place])
            if decided >= MOST_DECIDED:
                break
            if waiting[place] <= allowed or found[look] >= ENOUGH:
                continue
            waiting[place] = 0
            point = self._decided([column[place] for column in points], written[place], got[place])
            decided += 1
            self.outcome.unknown += not point.exact.is_known
            if not self.output.is_truth and math.isfinite(point.written):
                allowed = max(allowed, point.own_error)
            if point.fault(of, allowed) == "outside" and not is_searched:
                is_searched = True
                allowed = max(allowed, self._worst_of_written(point))
            if point.fault(of, allowed):
                faults.append(point)
                found[look] += 1
        self.outcome.slow += decided
        kept = [(point, kind) for point in faults if (kind := point.fault(of, allowed))]
        self.outcome.faults += self._reported(kept, allowed)
        if not kept:
            self.outcome.undecided += int((~(waiting <= allowed)).sum())

    def _decided(self, inputs: Sequence[np.floating], written: np.generic, got: np.generic) -> Point:
        numbers = tuple(float(each) for each in inputs)
        return decide(self.output, self.subject.kernel.names, numbers, written.item(), got.item())

    def _worst_of_written(self, fault: Point) -> float:
        """The error of the form as written, by a search from the fault and from its worst points so far."""
        parents = [
            np.append(own, self.output.of.kind(value))
            for own, value in zip(self.own, fault.inputs, strict=True)
        ]
        worst = 0.0
        for _ in range(OWN_ROUNDS):
            batch = batch_at(self.subject, self.output, self._moved(parents, 4 * CHILDREN))
            worst = max(worst, float(batch.own.max(initial=0.0)))
            best = top(batch.own, WORST)
            parents = [
                np.append(parent[-WORST:], child[best])
                for parent, child in zip(parents, batch.points, strict=True)
            ]
        return worst

    def _reported(self, faults: Sequence[tuple[Point, str]], allowed: float) -> list[Fault]:
        """The worst fault of each kind."""
        worst: dict[str, Point] = {}
        for point, kind in faults:
            if kind not in worst or point.error > worst[kind].error:
                worst[kind] = point
        return [self._fault(kind, point, allowed) for kind, point in worst.items()]

    def _fault(self, kind: str, point: Point, allowed: float) -> Fault:
        shown = str if self.output.is_truth else float.hex
        results = str(point.exact.value), shown(point.written), shown(point.got)
        return Fault(kind, self.output.place, point.inputs, *results, error=point.error, allowed=allowed)


def _look(result: np.generic) -> str:
    """The class of a result."""
    number = float(result)
    return (
        "nan"
        if math.isnan(number)
        else "infinite"
        if math.isinf(number)
        else "zero"
        if number == 0
        else "other"
    )
