"""A DAG as flat arrays, the form that costs are computed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.expr import Expr, postorder


@dataclass(frozen=True, slots=True)
class Rows:
    """Every node once, arguments before users.

    `ops` (int32, n) are the numbers of ops; `args` (int32, n by 3) rows of the arguments, -1 if absent;
    `values` (float64, n) the numbers of constants, 0 elsewhere.
    """

    ops: NDArray[np.int32]
    args: NDArray[np.int32]
    values: NDArray[np.float64]


def flatten(roots: Iterable[Expr]) -> Rows:
    """The nodes below the roots as rows, in the order of `postorder`."""
    nodes = postorder(roots)
    place = {node: row for row, node in enumerate(nodes)}
    args = np.full((len(nodes), 3), -1, np.int32)
    for row, node in enumerate(nodes):
        args[row, : len(node.args)] = [place[arg] for arg in node.args]
    values = [node.value if isinstance(node.value, float) else 0.0 for node in nodes]
    ops = np.array([node.op.number for node in nodes], np.int32)
    return Rows(ops, args, np.array(values, np.float64))
