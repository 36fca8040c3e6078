"""A search for points where a form is wrong: hill-climbing on its disagreement with the form as written.

A population of points is mutated at random, and those with the greatest disagreement are kept (as in S3FP, Chiang
et al. 2014). It starts from a screen's worst points, from points of every size, and from the edges of the form itself.
The amount of work is fixed, not the time, so the same form meets the same points on every machine.

A rounding error is noise, and where it matters may be a tiny part of the domain: expanded squares such as
x*x - 4*x + 4 for (x - 2)*(x - 2), summed over six inputs, are far off only where all six are near their centres. So a
first climb goes by what is smooth: how large intermediate values are beside the unit of the result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy.disagreement import Screen, screen
from neurlang.kernels.accuracy.tolerance import Tolerance
from neurlang.kernels.accuracy.yardsticks import largest_intermediate
from neurlang.kernels.expr import Expr, Kernel, from_ordinals, in_domain, ordinals
from neurlang.kernels.simd import (
    Code,
    edge_points,
    mixed_points,
    run_code,
    satisfies,
    scaled_points,
    wide_points,
)

Array = NDArray[Any]

Score = Callable[[Array], NDArray[np.float64]]
"""How good points are, as the columns of an array with a row per input."""

GENERATIONS, GROWING = 24, 24  # by the error, and by the size of intermediate values
CHILDREN = 512
ELITE = 48
FRESH = 2000  # points of every size that the search starts with
LEAST_DIFFERENCE = 0.35  # of the limit: larger differences are checked by exact values
MOST_POINTS = 128


def differing_points(measure: Screen, code: Code) -> list[Array]:
    """The points of a screen at which a form differs most from the form as written, if by more than the threshold."""
    return _worst(measure, measure.disagreement(run_code(code, measure.arrays)), MOST_POINTS)


def search_differing_points(
    measure: Screen,
    written: Code,
    code: Code,
    outputs: Sequence[Expr],
    doubtful: Sequence[Array] = (),
    seed: int = 0,
) -> list[Array]:
    """The points where a form differs most, by a directed search: an array per input, empty if it finds none.

    Args:
        measure: a screen of the kernel, whose worst points the search starts from.
        written: the code of the form as written.
        code: the code of the form that is checked.
        outputs: that form.
        doubtful: further points to start from, an array per input.
        seed: for all random draws.

    """
    kernel, tolerance = measure.kernel, measure.tolerance
    if not kernel.inputs:
        return []
    random = np.random.default_rng([seed, 4])
    sources = [
        _worst(measure, measure.disagreement(run_code(code, measure.arrays)), ELITE, least=-1.0),
        wide_points(kernel, FRESH, seed + 7),
        mixed_points(kernel, FRESH, seed + 7),
        scaled_points(kernel, FRESH, seed + 7),
        edge_points(kernel, outputs, seed + 7),
        *([doubtful] if doubtful else []),
    ]
    points = np.concatenate([np.array(arrays) for arrays in sources], axis=1)
    points = points[:, np.isfinite(points).all(axis=0)]
    grown, _ = _climb(
        kernel, points, partial(_growth, kernel, kernel.with_outputs(*outputs)), GROWING, random
    )
    points = np.concatenate([points, grown], axis=1)
    score = partial(_scores, kernel, tolerance, written, code)
    found, scores = _climb(kernel, points, score, GENERATIONS, random)
    keeps = scores > LEAST_DIFFERENCE * max(tolerance.limit, 0.0)
    return [np.ascontiguousarray(row) for row in found[:, keeps]]


def cancelling_points(kernel: Kernel, start: Sequence[Array], seed: int = 0) -> list[Array]:
    """Points at which all intermediate values of a kernel are small beside its inputs; an array per input.

    They are found by a climb from `start`. If a form computes anything larger there, it loses digits.
    """
    points = np.array(start)
    if not kernel.inputs or not points.shape[1]:
        return list(start)
    found, _ = _climb(
        kernel, points, partial(_cancellation, kernel), GROWING, np.random.default_rng([seed, 5])
    )
    return [np.ascontiguousarray(row) for row in found]


def _climb(
    kernel: Kernel, points: Array, score: Score, generations: int, random: np.random.Generator
) -> tuple[Array, NDArray[np.float64]]:
    """The fittest points after so many generations, with their scores."""
    found = np.empty((len(kernel.inputs), 0), kernel.float_type)
    scores = np.empty(0)
    for _ in range(generations):
        if not points.shape[1]:
            break
        found, scores = _fittest(
            np.concatenate([found, points], axis=1), np.concatenate([scores, score(points)]), MOST_POINTS
        )
        points = _children(kernel, found[:, :ELITE], random)
    return found, scores


def _growth(kernel: Kernel, form: Kernel, points: Array) -> NDArray[np.float64]:
    """How large a form's intermediate values are beside all values of the form as written, for the worst output."""
    arrays = [np.ascontiguousarray(row) for row in points]
    ratios = [
        _ratio(
            kernel,
            largest_intermediate(form, place, arrays),
            largest_intermediate(kernel, place, arrays, with_result=True),
        )
        for place in range(len(kernel.outputs))
    ]
    return np.asarray(np.maximum.reduce(ratios))


