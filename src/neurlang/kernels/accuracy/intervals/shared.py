"""What two forms compute in common: nodes whose computed values are the same, bit for bit.

One form may fuse a product into a sum and the other may not, so equal expressions are not enough: they
must also be the same, unfused, in the code of both.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from neurlang.kernels.accuracy.intervals.float_range import FloatRange
from neurlang.kernels.accuracy.intervals.ranges import Ranges
from neurlang.kernels.expr import Expr, Kernel
from neurlang.kernels.simd import select_fma


def shared_nodes(written: Kernel, form: Kernel) -> frozenset[Expr]:
    """The operations that the code of both lowered kernels computes, whether or not products are fused."""
    common = set(written.nodes()) & set(form.nodes())
    common &= set(select_fma(written).nodes()) & set(select_fma(form).nodes())
    return frozenset(node for node in common if node.args and node.kind == "r")


def without_losses(found: Ranges, shared: frozenset[Expr]) -> Ranges:
    """The ranges of shared nodes, without their losses: those are not the form's fault."""
    return {
        node: replace(value, lost=np.zeros_like(value.lost))
        for node, value in found.items()
        if node in shared and isinstance(value, FloatRange)
    }


def never_finite(value: FloatRange) -> FloatRange:
    """The range of a node that is known not to be finite."""
    only_up = (value.high == np.inf) & (value.low != -np.inf)
    only_down = (value.low == -np.inf) & (value.high != np.inf)
    low = np.where(only_up, np.inf, -np.inf)
    high = np.where(only_down, -np.inf, np.inf)
    return replace(value, low=low, high=high, is_never_finite=np.ones_like(value.may_nan), factors=None)
