"""Holding a rewritten form against the form as written at thousands of points, and searching for worse ones."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from soundness.bounds import evaluate, surely
from soundness.formats import FORMATS
from soundness.points import Domain, draw_points, moved
from soundness.undefined import surely_undefined
from soundness.verdict import LIMIT, Estimates, Output, decide, estimates, known_truths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neurlang.kernels.expr import Expr, Kernel
    from soundness.formats import Array, Format
    from soundness.verdict import Point

DRAWN, ROUNDS, CHILDREN = 8000, 5, 400
WORST, OWN_WORST, EXTREME = (
    24,
    8,
    3,
)  # parents by the form's error, by that of the form as written, by an intermediate
MOST_NODES = 6  # new intermediates that are driven to their limits
MOST_DECIDED = 48  # points of an output that the slow oracle decides
ENOUGH = 6  # faults of an output, after which no more are looked for

Callee = Callable[..., Any]
FORBIDDEN = 1e30  # the score of what is never allowed


@dataclass(frozen=True, slots=True)
class Fault:
    """A result that breaks the promise: what kind it is, where, and what it should be; errors in units."""

    kind: str
    output: int
    inputs: tuple[float, ...]
    exact: str
    written: str
    got: str
    error: float
    allowed: float
    at_the_edge: bool


@dataclass(slots=True)
class Outcome:
    """What came of one form: points looked at, faults, points that nobody could decide or know."""

    points: int = 0
    faults: list[Fault] = field(default_factory=list)
    undecided: int = 0
    unknown: int = 0
    slow: int = 0
    worst: float = 0.0


@dataclass(frozen=True, slots=True)
class Subject:
    """A formula as written with its code, and a rewritten form's code; `better` is that form's outputs, as data."""

    kernel: Kernel
    written: Callee
    got: Callee
    better: Sequence[Expr]

    @property
    def of(self) -> Format:
        """The kernel's type."""
        return FORMATS[self.kernel.dtype]

    def results(self, points: Sequence[Array]) -> tuple[list[Array], list[Array]]:
        """Those of both codes, an array per output."""
        return tuple(_listed(code(*points)) for code in (self.written, self.got))  # type: ignore[return-value]


def _listed(result: Array | tuple[Array, ...]) -> list[Array]:
    return list(result) if isinstance(result, tuple) else [result]


def below(roots: Sequence[Expr]) -> list[Expr]:
    """All nodes that the roots need, arguments before what uses them."""
    order: dict[Expr, None] = {}
    stack = [(root, False) for root in reversed(roots)]
    while stack:
        node, is_ready = stack.pop()
        if is_ready:
            order[node] = None
        elif node not in order:
            stack.append((node, True))
            stack.extend((arg, False) for arg in node.args if arg not in order)
    return list(order)


def domain_of(kernel: Kernel) -> Domain:
    """The kernel's ranges, its condition, and the numbers in its formula."""
    of = FORMATS[kernel.dtype]
    nodes = below(kernel.outputs if kernel.where is None else (*kernel.outputs, kernel.where))
    constants = tuple(node.value for node in nodes if node.op.name == "const")
    ranges = tuple((item.low, item.high) for item in kernel.inputs)
    if kernel.where is None:
        return Domain(of, ranges, None, constants)
    order, names = below((kernel.where,)), kernel.names

    def condition(points: Sequence[Array]) -> Array:
        held = surely(evaluate(order, dict(zip(names, points, strict=True)), of)[kernel.where])
        return np.broadcast_to(held, len(points[0]))

    return Domain(of, ranges, condition, constants)


def check(subject: Subject, seed: int, drawn: int = DRAWN) -> Outcome:
    """The faults of a form at `drawn` points and some thousand more that a search finds; the same for the same seed."""
    draw = np.random.default_rng(seed)
    domain = domain_of(subject.kernel)
    points = draw_points(domain, drawn, draw)
    outcome = Outcome()
    if not len(points[0]):
        return outcome
    for place, root in enumerate(subject.kernel.outputs):
        Trial(subject, domain, place, Output(root, below((root,)), subject.of), draw, outcome).run(points)
    return outcome


