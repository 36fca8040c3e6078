"""Whether a rewritten form is near enough to the exact values of the formula as it was written.

The exact values are computed once and serve every candidate. Errors in ULP are counted in units that are never
less than machine epsilon times the largest intermediate: at each point, the greatest finite size among the
results of the operations below the output, in the form as written. If terms cancel, digits are lost
before any rewriting; the floor keeps that loss from being charged to a rewrite.

A value passes at a point if the exact value is undefined or unknown; or if it is finite wherever the form as
written is, and its error is within the tolerance or within the worst finite error of the form as written; or
if it equals the value of the form as written, NaN for NaN. A truth value passes if it is the exact one or
that of the form as written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import FormulaError
from neurlang.kernels.accuracy.tolerance import Tolerance
from neurlang.kernels.expr import Exact, Kernel, evaluate_expressions, exact, relative_error, ulp_error
from neurlang.kernels.simd import same_bits

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Errors at the points where the exact value is a known number, and how many points do not pass.

    Errors are in the unit of the tolerance. `worst` is infinite if an infinity or NaN is computed where the exact value
    is a number, as when the form as written overflows on the way; `lost` counts these points, and `worst_finite` and
    `mean` leave them out. `worst_input` has the inputs at the worst of the other points, by name. `undefined` counts
    the points where the exact value is NaN, `unknown` those where it could not be found; nothing is required at either.
    """

    points: int
    worst: float
    mean: float
    worst_input: dict[str, float]
    failing: int
    undefined: int
    unknown: int
    worst_finite: float
    lost: int

    @property
    def passes(self) -> bool:
        """Whether every point passes."""
        return self.failing == 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """At each point: a form's error, the error of the form as written, and whether the form fails.

    Errors are in the unit of the tolerance, NaN if unknown.
    """

    error: NDArray[np.float64]
    own: NDArray[np.float64]
    fails: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A formula's points with the exact values and the values of the form as written; see the module."""

    kernel: Kernel
    arrays: tuple[Array, ...]
    truths: tuple[Exact, ...]
    floors: tuple[NDArray[np.float64], ...]
    written: tuple[Array, ...]
    tolerance: Tolerance

    def measure(self, results: Sequence[Array]) -> Accuracy:
        """The accuracy of a form's computed outputs at the points, an array per output.

        Raises:
            FormulaError: the number of outputs differs from that of the form as written.

        """
        if len(results) != len(self.written):
            raise FormulaError(f"The kernel has {len(self.written)} outputs, found {len(results)}.")
        errors, fails, undefined = zip(
            *(self._output(place, result) for place, result in enumerate(results)), strict=True
        )
        error = np.fmax.reduce(errors)
        failing = np.logical_or.reduce(fails)
        known = ~np.isnan(error)
        finite = np.where(np.isfinite(error), error, -1.0)
        place = int(np.argmax(finite))
        inputs = {
            name: float(array[place]) for name, array in zip(self.kernel.names, self.arrays, strict=True)
        }
        return Accuracy(
            points=len(error),
            worst=float(error[known].max(initial=0.0)),
            mean=float(error[finite >= 0].mean()) if (finite >= 0).any() else 0.0,
            worst_input=inputs,
            failing=int(failing.sum()),
            undefined=int(np.logical_or.reduce(undefined).sum()),
            unknown=int(np.logical_or.reduce([~truth.known for truth in self.truths]).sum()),
            worst_finite=max(float(finite[place]), 0.0),
            lost=int(np.isinf(error).sum()),
        )

    def compare(self, results: Sequence[Array]) -> Comparison:
        """The errors of a form and of the form as written, point by point."""
        outputs = [self._output(place, result) for place, result in enumerate(results)]
        own = [self._output(place, written)[0] for place, written in enumerate(self.written)]
        errors, fails, _ = zip(*outputs, strict=True)
        return Comparison(np.fmax.reduce(errors), np.fmax.reduce(own), np.logical_or.reduce(fails))

    def _output(
        self, place: int, result: Array
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_]]:
        """For one output at each point: the error (NaN if none counts), failure, undefined."""
        truth, written = self.truths[place], self.written[place]
        undefined = np.isnan(truth.high) & truth.known
        is_checked = truth.known & ~undefined
        if written.dtype == np.bool_:
            wrong = is_checked & (result != (truth.high == 1))
            return np.where(wrong, np.inf, 0.0), wrong & (result != written), undefined
        error = np.where(is_checked, self._error(place, result), np.nan)
        if self.tolerance.kind == "exact":
            return error, ~np.asarray(same_bits(result, written)), undefined
        own = np.where(is_checked, self._error(place, written), np.nan)
        own_worst = own[np.isfinite(own) & np.isfinite(written)].max(initial=0.0)
        # The exact value may be an infinity that a form reaches one unit early, so finiteness is checked separately.
        is_near = (error <= max(self.tolerance.limit, own_worst)) & (
            np.isfinite(result) | ~np.isfinite(written)
        )
        is_same = (result == written) | (np.isnan(result) & np.isnan(written))
        return error, is_checked & ~is_near & ~is_same, undefined

    def _error(self, place: int, result: Array) -> NDArray[np.float64]:
        """The error in the unit of the tolerance; infinite if the result is infinite but the exact value is not."""
        truth = self.truths[place]
        with np.errstate(all="ignore"):
            is_lost = np.isinf(result) & np.isfinite(truth.high.astype(self.kernel.float_type))
        return np.where(is_lost, np.inf, self._distance(place, result))

    def _distance(self, place: int, result: Array) -> NDArray[np.float64]:
        truth = self.truths[place]
        if self.tolerance.kind == "relative":
            return relative_error(result, truth, self.kernel.dtype)
        units = ulp_error(result, truth, self.kernel.dtype)
        with np.errstate(all="ignore"):
            unit = np.spacing(np.abs(truth.high).astype(self.kernel.float_type)).astype(np.float64)
            ratio = np.where(np.isfinite(unit), unit / np.fmax(unit, self.floors[place]), 1.0)
        return np.where(np.isinf(units), np.inf, units * np.where(np.isinf(units), 1.0, ratio))


