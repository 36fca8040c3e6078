"""The edges at which a rewritten form's results become infinite, NaN or 0, found by bisection on its code alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from soundness.formats import from_ordered, to_ordered

if TYPE_CHECKING:
    from soundness.batch import Batch
    from soundness.formats import Array, Format
    from soundness.points import Domain
    from soundness.subject import Subject

PAIRS = 192  # of points between which an edge is searched
NEIGHBOURS = 3  # numbers on either side of an edge, at most


def edges(
    subject: Subject, place: int, domain: Domain, batch: Batch, draw: np.random.Generator
) -> list[Array]:
    """Points on both sides of edges between points with results of different classes, and their neighbours.

    The path from one point to another changes all inputs at once, or only one of them.
    """
    looks, places = look(batch.got), to_ordered(np.stack(batch.points), domain.of)
    first, second = draw.integers(0, len(batch), (2, 40 * PAIRS))
    differ = np.flatnonzero(looks[first] != looks[second])[:PAIRS]
    here, there = places[:, first[differ]], places[:, second[differ]]
    alone = draw.integers(0, 2 * len(here), len(differ))  # beyond the number of inputs: all at once
    is_moved = (alone >= len(here)) | (alone == np.arange(len(here))[:, None])
    found = bisected(subject, place, domain.of, here, np.where(is_moved, there, here))
    nearby = found + draw.integers(-NEIGHBOURS, NEIGHBOURS + 1, found.shape)
    points = list(from_ordered(np.concatenate((found, nearby), axis=1), domain.of))
    inside = domain.holds(points)
    return [column[inside] for column in points]


def bisected(subject: Subject, place: int, of: Format, here: Array, there: Array) -> Array:
    """Neighbours on the paths from here to there: one with the class of the start, one with another."""
    own = look(subject.results(place, list(from_ordered(here, of)))[1])
    for _ in range(8 * np.dtype(of.kind).itemsize):
        middle = (here & there) + ((here ^ there) >> 1)  # the mean, without overflow
        is_same = look(subject.results(place, list(from_ordered(middle, of)))[1]) == own
        here, there = np.where(is_same, middle, here), np.where(is_same, there, middle)
    return np.concatenate((here, there), axis=1)


def look(results: Array) -> Array:
    """0 for a number, 1 for a zero, 2 for an infinity, 3 for NaN."""
    return (
        np.where(results == 0, 1, 0) + np.where(np.isinf(results), 2, 0) + np.where(np.isnan(results), 3, 0)
    )
