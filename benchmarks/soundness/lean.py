"""Points at which the unit of an output is small beside the inputs: all that the form as written computes is small.

Errors of a rewritten form that computes anything larger show only there, and such points may be a tiny part of the
domain: (a - 2)^2 + (b - 1)^2 + (c - 4)^2 is small only if a, b and c are near their places at once. So points are
moved one input at a time, and those with the smallest units survive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from soundness.batch import top
from soundness.formats import from_ordered, to_ordered
from soundness.verdict import estimates

if TYPE_CHECKING:
    from soundness.formats import Array
    from soundness.points import Domain
    from soundness.subject import Subject
    from soundness.verdict import Output

ROUNDS = 16
SURVIVORS, CHILDREN = 64, 640
FIRST = 1500  # of the points drawn, from which the search starts


def lean_points(
    subject: Subject, output: Output, domain: Domain, points: list[Array], draw: np.random.Generator
) -> list[Array]:
    """The survivors of the last round with their children, an array per input."""
    crowd = [column[:FIRST] for column in points]
    for _ in range(ROUNDS):
        best = top(_leanness(subject, output, crowd), SURVIVORS)
        parents = [column[best] for column in crowd]
        children = _moved(domain, parents, draw)
        crowd = [np.concatenate(pair) for pair in zip(parents, children, strict=True)]
    return crowd


def _leanness(subject: Subject, output: Output, points: list[Array]) -> Array:
    """The largest input over the unit, in binary orders; least where the unit is not known."""
    with np.errstate(all="ignore"):
        size = np.maximum.reduce([np.abs(column) for column in points]).astype(np.float64)
        unit = np.float64(estimates(output, subject.named(points)).greatest_unit)
        orders = np.log2(size / unit)
    return np.where(np.isfinite(orders), orders, -np.inf)


def _moved(domain: Domain, parents: list[Array], draw: np.random.Generator) -> list[Array]:
    """Children of the parents, with one input stepped up or down by 1 to 2^k neighbours, or taken from another one."""
    of = domain.of
    chosen = draw.integers(0, len(parents[0]), CHILDREN)
    which = draw.integers(0, len(parents), CHILDREN)
    step = np.exp2(draw.uniform(0, 24 if of.name == "f32" else 54, CHILDREN)) * draw.choice(
        [-1.0, 1.0], CHILDREN
    )
    children = []
    for place, column in enumerate(parents):
        stepped = from_ordered(to_ordered(column[chosen], of) + step.astype(np.int64), of)
        taken = column[draw.integers(0, len(column), CHILDREN)]
        other = np.where(draw.random(CHILDREN) < 0.8, stepped, taken)
        children.append(np.where(which == place, other, column[chosen]))
    inside = domain.holds(children)
    return [np.ascontiguousarray(child[inside]) for child in children]
