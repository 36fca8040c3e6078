"""Whether a part of a form may be replaced by another: a first look at it as a separate formula.

A part has few inputs, so points reveal more about it than about the whole that it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from neurlang.kernels.accuracy import Tolerance, Yardstick, yardstick
from neurlang.kernels.expr import Expr, Kernel, evaluate_expressions, postorder, variables
from neurlang.kernels.simd import domain_points, mixed_points, wide_points

LONGEST = 80  # nodes of a part that is judged as a whole
SHARE = 0.5  # of the tolerance: the most that one part may use up, as errors of several parts add up
POINTS = 400  # of each kind


@dataclass(frozen=True, slots=True)
class PartJudge:
    """Decides whether a part may be replaced by another, and remembers the answers."""

    kernel: Kernel
    tolerance: Tolerance
    _yards: dict[Expr, Yardstick] = field(default_factory=dict, repr=False)
    _said: dict[tuple[Expr, Expr], bool] = field(default_factory=dict, repr=False)

    def __call__(self, part: Expr, other: Expr) -> bool:
        """Whether `other` is near enough wherever `part` is, at points of the kernel's domain."""
        pair = (part, other)
        if pair not in self._said:
            self._said[pair] = self._can_be_judged(part, other) and self._is_near(part, other)
        return self._said[pair]

    def _can_be_judged(self, part: Expr, other: Expr) -> bool:
        """Whether both are short, and `other` has no input that `part` lacks, as z in `x + (z - z)`."""
        is_short = max(len(postorder((each,))) for each in (part, other)) <= LONGEST
        return is_short and set(variables((other,))) <= set(variables((part,)))

    def _is_near(self, part: Expr, other: Expr) -> bool:
        yard = self._yard(part)
        values = dict(zip(yard.kernel.names, yard.arrays, strict=True))
        found = yard.compare(evaluate_expressions((other,), values, yard.kernel.dtype))
        known = np.isfinite(found.error)
        allowed = np.maximum(self.tolerance.limit * SHARE, np.where(np.isfinite(found.own), found.own, 0.0))
        return not found.fails.any() and bool((found.error <= allowed)[known].all())

    def _yard(self, part: Expr) -> Yardstick:
        if part not in self._yards:
            kernel = part_of(self.kernel, part)
            kinds = (domain_points, wide_points, mixed_points)
            drawn = [draw(kernel, POINTS, 3) for draw in kinds]
            arrays = [np.concatenate(columns) for columns in zip(*drawn, strict=True)]
            values = dict(zip(kernel.names, arrays, strict=True))
            written = evaluate_expressions(kernel.outputs, values, kernel.dtype)
            self._yards[part] = yardstick(kernel, arrays, written, self.tolerance)
        return self._yards[part]


def part_of(kernel: Kernel, part: Expr) -> Kernel:
    """A part of a kernel without reduction as a kernel of its own, over the inputs that it uses.

    If the kernel has a condition all inputs stay, as the condition is about them.
    """
    if kernel.where is not None:
        return kernel.with_outputs(part)
    used = variables((part,))
    return replace(kernel, outputs=(part,), inputs=tuple(item for item in kernel.inputs if item.name in used))
