"""Optimising a formula: `optimize` finds equal forms, checks their errors, measures the best, and picks.

The result is an `Optimized`: both forms with times and errors, and the proof that they are equal.
`optimized_kernel` returns only the chosen form, and caches it on disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.optimizing.candidates import Progress, Round
    from neurlang.kernels.optimizing.checking import yardstick_of
    from neurlang.kernels.optimizing.choice_cache import optimized_kernel
    from neurlang.kernels.optimizing.choosing import by_cost
    from neurlang.kernels.optimizing.effort import EFFORTS, Effort, effort_of
    from neurlang.kernels.optimizing.engine import load_engine
    from neurlang.kernels.optimizing.flow import optimize, right_forms
    from neurlang.kernels.optimizing.judging import Measure, read_measure
    from neurlang.kernels.optimizing.knowledge import Knowledge, table_knowledge
    from neurlang.kernels.optimizing.reciprocals import divides
    from neurlang.kernels.optimizing.result import Measured, Optimized
else:
    __getattr__ = later(
        __name__,
        {
            "EFFORTS": "effort",
            "Effort": "effort",
            "Knowledge": "knowledge",
            "Measure": "judging",
            "Measured": "result",
            "Optimized": "result",
            "Progress": "candidates",
            "Round": "candidates",
            "by_cost": "choosing",
            "divides": "reciprocals",
            "effort_of": "effort",
            "load_engine": "engine",
            "optimize": "flow",
            "read_measure": "judging",
            "optimized_kernel": "choice_cache",
            "right_forms": "flow",
            "table_knowledge": "knowledge",
            "yardstick_of": "checking",
        },
    )

__all__ = [
    "EFFORTS",
    "Effort",
    "Knowledge",
    "Measure",
    "Measured",
    "Optimized",
    "Progress",
    "Round",
    "by_cost",
    "divides",
    "effort_of",
    "load_engine",
    "optimize",
    "optimized_kernel",
    "read_measure",
    "right_forms",
    "table_knowledge",
    "yardstick_of",
]
