"""Which results break the promise of docs/optimize.md, as its text says ("What a tolerance means").

- The unit is that in the last place of the exact value, never less than machine epsilon times the largest finite
  intermediate: the greatest size, finite if rounded to the type, of the operations below the output as written.
- A result may be off by `LIMIT` units, or by as many as the form as written is at its worst point.
- If the form as written is finite and the exact value is defined, the result is finite. An infinity
  within `LIMIT` units of the exact value is called "at the edge".
- If the exact value is a normal number, and the form as written is nearer to it than to 0, the result is not 0,
  unless a change of the inputs and of each operation by a few units explains the 0, as in a cancellation. (A form as
  written that underflow leaves without one right digit, 1e-45 for 8e-38, says as little as a 0.)
- A truth value is the exact one, or that of the form as written.
- Nothing is required if the exact value is undefined; nor if the result equals that of the form as written;
  nor if both are not finite and the exact value is a number of the type.

An infinity represents the number one unit beyond the largest (docs/expressions.md), both as a result and as an exact
value.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import mpmath
import numpy as np

from soundness.bounds import evaluate
from soundness.oracle import exact_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from neurlang.kernels.expr import Expr
    from soundness.balls import Number
    from soundness.bounds import Bound, Numbers, Truth
    from soundness.formats import Array, Format
    from soundness.oracle import Exact

LIMIT = 4.0
UNSURE = 2.0**-9  # units that errors may themselves be off by: twice the slow oracle's bound
CANCELLED = 8.0  # units that inputs and operations are changed by, to explain a zero


@dataclass(frozen=True, slots=True)
class Output:
    """An output of the form as written: its position, its node, all nodes below it, and the format."""

    place: int
    root: Expr
    order: Sequence[Expr]
    of: Format

    @property
    def is_truth(self) -> bool:
        """Whether it is a truth value."""
        return bool(self.root.kind == "b")


@dataclass(frozen=True, slots=True)
class Estimates:
    """What the fast oracle knows at points: exact values with bounds, and the unit's least and greatest size."""

    value: Array
    bound: Array
    least_unit: Array
    greatest_unit: Array

    def error(self, result: Array, of: Format) -> tuple[Array, Array]:
        """The error of results in units, as a lower and an upper bound; NaN if nothing is known."""
        beyond = of.beyond
        with np.errstate(all="ignore"):
            near = np.clip(result.astype(of.wide), -beyond, beyond)
            distance = np.where(np.isnan(near), np.inf, np.abs(near - np.clip(self.value, -beyond, beyond)))
            bound = np.where(
                np.abs(self.value) - self.bound >= beyond, 0, self.bound
            )  # then it is surely beyond
            return (distance - bound) / self.greatest_unit, (distance + bound) / self.least_unit


def estimates(output: Output, inputs: Mapping[str, Array]) -> Estimates:
    """The fast oracle's values at points, with both bounds of the unit."""
    of = output.of
    results = evaluate(output.order, inputs, of)
    value, bound = results[output.root]
    count = len(next(iter(inputs.values())))
    value = np.broadcast_to(value, count)
    bound = np.broadcast_to(of.wide(0) if bound is None else bound, count)
    with np.errstate(all="ignore"):
        floor, ceiling = np.zeros(count, of.wide), np.zeros(count, of.wide)
        for node in output.order:
            if node.args and node.kind == "r" and node is not output.root:
                size, spread = np.abs(results[node].v), _or_nothing(results[node].e)
                low, high = size - spread, size + spread
                floor = np.maximum(floor, np.where(high < of.overflow, low, 0))
                ceiling = np.maximum(ceiling, np.where(low >= of.overflow, 0, high))
        ceiling[np.isnan(ceiling)] = np.inf
        size = np.abs(value)
        least = np.fmax(unit_of_size(size - bound, of), floor * of.eps)
        greatest = np.fmax(unit_of_size(size + bound, of), ceiling * of.eps)
    return Estimates(value, bound, least, greatest)


def _or_nothing(bound: Bound) -> Numbers:
    return 0 if bound is None else bound


def unit_of_size(size: Array, of: Format) -> Array:
    """The unit in the last place of numbers of these sizes; beyond the largest number, the unit of that."""
    within = np.clip(np.where(np.isnan(size), 0, size), of.normal, of.largest)
    _, exponent = np.frexp(within)
    digits = round(-math.log2(of.eps)) + 1
    return np.asarray(np.ldexp(of.wide(1), exponent - digits))


