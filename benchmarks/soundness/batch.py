"""Points of one output with the results of both forms, and the fast oracle's estimate of their errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from soundness.verdict import LIMIT, cancels, estimates

if TYPE_CHECKING:
    from soundness.formats import Array
    from soundness.subject import Subject
    from soundness.verdict import Output

FORBIDDEN = 1e30  # the score of results that are never allowed


@dataclass(frozen=True, slots=True)
class Batch:
    """Points and results, with guaranteed bounds of the errors in units.

    `score` is a lower bound of the rewritten form's error, or FORBIDDEN, or -1 if the results are the same; `most` is
    an upper bound of its error, `own` a lower bound of that of the form as written. `forbidden` says where a result may
    be one that is never allowed, `suspicious` where it is not known to be right, `open` where the exact value is
    unknown.
    """

    points: list[Array]
    written: Array
    got: Array
    score: Array
    most: Array
    own: Array
    forbidden: Array
    suspicious: Array
    open: Array

    def __len__(self) -> int:
        return len(self.written)

    def joined(self, other: Batch) -> Batch:
        """These points and others."""
        points = [np.concatenate(pair) for pair in zip(self.points, other.points, strict=True)]
        names = self.__slots__[1:]
        return Batch(points, *(np.concatenate((getattr(self, name), getattr(other, name))) for name in names))


def batch_at(subject: Subject, output: Output, points: list[Array]) -> Batch:
    """The results of both forms at these points."""
    of = output.of
    written, got = subject.results(output.place, points)
    known = estimates(output, subject.named(points))
    with np.errstate(all="ignore"):
        least, most = known.error(got, of)
        own = known.error(written, of)[0]
        greatest = np.abs(known.value) + known.bound
        is_finite, is_got_finite = np.isfinite(written), np.isfinite(got)
        is_other = (got != written) & ~(np.isnan(got) & np.isnan(written))
        is_zero = (got == 0) & (written != 0) & ~(greatest < of.normal)
        if is_zero.any():
            is_zero[is_zero] = ~cancels(output, subject.named([column[is_zero] for column in points]))
        forbidden = is_other & ((is_finite & ~is_got_finite) | is_zero)
        is_lost = ~is_finite & ~is_got_finite & (greatest <= of.largest)
        suspicious = is_other & ~is_lost & (forbidden | ~(most <= LIMIT))
        score = np.where(forbidden & np.isfinite(known.bound), FORBIDDEN, least)
        score = np.where(is_other & ~np.isnan(score), np.maximum(score, 0), -1)
        own = np.where(is_finite & ~np.isnan(own), own, -1)
    return Batch(points, written, got, score, most, own, forbidden, suspicious, np.isnan(known.value))


def top(score: Array, count: int) -> Array:
    """The indices of the greatest scores."""
    if len(score) <= count:
        return np.arange(len(score))
    return np.argpartition(score, len(score) - count)[-count:]
