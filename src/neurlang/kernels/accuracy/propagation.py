"""Errors handed on from node to node, in a form that does not depend on the scale of the values.

At each node the computed value is off by at most

    relative · |value|  +  of_largest · L  +  absolute  +  subnormal · the least number of the type

where L is the largest intermediate of the formula as written at the same point, or the smallest normal number where
that is larger. Products, quotients, roots and
sums of one sign hand on relative errors as such, so that a box may reach down to zero, where a bound in absolute
numbers says nothing about units in the last place. Where terms cancel, the error of a term that the formula
as written has as an intermediate is a part of L; else the box says how large the term is.

Method: Higham, "Accuracy and Stability of Numerical Algorithms", 2002, chapter 3, on intervals; as in Darulova et al.,
"Daisy", 2018, errors are propagated forwards. All terms are kept, those of higher order too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from neurlang.kernels.accuracy.enclosures import Enclosure, Truth
from neurlang.kernels.accuracy.slopes import SIMPLE, largest
from neurlang.kernels.expr import postorder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from neurlang.kernels.accuracy.enclosures import Enclosures
    from neurlang.kernels.accuracy.formats import Format
    from neurlang.kernels.expr import Expr

    Doubles = NDArray[np.float64]
    Flags = NDArray[np.bool_]

SLACK = 1 + 2.0**-40  # above what the bounds, computed in binary64, are off by


@dataclass(slots=True)
class Error:
    """How far a computed value is off; see the module.

    `is_floored`: without its subnormal part it holds as well, if `relative` is of the smallest normal number at least.
    """

    relative: Doubles
    of_largest: Doubles
    absolute: Doubles
    subnormal: Doubles
    is_floored: Flags

    @property
    def parts(self) -> tuple[Doubles, ...]:
        """What is added up."""
        return self.relative, self.of_largest, self.absolute, self.subnormal


def of_parts(parts: Iterable[Doubles], is_floored: Flags) -> Error:
    """An error of the four parts."""
    relative, of_largest, absolute, subnormal = parts
    return Error(relative, of_largest, absolute, subnormal, is_floored)


@dataclass(frozen=True, slots=True)
class Scale:
    """What the errors of a result are measured with, in each box.

    `most` is the greatest that L can be, `unit` the least unit. `per_size` and `per_largest` are the greatest that the
    result's size and L can be in units. `shares` bounds the size of nodes by L. `is_plain`: the unit is surely the
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


def largest_shares(found: Enclosures, terms: frozenset[Expr], least: Doubles) -> dict[Expr, Doubles]:
    """How large every number is at most, as a multiple of L: 1 for the terms, and what follows from that."""
    shares: dict[Expr, Doubles] = {}
    for node, value in found.items():
        if not isinstance(value, Enclosure):
            continue
        share = _known(value.greatest / least)
        if node in terms:
            share = np.minimum(share, 1.0)
        args = [found[arg] for arg in node.args]
        rule = SHARES.get(node.op.name)
        if rule is not None and all(isinstance(arg, Enclosure) for arg in args):
            own = [shares[arg] for arg in node.args]
            numbers = [arg for arg in args if isinstance(arg, Enclosure)]
            share = np.minimum(share, _known(rule(own, numbers)) * SLACK)
        shares[node] = share
    return shares


SHARES: dict[str, Callable[[list[Doubles], list[Enclosure]], Doubles]] = {
    "neg": lambda own, args: own[0],
    "abs": lambda own, args: own[0],
    "add": lambda own, args: own[0] + own[1],
    "sub": lambda own, args: own[0] + own[1],
    "mul": lambda own, args: np.minimum(own[0] * args[1].greatest, own[1] * args[0].greatest),
    "div": lambda own, args: own[0] / args[1].least,
    **dict.fromkeys(("min", "max", "minimum", "maximum"), lambda own, args: np.maximum(own[0], own[1])),
}


