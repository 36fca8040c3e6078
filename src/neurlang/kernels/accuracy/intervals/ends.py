"""Intervals given by their ends, in many boxes at a time: sizes, and how a comparison can turn out."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.expr import MIRRORED

Doubles = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ends = tuple[Doubles, Doubles]


class Interval(Protocol):
    """Anything with two ends."""

    @property
    def low(self) -> Doubles:
        """The lower ends."""

    @property
    def high(self) -> Doubles:
        """The upper ends."""


def least_size(low: Doubles, high: Doubles) -> Doubles:
    """The least size in an interval."""
    return np.where((low <= 0) & (high >= 0), 0.0, np.minimum(np.abs(low), np.abs(high)))


def greatest_size(low: Doubles, high: Doubles) -> Doubles:
    """The greatest size in an interval."""
    return np.maximum(np.abs(low), np.abs(high))


def outcomes(relation: str, a: Interval, b: Interval, *, is_same: bool) -> tuple[Flags, Flags]:
    """Where a comparison of numbers may be true, and where it may be false; `is_same`: of a number with itself."""
    if is_same:
        holds = np.full(len(a.low), relation in ("le", "ge", "eq"))
        return holds, ~holds
    if relation in ("gt", "ge"):
        return outcomes(MIRRORED[relation], b, a, is_same=False)
    if relation == "lt":
        return a.low < b.high, a.high >= b.low
    if relation == "le":
        return a.low <= b.high, a.high > b.low
    are_apart = (a.high < b.low) | (b.high < a.low)
    are_equal = (a.low == a.high) & (b.low == b.high) & (a.low == b.low)
    return (~are_apart, ~are_equal) if relation == "eq" else (~are_equal, ~are_apart)
