"""A first look at a form: whether it is near the exact values at some hundred points, computed by NumPy.

The real check comes later, compiled and at many more points. This one is for the search: a pulse that began with
a form that is too far off would find only other such forms. Half of the points are those at which the form as
written is furthest off itself: other forms fail there first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy import SHARE_AT_POINTS, Yardstick
from neurlang.kernels.expr import Exact, Expr, evaluate_expressions

Form = tuple[Expr, ...]

HARD, ANY = 400, 400  # points


def first_look(measure: Yardstick) -> Callable[[Form], bool]:
    """Returns a function that says whether other outputs of a kernel are near at some points of its yardstick.

    A form is near if it passes and, at points where it or the form as written uses up too much of the limit, is no
    further off on average. Under the `exact` tolerance (only exact rules are used) and without inputs, every form is.
    """
    if measure.tolerance.kind == "exact" or not measure.kernel.inputs:
        return lambda _form: True
    some = part_of(measure, points_to_look_at(measure))
    values = dict(zip(some.kernel.names, some.arrays, strict=True))

    def is_near(form: Form) -> bool:
        found = some.compare(evaluate_expressions(form, values, some.kernel.dtype))
        known = np.isfinite(found.error) & np.isfinite(found.own)
        error, own = found.error[known], found.own[known]
        is_far = np.maximum(error, own) > SHARE_AT_POINTS * some.tolerance.limit
        return not found.fails.any() and bool(error[is_far].sum() <= own[is_far].sum())

    return is_near


def points_to_look_at(measure: Yardstick) -> NDArray[np.intp]:
    """The points at which the form as written is furthest off, and as many others."""
    own = measure.compare(measure.written).own
    order = np.argsort(-np.nan_to_num(own, nan=-1.0), kind="stable")
    others = np.random.default_rng(0).permutation(order[HARD:])[:ANY]
    return np.concatenate((order[:HARD], others))


def part_of(measure: Yardstick, places: NDArray[np.intp]) -> Yardstick:
    """The yardstick restricted to some of its points."""
    return replace(
        measure,
        arrays=tuple(array[places] for array in measure.arrays),
        truths=tuple(
            Exact(each.high[places], each.low[places], each.known[places]) for each in measure.truths
        ),
        floors=tuple(floor[places] for floor in measure.floors),
        written=tuple(array[places] for array in measure.written),
    )
