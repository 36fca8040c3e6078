"""Scores: right, refused, wrong or an error, by level; how the confidence holds; how long answers take."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from neurlang.benchmarks.accuracy.cases import Case
from neurlang.benchmarks.accuracy.expected import Ending, Said
from neurlang.learning import Bin, reliability

EDGES = (0.0, 0.5, 0.9, 0.95, 0.98, 0.99, 1.0)
CERTAIN = 1.0  # the confidence in notation, for which the network is not asked


class Verdict(Enum):
    """What an answer is worth."""

    RIGHT = "right"
    REFUSED = "refused"
    """Refused, although there is an answer."""
    WRONG = "wrong"
    ERROR = "error"
    """No answer, for another reason, although there is one."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A case and what became of it."""

    case: Case
    said: Said
    confidence: float | None  # of the reading; None without an answer
    operation: str | None  # the outermost one that was read
    seconds: float  # from the text to the verified answer

    @property
    def verdict(self) -> Verdict:
        """What the answer is worth."""
        if any(each.accepts(self.said) for each in self.case.accepted):
            return Verdict.RIGHT
        if self.said.ending is Ending.ANSWERED:
            return Verdict.WRONG
        return Verdict.REFUSED if self.said.ending is Ending.REFUSED else Verdict.ERROR


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases have each verdict."""

    cases: int
    right: int
    refused: int
    wrong: int
    error: int


@dataclass(frozen=True, slots=True)
class Latency:
    """How long one answer takes, in milliseconds, warm."""

    mean: float
    median: float
    percentile_99: float


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How a reader does on some cases."""

    total: Tally
    levels: dict[int, Tally]
    without_answer: Tally  # the cases that should not be answered
    bins: tuple[Bin, ...]  # of the answers for which the network was asked
    calibration_error: (
        float | None
    )  # the mean distance of confidence and share that is right; None without answers
    latency: Latency
    misses: tuple[Scored, ...]
    confused: Counter[tuple[str, str]]  # how often each operation was read as each


def accuracy_of(scored: Iterable[Scored]) -> Accuracy:
    """The figures of some cases, at least one. Only those that were not right are kept."""
    by_level: dict[int, Counter[Verdict]] = {}
    unanswerable: Counter[Verdict] = Counter()
    confident: list[tuple[float, bool]] = []
    seconds: list[float] = []
    misses: list[Scored] = []
    confused: Counter[tuple[str, str]] = Counter()
    for each in scored:
        verdict = each.verdict
        by_level.setdefault(each.case.level, Counter())[verdict] += 1
        confused[each.case.operation, _read_as(each, verdict)] += 1
        seconds.append(each.seconds)
        if each.case.wants_refusal:
            unanswerable[verdict] += 1
        if each.confidence is not None and each.confidence < CERTAIN:
            confident.append((each.confidence, verdict is Verdict.RIGHT))
        if verdict is not Verdict.RIGHT:
            misses.append(each)
    bins = reliability(confident, EDGES)
    return Accuracy(
        _tally(sum(by_level.values(), Counter())),
        {level: _tally(verdicts) for level, verdicts in sorted(by_level.items())},
        _tally(unanswerable),
        bins,
        calibration_error(bins),
        latency_of(seconds),
        tuple(misses),
        confused,
    )


def _tally(verdicts: Counter[Verdict]) -> Tally:
    return Tally(verdicts.total(), *(verdicts[each] for each in Verdict))


def _read_as(scored: Scored, verdict: Verdict) -> str:
    """The operation that a case counts as read as: with a right answer the wanted one, whatever computed it."""
    if verdict is Verdict.RIGHT:
        return scored.case.operation
    if verdict is Verdict.WRONG:
        return scored.operation or "unknown"
    return str(verdict.value)


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """The expected calibration error: mean distance of confidence and accuracy (Naeini et al. 2015)."""
    count = sum(each.count for each in bins)
    if not count:
        return None
    return sum(abs(each.confidence * each.count - each.right) for each in bins) / count


def latency_of(seconds: Sequence[float]) -> Latency:
    """Mean and percentiles by nearest rank."""
    ordered = sorted(seconds)
    return Latency(
        1e3 * sum(ordered) / len(ordered), 1e3 * _percentile(ordered, 50), 1e3 * _percentile(ordered, 99)
    )


def _percentile(ordered: Sequence[float], percent: int) -> float:
    return ordered[max(math.ceil(len(ordered) * percent / 100), 1) - 1]
