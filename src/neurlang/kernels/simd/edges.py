"""Points at which the behaviour of a formula changes, found by bisection.

At such a point an operation overflows, underflows, becomes subnormal or crosses zero, a comparison flips, or a
rounding to integers steps. Along axis-parallel lines through the domain, the result of every operation is classified
(NaN, infinite, normal, subnormal, zero, by sign; truth; the integer of a rounding). If an operation has different
classes at two neighbours on a line, the interval between them is subdivided, in the order of the floating-point
numbers, until they are adjacent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.expr import Expr, Kernel, evaluate_expressions, from_ordinals, in_domain, ordinals
from neurlang.kernels.simd.points import domain_points, mixed_points, satisfies

Array = NDArray[Any]
Ordinals = NDArray[np.int64]

LINES = 24  # along each axis
ALONG = 40  # points on a line
MOST_EDGES = 192
MOST_INPUTS = 12  # inputs along whose axes lines run
PARTS = 8
NAN_CLASS = 7
EXTREME = 0.6  # fraction of the coordinates of an extreme base that are near their ends
AROUND = (-1, 0, 1, 2)  # ordinals from an edge's lower end


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes of an operation's class between two neighbours on a line; columns are changes.

    For each change, `bases` has a point of the line, `axes` the input that varies along it, `operations` the index
    of the operation, `low` and `high` the ordinals of the two neighbours.
    """

    bases: Array
    axes: NDArray[np.int64]
    operations: NDArray[np.int64]
    low: Ordinals
    high: Ordinals


