"""How far a form's results are from those of the form as written, at many points: cheap, as both are compiled code.

No exact values are needed. If the two agree, the form is as good as the form as written, and if it is worse by d
units, they differ by at least d units. So the points where they differ most are the ones that are worth the price of
exact values. If a wider evaluation shows the form as written within the tolerance, so are the points where the form
is furthest from the wider value: both errors may have the same sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy.tolerance import Tolerance
from neurlang.kernels.accuracy.yardsticks import largest_intermediate
from neurlang.kernels.expr import Kernel, evaluate_widely
from neurlang.kernels.simd import Code, run_code, same_bits

Array = NDArray[Any]

UNCOMPARED = 2.0  # units, if the form as written is not finite: only exact values can tell


@dataclass(frozen=True, slots=True)
class Screen:
    """Points, the results of the form as written there, by its code and in a wider type, and the unit at each point."""

    kernel: Kernel
    tolerance: Tolerance
    arrays: tuple[Array, ...]
    written: tuple[Array, ...]
    wide: tuple[Array, ...]
    units: tuple[NDArray[np.float64], ...]

    def disagreement(self, results: Sequence[Array]) -> NDArray[np.float64]:
        """An estimate of how far off a form is at each point, for its worst output, in units of the tolerance.

        Infinite if a finite number became infinite or NaN, if a truth value changed, or if a bit changed under the
        `exact` tolerance. A number that became 0 counts like any other: it cancels, or `analyse_safety` shows the
        underflow.
        """
        if self.tolerance.kind == "exact":
            same = [~same_bits(one, other) for one, other in zip(results, self.written, strict=True)]
            return np.where(np.logical_or.reduce(same), np.inf, 0.0)
        columns = zip(results, self.written, self.wide, self.units, strict=True)
        return np.asarray(np.maximum.reduce([self._of_output(*column) for column in columns]))

    def _of_output(
        self, result: Array, written: Array, wide: Array, unit: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        differs = _difference(result, written, unit)
        if written.dtype == np.bool_:
            return differs
        with np.errstate(all="ignore"):
            own, error = (np.abs(each - wide).astype(np.float64) / unit for each in (written, result))
        return np.where((own <= self.tolerance.limit) & np.isfinite(error), np.fmax(differs, error), differs)


def screen(kernel: Kernel, code: Code, tolerance: Tolerance, arrays: Sequence[Array]) -> Screen:
    """What forms are compared with at points, an array per input; `code` is the code of the form as written."""
    written = run_code(code, arrays)
    if tolerance.kind == "exact":
        return Screen(kernel, tolerance, tuple(arrays), written, written, tuple(np.ones(1) for _ in written))
    wide = evaluate_widely(kernel.outputs, dict(zip(kernel.names, arrays, strict=True)), kernel.dtype)
    units = tuple(_units(kernel, place, arrays, result, tolerance) for place, result in enumerate(written))
    return Screen(kernel, tolerance, tuple(arrays), written, wide, units)


def _units(
    kernel: Kernel, place: int, arrays: Sequence[Array], written: Array, tolerance: Tolerance
) -> NDArray[np.float64]:
    if written.dtype == np.bool_:
        return np.ones(len(written))
    with np.errstate(all="ignore"):
        size = np.abs(written)
        if tolerance.kind == "relative":
            return size.astype(np.float64)
        floor = largest_intermediate(kernel, place, arrays) * float(np.finfo(kernel.float_type).eps)
        return np.fmax(np.spacing(size).astype(np.float64), floor)


def _difference(result: Array, written: Array, unit: NDArray[np.float64]) -> NDArray[np.float64]:
    if written.dtype == np.bool_:
        return np.where(result != written, np.inf, 0.0)
    with np.errstate(all="ignore"):
        units = np.abs(result.astype(np.float64) - written) / unit
        units = np.where(result == written, 0.0, np.where(np.isnan(units), np.inf, units))
    units = np.where(np.isfinite(written) & ~np.isfinite(result), np.inf, units)
    uncompared = np.where((result == written) | (np.isnan(result) & np.isnan(written)), 0.0, UNCOMPARED)
    return np.where(np.isfinite(written), units, uncompared)
