"""The additive model of cost: the sum of latencies, one number for each op.

Most optimisers use this model. It ignores that pipes work in parallel, and guides extractions that need an
additive cost.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from neurlang.kernels.compiled import compiled
from neurlang.kernels.cost.machine import latencies, machine_of
from neurlang.kernels.cost.model import Cost
from neurlang.kernels.egraph import RowCost, Workspace

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@compiled
def sum_of_rows(
    weights: NDArray[np.float64],
    ops: NDArray[np.int32],
    args: NDArray[np.int32],
    values: NDArray[np.float64],
    workspace: Workspace,
) -> float:
    """The sum of the weights of all rows; `weights` has a number for each op."""
    total = 0.0
    for row in range(len(ops)):
        total += weights[ops[row]]
    return total


@cache
def latency_cost(target: str) -> Cost:
    """The sum of latencies on a target. Raises UsageError if there is no table for it."""
    table = latencies(machine_of(target))
    return Cost(f"latency/{target}", table, RowCost(sum_of_rows, table))
