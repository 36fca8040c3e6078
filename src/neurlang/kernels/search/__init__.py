"""Searching for equal forms that cost less: the models of cost.

`latency_cost` and `port_cost` give a `Cost` for a target: a number of cycles for a DAG, from Python by `of`
or from compiled code by `of_rows` over the arrays that `flatten` makes.
"""

from neurlang.kernels.search.cost import Cost
from neurlang.kernels.search.latency import latency_cost
from neurlang.kernels.search.ports import port_cost
from neurlang.kernels.search.rows import Rows, flatten

__all__ = ["Cost", "Rows", "flatten", "latency_cost", "port_cost"]
