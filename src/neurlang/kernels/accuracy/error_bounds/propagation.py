"""Errors propagated from node to node, in a form that does not depend on the scale of the values.

At each node the computed value is off by at most

    relative · |value|  +  of_largest · L  +  absolute  +  subnormal · the least number of the type

where L is the largest intermediate of the formula as written at the same point, or the smallest normal number if
that is larger. Products, quotients, roots and sums of one sign propagate relative errors as such, so a box may reach
down to zero, where a bound in absolute terms says nothing about units in the last place. If terms cancel, the error of
a term that is an intermediate of the formula as written is a fraction of L; the size of other terms is taken from the
box.

Method: Higham, "Accuracy and Stability of Numerical Algorithms", 2002, chapter 3, on intervals; errors are
propagated forwards as in Darulova et al., "Daisy", 2018. All terms are kept, including those of higher order.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy.error_bounds.enclosures import Enclosure, Enclosures, Truth
from neurlang.kernels.accuracy.error_bounds.error_rules import RULES, fused_share, product_error, smooth
from neurlang.kernels.accuracy.error_bounds.error_terms import (
    SLACK,
    Error,
    Scale,
    added,
    in_units,
    of_parts,
    scaled_by,
    where,
    without_nan,
)
from neurlang.kernels.expr import Expr, Op, postorder

Doubles = NDArray[np.float64]
Flags = NDArray[np.bool_]


SUMS = ("add", "sub")


def is_choice(op: Op) -> bool:
    """Whether it returns one of two numbers."""
    return op.has("smaller") or op.has("larger")


def propagated(
    root: Expr, found: Enclosures, scale: Scale, *, before_rounding: bool = False
) -> dict[Expr, Error]:
    """The errors of a result and of every number below it; `before_rounding` omits the result's own rounding.

    `scale.keeps_relative` chooses between two ways to bound a sum of terms of one sign: one is better if roots or
    quotients follow, the other if sums do.
    """
    errors: dict[Expr, Error] = {}
    for node in postorder((root,)):
        value = found[node]
        if isinstance(value, Enclosure):
            error = _inherited(node, value, found, errors, scale)
            errors[node] = error if before_rounding and node is root else _with_own(error, value)
    return errors


def _with_own(error: Error, value: Enclosure) -> Error:
    """An error plus the rounding error of the node's own operation."""
    grown = (1 + value.relative) * SLACK
    return Error(
        np.where(value.is_unknown, np.inf, without_nan(error.relative * grown + value.relative)),
        without_nan(error.of_largest * grown),
        without_nan(error.absolute * grown + value.absolute * SLACK),
        without_nan(error.subnormal * grown + value.subnormal),
        error.is_floored | (error.subnormal == 0) & (value.subnormal <= 0.5),
    )


def _none(value: Enclosure) -> Error:
    zero = np.zeros_like(value.low)
    return Error(zero, zero, zero, zero, zero == 0)


def _inherited(
    node: Expr, value: Enclosure, found: Enclosures, errors: dict[Expr, Error], scale: Scale
) -> Error:
    """The error that a node inherits from its arguments."""
    if not node.args or value.is_exact:
        return _none(value)
    name = node.op.name
    if name == "select":
        condition = found[node.args[0]]
        assert isinstance(condition, Truth)
        return _chosen(condition.may_true, condition.may_false, errors[node.args[1]], errors[node.args[2]])
    if all(_is_exact(found[arg]) for arg in node.args):
        return _none(value)
    numbers = [found[arg] for arg in node.args]
    args = [number for number in numbers if isinstance(number, Enclosure)]
    own = [errors[arg] for arg in node.args]
    if name in SUMS or is_choice(node.op):
        return _sum(node, value, args, own, scale)
    if name == "fma":
        return _fused(node, value, args, own, scale)
    rule = RULES.get(name)
    if rule is not None:
        return rule(args, own, value, scale)
    return smooth(name, args, own, value, scale)


def _is_exact(value: Enclosure | Truth) -> bool:
    return value.is_exact


