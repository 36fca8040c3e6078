"""What a form costs: the common interface of all models of cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.kernels.cost.rows import flatten
from neurlang.kernels.egraph import RowCost, workspace_for
from neurlang.kernels.expr import Expr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Cost:
    """A model of cost, in cycles for one vector of results.

    `node_costs` (float64, one for each op of `OPS`) serves extractions that add up nodes. `of_rows` is a compiled
    function over a flattened DAG (see `Rows`) with its weights, so compiled code can call it; it need not be
    additive.
    """

    name: str
    node_costs: NDArray[np.float64]
    of_rows: RowCost

    def of(self, roots: Sequence[Expr]) -> float:
        """The cost of computing all the roots, counting shared parts once."""
        rows = flatten(roots)
        function, weights = self.of_rows
        return float(function(weights, rows.ops, rows.args, rows.values, workspace_for(len(rows.ops))))
