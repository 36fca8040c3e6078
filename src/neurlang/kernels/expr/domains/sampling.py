"""Points that satisfy a kernel's condition, found with increasing effort.

1. Points are drawn from the narrowed boxes of the condition's regions; solved inputs are computed from the rest.
2. Inputs are drawn one after another, and after each the condition narrows the box.
3. Boxes are halved at random; halves that contraction shows to be empty are dropped (branch and prune), and
   those whose points are nearer to satisfying the condition are preferred (Korel: Automated software test data
   generation, 1990).
4. New points are reached from known ones: along a coordinate, along lines through two points, and by a common
   factor (hit-and-run, Smith 1984; the stretch move of Goodman & Weare, 2010).

Every returned point was tested against the condition.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import variables
from neurlang.kernels.expr.domains.contraction import Boxes, contract
from neurlang.kernels.expr.domains.region import Region, condition_text, regions, unsatisfiable
from neurlang.kernels.expr.kernel import Kernel
from neurlang.kernels.expr.values.evaluation import evaluate_expressions
from neurlang.kernels.expr.values.float_order import from_ordinals, ordinals

Floats = NDArray[Any]
Points = dict[str, Floats]  # an array of one length for each input, of the kernel's type
Between = Callable[[Floats, Floats, np.random.Generator], Floats]

UNBOUNDED = 100.0  # if a range has no end, numbers up to this size are drawn
WIDE = 1e4  # ranges of one sign whose ends have a larger ratio are drawn by their logarithm
EASY = 1 / 64  # of the points drawn in boxes; if fewer satisfy the condition, the next effort begins
SMALL = 1e-30  # fraction of a range's larger end; smaller numbers are drawn less often
FEW = 4096  # if a range has at most this many numbers of the type, each is equally likely
HUGE = 2.0**-20  # fraction of the type's largest number
MOST_BATCH = 8192
PASSES = 3  # of contraction, for each input drawn
REPEATS = 5  # of the search by halves, while few points are known
RICH = 0.1  # fraction of the points wanted; the search goes on while fewer are known
LANES = 128  # boxes that are halved side by side
HALVINGS = 70  # for each input: a binary64 range has at most 2^64 numbers
MORE = 16  # halvings after the first point is found, since other lanes are close too
MOVES = 40  # rounds of moves from known points


def draw_points(
    kernel: Kernel, count: int, random: np.random.Generator, between: Between | None = None
) -> list[Floats]:
    """`count` points of the kernel's ranges that satisfy its condition: one array per input, of its type.

    `between(low, high, random)` draws a number between the bounds of each lane; by default `drawn_between`.
    If fewer distinct points are found, they are repeated. Each way to satisfy the condition gets an equal share.

    Raises:
        FormulaError: no point can satisfy the condition, or none was found.

    """
    found = regions(kernel)
    if not found:
        raise unsatisfiable(kernel)
    sampler = _Sampler(kernel, random, between or drawn_between)
    share = max(1, -(-count // len(found)))
    with np.errstate(all="ignore"):
        points = [sampler.from_region(region, share) for region in found]
    together = joined(points, kernel)
    size = len(together[kernel.names[0]]) if kernel.names else count
    if not size:
        raise FormulaError(
            f"'{kernel.name}': no point was found that satisfies its condition, {condition_text(kernel)}, "
            f"though some may exist: boxes were narrowed by it, and {LANES} of them halved down to single numbers. "
            "Give the inputs narrower ranges, or solve an equality for one of them."
        )
    chosen = random.permutation(np.resize(random.permutation(size), count))
    return [np.ascontiguousarray(together[name][chosen]) for name in kernel.names]


def joined(parts: Sequence[Points], kernel: Kernel) -> Points:
    """The points of all parts, concatenated."""
    return {
        name: np.concatenate([part[name] for part in parts]).astype(kernel.float_type)
        for name in kernel.names
    }


def drawn_between(low: Floats, high: Floats, random: np.random.Generator) -> Floats:
    """A number between the bounds of each lane, bounds included.

    The draw is uniform; uniform in the logarithm if the bounds have one sign and are far apart; uniform over the
    numbers of the type if there are few of them. A range without an end is drawn up to ±`UNBOUNDED`, or up to ten
    times its other end.
    """
    size = np.broadcast_shapes(low.shape, high.shape)
    dtype = low.dtype
    with np.errstate(all="ignore"):
        first, last = _finite_ends(low.astype(np.float64), high.astype(np.float64))
        part = random.random(size)
        even = first + part * (last - first)
        even = np.where(np.isfinite(even), even, first * (1 - part) + last * part)
        even *= random.uniform(
            1 - 2**-20, 1 + 2**-20, size
        )  # fills the mantissas: sums of unperturbed draws would be exact
        sign = np.where(last < 0, -1.0, 1.0)
        near, far = np.minimum(abs(first), abs(last)), np.maximum(abs(first), abs(last))
        is_wide = (first * sign > 0) & (last * sign > 0) & (far / near > WIDE)
        # Without this, a strict bound at zero would make almost all draws tiny.
        is_wide &= (near > far * SMALL) | (random.random(size) < 0.5)
        near = np.maximum(near, far * SMALL)
        by_size = sign * np.exp(np.log(near) + part * (np.log(far) - np.log(near)))
        values = np.where(is_wide, by_size, even).astype(dtype)
        lowest, highest = ordinals(low), ordinals(high)
        steps = highest.astype(np.float64) - lowest.astype(np.float64)
        stepped = lowest + np.minimum(np.floor(part * (np.minimum(steps, FEW) + 1)), FEW).astype(lowest.dtype)
        values = np.where(steps < FEW, from_ordinals(stepped, dtype), values)
    return np.asarray(np.clip(values, low, high))


def _finite_ends(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    is_beyond = (low > UNBOUNDED) | (high < -UNBOUNDED)
    largest = np.finfo(np.float64).max
    first = np.where(np.isfinite(low), low, np.where(is_beyond, -10 * abs(high), -UNBOUNDED))
    last = np.where(np.isfinite(high), high, np.where(is_beyond, 10 * abs(low), UNBOUNDED))
    return np.clip(first, -largest, largest), np.clip(last, -largest, largest)


def _near_part(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    huge = np.finfo(low.dtype).max * HUGE
    open_low, open_high = np.where(low < -huge, -np.inf, low), np.where(high > huge, np.inf, high)
    first, last = _finite_ends(open_low.astype(np.float64), open_high.astype(np.float64))
    return np.clip(first.astype(low.dtype), low, high), np.clip(last.astype(low.dtype), low, high)


class _Sampler:
    """Draws points of a kernel's regions."""

    def __init__(self, kernel: Kernel, random: np.random.Generator, between: Between) -> None:
        self.kernel, self.random, self.between = kernel, random, between

    def from_region(self, region: Region, count: int) -> Points:
        """As many points of the region as are found, at most `count`, perhaps none."""
        if not self.kernel.names:
            return {}
        found = self._in_box(region, count)
        if self._size(found) < count:
            found = joined([found, self._one_by_one(region, count)], self.kernel)
        if 0 < self._size(found) < count:
            found = self._by_moves(region, found, count)
        for turn in range(REPEATS):
            if self._size(found) >= count * RICH or (turn > 1 and not self._size(found)):
                break
            # In an unbounded box few lanes reach small numbers, so these are searched first, then the whole box.
            is_near = turn == 0 or self._size(found) > 0
            more = joined([found, self._by_halves(region, is_near=is_near)], self.kernel)
            found = self._by_moves(region, more, count) if self._size(more) > self._size(found) else found
        return {name: values[:count] for name, values in found.items()}

    def _size(self, points: Points) -> int:
        return len(points[self.kernel.names[0]])

    def _boxes(self, region: Region, size: int) -> Boxes:
        dtype = self.kernel.float_type
        return {
            name: (np.full(size, low, dtype), np.full(size, high, dtype))
            for name, (low, high) in region.box.items()
        }

    def _drawn(self, name: str, low: Floats, high: Floats) -> Floats:
        """A number for each lane. An end near the type's largest number counts as open if the input states no bound."""
        stated = next(item for item in self.kernel.inputs if item.name == name)
        huge = np.finfo(low.dtype).max * HUGE
        open_low = np.where((low < -huge) & (stated.low == -np.inf), -np.inf, low).astype(low.dtype)
        open_high = np.where((high > huge) & (stated.high == np.inf), np.inf, high).astype(low.dtype)
        return np.clip(self.between(open_low, open_high, self.random), low, high)

    def _kept(self, region: Region, points: Points) -> Points:
        """Those points, as drawn and with the solved inputs computed, that satisfy the ranges and the condition."""
        versions = [points, self._solved(region, points)] if region.solved else [points]
        kept = []
        for version in versions:
            is_in = self._satisfies(version)
            for name, (low, high) in region.box.items():
                is_in &= (version[name] >= low) & (version[name] <= high) & np.isfinite(version[name])
            kept.append({name: values[is_in] for name, values in version.items()})
        return joined(kept, self.kernel)

    def _satisfies(self, points: Points) -> NDArray[np.bool_]:
        if self.kernel.where is None:
            return np.ones(self._size(points), np.bool_)
        found = evaluate_expressions((self.kernel.where,), points, self.kernel.dtype)[0]
        return np.asarray(found, np.bool_)

    def _solved(self, region: Region, points: Points) -> Points:
        points = dict(points)
        for name, value in region.solved:
            points[name] = evaluate_expressions((value,), points, self.kernel.dtype)[0]
        return points

    def _in_box(self, region: Region, count: int) -> Points:
        """Effort 1: draw in the box, as long as enough draws are kept."""
        parts: list[Points] = [self._no_points()]
        found = tried = 0
        size = min(max(count, 64), MOST_BATCH)
        while found < count and found >= EASY * tried:
            boxes = self._boxes(region, size)
            points = {name: self._drawn(name, low, high) for name, (low, high) in boxes.items()}
            kept = self._kept(region, points)
            parts.append(kept)
            found, tried = found + self._size(kept), tried + size
        return joined(parts, self.kernel)

    def _no_points(self) -> Points:
        return {name: np.empty(0, self.kernel.float_type) for name in self.kernel.names}

    def _one_by_one(self, region: Region, count: int) -> Points:
        """Effort 2: draw each input from the box that the inputs drawn before it leave."""
        parts: list[Points] = [self._no_points()]
        found = tried = 0
        size = min(max(count, 64), MOST_BATCH)
        while found < count and found >= EASY * tried:
            boxes = self._boxes(region, size)
            for name in self.random.permutation(list(self.kernel.names)).tolist():
                low, high = boxes[name]
                values = self._drawn(name, low, np.maximum(low, high))
                boxes, alive = contract(region.comparisons, boxes | {name: (values, values)}, PASSES)
                boxes = {key: (low[alive], high[alive]) for key, (low, high) in boxes.items()}
            kept = self._kept(region, {name: low for name, (low, _) in boxes.items()})
            parts.append(kept)
            found, tried = found + self._size(kept), tried + size
        return joined(parts, self.kernel)

    def _by_halves(self, region: Region, *, is_near: bool) -> Points:
        """Effort 3: halve boxes until they are points or empty; copies of other boxes replace empty ones.

        `is_near`: search an unbounded box only within ±`UNBOUNDED`, which very few lanes would reach otherwise.
        """
        boxes = self._boxes(region, LANES)
        if is_near:
            boxes = {name: _near_part(low, high) for name, (low, high) in boxes.items()}
        used = variables([side for item in region.comparisons for side in (item.left, item.right)])
        names = [name for name in self.kernel.names if name in used]
        parts, found_for = [self._no_points()], 0
        for step in range(HALVINGS * len(names)):
            boxes, alive = contract(region.comparisons, boxes, PASSES)
            if not alive.any():
                break
            points = {key: self._drawn(key, low, np.maximum(low, high)) for key, (low, high) in boxes.items()}
            kept = self._kept(region, {key: values[alive] for key, values in points.items()})
            parts.append(kept)
            found_for += bool(found_for or self._size(kept))
            if found_for > MORE:
                break
            lanes = self._lanes(np.flatnonzero(alive), self._distances(region, points))
            boxes = {key: (low[lanes], high[lanes]) for key, (low, high) in boxes.items()}
            boxes = self._halved(boxes, names[step % len(names)])
        return joined(parts, self.kernel)

    def _distances(self, region: Region, points: Points) -> Floats:
        """How far each point is from satisfying the comparisons, in numbers of the type between their sides."""
        sides = [side for item in region.comparisons for side in (item.left, item.right)]
        values = evaluate_expressions(sides, points, self.kernel.dtype)
        total = np.zeros(self._size(points))
        for place, item in enumerate(region.comparisons):
            left, right = (ordinals(value).astype(np.float64) for value in values[2 * place : 2 * place + 2])
            gap = np.abs(left - right) if item.relation == "eq" else np.maximum(left - right, 0)
            if item.relation != "ne":
                total += np.log1p(gap)
        return total

    def _lanes(self, living: NDArray[np.intp], distances: Floats) -> NDArray[np.intp]:
        """The lanes to continue with: half the nearest, half random, with copies if there are too few."""
        order = living[np.argsort(distances[living], kind="stable")]
        nearest = np.resize(order[: LANES // 2], LANES // 2)
        return np.concatenate([nearest, self.random.choice(living, LANES // 2)])

    def _halved(self, boxes: Boxes, name: str) -> Boxes:
        """Both halves of every box, split by the count of numbers of the type in it."""
        low, high = boxes[name]
        first, last = ordinals(low), ordinals(high)
        middle = _between_places(first, last, self.random.uniform(0.3, 0.7, len(low)))
        split = from_ordinals(middle, low.dtype)
        next_up = from_ordinals(np.minimum(middle + 1, last), low.dtype)
        doubled = {key: (np.tile(ends[0], 2), np.tile(ends[1], 2)) for key, ends in boxes.items()}
        doubled[name] = np.concatenate([low, next_up]), np.concatenate([split, high])
        return doubled

    def _by_moves(self, region: Region, found: Points, count: int) -> Points:
        """Effort 4: move from known points to new ones, until there are `count` or the rounds are used up."""
        for _ in range(MOVES):
            size = self._size(found)
            if size >= count:
                break
            kept = self._kept(region, self._moved(region, found, min(2 * count, MOST_BATCH)))
            rows = np.unique(
                np.array([np.concatenate([found[n], kept[n]]) for n in self.kernel.names]), axis=1
            )
            found = dict(zip(self.kernel.names, rows, strict=True))
        return found

    def _moved(self, region: Region, found: Points, size: int) -> Points:
        random = self.random
        base, other = (random.integers(0, self._size(found), size) for _ in range(2))
        stretch = random.uniform(-1.0, 2.0, size)
        factor = 1 + random.choice([-1.0, 1.0], size) * 2.0 ** random.uniform(-52, 0, size)
        kind = random.integers(0, 3, size)
        coordinate = random.integers(0, len(self.kernel.names), size)
        used = variables([side for item in region.comparisons for side in (item.left, item.right)])
        points = {}
        for place, name in enumerate(self.kernel.names):
            values = found[name][base]
            if name not in used:
                points[name] = self._drawn(name, *self._boxes(region, size)[name])
                continue
            along = values + stretch * (found[name][other] - values)
            moved = np.where(coordinate == place, self._stepped(values), values)
            points[name] = np.choose(kind, [moved, along, values * factor]).astype(values.dtype)
        return points

    def _stepped(self, values: Floats) -> Floats:
        """Values moved by a random number of steps, from 1 up to most of the type's range."""
        bits = 8 * values.dtype.itemsize - 2
        steps = self.random.choice([-1.0, 1.0], len(values)) * 2.0 ** self.random.uniform(
            0, bits, len(values)
        )
        places = ordinals(values).astype(np.float64) + np.rint(steps)
        end = float(ordinals(np.array([np.inf], values.dtype))[0])
        exact = ordinals(values) + np.rint(steps).astype(ordinals(values).dtype)
        return np.where(np.abs(places) < end, from_ordinals(exact, values.dtype), values)


def _between_places(first: NDArray[Any], last: NDArray[Any], part: Floats) -> NDArray[Any]:
    """The place that fraction of the way from `first` to `last`, below `last` if they differ."""
    width = last.astype(np.float64) - first.astype(np.float64)
    is_far = width > 2.0**50  # binary64 cannot represent such places exactly; an approximate one is enough
    far = np.where(is_far, first.astype(np.float64) + width * part, 0.0).astype(first.dtype)
    near = first + np.floor(np.where(is_far, 0.0, width) * part).astype(first.dtype)
    return np.clip(np.where(is_far, far, near), first, np.maximum(last - 1, first))
