"""The edges at which a rewritten form's results become infinite, NaN or 0, found by bisection of its code alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from soundness.formats import from_ordered, to_ordered

if TYPE_CHECKING:
    from soundness.batch import Batch
    from soundness.formats import Array
    from soundness.points import Domain
    from soundness.subject import Subject

PAIRS = 96  # of points between which an edge is looked for
NEIGHBOURS = 3  # numbers on either side of an edge, at most


def edges(
    subject: Subject, place: int, domain: Domain, batch: Batch, draw: np.random.Generator
) -> list[Array]:
    """Points on both sides of edges between points that have results of different looks, and neighbours of them.

    The way from one point to another goes through all inputs at once, or through one of them alone.
    """
    looks = look(batch.got)
    first, second = draw.integers(0, len(batch), (2, 40 * PAIRS))
    differ = np.flatnonzero(looks[first] != looks[second])[:PAIRS]
    here = [to_ordered(column[first[differ]], domain.of) for column in batch.points]
    there = [to_ordered(column[second[differ]], domain.of) for column in batch.points]
    alone = draw.integers(0, 2 * len(here), len(differ))  # beyond the inputs: all at once
    there = [
        np.where((alone == n) | (alone >= len(here)), end, start)
        for n, (start, end) in enumerate(zip(here, there, strict=True))
    ]
    here, there = bisected(subject, place, domain, here, there)
    around = [np.concatenate((one, other, one, other)) for one, other in zip(here, there, strict=True)]
    size = len(differ) * 2
    for column in around:
        column[size:] += draw.integers(-NEIGHBOURS, NEIGHBOURS + 1, size)
    points = [from_ordered(column, domain.of) for column in around]
    inside = domain.holds(points)
    return [np.ascontiguousarray(column[inside]) for column in points]


def bisected(
    subject: Subject, place: int, domain: Domain, here: list[Array], there: list[Array]
) -> tuple[list[Array], list[Array]]:
    """Neighbours on the ways from here to there, with the look of the start and another one."""
    own = _look_at(subject, place, domain, here)
    for _ in range(64 if domain.of.name == "f64" else 33):
        middle = [
            low // 2 + high // 2 + (low % 2 + high % 2) // 2 for low, high in zip(here, there, strict=True)
        ]
        is_same = _look_at(subject, place, domain, middle) == own
        here = [np.where(is_same, mid, low) for mid, low in zip(middle, here, strict=True)]
        there = [np.where(is_same, high, mid) for mid, high in zip(middle, there, strict=True)]
    return here, there


def _look_at(subject: Subject, place: int, domain: Domain, places: list[Array]) -> Array:
    return look(subject.results(place, [from_ordered(column, domain.of) for column in places])[1])


def look(results: Array) -> Array:
    """0 for a number, 1 for a zero, 2 for an infinity, 3 for NaN."""
    return (
        np.where(results == 0, 1, 0) + np.where(np.isinf(results), 2, 0) + np.where(np.isnan(results), 3, 0)
    )
