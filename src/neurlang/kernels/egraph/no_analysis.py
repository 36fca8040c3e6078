"""The analysis that knows nothing: what a graph runs with where none is passed in."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

Triple = tuple[float, float, float]
Facts = tuple[np.uint32, np.uint32, np.uint32]
Data = tuple[float, float, int]


@njit(cache=True, nogil=True)
def make(op: int, value: float, lows: Triple, highs: Triple, facts: Facts) -> Data:
    """Nothing is known of any node."""
    return -math.inf, math.inf, 0


@njit(cache=True, nogil=True)
def join(
    low: float, high: float, facts: np.uint32, other_low: float, other_high: float, other_facts: np.uint32
) -> Data:
    """Nothing and nothing is nothing."""
    return -math.inf, math.inf, 0
