"""What a form costs: the interface that every model of cost stands behind.

A model that is learned later fills in the same three fields.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.kernels.cost.rows import flatten
from neurlang.kernels.egraph import workspace_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from neurlang.kernels.egraph import Workspace
    from neurlang.kernels.expr import Expr

    CostOfRows = Callable[[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64], Workspace], float]


@dataclass(frozen=True, slots=True)
class Cost:
    """A model of cost, in cycles for one vector of results.

    `node_costs` (float64, one for each op of `OPS`) serves extractions that add up nodes. `of_rows` is a
    compiled function over a flattened DAG (see `Rows`) and room to work in, so that it may be called from compiled
    code; it need not be additive.
    """

    name: str
    node_costs: NDArray[np.float64]
    of_rows: CostOfRows

    def of(self, roots: Sequence[Expr]) -> float:
        """The cost of computing all the roots, shared parts once."""
        rows = flatten(roots)
        return float(self.of_rows(rows.ops, rows.args, rows.values, workspace_for(len(rows.ops))))
