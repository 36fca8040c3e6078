"""Boxes: parts of a kernel's domain, many at a time, and how they are cut.

The domain is the finite numbers of the kernel's type within the closed ranges of its inputs; a range without an end
extends to the greatest number of the type. Infinities and NaN as inputs are outside. The kernel's condition is
ignored, which never makes the domain smaller.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy.intervals.formats import FORMATS, Format
from neurlang.kernels.expr import Kernel

Doubles = NDArray[np.float64]

NEAR = 16.0  # every other cut of a wide range is at its greater end divided by this
NARROW = 8.0  # a range whose ends are within this ratio is halved, a wider one is cut between its binades


@dataclass(frozen=True, slots=True)
class Boxes:
    """Closed intervals: `low` and `high` have a row per input and a column per box; `depth` counts cuts."""

    names: tuple[str, ...]
    low: Doubles
    high: Doubles
    depth: NDArray[np.int64]

    @property
    def count(self) -> int:
        """The number of boxes."""
        return len(self.depth)

    def take(self, kept: NDArray[Any]) -> Boxes:
        """Some of the boxes, by index or mask."""
        return Boxes(self.names, self.low[:, kept], self.high[:, kept], self.depth[kept])

    def join(self, other: Boxes) -> Boxes:
        """All boxes of both."""
        return Boxes(
            self.names,
            np.concatenate((self.low, other.low), axis=1),
            np.concatenate((self.high, other.high), axis=1),
            np.concatenate((self.depth, other.depth)),
        )

    def interval(self, name: str) -> tuple[Doubles, Doubles]:
        """The ends of one input in all boxes."""
        place = self.names.index(name)
        return self.low[place], self.high[place]


def whole_domain(kernel: Kernel) -> Boxes:
    """The kernel's stated domain as one box, its ends rounded outward to numbers of the type."""
    kind = FORMATS[kernel.dtype]
    low = np.array([item.low for item in kernel.inputs], np.float64).reshape(-1, 1)
    high = np.array([item.high for item in kernel.inputs], np.float64).reshape(-1, 1)
    with np.errstate(all="ignore"):
        low = np.clip(kind.floor(low), -kind.greatest, kind.greatest)
        high = np.clip(kind.ceil(high), -kind.greatest, kind.greatest)
    return Boxes(kernel.names, low, high, np.zeros(1, np.int64))


def halves(boxes: Boxes, places: NDArray[np.int64], kind: Format) -> Boxes:
    """Every box cut in two along its named input; no number of the type is lost between the halves.

    If 0 is inside, the cut is at 0. If the ends are near each other, it is in the middle. Otherwise cuts alternate
    between the middle of the binades, which soon finds where numbers get too small, and near the greater end, where
    most numbers of interest are. An interval of one number is not cut: its box stays, once.
    """
    columns = np.arange(boxes.count)
    low, high = boxes.low[places, columns], boxes.high[places, columns]
    middle = cuts(low, high, boxes.depth, kind)
    can_cut = low < high
    left_high, right_low = boxes.high.copy(), boxes.low.copy()
    left_high[places, columns] = np.where(can_cut, middle, high)
    right_low[places, columns] = np.where(can_cut, kind.above(middle), low)
    left = Boxes(boxes.names, boxes.low, left_high, boxes.depth + 1)
    right = Boxes(boxes.names, right_low, boxes.high, boxes.depth + 1)
    return left.join(right.take(can_cut))


def cuts(low: Doubles, high: Doubles, depth: NDArray[np.int64], kind: Format) -> Doubles:
    """Where intervals are cut: the greatest number of the lower half, which is below the upper end."""
    with np.errstate(all="ignore"):
        is_across = (low < 0) & (high > 0)
        is_narrow = (low * high > 0) & (np.maximum(high / low, low / high) <= NARROW)
        first, last = kind.ordinals(low), kind.ordinals(high)
        # Halved before they are added: the sum of two places of binary64 would overflow.
        middle = kind.numbers((first >> 1) + (last >> 1) + (first & last & 1))
        near_end = np.where(high > 0, high / NEAR, low / NEAR)
        is_far = (first < kind.ordinals(near_end)) & (kind.ordinals(near_end) < last)
        middle = np.where((depth & 1 == 1) & is_far, kind.rounded(near_end), middle)
        middle = np.where(is_narrow, kind.rounded(low / 2 + high / 2), middle)
        middle = np.where(is_across, 0.0, middle)
        return np.asarray(np.where(middle >= high, kind.below(high), np.maximum(middle, low)))


def widths(boxes: Boxes, kind: Format) -> Doubles:
    """How many numbers of the type lie in each interval, a row per input."""
    return np.asarray(
        kind.ordinals(boxes.high).astype(np.float64) - kind.ordinals(boxes.low).astype(np.float64)
    )