def _cancellation(kernel: Kernel, points: Array) -> NDArray[np.float64]:
    """How large the inputs are beside all intermediate values, for the worst output."""
    arrays = [np.ascontiguousarray(row) for row in points]
    largest = np.abs(points).max(axis=0).astype(np.float64)
    places = range(len(kernel.outputs))
    ratios = [_ratio(kernel, largest, largest_intermediate(kernel, place, arrays)) for place in places]
    return np.asarray(np.maximum.reduce(ratios))


def _ratio(kernel: Kernel, sizes: NDArray[np.float64], units: NDArray[np.float64]) -> NDArray[np.float64]:
    """The quotients, at most 1/epsilon, at which all digits are lost; -1 if the unit is 0 or something is not known."""
    with np.errstate(all="ignore"):
        found = np.minimum(sizes / units, 1 / float(np.finfo(kernel.float_type).eps))
    return np.where(units > 0, np.nan_to_num(found, nan=-1.0), -1.0)


def _worst(
    measure: Screen, scores: NDArray[np.float64], count: int, least: float | None = None
) -> list[Array]:
    limit = LEAST_DIFFERENCE * measure.tolerance.limit if least is None else least
    order = np.argsort(-scores, kind="stable")[:count]
    order = order[scores[order] > limit]
    return [np.ascontiguousarray(array[order]) for array in measure.arrays]


def _scores(
    kernel: Kernel, tolerance: Tolerance, written: Code, code: Code, points: Array
) -> NDArray[np.float64]:
    arrays = [np.ascontiguousarray(row) for row in points]
    return screen(kernel, written, tolerance, arrays).disagreement(run_code(code, arrays))


def _fittest(points: Array, scores: NDArray[np.float64], count: int) -> tuple[Array, NDArray[np.float64]]:
    """The points with the greatest scores, each once."""
    _, first = np.unique(points, axis=1, return_index=True)
    order = first[np.argsort(-scores[first], kind="stable")[:count]]
    return points[:, order], scores[order]


def _children(kernel: Kernel, parents: Array, random: np.random.Generator) -> Array:
    """Points near the parents, and mixtures of them, inside the domain."""
    inputs, count = len(kernel.inputs), parents.shape[1]
    children = parents[:, random.integers(0, count, CHILDREN)]
    others = parents[:, random.integers(0, count, CHILDREN)]
    changes = random.random((inputs, CHILDREN)) < max(0.4, 1 / inputs)
    changes[random.integers(0, inputs, CHILDREN), np.arange(CHILDREN)] = True
    bits = 8 * np.dtype(kernel.float_type).itemsize - 2
    steps = np.exp2(random.uniform(0, bits, changes.shape)) * random.choice([-1, 1], changes.shape)
    places = ordinals(children)
    most = np.abs(ordinals(np.array([np.finfo(kernel.float_type).max], kernel.float_type)))[0]
    stepped = from_ordinals((places + steps.astype(np.int64)).clip(-most, most), kernel.float_type)
    rolled = np.roll(children, 1, axis=0)
    with np.errstate(all="ignore"):
        doubled = children * np.exp2(random.integers(-2, 3, changes.shape)).astype(kernel.float_type)
        mutants = np.choose(
            random.choice(5, changes.shape, p=MUTATIONS), [stepped, doubled, others, rolled, -rolled]
        )
    children = np.where(changes, mutants, children)
    lows = np.array([[item.low] for item in kernel.inputs], kernel.float_type)
    highs = np.array([[item.high] for item in kernel.inputs], kernel.float_type)
    children = np.clip(children, lows, highs)
    keeps = (
        np.isfinite(children).all(axis=0) & in_domain(kernel, list(children)) & satisfies(kernel, children)
    )
    return np.asarray(children[:, keeps])


# How often an input is stepped, doubled or halved, taken from another parent, from another input, or its opposite.
MUTATIONS = (0.6, 0.1, 0.15, 0.1, 0.05)
