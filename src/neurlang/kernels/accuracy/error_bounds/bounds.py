"""A guaranteed bound on the error of a form over a kernel's whole domain.

The domain is cut into boxes. In each box the error is bounded in two ways, and the better one counts: by slopes (see
`slopes`: a sum of many terms, each as large as it can be in the box; good if values are far from zero), and by
propagation (see `propagation`: good down to zero). Boxes with the worst bounds are cut further.

The unit is that of tolerances. For `ulp`: the spacing of the type at the exact value, but at least machine epsilon
times the largest intermediate of the formula as written, at the same point. For `relative`: the exact value's size.

The bound rests on the assumptions that `safety` names, and on one more: the form equals the formula as written over
the real numbers, wherever the formula is defined. The bound is on the distance from the form's own exact value. There
is no bound if a box may hold a point at which an operation is undefined or overflows.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy.error_bounds.computed_form import ComputedForm, computed_form
from neurlang.kernels.accuracy.error_bounds.enclosures import Enclosure, Enclosures, Truth, enclosures
from neurlang.kernels.accuracy.error_bounds.error_terms import Scale, in_units, largest_shares, without_nan
from neurlang.kernels.accuracy.error_bounds.propagation import propagated
from neurlang.kernels.accuracy.error_bounds.slopes import largest, slopes
from neurlang.kernels.accuracy.intervals.boxes import Boxes, halves, whole_domain, widths
from neurlang.kernels.accuracy.intervals.formats import FORMATS, Format
from neurlang.kernels.expr import Expr, Kernel, postorder

Doubles = NDArray[np.float64]

Unit = Literal["ulp", "relative", "absolute"]

MOST_BOXES = 1000  # examined in all
MOST_ROUNDS = 8
WIDEST, WORK = 256, 12_800  # boxes cut in a round, and boxes times nodes
MOST_CUTS, FEW = 4, 64  # cuts of a box in a round, while there are few boxes
NEAR_WORST = 0.9  # boxes whose bound is above this fraction of the worst are cut


@dataclass(frozen=True, slots=True)
class Bound:
    """The greatest error of a form: `worst` over all outputs and `each` output's own, in the tolerance's unit.

    `boxes` is the number of boxes examined.
    """

    worst: float
    each: tuple[float, ...]
    boxes: int
    seconds: float


def proved_error(
    kernel: Kernel,
    outputs: Sequence[Expr],
    unit: Unit = "ulp",
    *,
    enough: float = 0.0,
    most_boxes: int = MOST_BOXES,
) -> Bound | None:
    """A bound on the error of a form of a kernel over its stated domain, or None.

    In: the kernel as written; the form's outputs; the unit of errors (`absolute` is for comparison with other
    tools); a bound that is good enough, at which the search ends; how many boxes may be examined.
    The error of a truth value is 0 if rounding cannot decide it. A reduction is ignored.
    """
    started = time.perf_counter()
    search = _Search(kernel, tuple(outputs), unit)
    with np.errstate(all="ignore"):
        each, count = search.run(enough, most_boxes)
    worst = float(each.max())
    if not np.isfinite(worst):
        return None
    return Bound(worst, tuple(map(float, each)), count, time.perf_counter() - started)


def point_errors(kernel: Kernel, outputs: Sequence[Expr], arrays: Sequence[NDArray[np.floating]]) -> Doubles:
    """A bound on the error of a form at single points, in absolute terms: a row per output, a column per point.

    Infinite if nothing is known.
    """
    search = _Search(kernel, tuple(outputs), "absolute")
    count = len(arrays[0]) if arrays else 1
    whole = whole_domain(search.form.kernel).take(np.zeros(count, np.int64))
    # The form has more inputs than the kernel: constants that are computed at run time are inputs as well.
    named = dict(zip(kernel.names, arrays, strict=True))
    low, high = (
        np.array([named.get(name, row) for name, row in zip(whole.names, rows, strict=True)], np.float64)
        for rows in (whole.low, whole.high)
    )
    with np.errstate(all="ignore"):
        return search.bounds(Boxes(whole.names, low, high, whole.depth))[0]


class _Search:
    """Cuts the boxes with the worst bounds."""

    def __init__(self, kernel: Kernel, outputs: tuple[Expr, ...], unit: Unit) -> None:
        below = [intermediates(kernel.with_outputs(output)) for output in kernel.outputs]
        every = tuple(dict.fromkeys(node for nodes in below for node in nodes))
        self.form: ComputedForm = computed_form(replace(kernel, reduction=None, outputs=(*outputs, *every)))
        self.outputs = self.form.kernel.outputs[: len(outputs)]
        lowered = dict(zip(every, self.form.kernel.outputs[len(outputs) :], strict=True))
        self.terms = [frozenset(lowered[node] for node in nodes) for nodes in below]
        self.kind: Format = FORMATS[kernel.dtype]
        self.unit = unit
        self.widest = max(1, min(WIDEST, WORK // len(self.form.kernel.nodes())))

    def run(self, enough: float, most_boxes: int) -> tuple[Doubles, int]:
        """The worst bound of each output, and how many boxes were examined."""
        boxes = whole_domain(self.form.kernel)
        bounds, spread = self.bounds(boxes)
        count = 1
        for _ in range(MOST_ROUNDS):
            worst = bounds.max()
            chosen = np.flatnonzero((bounds.max(axis=0) >= NEAR_WORST * worst) & can_cut(boxes))
            room = min(self.widest, (most_boxes - count) // 2)
            if worst <= enough or not len(chosen) or room < len(chosen):
                break
            parts, part_bounds, part_spread, looked = self.cut(boxes.take(chosen), spread[:, chosen], room)
            count += looked
            kept = np.ones(boxes.count, np.bool_)
            kept[chosen] = False
            boxes = boxes.take(kept).join(parts)
            bounds = np.concatenate((bounds[:, kept], part_bounds), axis=1)
            spread = np.concatenate((spread[:, kept], part_spread), axis=1)
        return bounds.max(axis=1), count

    def cut(self, boxes: Boxes, spread: Doubles, room: int) -> tuple[Boxes, Doubles, Doubles, int]:
        """Boxes cut in two, more than once if there are few, with their bounds; and how many there are."""
        for cuts in range(MOST_CUTS):
            if cuts and (2 * boxes.count > min(room, FEW) or not can_cut(boxes).all()):
                break
            boxes = halves(boxes, self.places(boxes, spread), self.kind)
            spread = np.concatenate((spread, spread), axis=1)
        bounds, spread = self.bounds(boxes)
        return boxes, bounds, spread, boxes.count

    def places(self, boxes: Boxes, spread: Doubles) -> NDArray[np.int64]:
        """The input to cut each box along: the one whose range moves the result most, or else the widest."""
        free = boxes.low < boxes.high
        by_width = np.where(free, widths(boxes, self.kind), -1.0)
        weight = np.where(free, spread, -1.0)
        is_known = np.isfinite(weight).all(axis=0) & (weight.max(axis=0) > 0)
        turn = boxes.depth % 3 == 2  # every third cut by width, as the error may depend on another input
        return np.asarray(np.where(is_known & ~turn, np.argmax(weight, axis=0), np.argmax(by_width, axis=0)))

    def bounds(self, boxes: Boxes) -> tuple[Doubles, Doubles]:
        """The bound of each output in every box, and how far each input can move the results."""
        found = enclosures(self.form, boxes)
        rows = []
        spread = np.zeros_like(boxes.low)
        for place, root in enumerate(self.outputs):
            value = found[root]
            if isinstance(value, Truth):
                rows.append(np.where(value.may_flip, np.inf, 0.0))
                continue
            slope = slopes(root, found)
            scale = self.scale(value, found, self.terms[place])
            by_slopes = self.by_slopes(root, found, slope, scale)
            by_steps = self.by_propagation(root, found, scale)
            row = self.with_rounding(
                root, value, np.minimum(without_nan(by_slopes), without_nan(by_steps)), scale
            )
            # An intermediate beyond the type is not part of the unit, which is then smaller than `scale` says.
            rows.append(np.where(scale.most > self.kind.greatest, np.inf, row))
            for number, name in enumerate(boxes.names):
                for node, size in slope.items():
                    if node.op.name == "var" and node.value == name:
                        spread[number] += (
                            largest(size) * (boxes.high[number] - boxes.low[number]) / scale.unit
                        )
        return np.array([np.where(np.isnan(row), np.inf, row) for row in rows]), spread

    def scale(self, value: Enclosure, found: Enclosures, terms: frozenset[Expr]) -> Scale:
        """The scale for an output's errors."""
        least, most = np.zeros_like(value.low), np.zeros_like(value.low)
        for node in terms:
            term = found[node]
            assert isinstance(term, Enclosure)
            least, most = np.maximum(least, term.least), np.maximum(most, term.greatest)
        most = np.maximum(most, self.kind.normal)
        if self.unit == "ulp":
            unit = np.maximum(self.spacing(value.least), self.kind.epsilon * least)
            per_size, per_largest = 2 / self.kind.epsilon, np.full_like(most, 1 / self.kind.epsilon)
        else:
            unit = value.least if self.unit == "relative" else np.ones_like(least)
            per_size, per_largest = 1.0 if self.unit == "relative" else np.inf, most / unit
        shares = largest_shares(found, terms, least)
        is_plain = most * self.kind.epsilon <= unit if self.unit == "ulp" else least < 0
        return Scale(most, unit, per_size, per_largest, self.kind, shares, is_plain)

    def spacing(self, sizes: Doubles) -> Doubles:
        """The spacing of the type in the binade of a size."""
        exponents = np.frexp(np.maximum(sizes, self.kind.normal))[1]
        return np.asarray(np.ldexp(self.kind.epsilon, exponents - 1))

    def by_slopes(
        self, root: Expr, found: Enclosures, slope: dict[Expr, tuple[Doubles, Doubles]], scale: Scale
    ) -> Doubles:
        """The error before the result itself is rounded: a sum over the nodes below."""
        errors = np.zeros_like(scale.unit)
        for node in postorder((root,)):
            value = found[node]
            if node is root or isinstance(value, Truth) or node not in slope:
                continue
            local = value.local(self.kind)
            steep = largest(slope[node])
            errors = errors + np.where((local == 0) | (steep == 0), 0.0, steep * local)
        return np.asarray(errors / scale.unit * (1 + 2.0**-30))

    def by_propagation(self, root: Expr, found: Enclosures, scale: Scale) -> Doubles:
        """The error before the result itself is rounded, propagated from node to node."""
        value = found[root]
        assert isinstance(value, Enclosure)
        ways = (scale, replace(scale, keeps_relative=True))
        errors = [propagated(root, found, way, before_rounding=True)[root] for way in ways]
        best = np.minimum(*(without_nan(in_units(error, root, value, scale)) for error in errors))
        return np.asarray(best * (1 + 2.0**-30))

    def with_rounding(self, root: Expr, value: Enclosure, error: Doubles, scale: Scale) -> Doubles:
        """The error including the rounding of the result itself.

        Rounding to nearest is off by at most half a unit of the exact value's binade, unless the earlier error carries
        the result into the next binade. There, an earlier error of less than a unit is rounded away to the power of 2
        in between, so that the total stays below that error; a greater one costs half a unit of that binade.
        """
        error = np.where(np.isfinite(value.greatest), error, np.inf)
        tiny = value.absolute + np.ceil(value.subnormal) * self.kind.smallest
        jump = np.where(tiny == 0, 0.0, tiny / scale.unit)
        if value.relative == 0:
            return error + jump
        if self.unit != "ulp":
            size = 1.0 if self.unit == "relative" else value.greatest
            return error + value.relative * (size + error) + jump
        if value.relative == self.kind.roundoff:
            beyond = np.maximum(0.5, np.minimum(error, 1.0)) + self.kind.epsilon * error
            return error + np.where(scale.is_plain & (error <= 1), 0.5, beyond)
        units = value.relative / self.kind.epsilon
        if not root.op.is_library:  # a constant
            return error + 2 * units + jump
        return error + np.where(error == 0, units, 2 * units * (1 + self.kind.epsilon * error))


def intermediates(kernel: Kernel) -> list[Expr]:
    """The operations below the single output of a formula."""
    return [
        node for node in kernel.nodes() if node.args and node.kind == "r" and node is not kernel.outputs[0]
    ]


def can_cut(boxes: Boxes) -> NDArray[np.bool_]:
    """Which boxes contain more than one point."""
    return np.asarray((boxes.low < boxes.high).any(axis=0))
