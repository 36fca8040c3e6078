"""Figures of predictions, against SciPy and worked cases."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.kernels.judge.evaluating.metrics import (
    concordance,
    figures_of_group,
    grouped,
    loss_with,
    spearman,
    summary,
)

stats = pytest.importorskip("scipy.stats")
NUMBERS = st.lists(st.integers(1, 6), min_size=3, max_size=12)


@given(NUMBERS, NUMBERS)
def test_ranks_agree_with_scipy(one: list[int], other: list[int]) -> None:
    size = min(len(one), len(other))
    first, second = np.array(one[:size], float), np.array(other[:size], float)
    if first.std() == 0 or second.std() == 0:
        assert spearman(first, second) == 0
    else:
        assert spearman(first, second) == pytest.approx(stats.spearmanr(first, second)[0])


def test_a_perfect_prediction_loses_nothing() -> None:
    times = np.array([1.0, 2.0, 1.5, 1.2])
    found = figures_of_group(times, times)
    assert found.rank == pytest.approx(1) and found.kendall == 1 and found.losses == (1, 1, 1)


def test_a_reversed_prediction_has_the_worst_rank() -> None:
    times = np.array([1.0, 2.0, 3.0])
    assert concordance(times, 1 / times) == -1
    assert figures_of_group(times, 1 / times).losses == (3.0, 1.0, 1.0)


def test_times_that_cannot_be_told_apart_are_not_ranked() -> None:
    assert figures_of_group(np.array([1.0, 1.01, 1.005]), np.array([3.0, 2.0, 1.0])).rank is None


def test_measuring_more_never_loses_more() -> None:
    random = np.random.default_rng(0)
    for _ in range(50):
        times, predicted = random.uniform(1, 2, (2, 9))
        losses = [loss_with(times, np.argsort(predicted), count) for count in (1, 3, 9)]
        assert losses == sorted(losses, reverse=True) and losses[-1] == 1


def test_intervals_hold_their_figure() -> None:
    random = np.random.default_rng(1)
    times = random.uniform(1, 2, 400)
    predicted = times * np.exp(random.normal(0, 0.1, 400))
    figures = summary(grouped(times, predicted, np.arange(400) // 8))
    for figure in figures.values():
        assert figure.low <= figure.value <= figure.high
    assert figures["mape"].value == pytest.approx(0.08, abs=0.02)
    assert figures["median error"].value == pytest.approx(
        float(np.median(np.abs(predicted / times - 1))), abs=1e-3
    )
