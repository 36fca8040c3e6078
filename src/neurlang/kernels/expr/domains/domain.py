"""The domain of a kernel: the closed interval that a condition implies for each input, and a membership test."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.expr.dag import Expr, variables
from neurlang.kernels.expr.kernel import Kernel
from neurlang.kernels.expr.ops import MIRRORED
from neurlang.kernels.expr.values.evaluation import evaluate_expressions


def ranges_of(condition: Expr) -> dict[str, tuple[float, float]]:
    """A closed interval for each input that the condition compares with a constant; the condition fails outside it.

    Only parts joined by `and` count. A strict bound becomes a closed one, so the condition itself must still be
    tested; an interval with low > high means that nothing satisfies the condition.
    """
    ranges: dict[str, tuple[float, float]] = {}
    waiting = [condition]
    while waiting:
        part = waiting.pop()
        if part.op.name == "and":
            waiting.extend(part.args)
            continue
        bound = _bound(part)
        if bound is not None:
            name, low, high = bound
            old_low, old_high = ranges.get(name, (-math.inf, math.inf))
            ranges[name] = (max(low, old_low), min(high, old_high))
    return ranges


def _bound(part: Expr) -> tuple[str, float, float] | None:
    if not part.op.is_comparison or part.op.name == "ne":
        return None
    relation, (left, right) = part.op.name, part.args
    if right.op.name == "var":
        relation, left, right = MIRRORED[relation], right, left
    if left.op.name != "var" or variables((right,)):
        return None
    limit = float(evaluate_expressions((right,), {})[0])
    low = -math.inf if relation in ("lt", "le") else limit
    high = math.inf if relation in ("gt", "ge") else limit
    return str(left.value), low, high


def in_domain(kernel: Kernel, arrays: Sequence[NDArray[Any]]) -> NDArray[np.bool_]:
    """Which points lie within the stated ranges of the inputs. NaN lies only in a range unbounded on both sides."""
    inside = np.ones(len(arrays[0]) if arrays else 1, np.bool_)
    for item, array in zip(kernel.inputs, arrays, strict=True):
        is_unbounded = item.low == -np.inf and item.high == np.inf
        inside &= ((array >= item.low) & (array <= item.high)) | (is_unbounded & np.isnan(array))
    return inside
