"""The Judge's part in a choice: which model guides the search, and when a form is chosen without timing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

from neurlang.errors import UsageError
from neurlang.kernels.cost import Models, table_models
from neurlang.kernels.expr import DType, Kernel
from neurlang.kernels.judge import Judge, Opinion, chosen_judge
from neurlang.kernels.optimizing.choosing import NOISE, Choices, Chooser
from neurlang.kernels.simd import Code, Timing, choose_target

Measure = Literal["always", "unsure", "never"]
MEASURES: tuple[Measure, ...] = ("always", "unsure", "never")

# The expected gain of timing, above which forms are timed. Errors of forms are taken to be independent, which
# overestimates it: with this bound the loss on the corpus is below 1 % (docs/judge.md).
WORTH = 0.029
CONTENDS = 0.002  # the expected gain above which a form is timed at all
DRAWS = 400


def read_measure(text: str) -> Measure:
    """Which forms are timed, from its name. Raises UsageError for another name."""
    for name in MEASURES:
        if name == text:
            return name
    raise UsageError(f"--measure takes {', '.join(MEASURES)}; found '{text}'.")


def judge_for(target: str) -> tuple[Judge | None, str]:
    """The Judge for a target of this machine, and where it is from; None, and the name of what is used instead."""
    if target != choose_target().name:
        return None, "the static table"
    chosen = chosen_judge()
    return chosen.judge, chosen.origin


def models_for(target: str, dtype: DType) -> Models:
    """The models that guide a search: the Judge's, or the static table's."""
    judge, _ = judge_for(target)
    return table_models(target) if judge is None else judge.models(dtype)


def judged(measure: Measure, target: str, timing: Chooser) -> Chooser:
    """How the best of several codes is chosen: by timing, by the Judge, or by timing where the Judge is unsure.

    Without a Judge, everything is timed.

    Raises:
        UsageError: nothing may be timed, and there is no Judge.

    """
    judge, _ = judge_for(target)
    if judge is None:
        if measure == "never":
            raise UsageError(
                "--measure never needs a calibration, and there is none for this processor; "
                "`nl judge calibrate --quick` makes one."
            )
        return timing
    if measure == "always":
        return timing

    def chooser(kernel: Kernel, codes: Sequence[Code]) -> Choices:
        opinion = opinion_of(judge, codes)
        order = sorted(range(len(codes)), key=lambda place: (opinion.ns[place], place))
        best = order[0] if opinion.ns[order[0]] < opinion.ns[0] * (1 - NOISE) else 0
        if measure == "unsure" and gain_of_timing(opinion, best) > WORTH:
            chosen = [0, *(place for place in order if place and contends(opinion, place, best))]
            for place, found, written in timing(kernel, [codes[place] for place in chosen]):
                yield chosen[place], found, written
            return
        timings = [
            Timing(
                str(place), float(ns), float(ns / judge.about.reference), opinion.within, is_estimated=True
            )
            for place, ns in enumerate(opinion.ns)
        ]
        for place in order:
            if place and opinion.ns[place] < opinion.ns[0] * (1 - NOISE):
                yield place, timings[place], timings[0]
        yield 0, timings[0], timings[0]

    return chooser


def opinion_of(judge: Judge, codes: Sequence[Code]) -> Opinion:
    """What the Judge says of codes."""
    return judge.of_forms(
        [code.form for code in codes], codes[0].target, [code.tolerance_ulp for code in codes]
    )


def gain_of_timing(opinion: Opinion, best: int) -> float:
    """How much faster than the code at `best` the truly fastest one is on average, by the Judge's uncertainty.

    The logarithm of each time has the error of a member of the Judge, and one of its own. Deterministic.
    """
    random = np.random.default_rng(0)
    members, codes = opinion.members.shape
    drawn = opinion.members[random.integers(members, size=DRAWS)]
    drawn = drawn + random.normal(0.0, opinion.within, (DRAWS, codes))
    return float((drawn[:, best] - drawn.min(axis=1)).mean())


def contends(opinion: Opinion, place: int, best: int) -> bool:
    """Whether a code may be faster than the one at `best`, or is that one."""
    return place == best or expected_gain(opinion, place, best) > CONTENDS


def expected_gain(opinion: Opinion, place: int, best: int) -> float:
    """How much faster than the best a code is on average, by the Judge's uncertainty; nothing where it is slower.

    The ratio of two codes' times is taken as log-normal.
    """
    if place == best:
        return 0.0
    deviation = opinion.deviation(place, best)
    distance = float(math.log(opinion.ns[place] / opinion.ns[best]))
    if deviation == 0:
        return max(0.0, -distance)
    standard = distance / deviation
    density = math.exp(-standard * standard / 2) / math.sqrt(2 * math.pi)
    return deviation * density - distance * math.erfc(standard / math.sqrt(2)) / 2
