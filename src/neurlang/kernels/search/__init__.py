"""Searching for equal forms that cost less.

`saturate` applies rules to an e-graph within `Limits`; a `BackoffScheduler` says which rules may match in an iteration.
`search_in_pulses` does so several times, each time in a fresh graph from the best form found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.search.backoff import BackoffScheduler
    from neurlang.kernels.search.pulses import Plan, Pulse, Pulses, graph_of, search_in_pulses
    from neurlang.kernels.search.saturation import Limits, Saturation, StopReason, saturate
else:
    __getattr__ = later(
        __name__,
        {
            "BackoffScheduler": "backoff",
            "Limits": "saturation",
            "Plan": "pulses",
            "Pulse": "pulses",
            "Pulses": "pulses",
            "Saturation": "saturation",
            "StopReason": "saturation",
            "graph_of": "pulses",
            "saturate": "saturation",
            "search_in_pulses": "pulses",
        },
    )

__all__ = [
    "BackoffScheduler",
    "Limits",
    "Plan",
    "Pulse",
    "Pulses",
    "Saturation",
    "StopReason",
    "graph_of",
    "saturate",
    "search_in_pulses",
]