def in_units(error: Error, node: Expr, value: Enclosure, scale: Scale) -> Doubles:
    """An error of a node's value in units of the result."""
    size = np.minimum(scale.per_size, value.greatest / scale.unit)
    size = np.minimum(size, _times(scale.shares[node], scale.per_largest))
    return (
        _times(error.relative, size)
        + _times(error.of_largest, scale.per_largest)
        + _times(error.absolute, 1 / scale.unit)
        + _times(error.subnormal, scale.kind.smallest / scale.unit)
    )


def propagated(
    root: Expr, found: Enclosures, scale: Scale, *, before_rounding: bool = False
) -> dict[Expr, Error]:
    """The error of every number below a result, the result's included, if asked for without its own rounding.

    `scale.keeps_relative` chooses among two ways to bound a sum of terms of one sign: the one is better where roots or
    quotients follow, the other where sums do.
    """
    errors: dict[Expr, Error] = {}
    for node in postorder((root,)):
        value = found[node]
        if isinstance(value, Enclosure):
            error = _handed_on(node, value, found, errors, scale)
            errors[node] = error if before_rounding and node is root else _with_own(error, value)
    return errors


def _with_own(error: Error, value: Enclosure) -> Error:
    """With the rounding error of the node's own operation."""
    grown = (1 + value.relative) * SLACK
    return Error(
        np.where(value.is_unknown, np.inf, _known(error.relative * grown + value.relative)),
        _known(error.of_largest * grown),
        _known(error.absolute * grown + value.absolute * SLACK),
        _known(error.subnormal * grown + value.subnormal),
        error.is_floored | (error.subnormal == 0) & (value.subnormal <= 0.5),
    )


def _known(bound: Doubles) -> Doubles:
    return np.where(np.isnan(bound), np.inf, bound)


def _times(a: Doubles, b: Doubles) -> Doubles:
    """Products of bounds: no error stays none, however large what it is multiplied with."""
    return np.where((a == 0) | (b == 0), 0.0, a * b)


def _none(value: Enclosure) -> Error:
    zero = np.zeros_like(value.low)
    return Error(zero, zero, zero, zero, zero == 0)


def _handed_on(
    node: Expr, value: Enclosure, found: Enclosures, errors: dict[Expr, Error], scale: Scale
) -> Error:
    """The error that the arguments hand on to a node."""
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
    if name in ("add", "sub") or name in CHOICES:
        return _sum(node, value, args, own, scale)
    if name == "fma":
        return _fused(node, value, args, own, scale)
    rule = RULES.get(name)
    if rule is not None:
        return rule(args, own, value, scale)
    return _smooth(name, args, own, value, scale)


def _is_exact(value: Enclosure | Truth) -> bool:
    return value.is_exact


def total(error: Error, size: Doubles, scale: Scale) -> Doubles:
    """A bound in absolute numbers."""
    tiny = np.ceil(error.subnormal) * scale.kind.smallest
    found = _times(error.relative, size) + _times(error.of_largest, scale.most) + error.absolute + tiny
    return _known(found * SLACK)


def _rest(error: Error, scale: Scale) -> Doubles:
    """What is not relative to the value, in absolute numbers."""
    none = np.zeros_like(error.relative)
    return total(of_parts((none, *error.parts[1:]), error.is_floored), none, scale)


def _chosen(first: Flags, second: Flags, a: Error, b: Error) -> Error:
    """Of the one that is chosen, or of either: both are of the same branch as the value."""
    parts = (
        np.maximum(np.where(first, one, 0.0), np.where(second, other, 0.0))
        for one, other in zip(a.parts, b.parts, strict=True)
    )
    return of_parts(parts, a.is_floored & b.is_floored)


def _added(a: Error, b: Error) -> Error:
    """Both errors."""
    parts = (one + other for one, other in zip(a.parts, b.parts, strict=True))
    return of_parts(parts, (a.subnormal == 0) & (b.subnormal == 0))


