"""Searching for equal forms that cost less: models of cost, and how far from exact a form is.

`latency_cost` and `port_cost` give a `Cost` for a target: a number of cycles for a DAG, from Python by `of`
or from compiled code by `of_rows` over the arrays that `flatten` makes. `yardstick` finds a formula's exact
values once; its `measure` says how accurate another form's results are, and whether they are within a
`Tolerance`. `saturate` applies rules to an e-graph within `Limits`; a `BackoffScheduler` says which rules may
match in an iteration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.search.accuracy import (
        Accuracy,
        Yardstick,
        in_domain,
        largest_intermediate,
        yardstick,
    )
    from neurlang.kernels.search.backoff import BackoffScheduler
    from neurlang.kernels.search.cost import Cost
    from neurlang.kernels.search.latency import latency_cost
    from neurlang.kernels.search.ports import port_cost
    from neurlang.kernels.search.pulses import Plan, Pulse, Pulses, graph_of, search_in_pulses
    from neurlang.kernels.search.rows import Rows, flatten
    from neurlang.kernels.search.saturation import Limits, Saturation, StopReason, saturate
    from neurlang.kernels.search.tolerance import DEFAULT_TOLERANCE, Tolerance, read_tolerance
else:
    __getattr__ = later(
        __name__,
        {
            "DEFAULT_TOLERANCE": "tolerance",
            "Accuracy": "accuracy",
            "BackoffScheduler": "backoff",
            "Cost": "cost",
            "Limits": "saturation",
            "Plan": "pulses",
            "Pulse": "pulses",
            "Pulses": "pulses",
            "Rows": "rows",
            "Saturation": "saturation",
            "StopReason": "saturation",
            "Tolerance": "tolerance",
            "Yardstick": "accuracy",
            "flatten": "rows",
            "graph_of": "pulses",
            "in_domain": "accuracy",
            "largest_intermediate": "accuracy",
            "latency_cost": "latency",
            "port_cost": "ports",
            "read_tolerance": "tolerance",
            "saturate": "saturation",
            "search_in_pulses": "pulses",
            "yardstick": "accuracy",
        },
    )

__all__ = [
    "DEFAULT_TOLERANCE",
    "Accuracy",
    "BackoffScheduler",
    "Cost",
    "Limits",
    "Plan",
    "Pulse",
    "Pulses",
    "Rows",
    "Saturation",
    "StopReason",
    "Tolerance",
    "Yardstick",
    "flatten",
    "graph_of",
    "in_domain",
    "largest_intermediate",
    "latency_cost",
    "port_cost",
    "read_tolerance",
    "saturate",
    "search_in_pulses",
    "yardstick",
]
