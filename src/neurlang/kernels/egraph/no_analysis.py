"""The analysis that knows nothing, used if none is passed in."""

from __future__ import annotations

import math

import numpy as np

from neurlang.kernels.compiled import compiled

Triple = tuple[float, float, float]
Facts = tuple[np.uint32, np.uint32, np.uint32]
Data = tuple[float, float, int]


@compiled
def make(op: int, value: float, lows: Triple, highs: Triple, facts: Facts) -> Data:
    """Nothing is known of any node."""
    return -math.inf, math.inf, 0


@compiled
def join(
    low: float, high: float, facts: np.uint32, other_low: float, other_high: float, other_facts: np.uint32
) -> Data:
    """Two empty statements combine to an empty one."""
    return -math.inf, math.inf, 0