CHOICES = ("min", "max", "minimum", "maximum")


def _sum(node: Expr, value: Enclosure, args: list[Enclosure], own: list[Error], scale: Scale) -> Error:
    """Sums and choices. Of terms of one sign the greater relative error is that of the sum."""
    a, b = args
    parts = [
        _term(arg, number, error, value, scale)
        for arg, number, error in zip(node.args, args, own, strict=True)
    ]
    if node.op.name in CHOICES:
        upper = node.op.name.startswith("max")
        first = (a.high >= b.low) if upper else (a.low <= b.high)
        second = (b.high >= a.low) if upper else (b.low <= a.high)
        return _where(~(first & second), _chosen(first, second, *own), _chosen(first, second, *parts))
    joined = _added(*own)
    joined.relative = np.maximum(own[0].relative, own[1].relative)
    apart = _added(*parts)
    is_one_sign = _one_sign(node, a, b)
    if scale.keeps_relative:
        return _where(is_one_sign, joined, apart)
    is_better = in_units(joined, node, value, scale) <= in_units(apart, node, value, scale)
    return _where(is_one_sign & is_better, joined, apart)


def _where(condition: Flags, a: Error, b: Error) -> Error:
    parts = (np.where(condition, one, other) for one, other in zip(a.parts, b.parts, strict=True))
    return of_parts(parts, np.where(condition, a.is_floored, b.is_floored))


def _one_sign(node: Expr, a: Enclosure, b: Enclosure) -> Flags:
    if node.op.name == "sub":
        return ((a.low >= 0) & (b.high <= 0)) | ((a.high <= 0) & (b.low >= 0))
    return ((a.low >= 0) & (b.low >= 0)) | ((a.high <= 0) & (b.high <= 0))


def _term(arg: Expr, number: Enclosure, error: Error, value: Enclosure, scale: Scale) -> Error:
    """The error of a term of a sum, its relative part turned into whichever kind costs the result least."""
    share = scale.shares[arg]
    ratio = _known(np.where(number.greatest == 0, 0.0, number.greatest / value.least))
    size = np.minimum(scale.per_size, value.greatest / scale.unit)
    as_relative = np.where(np.isinf(ratio), np.inf, _times(ratio, size))
    as_part = _times(scale.per_largest, share)
    as_absolute = number.greatest / scale.unit
    # L is not below the smallest normal number: the subnormal part goes where that costs no more.
    floor = np.where(error.is_floored & (error.subnormal > 0) & (share > 0.25), 1.0, 0.0)
    is_part = (as_part <= as_relative) & (as_part <= as_absolute)
    is_relative = ~is_part & (as_relative <= as_absolute)
    is_absolute = ~is_part & ~is_relative
    return Error(
        np.where(is_relative, _times(error.relative, ratio), 0.0),
        error.of_largest + np.where(is_part, _times(error.relative, np.maximum(share, floor)), 0.0),
        error.absolute + np.where(is_absolute, _times(error.relative, number.greatest), 0.0),
        np.where(is_part & error.is_floored & (floor > 0), 0.0, error.subnormal),
        np.zeros_like(is_part),
    )


def _product(a: Enclosure, b: Enclosure, first: Error, second: Error) -> Error:
    """a(1+r)(+e) times b(1+s)(+f): the relative errors multiply, the others are scaled by the other factor."""
    grown = _times(1 + first.relative, a.greatest)
    rest = [
        _times(one, b.greatest) + _times(other, grown)
        for one, other in zip(first.parts[1:], second.parts[1:], strict=True)
    ]
    relative = first.relative + second.relative + _times(first.relative, second.relative)
    return of_parts((relative, *rest), np.zeros_like(relative, np.bool_))