def _chosen(first: Flags, second: Flags, a: Error, b: Error) -> Error:
    """The error of the branch that is chosen, or the greater of both; the exact value takes the same branch."""
    parts = (
        np.maximum(np.where(first, one, 0.0), np.where(second, other, 0.0))
        for one, other in zip(a.parts, b.parts, strict=True)
    )
    return of_parts(parts, a.is_floored & b.is_floored)


def _sum(node: Expr, value: Enclosure, args: list[Enclosure], own: list[Error], scale: Scale) -> Error:
    """Sums and choices. The relative error of a sum of one sign is at most the greater of its terms'."""
    a, b = args
    parts = [
        _term(arg, number, error, value, scale)
        for arg, number, error in zip(node.args, args, own, strict=True)
    ]
    if is_choice(node.op):
        upper = node.op.has("larger")
        first = (a.high >= b.low) if upper else (a.low <= b.high)
        second = (b.high >= a.low) if upper else (b.low <= a.high)
        return where(~(first & second), _chosen(first, second, *own), _chosen(first, second, *parts))
    joined = added(*own)
    joined.relative = np.maximum(own[0].relative, own[1].relative)
    apart = added(*parts)
    is_one_sign = _one_sign(node, a, b)
    if scale.keeps_relative:
        return where(is_one_sign, joined, apart)
    is_better = in_units(joined, node, value, scale) <= in_units(apart, node, value, scale)
    return where(is_one_sign & is_better, joined, apart)


def _one_sign(node: Expr, a: Enclosure, b: Enclosure) -> Flags:
    if node.op.name == "sub":
        return ((a.low >= 0) & (b.high <= 0)) | ((a.high <= 0) & (b.low >= 0))
    return ((a.low >= 0) & (b.low >= 0)) | ((a.high <= 0) & (b.high <= 0))


def _term(arg: Expr, number: Enclosure, error: Error, value: Enclosure, scale: Scale) -> Error:
    """The error of a term of a sum, with its relative part converted to the kind that costs the result least."""
    share = scale.shares[arg]
    ratio = without_nan(np.where(number.greatest == 0, 0.0, number.greatest / value.least))
    size = np.minimum(scale.per_size, value.greatest / scale.unit)
    as_relative = np.where(np.isinf(ratio), np.inf, scaled_by(ratio, size))
    as_part = scaled_by(scale.per_largest, share)
    as_absolute = number.greatest / scale.unit
    # L is at least the smallest normal number: the subnormal part is dropped if that costs no more.
    floor = np.where(error.is_floored & (error.subnormal > 0) & (share > 0.25), 1.0, 0.0)
    is_part = (as_part <= as_relative) & (as_part <= as_absolute)
    is_relative = ~is_part & (as_relative <= as_absolute)
    is_absolute = ~is_part & ~is_relative
    return Error(
        np.where(is_relative, scaled_by(error.relative, ratio), 0.0),
        error.of_largest + np.where(is_part, scaled_by(error.relative, np.maximum(share, floor)), 0.0),
        error.absolute + np.where(is_absolute, scaled_by(error.relative, number.greatest), 0.0),
        np.where(is_part & error.is_floored & (floor > 0), 0.0, error.subnormal),
        np.zeros_like(is_part),
    )


def _fused(node: Expr, value: Enclosure, args: list[Enclosure], own: list[Error], scale: Scale) -> Error:
    """The product's error plus that of the addend."""
    found = [x * y for x in (args[0].low, args[0].high) for y in (args[1].low, args[1].high)]
    low, high = np.minimum.reduce(found), np.maximum.reduce(found)
    low, high = low - np.abs(low) * 1e-15 - 5e-324, high + np.abs(high) * 1e-15 + 5e-324
    product = Enclosure(low, high, 0.0, np.zeros_like(low), np.zeros_like(low), False)
    error = product_error(args[0], args[1], own[0], own[1])
    return added(
        _term(
            node,
            product,
            error,
            value,
            replace(scale, shares={node: without_nan(fused_share(node, args, scale))}),
        ),
        _term(node.args[2], args[2], own[2], value, scale),
    )