def edge_points(kernel: Kernel, outputs: Sequence[Expr], seed: int = 0) -> list[Array]:
    """Points of the domain on both sides of a form's edges, and combinations of their coordinates.

    In:  a kernel with its domain, and the outputs of any form over its inputs. Out: equally long arrays, one per input.
    """
    random = np.random.default_rng([seed, 2])
    operations, axes = _watched(kernel, outputs), _axes(kernel, random)
    if not axes or not operations:
        return [np.empty(0, kernel.float_type) for _ in kernel.inputs]
    bases = _bases(kernel, random)
    ordinary = np.array(domain_points(kernel, LINES * ALONG // 2, seed))
    changes = _chosen([_along(kernel, operations, axis, bases, ordinary[axis]) for axis in axes], random)
    points = _beside(kernel, changes, _narrowed(kernel, operations, changes))
    if points.shape[1] and len(kernel.inputs) > 1:
        points = np.concatenate([points, _combined(points, random)], axis=1)
    keeps = in_domain(kernel, list(points)) & satisfies(kernel, points)
    return [np.ascontiguousarray(row) for row in points[:, keeps]]


def _watched(kernel: Kernel, outputs: Sequence[Expr]) -> list[Expr]:
    """The operations of a form, and those of the condition."""
    roots = (*outputs, *(() if kernel.where is None else (kernel.where,)))
    return [node for node in kernel.with_outputs(*roots).nodes() if node.args]


def _axes(kernel: Kernel, random: np.random.Generator) -> list[int]:
    count = len(kernel.inputs)
    chosen = random.permutation(count)[:MOST_INPUTS]
    return [int(axis) for axis in np.sort(chosen) if kernel.inputs[axis].low < kernel.inputs[axis].high]


def _along(kernel: Kernel, operations: Sequence[Expr], axis: int, bases: Array, ordinary: Array) -> Changes:
    """The changes on lines along one axis through the bases, with ordinary values of that input."""
    lines = bases.shape[1]
    places = np.sort(_stations(kernel, axis, lines, ordinary), axis=1)
    stations = np.repeat(bases, ALONG, axis=1)
    stations[axis] = from_ordinals(places.ravel(), kernel.float_type)
    classes = _classes(kernel, operations, stations).reshape(len(operations), lines, ALONG)
    which, line, at = np.argwhere(classes[:, :, 1:] != classes[:, :, :-1]).T
    return Changes(bases[:, line], np.full(len(line), axis), which, places[line, at], places[line, at + 1])


def _chosen(found: Sequence[Changes], random: np.random.Generator) -> Changes:
    """A random sample of the changes along all axes."""
    bases = np.concatenate([each.bases for each in found], axis=1)
    axes, operations, low, high = (
        np.concatenate(columns)
        for columns in zip(
            *((each.axes, each.operations, each.low, each.high) for each in found), strict=True
        )
    )
    some = random.permutation(len(axes))[:MOST_EDGES]
    return Changes(bases[:, some], axes[some], operations[some], low[some], high[some])


def _beside(kernel: Kernel, changes: Changes, low: Ordinals) -> Array:
    """The points on both sides of each change; `low` has the ordinal of the lower one on its axis; rows are inputs."""
    beside = np.repeat(changes.bases, len(AROUND), axis=1)
    axes = np.repeat(changes.axes, len(AROUND))
    least, most = np.array([_limits(kernel, axis) for axis in range(len(kernel.inputs))]).T
    places = (low[:, None] + np.array(AROUND)).ravel().clip(least[axes], most[axes])
    beside[axes, np.arange(len(axes))] = from_ordinals(places, kernel.float_type)
    return beside


def _bases(kernel: Kernel, random: np.random.Generator) -> Array:
    """Finite points for lines to pass through; in half of them, most coordinates are near the ends of their ranges."""
    rows = np.array(mixed_points(kernel, 4 * LINES, int(random.integers(1 << 30))))
    rows = rows[:, np.isfinite(rows).all(axis=0)][:, :LINES]
    half = rows.shape[1] // 2
    for axis, row in enumerate(rows):
        ends = from_ordinals(np.array(_limits(kernel, axis)), kernel.float_type)
        near = ends[random.integers(0, 2, half)] * random.uniform(0.25, 1, half)
        row[:half] = np.where(random.random(half) < EXTREME, near, row[:half])
    return rows[:, in_domain(kernel, list(rows)) & satisfies(kernel, rows)]


def _limits(kernel: Kernel, axis: int) -> tuple[int, int]:
    """The ordinals of the smallest and the largest finite number of an input's range."""
    most = float(np.finfo(kernel.float_type).max)
    item = kernel.inputs[axis]
    low, high = ordinals(np.array([max(item.low, -most), min(item.high, most)], kernel.float_type))
    return int(low), int(high)


def _stations(kernel: Kernel, axis: int, lines: int, ordinary: Array) -> Ordinals:
    """The ordinals of the points on each line: the ends, some of every magnitude, and ordinary ones."""
    low, high = _limits(kernel, axis)
    step = (float(high) - float(low)) / (ALONG // 2 - 1)
    sized = (float(low) + np.arange(ALONG // 2) * step).astype(np.int64)
    usual = ordinals(ordinary).reshape(LINES, -1)[:lines]
    return np.concatenate([np.tile(sized, (lines, 1)), usual], axis=1).clip(low, high)


def _narrowed(kernel: Kernel, operations: Sequence[Expr], changes: Changes) -> Ordinals:
    """The lower of the two adjacent ordinals between which the class changes, for each change.

    Each interval is cut into eight parts at once, since the number of NumPy calls dominates the time.
    """
    count = len(changes.axes)
    points = np.repeat(changes.bases, PARTS, axis=1)
    axes, each = np.repeat(changes.axes, PARTS), np.arange(PARTS * count)
    watched = np.repeat(changes.operations, PARTS)
    low, high = changes.low, changes.high
    while (high - low > 1).any():
        steps = np.maximum((high - low) // PARTS, 1)[:, None] * np.arange(PARTS)
        places = np.minimum(low[:, None] + steps, high[:, None])
        points[axes, each] = from_ordinals(places.ravel(), kernel.float_type)
        found = _classes(kernel, operations, points)[watched, each].reshape(count, PARTS)
        differs = found != found[:, :1]
        first = np.where(differs.any(axis=1), differs.argmax(axis=1), PARTS)
        ends = np.concatenate([places, high[:, None]], axis=1)
        low, high = ends[np.arange(count), first - 1], ends[np.arange(count), first]
    return low


def _classes(kernel: Kernel, operations: Sequence[Expr], points: Array) -> NDArray[np.int64]:
    """The class of each operation's result (rows) at each point (columns)."""
    named = dict(zip(kernel.names, points, strict=True))
    values = np.array(evaluate_expressions(operations, named, kernel.dtype), np.float64)
    size = np.abs(values)
    found = (
        (size > 0).astype(np.int64)
        + (size >= np.finfo(kernel.float_type).smallest_normal)
        + 2 * (size == np.inf)
    )
    found = np.where(values < 0, -found, np.where(np.isnan(values), NAN_CLASS, found))
    whole = [row for row, node in enumerate(operations) if node.op.has("integer")]
    with np.errstate(invalid="ignore"):
        found[whole] += 8 * np.nan_to_num(np.fmod(values[whole], 64), nan=0, posinf=0, neginf=0).astype(
            np.int64
        )
    return found


def _combined(points: Array, random: np.random.Generator) -> Array:
    """As many new points, each input of which is taken from a random edge point."""
    count = points.shape[1]
    return np.array([row[random.integers(0, count, count)] for row in points])
