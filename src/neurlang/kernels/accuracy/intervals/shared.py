"""What two forms compute in common: nodes whose computed values are the same, bit for bit.

A sum of a product may be fused in the one and not in the other, so that equal expressions are not enough: they
must also be the same, unfused, in the code of both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from neurlang.kernels.accuracy.intervals.float_range import FloatRange
from neurlang.kernels.simd import select_fma

if TYPE_CHECKING:
    from neurlang.kernels.accuracy.intervals.ranges import Ranges
    from neurlang.kernels.expr import Expr, Kernel


def shared_nodes(written: Kernel, form: Kernel) -> frozenset[Expr]:
    """The operations that the code of both lowered kernels computes, whether products are fused or not."""
    common = set(written.nodes()) & set(form.nodes())
    common &= set(select_fma(written).nodes()) & set(select_fma(form).nodes())
    return frozenset(node for node in common if node.args and node.kind == "r")


def unlost(found: Ranges, shared: frozenset[Expr]) -> Ranges:
    """The ranges of shared nodes, as if they had lost nothing: what is lost there is no fault of the form."""
    return {
        node: replace(value, lost=np.zeros_like(value.lost))
        for node, value in found.items()
        if node in shared and isinstance(value, FloatRange)
    }


def forced(value: FloatRange) -> FloatRange:
    """The range of a node of which it is known that it is no finite number."""
    only_up = (value.high == np.inf) & (value.low != -np.inf)
    only_down = (value.low == -np.inf) & (value.high != np.inf)
    low = np.where(only_up, np.inf, -np.inf)
    high = np.where(only_down, -np.inf, np.inf)
    return replace(value, low=low, high=high, is_never_finite=np.ones_like(value.may_nan), factors=None)
