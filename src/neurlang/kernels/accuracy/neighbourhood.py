"""Whether a form that exceeds its limit is at least no worse than the form as written in the neighbourhood.

The worst error of a formula that cancels or divides by next to nothing is a matter of luck: it grows without bound
towards the bad place. So forms are compared by their worst errors in small neighbourhoods, not at single points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy.tolerance import Tolerance
from neurlang.kernels.accuracy.yardsticks import Yardstick, yardstick
from neurlang.kernels.expr import Kernel, from_ordinals, in_domain, ordinals
from neurlang.kernels.simd import Code, run_code, same_bits, satisfies

Array = NDArray[Any]

SHARE_AT_POINTS = (
    0.85  # of the limit: what a form may use up at the points seen, as its error elsewhere may be greater
)
SHARE_AT_WORST = 0.92  # the same at points that a directed search found: hardly any point is worse
SHARE_OF_WRITTEN = (
    0.9  # of the nearby error of the form as written: the most that a form beyond its limit may have
)
CLUSTERS, NEIGHBOURS = 8, 48
FARTHEST = {"f32": 12.0, "f64": 40.0}  # binary orders of the ordinals between a point and its neighbours


@dataclass(frozen=True, slots=True)
class Examiner:
    """Compares forms of a kernel with exact values at points where they may be wrong."""

    kernel: Kernel
    written: Code
    tolerance: Tolerance

    def accepts(self, code: Code, arrays: Sequence[Array], share: float = SHARE_AT_POINTS) -> bool:
        """Whether a form is right at points, an array per input, or no worse than the form as written around them.

        A form is right if it is finite and within `share` of the limit, as other points may be worse.
        """
        if not arrays or not len(arrays[0]):
            return True
        results = run_code(code, arrays)
        measure = yardstick(self.kernel, arrays, run_code(self.written, arrays), self.tolerance)
        found = measure.compare(results)
        if found.fails.any() or self._loses_unknown(measure, results):
            return False
        if self.tolerance.kind == "exact":
            return True
        # An error is infinite here only if that of the form as written is, too.
        error = np.nan_to_num(found.error, nan=0.0, posinf=0.0)
        order = np.argsort(-error, kind="stable")[:CLUSTERS]
        far = order[error[order] > share * self.tolerance.limit]
        return not len(far) or self._is_nearer(code, [array[far] for array in arrays], share)

    def _loses_unknown(self, measure: Yardstick, results: Sequence[Array]) -> bool:
        """Whether a form is not finite where the form as written is, and no known exact value excuses it."""
        return any(
            bool((~truth.known & np.isfinite(written) & ~np.isfinite(result)).any())
            for truth, written, result in zip(measure.truths, measure.written, results, strict=True)
        )

    def _is_nearer(self, code: Code, centres: Sequence[Array], share: float) -> bool:
        """Whether around each centre the worst error is within the limit, or clearly below that of the form as written.

        A form with the same bits as the form as written there passes as well.
        """
        arrays = neighbours(self.kernel, centres)
        written, results = run_code(self.written, arrays), run_code(code, arrays)
        measure = yardstick(self.kernel, arrays, written, self.tolerance)
        found = measure.compare(results)
        if found.fails.any():
            return False
        error, own = (
            np.where(np.isfinite(each), each, 0.0).reshape(len(centres[0]), -1).max(axis=1)
            for each in (found.error, found.own)
        )
        is_same = np.logical_and.reduce([same_bits(*pair) for pair in zip(results, written, strict=True)])
        is_same = is_same.reshape(len(centres[0]), -1).all(axis=1)
        return bool(
            (is_same | (error <= np.maximum(share * self.tolerance.limit, SHARE_OF_WRITTEN * own))).all()
        )


def neighbours(kernel: Kernel, centres: Sequence[Array]) -> list[Array]:
    """Each point with 48 others of the domain around it, one after another; an array per input."""
    random = np.random.default_rng(5)
    shape = (len(centres), len(centres[0]), NEIGHBOURS + 1)
    points = np.repeat(np.array(centres)[:, :, None], NEIGHBOURS + 1, axis=2)
    steps = np.exp2(random.uniform(0, FARTHEST[kernel.dtype], shape)) * random.choice([-1, 0, 1], shape)
    steps[:, :, 0] = 0
    moved = from_ordinals(ordinals(points) + steps.astype(np.int64), kernel.float_type)
    flat, unmoved = moved.reshape(len(centres), -1), points.reshape(len(centres), -1)
    keeps = in_domain(kernel, list(flat)) & satisfies(kernel, flat) & np.isfinite(flat).all(axis=0)
    return [np.ascontiguousarray(row) for row in np.where(keeps, flat, unmoved)]