def yardstick(
    kernel: Kernel, arrays: Sequence[Array], written: Sequence[Array], tolerance: Tolerance
) -> Yardstick:
    """The yardstick that candidates for a kernel are measured with.

    In: a kernel without reduction, points as one-dimensional arrays of its type (for a meaningful verdict, at
    least 8,000 points of its domain and the special values in it), and the outputs of the form as written at
    the points, as its compiled code returns them.
    """
    floors = tuple(largest_intermediate(kernel, place, arrays) for place in range(len(kernel.outputs)))
    epsilon = float(np.finfo(kernel.float_type).eps)
    return Yardstick(
        kernel,
        tuple(arrays),
        exact(kernel, *arrays),
        tuple(floor * epsilon for floor in floors),
        tuple(written),
        tolerance,
    )


def largest_intermediate(
    kernel: Kernel, place: int, arrays: Sequence[Array], *, with_result: bool = False
) -> NDArray[np.float64]:
    """At each point, the greatest size of an operation's result below an output that is finite in the type; or 0.

    With `with_result` the output itself counts, too.
    """
    root = kernel.outputs[place]
    below = [node for node in _real_operations(kernel, place) if with_result or node is not root]
    values = {name: array.astype(np.float64) for name, array in zip(kernel.names, arrays, strict=True)}
    largest = np.zeros(len(arrays[0]) if arrays else 1)
    for value in evaluate_expressions(below, values):
        size = np.abs(value)
        with np.errstate(over="ignore"):
            is_finite = np.isfinite(size.astype(kernel.float_type))  # the values are binary64 also for f32
        largest = np.maximum(largest, np.where(is_finite, size, 0.0))
    return largest


def _real_operations(kernel: Kernel, place: int) -> list[Any]:
    nodes = kernel.with_outputs(kernel.outputs[place]).nodes()
    return [node for node in nodes if node.args and node.kind == "r"]
