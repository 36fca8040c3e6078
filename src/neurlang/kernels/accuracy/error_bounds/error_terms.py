"""A bound on a computed value's error, in the terms that `propagation` names, and how bounds combine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy.error_bounds.enclosures import Enclosure, Enclosures
from neurlang.kernels.accuracy.intervals.formats import Format
from neurlang.kernels.expr import Expr, ops_with

Doubles = NDArray[np.float64]
Flags = NDArray[np.bool_]

SLACK = 1 + 2.0**-40  # covers the rounding errors of bounds, which are computed in binary64


@dataclass(slots=True)
class Error:
    """A bound on a computed value's error; see `propagation`.

    `is_floored`: the bound also holds without its subnormal part, if `relative` is taken of at least the smallest
    normal number.
    """

    relative: Doubles
    of_largest: Doubles
    absolute: Doubles
    subnormal: Doubles
    is_floored: Flags

    @property
    def parts(self) -> tuple[Doubles, ...]:
        """The four terms, which add up."""
        return self.relative, self.of_largest, self.absolute, self.subnormal


def of_parts(parts: Iterable[Doubles], is_floored: Flags) -> Error:
    """An error from its four parts."""
    relative, of_largest, absolute, subnormal = parts
    return Error(relative, of_largest, absolute, subnormal, is_floored)


@dataclass(frozen=True, slots=True)
class Scale:
    """The units for the errors of a result, in each box.

    `most` is the greatest possible L, `unit` the least unit. `per_size` and `per_largest` are upper bounds of the
    result's size and of L in units. `shares` bounds the size of nodes by L. `is_plain`: the unit is certainly the
    spacing at the exact value.
    """

    most: Doubles
    unit: Doubles
    per_size: float
    per_largest: Doubles
    kind: Format
    shares: dict[Expr, Doubles]
    is_plain: Flags
    keeps_relative: bool = False


def without_nan(bound: Doubles) -> Doubles:
    """A bound, infinite in place of NaN."""
    return np.where(np.isnan(bound), np.inf, bound)


def scaled_by(a: Doubles, b: Doubles) -> Doubles:
    """Products of bounds: no error times anything, even infinity, is no error."""
    return np.where((a == 0) | (b == 0), 0.0, a * b)


def largest_shares(found: Enclosures, terms: frozenset[Expr], least: Doubles) -> dict[Expr, Doubles]:
    """An upper bound on the size of every number, as a multiple of L: 1 for the terms, and what follows from that."""
    shares: dict[Expr, Doubles] = {}
    for node, value in found.items():
        if not isinstance(value, Enclosure):
            continue
        share = without_nan(value.greatest / least)
        if node in terms:
            share = np.minimum(share, 1.0)
        args = [found[arg] for arg in node.args]
        rule = SHARES.get(node.op.name)
        if rule is not None and all(isinstance(arg, Enclosure) for arg in args):
            own = [shares[arg] for arg in node.args]
            numbers = [arg for arg in args if isinstance(arg, Enclosure)]
            share = np.minimum(share, without_nan(rule(own, numbers)) * SLACK)
        shares[node] = share
    return shares


SHARES: dict[str, Callable[[list[Doubles], list[Enclosure]], Doubles]] = {
    "neg": lambda own, args: own[0],
    "abs": lambda own, args: own[0],
    "add": lambda own, args: own[0] + own[1],
    "sub": lambda own, args: own[0] + own[1],
    "mul": lambda own, args: np.minimum(own[0] * args[1].greatest, own[1] * args[0].greatest),
    "div": lambda own, args: own[0] / args[1].least,
    **dict.fromkeys(
        (entry.name for entry in (*ops_with("smaller"), *ops_with("larger"))),
        lambda own, args: np.maximum(own[0], own[1]),
    ),
}


def in_units(error: Error, node: Expr, value: Enclosure, scale: Scale) -> Doubles:
    """The error of a node's value in units of the result."""
    size = np.minimum(scale.per_size, value.greatest / scale.unit)
    size = np.minimum(size, scaled_by(scale.shares[node], scale.per_largest))
    return (
        scaled_by(error.relative, size)
        + scaled_by(error.of_largest, scale.per_largest)
        + scaled_by(error.absolute, 1 / scale.unit)
        + scaled_by(error.subnormal, scale.kind.smallest / scale.unit)
    )


def total(error: Error, size: Doubles, scale: Scale) -> Doubles:
    """A bound in absolute terms."""
    tiny = np.ceil(error.subnormal) * scale.kind.smallest
    found = scaled_by(error.relative, size) + scaled_by(error.of_largest, scale.most) + error.absolute + tiny
    return without_nan(found * SLACK)


def rest_of(error: Error, scale: Scale) -> Doubles:
    """The part that is not relative to the value, in absolute terms."""
    none = np.zeros_like(error.relative)
    return total(of_parts((none, *error.parts[1:]), error.is_floored), none, scale)


def where(condition: Flags, a: Error, b: Error) -> Error:
    """`a` where the condition holds, `b` elsewhere."""
    parts = (np.where(condition, one, other) for one, other in zip(a.parts, b.parts, strict=True))
    return of_parts(parts, np.where(condition, a.is_floored, b.is_floored))


def added(a: Error, b: Error) -> Error:
    """The sum of both errors."""
    parts = (one + other for one, other in zip(a.parts, b.parts, strict=True))
    return of_parts(parts, (a.subnormal == 0) & (b.subnormal == 0))


def plain(relative: Doubles, of_largest: Doubles, absolute: Doubles) -> Error:
    """An error without a subnormal part."""
    zero = np.zeros_like(relative)
    return Error(relative, of_largest, absolute, zero, zero == 0)


def better(one: Error, other: Error, value: Enclosure, scale: Scale) -> Error:
    """The smaller bound, given the sizes that the box allows."""
    return where(total(one, value.greatest, scale) <= total(other, value.greatest, scale), one, other)


def unbounded(like: Enclosure) -> Error:
    """Nothing is known."""
    infinite = np.full_like(like.low, np.inf)
    return plain(infinite, infinite, infinite)
