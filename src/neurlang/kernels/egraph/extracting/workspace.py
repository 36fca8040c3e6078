"""A cost function with its weights, and the arrays that it works in, as compiled code allocates nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Workspace(NamedTuple):
    """Arrays for up to n rows of a DAG, with arbitrary initial contents."""

    marks: NDArray[np.int32]  # (n,)
    flags: NDArray[np.int32]  # (n,)
    heads: NDArray[np.int32]  # (n,): of lists whose links are ...
    links: NDArray[np.int32]  # (n, 3): ... an argument position each
    numbers: NDArray[np.float64]  # (n,)


# From weights, ops, arguments, values and a workspace to a cost; a compiled function, or the same in plain Python.
CostOfRows = Callable[
    [NDArray[np.float64], NDArray[np.int32], NDArray[np.int32], NDArray[np.float64], Workspace], float
]


class RowCost(NamedTuple):
    """The cost of a DAG, flattened to rows: a compiled function and its weights (float64, one dimension).

    Weights are data, so other weights need no compilation.
    """

    function: CostOfRows
    weights: NDArray[np.float64]


def workspace_for(rows: int) -> Workspace:
    """A workspace for that many rows."""
    marks, flags, heads = (np.empty(rows, np.int32) for _ in range(3))
    return Workspace(marks, flags, heads, np.empty((rows, 3), np.int32), np.empty(rows, np.float64))
