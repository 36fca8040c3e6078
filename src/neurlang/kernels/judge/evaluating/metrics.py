"""How good predictions are: errors, ranks, and what is lost by relying on them, with bootstrap intervals over kernels.

Ranks and losses are within a kernel, since a choice is always among forms of one kernel. Two forms are told apart only
if their measured times differ by more than `RESOLVED`: below that, a second measurement would order them otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]

RESOLVED = 0.02
FEWEST_FORMS = 3  # of a kernel, to be ranked
DRAWS = 500
INTERVAL = (2.5, 97.5)
MEASURED = (0, 1, 3)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """What is known of one kernel: sums over its forms, and its rank and losses if it has several."""

    errors: tuple[float, ...]
    rank: float | None
    kendall: float | None
    losses: tuple[float, ...] | None  # ratios above 1, with 0, 1 and 3 forms measured


def figures_of_group(times: Reals, predicted: Reals) -> GroupFigures:
    """The figures of one kernel; the first form is the one as written."""
    errors = tuple(np.abs(predicted / times - 1).tolist())
    if len(times) < FEWEST_FORMS or times.max() / times.min() < 1 + RESOLVED:
        return GroupFigures(errors, None, None, None)
    order = np.argsort(predicted, kind="stable")
    losses = tuple(loss_with(times, order, count) for count in MEASURED)
    return GroupFigures(errors, spearman(binned(times), predicted), concordance(times, predicted), losses)


def loss_with(times: Reals, order: NDArray[np.int64], measured: int) -> float:
    """How much slower than the best the pick is, if the best few by prediction are measured; at 0 the first is taken.

    With one measured, it is compared with the form as written, which is the first.
    """
    if measured == 0:
        return float(times[order[0]] / times.min())
    looked_at = {0, *order[:measured].tolist()}
    return float(min(times[place] for place in looked_at) / times.min())


def binned(times: Reals) -> Reals:
    """Logarithms of times, those nearer to each other than can be told apart made equal."""
    logs = np.log(times)
    order = np.argsort(logs, kind="stable")
    found = np.empty(len(times))
    start = -np.inf
    for place in order:
        if logs[place] - start > np.log1p(RESOLVED):
            start = logs[place]
        found[place] = start
    return found


def spearman(one: Reals, other: Reals) -> float:
    """Spearman's rank correlation, with mean ranks for ties; 0 if all of one are equal."""
    ranks = [_ranks(one), _ranks(other)]
    if min(each.std() for each in ranks) == 0:
        return 0.0
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def _ranks(values: Reals) -> Reals:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    means: Reals = ends - (counts - 1) / 2
    return means[inverse]


def concordance(times: Reals, predicted: Reals) -> float:
    """Of the pairs that can be told apart, the share in the right order less the share in the wrong one."""
    first, second = np.triu_indices(len(times), 1)
    measured = np.log(times[first] / times[second])
    differs = np.abs(measured) > np.log1p(RESOLVED)
    signs = np.sign(measured) * np.sign(np.log(predicted[first] / predicted[second]))
    return float(signs[differs].mean()) if differs.any() else 0.0


def grouped(times: Reals, predicted: Reals, groups: NDArray[np.int64]) -> list[GroupFigures]:
    """The figures of each kernel."""
    order = np.argsort(groups, kind="stable")
    ends = np.flatnonzero(np.diff(groups[order])) + 1
    return [figures_of_group(times[places], predicted[places]) for places in np.split(order, ends)]


def summary(kernels: list[GroupFigures], seed: int = 0) -> dict[str, Figure]:
    """All figures by name, with intervals from drawing kernels with replacement."""
    count = len(kernels)
    random = np.random.default_rng(seed)
    drawn = random.multinomial(count, np.full(count, 1 / count), size=DRAWS).astype(float)
    weights = np.vstack([np.ones(count), drawn])  # the first row is the figure itself
    errors = [np.array(each.errors) for each in kernels]
    found = {
        "mape": _means(weights, [each.sum() for each in errors], [len(each) for each in errors]),
        "median error": _medians(weights, errors),
        "rank": _means_of_some(weights, [each.rank for each in kernels]),
        "kendall": _means_of_some(weights, [each.kendall for each in kernels]),
    }
    for place, name in enumerate(("regret", "regret, 1 measured", "regret, 3 measured")):
        logs = [None if each.losses is None else float(np.log(each.losses[place])) for each in kernels]
        found[name] = np.exp(_means_of_some(weights, logs))
    return {name: _figure(values) for name, values in found.items()}


def _figure(values: Reals) -> Figure:
    drawn = values[1:][np.isfinite(values[1:])]
    low, high = np.percentile(drawn, INTERVAL) if len(drawn) else (np.nan, np.nan)
    return Figure(float(values[0]), float(low), float(high))


def _means(weights: Reals, sums: Sequence[float], counts: Sequence[int]) -> Reals:
    """The weighted mean for each row of weights; NaN where nothing has weight."""
    total = weights @ np.array(counts, np.float64)
    found: Reals = np.full(len(weights), np.nan)
    np.divide(weights @ np.array(sums, np.float64), total, out=found, where=total > 0)
    return found


def _means_of_some(weights: Reals, values: Sequence[float | None]) -> Reals:
    """The weighted means of the kernels that have a value."""
    return _means(weights, [value or 0.0 for value in values], [value is not None for value in values])


def _medians(weights: Reals, errors: Sequence[Reals]) -> Reals:
    flat = np.concatenate(errors)
    owner = np.repeat(np.arange(len(errors)), [len(each) for each in errors])
    order = np.argsort(flat, kind="stable")
    flat, owner = flat[order], owner[order]
    sums = (np.cumsum(row[owner]) for row in weights)
    return np.array([flat[np.searchsorted(each, each[-1] / 2)] for each in sums])