@dataclass(slots=True)
class Trial:
    """One output of a form, on trial."""

    subject: Subject
    domain: Domain
    place: int
    output: Output
    draw: np.random.Generator
    outcome: Outcome

    def run(self, points: list[Array]) -> None:
        """Add what is found to the outcome."""
        if self.output.is_truth:
            self._judge_truths(points)
            return
        batch = Batch.at(self, points)
        for _ in range(ROUNDS):
            children = self._children(batch)
            if not len(children[0]):
                break
            batch = batch.joined(Batch.at(self, children))
        self.outcome.points += len(batch.written)
        self._judge(batch)

    def _named(self, points: Sequence[Array]) -> dict[str, Array]:
        return dict(zip(self.subject.kernel.names, points, strict=True))

    # -- searching

    def _children(self, batch: Batch) -> list[Array]:
        """Points near the worst so far, and near those where an intermediate of the rewritten form is extreme."""
        parents = [_top(batch.score(self.output.of), WORST), _top(batch.own_score(self.output.of), OWN_WORST)]
        parents += self._extremes(batch)
        chosen = np.unique(np.concatenate(parents))
        if not len(chosen):
            return [column[:0] for column in batch.points]
        children = moved(self.domain, [column[chosen] for column in batch.points], CHILDREN, self.draw)
        inside = self.domain.holds(children)
        return [np.ascontiguousarray(child[inside]) for child in children]

    def _extremes(self, batch: Batch) -> list[Array]:
        """For intermediates that only the rewritten form has: where they are greatest and least in size."""
        root = self.subject.better[self.place]
        order = below((root,))
        known = set(self.output.order)
        fresh = [node for node in order if node.kind == "r" and node.args and node not in known][:MOST_NODES]
        if not fresh:
            return []
        part = np.arange(max(0, len(batch.written) - 1500), len(batch.written))
        part = part[np.isfinite(batch.written[part])]
        results = evaluate(order, self._named([column[part] for column in batch.points]), self.output.of)
        found = []
        for node in fresh:
            size = np.abs(np.broadcast_to(results[node].v, len(part)))
            found += [part[_top(np.where(np.isnan(size), -1, size), EXTREME)]]
            found += [part[_top(np.where(size > 0, -size, -np.inf), EXTREME)]]
        return found

    # -- judging

    def _judge_truths(self, points: list[Array]) -> None:
        written, got = (results[self.place] for results in self.subject.results(points))
        self.outcome.points += len(written)
        rows = np.flatnonzero(written != got)
        if not len(rows):
            return
        truth = known_truths(self.output, self._named([column[rows] for column in points]))
        is_right = surely(truth) == got[rows] if truth.sure is None else truth.sure & (truth.v == got[rows])
        rows = rows[~np.broadcast_to(is_right, len(rows))]
        self._conclude(points, written, got, rows, allowed=LIMIT, upper=np.full(len(rows), np.inf))

    def _judge(self, batch: Batch) -> None:
        of = self.output.of
        rows = batch.suspicious(of)
        if not len(rows):
            self._note_worst(batch)
            return
        allowed = max(LIMIT, float(batch.own_score(of).max(initial=0.0)))
        upper = batch.estimates.error(batch.got, of)[1]
        rows = rows[batch.is_forbidden(of)[rows] | ~(upper[rows] <= allowed)]
        defined = ~self._undefined(batch, rows)
        rows = rows[defined]
        order = np.argsort(-batch.score(of)[rows], kind="stable")
        rows = rows[order]
        self._note_worst(batch)
        self._conclude(batch.points, batch.written, batch.got, rows, allowed, upper[rows])

    def _note_worst(self, batch: Batch) -> None:
        score = batch.score(self.output.of)
        self.outcome.worst = max(self.outcome.worst, float(score[score < FORBIDDEN].max(initial=0.0)))

    def _undefined(self, batch: Batch, rows: Array) -> Array:
        """Which points surely have no exact value."""
        if not np.isnan(batch.estimates.value[rows]).any():
            return np.zeros(len(rows), bool)
        results = evaluate(
            self.output.order, self._named([column[rows] for column in batch.points]), self.output.of
        )
        return np.broadcast_to(surely_undefined(self.output.order, results)[self.output.root], len(rows))

    def _conclude(
        self, points: Sequence[Array], written: Array, got: Array, rows: Array, allowed: float, upper: Array
    ) -> None:
        """Decide the points one by one, worst first, and note the faults."""
        of, faults, decided = self.output.of, [], 0
        is_searched = self.output.is_truth
        for place, row in enumerate(rows):
            if decided >= MOST_DECIDED or len(faults) >= ENOUGH:
                break
            if upper[place] <= allowed and np.isfinite(got[row]) and got[row] != 0:
                continue
            inputs = tuple(float(column[row]) for column in points)
            point = decide(
                self.output, self.subject.kernel.names, inputs, written[row].item(), got[row].item()
            )
            decided += 1
            self.outcome.unknown += not point.exact.is_known
            if not self.output.is_truth and math.isfinite(point.written):
                allowed = max(allowed, point.own_error)
            if point.fault(of, allowed) == "outside" and not is_searched:
                is_searched = True
                allowed = max(allowed, self._worst_of_written([point]))
            if point.fault(of, allowed):
                faults.append(point)
        self.outcome.slow += decided
        kept = [(point, kind) for point in faults if (kind := point.fault(of, allowed))]
        self.outcome.faults += self._reported(kept, allowed)
        if not kept and decided >= MOST_DECIDED:
            self.outcome.undecided += int((~(upper[place:] <= allowed)).sum())

    def _worst_of_written(self, faults: Sequence[Point]) -> float:
        """How far off the form as written is near the faults, by a search of its own."""
        of = self.output.of
        parents = [
            np.array([point.inputs[place] for point in faults], of.kind)
            for place in range(len(self.domain.ranges))
        ]
        worst = 0.0
        for _ in range(ROUNDS):
            children = moved(self.domain, parents, 4 * CHILDREN, self.draw)
            inside = self.domain.holds(children)
            children = [np.ascontiguousarray(child[inside]) for child in children]
            if not len(children[0]):
                break
            batch = Batch.at(self, children)
            score = batch.own_score(of)
            worst = max(worst, float(score.max(initial=0.0)))
            best = _top(score, WORST)
            parents = [
                np.concatenate((parent[:WORST], child[best]))
                for parent, child in zip(parents, children, strict=True)
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
        of, exact = self.output.of, point.exact.value
        is_edge = not isinstance(exact, bool) and abs(exact) >= of.largest * (1 - 16 * of.eps)
        text = [
            value.hex() if isinstance(value, float) else str(value) for value in (point.written, point.got)
        ]
        return Fault(kind, self.place, point.inputs, str(exact), *text, point.error, allowed, is_edge)


@dataclass(frozen=True, slots=True)
class Batch:
    """Points with both forms' results and what the fast oracle knows."""

    points: list[Array]
    written: Array
    got: Array
    estimates: Estimates

    @classmethod
    def at(cls, trial: Trial, points: list[Array]) -> Batch:
        """What both forms give at these points."""
        written, got = (results[trial.place] for results in trial.subject.results(points))
        return cls(points, written, got, estimates(trial.output, trial._named(points)))

    def joined(self, other: Batch) -> Batch:
        """These points and others."""

        def join(one: Array, two: Array) -> Array:
            return np.concatenate((one, two))

        return Batch(
            [join(one, two) for one, two in zip(self.points, other.points, strict=True)],
            join(self.written, other.written),
            join(self.got, other.got),
            Estimates(
                *(
                    join(getattr(self.estimates, name), getattr(other.estimates, name))
                    for name in Estimates.__slots__
                )
            ),
        )

    def is_other(self) -> Array:
        """Where the results are not the same."""
        return (self.got != self.written) & ~(np.isnan(self.got) & np.isnan(self.written))

    def is_forbidden(self, of: Format) -> Array:
        """Where the result may be an infinity, NaN or zero that is never allowed."""
        with np.errstate(all="ignore"):
            size = np.abs(self.estimates.value)
            may_be_normal = ~(size + self.estimates.bound < of.normal)
            is_zero = (self.got == 0) & (self.written != 0) & may_be_normal
        return np.asarray((np.isfinite(self.written) & ~np.isfinite(self.got)) | is_zero)

    def score(self, of: Format) -> Array:
        """How bad a result surely is: its error at least, or more than any error for what is never allowed."""
        least = self.estimates.error(self.got, of)[0]
        least = np.where(self.is_forbidden(of) & np.isfinite(self.estimates.bound), FORBIDDEN, least)
        return np.where(self.is_other() & ~np.isnan(least), least, -1.0)

    def own_score(self, of: Format) -> Array:
        """The error of the form as written at least, where it is finite."""
        least = self.estimates.error(self.written, of)[0]
        return np.where(np.isfinite(self.written) & ~np.isnan(least), least, -1.0)

    def suspicious(self, of: Format) -> Array:
        """The points whose results the fast oracle does not let through."""
        most = self.estimates.error(self.got, of)[1]
        with np.errstate(all="ignore"):
            is_number = np.abs(self.estimates.value) + self.estimates.bound <= of.largest
        is_lost = ~np.isfinite(self.written) & ~np.isfinite(self.got) & is_number
        is_right = (most <= LIMIT) & ~self.is_forbidden(of)
        return np.flatnonzero(self.is_other() & ~is_right & ~is_lost)


def _top(score: Array, count: int) -> Array:
    """The places of the greatest scores."""
    if len(score) <= count:
        return np.arange(len(score))
    return np.argpartition(score, len(score) - count)[-count:]
