"""Points to run a kernel at: in its ranges, and where arithmetic is special."""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from neurlang.kernels.expr import draw_points

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from neurlang.kernels.expr import Input, Kernel

UNBOUNDED = 100.0  # where a range has no end, numbers up to this size are drawn
WIDE = 1e4  # positive ranges wider than this ratio are drawn by their logarithm
MOST_SPECIAL = 4096  # combinations of special values; beyond, every other is drawn at random

SPECIAL = (0.0, -0.0, math.inf, -math.inf, math.nan, 5e-324, -1e-310, 1e-40, -1e-45, 1.0, -1.0, 1e30, -1e300)


def domain_points(kernel: Kernel, count: int, seed: int = 0) -> list[NDArray[Any]]:
    """`count` points of the kernel's stated domain, an array per input of the kernel's type.

    Raises:
        FormulaError: no point of the ranges satisfies the kernel's condition, or none was found.

    """
    random = np.random.default_rng(seed)
    if kernel.where is not None and kernel.inputs:
        return draw_points(kernel, count, random)
    return [_drawn(item, count, random).astype(kernel.float_type) for item in kernel.inputs]


def _drawn(item: Input, count: int, random: np.random.Generator) -> NDArray[np.float64]:
    low, high = max(item.low, -UNBOUNDED), min(item.high, UNBOUNDED)
    if (
        item.low > UNBOUNDED
        or item.high < -UNBOUNDED
        or (math.isfinite(item.low) and math.isfinite(item.high))
    ):
        low = item.low if math.isfinite(item.low) else -10 * abs(item.high)
        high = item.high if math.isfinite(item.high) else 10 * abs(item.low)
    if low > 0 and high / low > WIDE:
        return np.exp(random.uniform(math.log(low), math.log(high), count))
    return random.uniform(low, high, count)


def special_points(kernel: Kernel, seed: int = 0) -> list[NDArray[Any]]:
    """Zeros, infinities, NaN, subnormals, extremes: all combinations, or many where all are too many."""
    count = len(kernel.inputs)
    if len(SPECIAL) ** count <= MOST_SPECIAL:
        rows = np.array(list(product(SPECIAL, repeat=count))).reshape(len(SPECIAL) ** count, count).T
    else:
        rows = np.random.default_rng(seed).choice(np.array(SPECIAL), (count, MOST_SPECIAL))
    with np.errstate(all="ignore"):
        return [np.ascontiguousarray(row.astype(kernel.float_type)) for row in rows]
