"""Optimising a formula: `optimize` finds equal forms, checks their errors, measures the best, and picks.

The result is an `Optimized`: both forms with times and errors, and the proof that they are equal.
`optimized_kernel` gives the chosen form only, and remembers it on disk.
"""

from neurlang.kernels.optimizing.candidates import Progress, Round
from neurlang.kernels.optimizing.effort import EFFORTS, Effort, effort_of
from neurlang.kernels.optimizing.flow import optimize
from neurlang.kernels.optimizing.knowledge import Knowledge
from neurlang.kernels.optimizing.reciprocals import divides
from neurlang.kernels.optimizing.remembering import optimized_kernel
from neurlang.kernels.optimizing.result import Measured, Optimized
from neurlang.kernels.optimizing.timing import by_cost

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
]
