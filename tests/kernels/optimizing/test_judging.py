"""When forms are timed, and when the Judge's word is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from neurlang.errors import UsageError
from neurlang.kernels.expr import Kernel, parse
from neurlang.kernels.judge import Opinion
from neurlang.kernels.optimizing import judging, read_measure
from neurlang.kernels.optimizing.judging import expected_gain, gain_of_timing, judged
from neurlang.kernels.simd import Code, Timing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neurlang.kernels.optimizing.choosing import Choices

KERNEL = parse("x + y")


def opinion(ns: Sequence[float], within: float) -> Opinion:
    values = np.array(ns, float)
    return Opinion(values, np.tile(np.log(values), (4, 1)), within)


class FakeJudge:
    """A Judge with a fixed opinion of all codes."""

    class About:
        reference = 0.1

    about = About()


def chosen(
    monkeypatch: pytest.MonkeyPatch, ns: Sequence[float], within: float, measure: judging.Measure
) -> tuple[list[tuple[int, bool]], list[int]]:
    """The places chosen, whether their times are estimates, and how many codes were timed at each call."""
    timed: list[int] = []

    def timing(_kernel: Kernel, codes: Sequence[Code]) -> Choices:
        timed.append(len(codes))
        found = [Timing(str(place), 1.0, 1.0, 0.0) for place in range(len(codes))]
        yield len(codes) - 1, found[-1], found[0]
        yield 0, found[0], found[0]

    monkeypatch.setattr(judging, "judge_for", lambda _target: (FakeJudge(), "a test"))
    monkeypatch.setattr(judging, "opinion_of", lambda _judge, _codes: opinion(ns, within))
    codes = [None] * len(ns)
    choices = judged(measure, "avx512", timing)(KERNEL, codes)  # type: ignore[arg-type]
    return [(place, found.is_estimated) for place, found, _ in choices], timed


def test_a_clear_winner_is_not_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen(monkeypatch, [2.0, 1.0, 1.8], 0.02, "unsure") == ([(1, True), (2, True), (0, True)], [])


def test_near_winners_are_timed_and_the_others_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    places, timed = chosen(monkeypatch, [2.0, 1.0, 1.01, 1.9], 0.08, "unsure")
    assert timed == [3]  # the form as written and the two that are near each other
    assert places == [(2, False), (0, False)]


def test_no_form_that_is_hardly_faster_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen(monkeypatch, [1.0, 0.995, 1.5], 0.001, "unsure") == ([(0, True)], [])


def test_always_times_all(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen(monkeypatch, [2.0, 1.0, 1.9], 0.02, "always")[1] == [3]


def test_never_times_none(monkeypatch: pytest.MonkeyPatch) -> None:
    places, timed = chosen(monkeypatch, [2.0, 1.0, 1.01], 0.05, "never")
    assert not timed and places[0] == (1, True)


def test_without_a_judge_all_is_timed_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "judge_for", lambda _target: (None, "the static table"))

    def timing(_kernel: Kernel, _codes: Sequence[Code]) -> Choices:
        yield from ()

    assert judged("unsure", "avx512", timing) is timing
    with pytest.raises(UsageError, match="nl judge calibrate"):
        judged("never", "avx512", timing)


def test_a_gain_is_expected_only_where_it_is_possible() -> None:
    near = expected_gain(opinion([1.0, 1.001], 0.03), 1, 0)
    far = expected_gain(opinion([1.0, 1.5], 0.03), 1, 0)
    assert near > 0.01 and far < 1e-6


def test_another_word_for_measuring_is_refused() -> None:
    assert read_measure("never") == "never"
    with pytest.raises(UsageError, match="always, unsure, never"):
        read_measure("sometimes")


def test_timing_gains_more_where_more_forms_are_near() -> None:
    gains = [gain_of_timing(opinion([1.0] * count, 0.03), 0) for count in (1, 2, 4, 8)]
    assert gains[0] == 0 and gains == sorted(gains)
    assert gain_of_timing(opinion([1.0, 1.5], 0.03), 0) < 1e-3
