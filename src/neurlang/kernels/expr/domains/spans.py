"""Spans: arrays of intervals of floating-point results, and how their bounds are moved and combined.

`forward_spans` computes the span of an op's result from those of its arguments, `backward_spans` the opposite. Library
functions are assumed to be accurate within `LIBRARY` units in the last place.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]  # of one floating type
Truths = NDArray[np.bool_]
Bounds = tuple[Floats, Floats]

LIBRARY = 16  # units in the last place


class Span(NamedTuple):
    """Bounds of a result: a number between `low` and `high`, or NaN if `nan` is true."""

    low: Floats
    high: Floats
    nan: Truths

    @staticmethod
    def whole(dtype: np.dtype[Any]) -> Span:
        """Any number, or NaN."""
        return Span(np.full(1, -np.inf, dtype), np.full(1, np.inf, dtype), np.ones(1, np.bool_))

    @property
    def holds_zero(self) -> Truths:
        """Whether zero is among the numbers."""
        return np.asarray((self.low <= 0) & (self.high >= 0))

    @property
    def holds_infinity(self) -> Truths:
        """Whether an infinity is among the numbers."""
        return np.isinf(self.low) | np.isinf(self.high)


def below(values: Floats) -> Floats:
    """The next lower numbers of the type."""
    return np.asarray(np.nextafter(values, values.dtype.type(-np.inf)))


def above(values: Floats) -> Floats:
    """The next higher numbers of the type."""
    return np.asarray(np.nextafter(values, values.dtype.type(np.inf)))


def outward(low: Floats, high: Floats) -> Bounds:
    """The bounds one step wider; a NaN bound becomes infinite."""
    return below(np.where(np.isnan(low), -np.inf, low).astype(low.dtype)), above(
        np.where(np.isnan(high), np.inf, high).astype(high.dtype)
    )


def widened(low: Floats, high: Floats, units: float = LIBRARY) -> Bounds:
    """The bounds wider by `units` in the last place; a NaN bound becomes infinite."""
    part = units * np.finfo(low.dtype).eps
    wide_low = np.where(np.isinf(low), low, low - np.abs(low) * part).astype(low.dtype)
    wide_high = np.where(np.isinf(high), high, high + np.abs(high) * part).astype(high.dtype)
    return outward(wide_low, wide_high)


def unrounded(span: Span) -> Bounds:
    """Bounds of the reals that may round to the span."""
    return below(span.low), above(span.high)


def hull(*bounds: Bounds) -> Bounds:
    """The smallest bounds around all that are not empty; empty if all are."""
    lows = [np.where(low <= high, low, np.inf).astype(low.dtype) for low, high in bounds]
    highs = [np.where(low <= high, high, -np.inf).astype(low.dtype) for low, high in bounds]
    low, high = lows[0], highs[0]
    for other_low, other_high in zip(lows[1:], highs[1:], strict=True):
        low, high = np.minimum(low, other_low), np.maximum(high, other_high)
    return low, high


def intersection(bounds: Bounds, span: Span) -> Bounds:
    """The intersection."""
    return np.maximum(bounds[0], span.low), np.minimum(bounds[1], span.high)