def unit(value: Number, largest: Number, of: Format) -> Number:
    """The unit at one point, from its exact value and the largest intermediate."""
    size = abs(value)
    within = min(max(size, of.normal), of.largest) if size == size else of.normal
    digits = round(-math.log2(of.eps)) + 1
    own = mpmath.ldexp(
        1, math.frexp(within)[1] - digits if isinstance(within, float) else _exponent(within) - digits
    )
    return max(own, mpmath.mpf(largest) * of.eps)


def _exponent(value: Number) -> int:
    return int(value._mpf_[2] + value._mpf_[3])


@dataclass(frozen=True, slots=True)
class Point:
    """One point, decided by the slow oracle: the results of both forms there, and their errors in units."""

    inputs: tuple[float, ...]
    exact: Exact
    written: float
    got: float
    own_error: float
    error: float
    is_cancelled: bool = False

    def fault(self, of: Format, allowed: float) -> str:
        """What the result violates, in a word or two; empty if it is right."""
        exact = self.exact.value
        if exact is None or self.exact.is_undefined or same(self.got, self.written):
            return ""
        if isinstance(exact, bool):
            return "" if bool(self.got) == exact else "false"
        if math.isfinite(self.written) and not math.isfinite(self.got):
            if math.isnan(self.got):
                return "spurious nan"
            return "infinity at the edge" if self.error <= LIMIT else "spurious infinity"
        is_number = abs(exact) <= of.largest
        if is_number and not math.isfinite(self.written) and not math.isfinite(self.got):
            return ""
        is_zero = self.got == 0 and is_number and abs(exact) >= of.normal
        if is_zero and not self.is_cancelled and _has_digits(self.written, exact):
            return "spurious zero"
        return "outside" if self.error > allowed + UNSURE else ""


def _has_digits(written: float, exact: Number) -> bool:
    """Whether a result is nearer to the exact value than to 0."""
    with mpmath.workprec(300):
        return bool(abs(mpmath.mpf(written) - exact) < abs(mpmath.mpf(written)))


def same(got: float, written: float) -> bool:
    """Whether two results are equal, or both NaN."""
    return bool(got == written or (got != got and written != written))


def decide(
    output: Output, names: Sequence[str], inputs: tuple[float, ...], written: float, got: float
) -> Point:
    """A point with its exact value, by the slow oracle."""
    of = output.of
    point = dict(zip(names, inputs, strict=True))
    exact = exact_at(
        output.order, output.root, point, overflow_of(of), lambda value, largest: unit(value, largest, of)
    )
    if output.is_truth or not exact.is_known or exact.is_undefined:
        return Point(inputs, exact, written, got, 0.0, 0.0)
    own_error, error = (_error(exact, float(result), of) for result in (written, got))
    is_cancelled = got == 0 and written != 0 and cancels(output, _as_arrays(point, of))[0]
    return Point(inputs, exact, written, got, own_error, error, bool(is_cancelled))


def overflow_of(of: Format) -> Number:
    """The least number that rounds to infinity in a type."""
    with mpmath.workprec(100):
        return mpmath.mpf(2) ** math.frexp(of.largest)[1] * (1 - mpmath.mpf(of.eps) / 4)


def _as_arrays(point: Mapping[str, float], of: Format) -> dict[str, Array]:
    return {name: np.array([value], of.kind) for name, value in point.items()}


def _error(exact: Exact, result: float, of: Format) -> float:
    """The error of a result in units; infinite for NaN."""
    if math.isnan(result):
        return math.inf
    beyond = mpmath.mpf(2) ** (_exponent(mpmath.mpf(of.largest)))
    with mpmath.workprec(300):
        near = max(min(mpmath.mpf(result), beyond), -beyond)
        true = max(min(mpmath.mpf(exact.value), beyond), -beyond)
        return float(abs(near - true) / unit(exact.value, exact.largest, of))


def cancels(output: Output, inputs: Mapping[str, Array]) -> Array:
    """Where changes of a few units in the inputs and the operations can bring the form as written to 0.

    The error analysis is the fast oracle's, with the type's own epsilon.
    """
    value, bound = evaluate(output.order, inputs, output.of, coarse=True)[output.root]
    with np.errstate(all="ignore"):
        reached = ~(np.abs(value) > _or_nothing(bound) * CANCELLED)
    return np.broadcast_to(reached, len(next(iter(inputs.values()))))


def known_truths(output: Output, inputs: Mapping[str, Array]) -> Truth:
    """A truth value at points, and where it is certain."""
    truth: Truth = evaluate(output.order, inputs, output.of)[output.root]
    return truth
