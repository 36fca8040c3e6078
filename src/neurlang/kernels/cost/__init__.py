"""Models of cost: how many cycles a form takes.

`latency_cost` and `port_cost` give a `Cost` for a target: a number of cycles for a DAG, from Python by `of`
or from compiled code by `of_rows` over the arrays that `flatten` makes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.cost.latency import latency_cost
    from neurlang.kernels.cost.model import Cost
    from neurlang.kernels.cost.ports import port_cost
    from neurlang.kernels.cost.rows import Rows, flatten
else:
    __getattr__ = later(
        __name__,
        {
            "Cost": "model",
            "Rows": "rows",
            "flatten": "rows",
            "latency_cost": "latency",
            "port_cost": "ports",
        },
    )

__all__ = ["Cost", "Rows", "flatten", "latency_cost", "port_cost"]
