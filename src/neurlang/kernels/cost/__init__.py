"""Models of cost: how many cycles a form takes.

`latency_cost` and `port_cost` return a `Cost` for a target: a number of cycles for a DAG, from Python by `of`
or from compiled code by `of_rows` over the arrays that `flatten` makes. Both take their numbers as weights, which are
data: other weights need no compilation. `table_models` returns the two that guide a search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.cost.latency import latency_cost, sum_of_rows
    from neurlang.kernels.cost.model import Cost
    from neurlang.kernels.cost.models import Models, table_models
    from neurlang.kernels.cost.ports import (
        fold_constants,
        fusions,
        is_power_of_two,
        port_cost,
        products_of_power,
    )
    from neurlang.kernels.cost.rows import Rows, flatten
else:
    __getattr__ = later(
        __name__,
        {
            "Cost": "model",
            "Models": "models",
            "Rows": "rows",
            "flatten": "rows",
            "fold_constants": "ports",
            "fusions": "ports",
            "is_power_of_two": "ports",
            "latency_cost": "latency",
            "port_cost": "ports",
            "products_of_power": "ports",
            "sum_of_rows": "latency",
            "table_models": "models",
        },
    )

__all__ = [
    "Cost",
    "Models",
    "Rows",
    "flatten",
    "fold_constants",
    "fusions",
    "is_power_of_two",
    "latency_cost",
    "port_cost",
    "products_of_power",
    "sum_of_rows",
    "table_models",
]