def _multiply(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    return _product(args[0], args[1], own[0], own[1])


def _fused(node: Expr, value: Enclosure, args: list[Enclosure], own: list[Error], scale: Scale) -> Error:
    """The product's error, and that of the addend."""
    found = [x * y for x in (args[0].low, args[0].high) for y in (args[1].low, args[1].high)]
    low, high = np.minimum.reduce(found), np.maximum.reduce(found)
    low, high = low - np.abs(low) * 1e-15 - 5e-324, high + np.abs(high) * 1e-15 + 5e-324
    product = Enclosure(low, high, 0.0, np.zeros_like(low), np.zeros_like(low), False)
    error = _product(args[0], args[1], own[0], own[1])
    return _added(
        _term(
            node,
            product,
            error,
            value,
            replace(scale, shares={node: _known(_fused_share(node, args, scale))}),
        ),
        _term(node.args[2], args[2], own[2], value, scale),
    )


def _fused_share(node: Expr, args: list[Enclosure], scale: Scale) -> Doubles:
    own = [scale.shares[arg] for arg in node.args]
    return np.asarray(SHARES["mul"](own, args) * SLACK)


def _divide(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    """The quotient of computed numbers, whose divisor is at least as large as its interval says."""
    a, b = args
    first, second = own
    size = b.least
    quotient = np.where(a.greatest == 0, 0.0, a.greatest / size) * SLACK
    room = np.where(second.relative < 1, 1 - second.relative, 0.0)
    shrunk = 1 + _times(_rest(second, scale), 1 / size)
    rest = [
        _times(one, 1 / size) + _times(_times(other, quotient), 1 / size)
        for one, other in zip(first.parts[1:], second.parts[1:], strict=True)
    ]
    relative = _known((first.relative + second.relative) * shrunk / room)
    return of_parts((relative, *rest), np.zeros_like(relative, np.bool_))


def _root(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    """|sqrt(a(1+r)) - sqrt(a)| is at most r/(1 + sqrt(1-r)) of sqrt(a); another error e makes e/sqrt(a) or sqrt(e)."""
    a, error = args[0], own[0]
    room = np.where(error.relative < 1, np.sqrt(np.maximum(1 - error.relative, 0.0)), np.nan)
    root = np.sqrt(a.least) * (1 - 2.0**-50)
    relative = _known(error.relative / (1 + room))
    by_slope = of_parts((relative, *(_times(part, 1 / root) for part in error.parts[1:])), relative < 0)
    none = np.zeros_like(relative)
    alone = _plain(relative, none, np.sqrt(_rest(error, scale)))
    return _better(by_slope, alone, value, scale)


def _better(one: Error, other: Error, value: Enclosure, scale: Scale) -> Error:
    """The bound that is less, in numbers as the box has them."""
    return _where(total(one, value.greatest, scale) <= total(other, value.greatest, scale), one, other)


def _plain(relative: Doubles, of_largest: Doubles, absolute: Doubles) -> Error:
    """An error without a subnormal part."""
    zero = np.zeros_like(relative)
    return Error(relative, of_largest, absolute, zero, zero == 0)


def _same(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    return own[0]


def _by_factor(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    """Exp and cosh: an error d of the argument is at most a relative error e^d - 1."""
    part = np.expm1(total(own[0], args[0].greatest, scale) * SLACK)
    return _plain(_known(part * SLACK), np.zeros_like(part), np.zeros_like(part))


def _logarithm(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    """A relative error r of the argument is an error of r / (1 - r) at most."""
    a, error = args[0], own[0]
    part = error.relative + _times(_rest(error, scale), 1 / a.least)
    part = np.where(part < 1, part / (1 - part), np.inf) * 1.4427  # the logarithm to base 2 grows faster
    return _as_least(part, value)


def _as_least(error: Doubles, value: Enclosure) -> Error:
    """An absolute error, as a relative one where the value is at least as large as 1."""
    zero, error = np.zeros_like(error), _known(error)
    large = value.least > 1
    relative = np.where(large, error / np.maximum(value.least, 1.0), zero)
    return _plain(relative, zero, np.where(large, zero, error))


def _cubic(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    """|cbrt(1 + r) - 1| is at most r; |cbrt(a) - cbrt(b)| at most 2·cbrt(|a - b|)."""
    error = own[0]
    slope = largest(SIMPLE["cbrt"](args[0], value))
    relative = np.where(error.relative < 1, error.relative, np.inf)
    by_slope = of_parts((relative, *(_times(part, slope) for part in error.parts[1:])), relative < 0)
    alone = _plain(relative, np.zeros_like(relative), 2 * np.cbrt(_rest(error, scale)))
    return _better(by_slope, alone, value, scale)


def _hypotenuse(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    joined = _added(*own)
    joined.relative = np.maximum(own[0].relative, own[1].relative)
    return joined


def _power(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    """a^b = e^(b·log a): of positive numbers only."""
    a, b = args
    zero = np.zeros_like(a.low)
    part = own[0].relative + _times(_rest(own[0], scale), 1 / a.least)
    shift = np.where(part < 1, -np.log1p(-np.minimum(part, 0.5)), np.inf)
    shift = np.where(part > 0.5, np.inf, shift)
    logs = np.maximum(np.abs(np.log(np.maximum(a.low, 5e-324))), np.abs(np.log(np.maximum(a.high, 5e-324))))
    logs = np.where(a.low > 0, logs * SLACK + 1e-12, np.inf)
    moved = b.greatest * shift + _times(total(own[1], b.greatest, scale), logs + shift)
    found = np.expm1(_known(moved) * SLACK) * SLACK
    return _plain(np.where((a.low >= 0) | b.is_exact, _known(found), np.inf), zero, zero)


RULES: dict[str, Callable[[list[Enclosure], list[Error], Enclosure, Scale], Error]] = {
    "mul": _multiply,
    "div": _divide,
    "neg": _same,
    "abs": _same,
    "copysign": lambda args, own, value, scale: own[0] if args[1].is_exact else _unbounded(args[0]),
    "sqrt": _root,
    "exp": _by_factor,
    "exp2": _by_factor,
    "cosh": _by_factor,
    "log": _logarithm,
    "log2": _logarithm,
    "cbrt": _cubic,
    "hypot": _hypotenuse,
    "pow": _power,
}

# f(0) = 0: the greatest |a / f(a)|, by the greatest |a|; infinite where there is none.
RATIOS: dict[str, Callable[[Doubles], Doubles]] = {
    "sin": lambda a: np.where(a < 3, a / np.sin(np.minimum(a, 3.0)), np.inf),
    "tan": lambda a: np.where(a < 1.57, 1.0, np.inf),
    "asin": lambda a: np.ones_like(a),
    "sinh": lambda a: np.ones_like(a),
    "atan": lambda a: a / np.arctan(a),
    "tanh": lambda a: a / np.tanh(a),
    "expm1": lambda a: a / -np.expm1(-a),
    "log1p": lambda a: a / np.log1p(a),
}


def _smooth(name: str, args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    """A function by its greatest slope; unbounded for those without one."""
    a, error = args[0], own[0]
    if name not in SIMPLE:
        return _unbounded(a)
    slope = largest(SIMPLE[name](a, value))
    absolute = _as_least(_times(total(error, a.greatest, scale), slope), value)
    if name not in RATIOS:
        return absolute
    ratio = np.where(a.greatest == 0, 1.0, RATIOS[name](a.greatest)) * SLACK
    relative = _times(error.relative, slope * ratio)
    rest = [_times(part, slope) for part in error.parts[1:]]
    found = of_parts((relative, *rest), np.zeros_like(relative, np.bool_))
    return _where(relative < np.inf, found, absolute)


def _unbounded(like: Enclosure) -> Error:
    """Nothing is known."""
    infinite = np.full_like(like.low, np.inf)
    return _plain(infinite, infinite, infinite)
