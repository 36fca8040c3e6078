"""Points at which forms break: drawn over the whole type, at its limits, and in relation to each other.

Each input is drawn in one of six ways; half of the points use the same way for all inputs, the others mix them.
Then a third of the points have an input replaced by a function of another one: nearly equal, opposite, reciprocal,
or such that the product is at the limit of the type. Points outside a range or the condition are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from soundness.formats import Array, Format, from_ordered, to_ordered

Condition = Callable[[Sequence[Array]], Array]
MOST_BATCHES = 8
RELATED = 0.35  # of the points


@dataclass(frozen=True, slots=True)
class Domain:
    """The inputs' closed ranges and a condition on them, with the numbers that the formula names."""

    of: Format
    ranges: tuple[tuple[float, float], ...]
    condition: Condition | None
    constants: tuple[float, ...]

    def holds(self, points: Sequence[Array]) -> Array:
        """Which points lie in the ranges and satisfy the condition; NaN is in a range only if that is unlimited."""
        inside = np.ones(len(points[0]), bool)
        for (low, high), column in zip(self.ranges, points, strict=True):
            if low == -np.inf and high == np.inf:
                continue
            inside &= (column >= low) & (column <= high)
        return inside if self.condition is None else inside & self.condition(points)


def draw_points(domain: Domain, count: int, draw: np.random.Generator) -> list[Array]:
    """At most `count` points of the domain, an array per input; fewer if hardly any draw satisfies the condition."""
    kept: list[list[Array]] = []
    found = 0
    for _ in range(MOST_BATCHES):
        points = _related(domain, _drawn(domain, count, draw), draw)
        if found:
            points = [
                np.concatenate(pair) for pair in zip(points, moved(domain, kept[0], count, draw), strict=True)
            ]
        inside = domain.holds(points)
        if inside.any():
            kept.append([column[inside] for column in points])
            found += int(inside.sum())
        if found >= count:
            break
    if not kept:
        return [np.empty(0, domain.of.kind) for _ in domain.ranges]
    return [np.ascontiguousarray(np.concatenate(parts)[:count]) for parts in zip(*kept, strict=True)]


def moved(domain: Domain, parents: Sequence[Array], count: int, draw: np.random.Generator) -> list[Array]:
    """Children of points: inputs moved by 1 to 2^k neighbours, taken from a second parent, or from between the two."""
    of, size = domain.of, len(parents[0])
    first, second = draw.integers(0, size, (2, count))
    way = draw.integers(0, 6, (len(parents), count))
    step = np.exp2(draw.uniform(0, 24 if of.name == "f32" else 54, (len(parents), count)))
    step *= draw.choice([-1.0, 1.0], step.shape)
    share = draw.random((len(parents), count))
    children = []
    for place, column in enumerate(parents):
        own, other = to_ordered(column[first], of), to_ordered(column[second], of)
        near = own + np.where(way[place] == 1, draw.integers(-3, 4, count), step[place].astype(np.int64))
        between = (own * (1 - share[place]) + other * share[place]).astype(np.int64) + draw.integers(
            0, 1024, count
        )
        chosen = np.where(way[place] < 3, near, np.where(way[place] == 3, between, own))
        child = from_ordered(np.where(way[place] == 4, other, chosen), of)
        low, high = domain.ranges[place]
        outside = ~((child >= low) & (child <= high))
        children.append(np.where(outside, column[first], child))
    return children


def _drawn(domain: Domain, count: int, draw: np.random.Generator) -> list[Array]:
    aligned = count // 2
    columns = []
    for low, high in domain.ranges:
        column = np.concatenate(
            [_column(domain, low, high, part, draw) for part in (aligned, count - aligned)]
        )
        column[aligned:] = draw.permutation(column[aligned:])
        columns.append(column)
    return columns


def _column(domain: Domain, low: float, high: float, count: int, draw: np.random.Generator) -> Array:
    """`count` numbers of a range: a seventh from each of five ways, the rest anywhere among the type's numbers."""
    of = domain.of
    part = count // 7
    first, last = (int(place) for place in to_ordered(_ends(low, high, of), of))
    ways = [
        _evenly(low, high, part, draw),
        _by_size(low, high, part, draw),
        _near_ends(low, high, part, draw),
        draw.choice(_special(domain, low, high, draw), part),
        _near_limits(low, high, part, of, draw),
    ]
    with np.errstate(all="ignore"):
        narrow = np.concatenate(ways).astype(of.kind)
    somewhere = from_ordered(draw.integers(first, last, count - len(narrow), endpoint=True), of)
    column = np.concatenate((narrow, somewhere))
    is_open = low == -np.inf and high == np.inf
    outside = ~((column >= low) & (column <= high)) & ~(is_open & np.isnan(column))
    column[outside] = from_ordered(draw.integers(first, last, int(outside.sum()), endpoint=True), of)
    return column


def _ends(low: float, high: float, of: Format) -> Array:
    """The least and the greatest number of the type in a range; the extreme finite ones if it has no end."""
    ends = np.clip(np.array([low, high], np.float64), -of.largest, of.largest)
    rounded = ends.astype(of.kind)
    if rounded[0] < ends[0]:
        rounded[0] = np.nextafter(rounded[0], of.kind(np.inf))
    if rounded[1] > ends[1]:
        rounded[1] = np.nextafter(rounded[1], of.kind(-np.inf))
    return rounded


def _evenly(low: float, high: float, count: int, draw: np.random.Generator) -> Array:
    """Evenly within the range; within ±256 if it has no ends, or 256 from its only end."""
    bottom = low if low > -np.inf else (-256.0 if high == np.inf else high - 256 - abs(high))
    top = high if high < np.inf else (256.0 if low == -np.inf else low + 256 + abs(low))
    share = draw.random(count)
    return np.asarray(bottom * (1 - share) + top * share)


