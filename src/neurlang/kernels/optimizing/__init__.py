"""Optimising a formula: `optimize` finds equal forms, checks their errors, measures the best, and picks.

The result is an `Optimized`: both forms with times and errors, and the proof that they are equal.
`optimized_kernel` returns only the chosen form, and caches it on disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.optimizing.candidates import Progress, Round
    from neurlang.kernels.optimizing.effort import EFFORTS, Effort, effort_of
    from neurlang.kernels.optimizing.flow import optimize, right_forms
    from neurlang.kernels.optimizing.knowledge import Knowledge
    from neurlang.kernels.optimizing.reciprocals import divides
    from neurlang.kernels.optimizing.remembering import optimized_kernel
    from neurlang.kernels.optimizing.result import Measured, Optimized
    from neurlang.kernels.optimizing.timing import by_cost
else:
    __getattr__ = later(
        __name__,
        {
            "EFFORTS": "effort",
            "Effort": "effort",
            "Knowledge": "knowledge",
            "Measured": "result",
            "Optimized": "result",
            "Progress": "candidates",
            "Round": "candidates",
            "by_cost": "timing",
            "divides": "reciprocals",
            "effort_of": "effort",
            "optimize": "flow",
            "optimized_kernel": "remembering",
            "right_forms": "flow",
        },
    )

__all__ = [
    "EFFORTS",
    "Effort",
    "Knowledge",
    "Measured",
    "Optimized",
    "Progress",
    "Round",
    "by_cost",
    "divides",
    "effort_of",
    "optimize",
    "optimized_kernel",
    "right_forms",
]
