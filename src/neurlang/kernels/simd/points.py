"""Points to run a kernel at: ordinary ones in its ranges, ones of every magnitude, and special values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.expr import (
    Input,
    Kernel,
    draw_points,
    evaluate_expressions,
    from_ordinals,
    in_domain,
    ordinals,
)

UNBOUNDED = 100.0  # if a range has no end, numbers up to this size are drawn
WIDE = 1e4  # positive ranges whose ends have a larger ratio are drawn by their logarithm
MOST_SPECIAL = 4096  # combinations of special values; if there are more, so many are drawn at random

MIDDLE = 60  # most draws stay within this many binary orders of magnitude around 1, or below a range's largest number
SUBNORMAL = 0.06  # fraction of wide values made subnormal: only one number of a type in some thousands is
RELATED = 0.25  # fraction of wide points whose inputs are near each other, opposite or reciprocal
MIXTURE = (0.45, 0.3, 0.25)  # special, of every magnitude, ordinary
TINY = 4  # binary orders above the subnormal numbers that count as nearly subnormal
NEAR = 64  # units in the last place between inputs that are near each other


def special_values(kind: type[np.floating[Any]]) -> NDArray[Any]:
    """Zeros, infinities, NaN, subnormals, the limits of a type and their roots, powers of two with neighbours."""
    info: Any = np.finfo(kind)
    least, normal, most = float(info.smallest_subnormal), float(info.smallest_normal), float(info.max)
    sizes = [
        0.0,
        least,
        normal / 2,
        normal,
        math.sqrt(normal),
        math.sqrt(least),
        1e-30,
        0.5,
        1.0,
        2.0,
        3.0,
        10.0,
    ]
    sizes += [1e30, math.sqrt(most), most / 2, most, math.inf]
    exact = np.array([*sizes, *(-size for size in sizes)], kind)
    powers = np.array([1.0, 2.0, 1024.0, math.sqrt(most), most / 4], kind)
    nearby = [np.nextafter(powers, kind(end)) for end in (0, np.inf)]
    return np.concatenate([exact, *nearby, np.array([math.nan], kind)])


def domain_points(kernel: Kernel, count: int, seed: int = 0) -> list[NDArray[Any]]:
    """`count` points of the kernel's stated domain: one array per input, of the kernel's type.

    Raises:
        FormulaError: no point of the ranges satisfies the kernel's condition, or none was found.

    """
    if not kernel.inputs:
        return []
    random = np.random.default_rng(seed)
    if kernel.where is not None:
        return draw_points(kernel, count, random)
    return [_drawn(item, count, random).astype(kernel.float_type) for item in kernel.inputs]


def _drawn(item: Input, count: int, random: np.random.Generator) -> NDArray[np.float64]:
    low, high = max(item.low, -UNBOUNDED), min(item.high, UNBOUNDED)
    if (
        item.low > UNBOUNDED
        or item.high < -UNBOUNDED
        or (math.isfinite(item.low) and math.isfinite(item.high))
    ):
        low = item.low if math.isfinite(item.low) else -10 * abs(item.high)
        high = item.high if math.isfinite(item.high) else 10 * abs(item.low)
    if low > 0 and high / low > WIDE:
        return np.exp(random.uniform(math.log(low), math.log(high), count)).clip(low, high)
    # The ends are halved, as the width of a range may overflow. A uniform draw is a multiple of a fairly large power
    # of two, so sums of draws would be exact; a factor near 1 fills the mantissas.
    drawn = 2 * random.uniform(low / 2, high / 2, count)
    return (drawn * random.uniform(1 - 2**-20, 1 + 2**-20, count)).clip(low, high)


def wide_points(kernel: Kernel, count: int, seed: int = 0) -> list[NDArray[Any]]:
    """At most `count` finite points of the stated domain, of every magnitude that it allows; one array per input.

    A third of the values are log-uniform over all numbers of the type in the range, a third within some binary orders
    of magnitude, a third within a few; in some points the inputs are near each other, opposite, or reciprocal. Points
    that violate the kernel's condition are left out.

    Raises:
        FormulaError: no point of the ranges satisfies the kernel's condition, or none was found.

    """
    random = np.random.default_rng([seed, 1])
    if kernel.where is not None:
        return draw_points(kernel, count, random, _by_ordinal)
    columns = [_of_every_size(item, kernel.float_type, count, random) for item in kernel.inputs]
    if len(columns) > 1:
        _relate(columns, random)
    batch = np.array(columns).reshape(len(kernel.inputs), count)
    keeps = in_domain(kernel, list(batch)) & np.isfinite(batch).all(axis=0) & satisfies(kernel, batch)
    return [np.ascontiguousarray(row[keeps]) for row in batch]


def mixed_points(kernel: Kernel, count: int, seed: int = 0) -> list[NDArray[Any]]:
    """At most `count` points of the stated domain; each coordinate is special, an end, ordinary, or of any magnitude.

    Coordinates are drawn independently, so extremes of some inputs meet ordinary values of others. Points that violate
    the kernel's condition are left out.
    """
    random = np.random.default_rng([seed, 3])
    columns = []
    for item in kernel.inputs:
        pool = _special_in(item, kernel.float_type)
        choices = [
            pool[random.integers(0, len(pool), count)],
            _of_every_size(item, kernel.float_type, count, random),
            _drawn(item, count, random).astype(kernel.float_type),
        ]
        columns.append(np.choose(random.choice(3, count, p=MIXTURE), choices))
    batch = np.array(columns, kernel.float_type).reshape(len(columns), count)
    keeps = in_domain(kernel, list(batch)) & satisfies(kernel, batch)
    return [np.ascontiguousarray(row[keeps]) for row in batch]


def scaled_points(kernel: Kernel, count: int, seed: int = 0) -> list[NDArray[Any]]:
    """At most `count` ordinary points scaled down, all inputs by the same power of two, if their ranges allow it.

    So inputs have similar magnitudes, results become subnormal together, and all their rounding errors add up. Half of
    the points have inputs that are subnormal or nearly so, the others have every magnitude down to these. Points that
    violate the kernel's condition are left out.

    Raises:
        FormulaError: no point of the ranges satisfies the kernel's condition, or none was found.

    """
    if not kernel.inputs:
        return []
    random = np.random.default_rng([seed, 6])
    info: Any = np.finfo(kernel.float_type)
    batch = np.array(domain_points(kernel, count, seed), kernel.float_type).reshape(len(kernel.inputs), -1)
    size = batch.shape[1]
    every = random.integers(info.minexp - info.nmant, 1, size)
    tiny = random.integers(info.minexp - info.nmant, info.minexp + TINY, size)
    with np.errstate(all="ignore"):
        largest = np.frexp(np.abs(batch).max(axis=0, initial=0))[1]
        orders = np.where(random.integers(0, 2, size), every, tiny - largest)
        scaled = np.ldexp(batch, orders)
    lows, highs = (np.array([ends]).T for ends in _ends(kernel))
    batch = np.where((scaled >= lows) & (scaled <= highs), scaled, batch)
    keeps = in_domain(kernel, list(batch)) & satisfies(kernel, batch)
    return [np.ascontiguousarray(row) for row in batch[:, keeps]]


def _ends(kernel: Kernel) -> tuple[list[float], list[float]]:
    return [item.low for item in kernel.inputs], [item.high for item in kernel.inputs]


def _special_in(item: Input, kind: type[np.floating[Any]]) -> NDArray[Any]:
    """The special values in a range, its ends, and the neighbours of the ends."""
    values = special_values(kind)
    ends = np.array([end for end in (item.low, item.high) if math.isfinite(end)], kind)
    with np.errstate(over="ignore"):  # the neighbour of the largest number is an infinity
        near = [ends, np.nextafter(ends, kind(np.inf)), np.nextafter(ends, kind(-np.inf))]
    found = np.concatenate([values, *near])
    is_unbounded = item.low == -math.inf and item.high == math.inf
    return np.asarray(found[((found >= item.low) & (found <= item.high)) | (is_unbounded & np.isnan(found))])


def _by_ordinal(low: NDArray[Any], high: NDArray[Any], random: np.random.Generator) -> NDArray[Any]:
    """A number between the bounds of each lane, log-uniform in magnitude."""
    most = np.finfo(low.dtype).max
    first, last = (ordinals(np.clip(ends, -most, most)).astype(np.float64) for ends in (low, high))
    places = first + random.random(len(low)) * (last - first)
    return np.asarray(np.clip(from_ordinals(places.astype(np.int64), low.dtype), low, high))


def _of_every_size(
    item: Input, kind: type[np.floating[Any]], count: int, random: np.random.Generator
) -> NDArray[Any]:
    most = float(np.finfo(kind).max)
    low, high = max(item.low, -most), min(item.high, most)
    thirds = []
    for orders in (math.inf, MIDDLE, MIDDLE / 10):
        ends = np.array([*_sized(low, high, orders)], kind)
        first, last = ordinals(ends).reshape(2, 2).T
        wide = last - first + 1
        # If both signs are in the range, each gets half the draws.
        sides = random.integers(0, 2, count) if (wide > 0).all() else np.full(count, int(np.argmax(wide)))
        places = first[sides] + (random.random(count) * wide[sides]).astype(np.int64)
        thirds.append(from_ordinals(places.clip(first[sides], last[sides]), kind))
    values = np.asarray(np.choose(random.integers(0, 3, count), thirds))
    tiny = from_ordinals(np.exp2(random.uniform(0, np.finfo(kind).nmant, count)).astype(np.int64), kind)
    tiny = np.copysign(tiny, values)
    return np.where((random.random(count) < SUBNORMAL) & (tiny >= low) & (tiny <= high), tiny, values)


def _sized(low: float, high: float, orders: float) -> tuple[float, float, float, float]:
    """The parts of a range below and above 0, limited to `orders` binary orders of magnitude.

    An empty part has its ends swapped. The orders are counted in both directions from 1 if the range has no end or a
    huge one, else down from its largest magnitude.
    """
    greatest = max(abs(low), abs(high))
    is_open = greatest > 2.0**MIDDLE
    most = min(greatest, 2.0**orders) if is_open and math.isfinite(orders) else greatest
    least = 0.0 if math.isinf(orders) else (2.0**-orders if is_open else greatest * 2.0**-orders)
    if max(low, -high) > most:  # the whole range lies beyond these magnitudes
        most = greatest
    least = min(least, most)
    below = (max(low, -most), min(high, -least))
    above = (max(low, least), min(high, most))
    if below[0] > below[1] and above[0] > above[1]:
        above = (low, high)
    return (*below, *above)


def _relate(columns: list[NDArray[Any]], random: np.random.Generator) -> None:
    """Make one input of some points depend on another, in place."""
    count, kind = len(columns[0]), columns[0].dtype
    chosen = np.flatnonzero(random.random(count) < RELATED)
    target = random.integers(0, len(columns), len(chosen))
    source = (target + random.integers(1, len(columns), len(chosen))) % len(columns)
    values = np.array(columns)[source, chosen]
    steps = random.integers(-NEAR, NEAR + 1, len(chosen)) * (random.random(len(chosen)) < 0.8)
    near = from_ordinals(ordinals(values) + steps, kind)
    with np.errstate(all="ignore"):
        scaled = near * np.exp2(random.integers(-30, 31, len(chosen))).astype(kind)
        changed = np.choose(random.integers(0, 5, len(chosen)), [near, near, -near, 1 / near, scaled])
    for place, column in enumerate(columns):
        mine = target == place
        column[chosen[mine]] = changed[mine]


def satisfies(kernel: Kernel, batch: Sequence[NDArray[Any]] | NDArray[Any]) -> NDArray[np.bool_]:
    """Where the kernel's condition holds; the rows of `batch` are the inputs, its columns the points."""
    if kernel.where is None or not kernel.inputs:
        return np.ones(len(batch[0]) if len(batch) else 1, np.bool_)
    values = dict(zip(kernel.names, batch, strict=True))
    return np.asarray(evaluate_expressions((kernel.where,), values, kernel.dtype)[0], np.bool_)


def special_points(kernel: Kernel, seed: int = 0) -> list[NDArray[Any]]:
    """Zeros, infinities, NaN, subnormals, extremes: all combinations, or a random sample if there are too many."""
    count, values = len(kernel.inputs), special_values(kernel.float_type)
    if len(values) ** count <= MOST_SPECIAL:
        rows = np.array(list(product(values, repeat=count)), kernel.float_type).reshape(-1, count).T
    else:
        rows = np.random.default_rng(seed).choice(values, (count, MOST_SPECIAL))
    return [np.ascontiguousarray(row) for row in rows]