def _by_size(low: float, high: float, count: int, draw: np.random.Generator) -> Array:
    """Evenly by logarithm, over ordinary sizes: 2^-40 to 2^40, as far as they lie in the range."""
    top = min(max(abs(low), abs(high)), 2.0**40)
    size = top * np.exp2(-draw.uniform(0, 40 + max(np.log2(top + 1e-300), -20), count))
    return np.asarray(
        size * draw.choice([-1.0, 1.0] if low < 0 < high else [1.0 if high > 0 else -1.0], count)
    )


def _near_ends(low: float, high: float, count: int, draw: np.random.Generator) -> Array:
    """Close to an end of the range, evenly by the logarithm of the distance."""
    ends = [end for end in (low, high) if np.isfinite(end)] or [0.0, 1.0, -1.0]
    end = draw.choice(ends, count)
    width = high - low if np.isfinite(high - low) else np.maximum(np.abs(end), 1.0)
    distance = width * np.exp2(-draw.uniform(0, 60, count))
    return np.asarray(end + np.where(end == high, -distance, distance))


def _near_limits(low: float, high: float, count: int, of: Format, draw: np.random.Generator) -> Array:
    """Numbers near the largest or smallest of the type, or whose products are; rows share limits across inputs."""
    powers = np.array([1, 1, 1 / 2, 1 / 3, 1 / 4])
    limits = np.concatenate(
        (np.power(of.largest, powers), np.power(of.normal, powers), np.power(of.tiny, powers))
    )
    with np.errstate(over="ignore"):
        size = np.resize(limits, count) / 4 * np.exp2(draw.uniform(0, 4, count))
    sign = draw.choice([-1.0, 1.0] if low < 0 < high else [1.0 if high > 0 else -1.0], count)
    return np.asarray(np.minimum(size, of.largest) * sign)


def _special(domain: Domain, low: float, high: float, draw: np.random.Generator) -> Array:
    """Numbers in the range at which arithmetic is special, with their neighbours."""
    of = domain.of
    root = np.sqrt(of.largest)
    powers = np.exp2(draw.integers(int(np.log2(of.tiny)), int(np.log2(of.largest)), 24).astype(float))
    sizes = [
        of.largest,
        of.largest / 2,
        of.largest / 3,
        root,
        2 * root,
        root / 2,
        of.normal,
        2 * of.normal,
        of.tiny,
    ]
    sizes += [
        np.sqrt(of.normal),
        1.0,
        of.eps,
        1 / of.eps,
        np.log(of.largest),
        -np.log(of.normal),
        of.largest**0.25,
    ]
    sizes += [
        *powers,
        *draw.integers(0, 50, 8),
        *(abs(value) for value in domain.constants if np.isfinite(value)),
    ]
    base = np.array([*sizes, *(end for end in (low, high) if np.isfinite(end))]).astype(of.kind)
    base = np.concatenate((base, -base))
    with np.errstate(over="ignore"):
        return _those_in(low, high, base, of)


def _those_in(low: float, high: float, base: Array, of: Format) -> Array:
    """The numbers, their neighbours, zeros and infinities that are in the range; also NaN if it has no ends."""
    around = np.concatenate((base, np.nextafter(base, of.kind(np.inf)), np.nextafter(base, of.kind(-np.inf))))
    around = np.concatenate((around[np.isfinite(around)], np.array([0.0, -0.0, np.inf, -np.inf], of.kind)))
    kept = around[(around >= low) & (around <= high)]
    if low == -np.inf and high == np.inf:
        kept = np.append(kept, of.kind(np.nan))
    return kept if len(kept) else _ends(low, high, of)


def _related(domain: Domain, points: list[Array], draw: np.random.Generator) -> list[Array]:
    """The points, a third of them with an input that is a function of another one."""
    if len(points) < 2:
        return points
    of, count = domain.of, len(points[0])
    part = int(count * RELATED / len(_RELATIONS))
    for relation in _RELATIONS:
        rows = draw.integers(0, count, part)
        source, target = draw.choice(len(points), 2, replace=False)
        with np.errstate(all="ignore"):
            value = relation(points[source][rows], of, draw).astype(of.kind)
        low, high = domain.ranges[target]
        inside = (value >= low) & (value <= high)
        points[target][rows[inside]] = value[inside]
    return points


def _nudged(values: Array, of: Format, draw: np.random.Generator) -> Array:
    return np.asarray(values * (1 + of.kind(of.eps) * draw.integers(-8, 9, len(values)).astype(of.kind)))


_RELATIONS: tuple[Callable[[Array, Format, np.random.Generator], Array], ...] = (
    _nudged,
    lambda x, of, draw: -_nudged(x, of, draw),
    lambda x, of, draw: x * (1 + np.exp2(-draw.uniform(0, 60, len(x)))),
    lambda x, of, draw: _nudged(1 / x, of, draw),
    lambda x, of, draw: _nudged(of.kind(of.largest) / x, of, draw),
    lambda x, of, draw: _nudged(of.kind(of.normal) / x, of, draw),
    lambda x, of, draw: of.kind(of.tiny) * np.exp2(draw.integers(0, 40, len(x))) / x,
    lambda x, of, draw: x * np.exp2(draw.integers(-60, 60, len(x))),
    lambda x, of, draw: 1 - x,
    lambda x, of, draw: of.kind(of.largest) - np.abs(x),
    lambda x, of, draw: x * x,
    lambda x, of, draw: np.sqrt(np.abs(x)),
    lambda x, of, draw: np.log(of.largest) - x,
)
