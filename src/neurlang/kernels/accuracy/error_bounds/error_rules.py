"""How each operation propagates the errors of its arguments: products, quotients, roots, functions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy.error_bounds.enclosures import Enclosure
from neurlang.kernels.accuracy.error_bounds.error_terms import (
    SHARES,
    SLACK,
    Error,
    Scale,
    added,
    better,
    of_parts,
    plain,
    rest_of,
    scaled_by,
    total,
    unbounded,
    where,
    without_nan,
)
from neurlang.kernels.accuracy.error_bounds.slopes import UNARY, largest
from neurlang.kernels.expr import Expr, ops_with

Doubles = NDArray[np.float64]
Flags = NDArray[np.bool_]


def product_error(a: Enclosure, b: Enclosure, first: Error, second: Error) -> Error:
    """a(1+r)(+e) times b(1+s)(+f): the relative errors compound, the others are scaled by the other factor."""
    grown = scaled_by(1 + first.relative, a.greatest)
    rest = [
        scaled_by(one, b.greatest) + scaled_by(other, grown)
        for one, other in zip(first.parts[1:], second.parts[1:], strict=True)
    ]
    relative = first.relative + second.relative + scaled_by(first.relative, second.relative)
    return of_parts((relative, *rest), np.zeros_like(relative, np.bool_))


def _multiply(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    return product_error(args[0], args[1], own[0], own[1])


def fused_share(node: Expr, args: list[Enclosure], scale: Scale) -> Doubles:
    """The greatest size of the product in a fused multiply-add, as a multiple of L."""
    own = [scale.shares[arg] for arg in node.args]
    return np.asarray(SHARES["mul"](own, args) * SLACK)


def _divide(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    """The quotient of computed numbers; the divisor is at least as large as its interval says."""
    a, b = args
    first, second = own
    size = b.least
    quotient = np.where(a.greatest == 0, 0.0, a.greatest / size) * SLACK
    room = np.where(second.relative < 1, 1 - second.relative, 0.0)
    shrunk = 1 + scaled_by(rest_of(second, scale), 1 / size)
    rest = [
        scaled_by(one, 1 / size) + scaled_by(scaled_by(other, quotient), 1 / size)
        for one, other in zip(first.parts[1:], second.parts[1:], strict=True)
    ]
    relative = without_nan((first.relative + second.relative) * shrunk / room)
    return of_parts((relative, *rest), np.zeros_like(relative, np.bool_))


def _root(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    """|sqrt(a(1+r)) - sqrt(a)| ≤ r/(1 + sqrt(1-r)) · sqrt(a); another error e adds e/sqrt(a) or sqrt(e)."""
    a, error = args[0], own[0]
    room = np.where(error.relative < 1, np.sqrt(np.maximum(1 - error.relative, 0.0)), np.nan)
    root = np.sqrt(a.least) * (1 - 2.0**-50)
    relative = without_nan(error.relative / (1 + room))
    by_slope = of_parts((relative, *(scaled_by(part, 1 / root) for part in error.parts[1:])), relative < 0)
    none = np.zeros_like(relative)
    alone = plain(relative, none, np.sqrt(rest_of(error, scale)))
    return better(by_slope, alone, value, scale)


def _same(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    return own[0]


def _unbounded(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    return unbounded(args[0])


def _by_factor(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    """Exp and cosh: an error d of the argument becomes a relative error of at most e^d - 1."""
    part = np.expm1(total(own[0], args[0].greatest, scale) * SLACK)
    return plain(without_nan(part * SLACK), np.zeros_like(part), np.zeros_like(part))


def _logarithm(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    """A relative error r of the argument becomes an error of at most r / (1 - r)."""
    a, error = args[0], own[0]
    part = error.relative + scaled_by(rest_of(error, scale), 1 / a.least)
    part = np.where(part < 1, part / (1 - part), np.inf) * 1.4427  # the logarithm to base 2 grows faster
    return _as_least(part, value)


def _as_least(error: Doubles, value: Enclosure) -> Error:
    """An absolute error, converted to a relative one if the value is larger than 1."""
    zero, error = np.zeros_like(error), without_nan(error)
    large = value.least > 1
    relative = np.where(large, error / np.maximum(value.least, 1.0), zero)
    return plain(relative, zero, np.where(large, zero, error))


def _cubic(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    """|cbrt(1 + r) - 1| ≤ r; |cbrt(a) - cbrt(b)| ≤ 2·cbrt(|a - b|)."""
    error = own[0]
    slope = largest(UNARY["cbrt"](args[0], value))
    relative = np.where(error.relative < 1, error.relative, np.inf)
    by_slope = of_parts((relative, *(scaled_by(part, slope) for part in error.parts[1:])), relative < 0)
    alone = plain(relative, np.zeros_like(relative), 2 * np.cbrt(rest_of(error, scale)))
    return better(by_slope, alone, value, scale)


def _hypotenuse(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    joined = added(*own)
    joined.relative = np.maximum(own[0].relative, own[1].relative)
    return joined


def _power(args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    """a^b = e^(b·log a), for positive a only."""
    a, b = args
    zero = np.zeros_like(a.low)
    part = own[0].relative + scaled_by(rest_of(own[0], scale), 1 / a.least)
    shift = np.where(part < 1, -np.log1p(-np.minimum(part, 0.5)), np.inf)
    shift = np.where(part > 0.5, np.inf, shift)
    logs = np.maximum(np.abs(np.log(np.maximum(a.low, 5e-324))), np.abs(np.log(np.maximum(a.high, 5e-324))))
    logs = np.where(a.low > 0, logs * SLACK + 1e-12, np.inf)
    moved = b.greatest * shift + scaled_by(total(own[1], b.greatest, scale), logs + shift)
    found = np.expm1(without_nan(moved) * SLACK) * SLACK
    return plain(np.where((a.low >= 0) | b.is_exact, without_nan(found), np.inf), zero, zero)


# Sums, choices and `fma` are in `propagation`; functions of one argument that are not here are handled by `smooth`.
RULES: dict[str, Callable[[list[Enclosure], list[Error], Enclosure, Scale], Error]] = {
    "mul": _multiply,
    "div": _divide,
    "neg": _same,
    "abs": _same,
    "copysign": lambda args, own, value, scale: own[0] if args[1].is_exact else unbounded(args[0]),
    "sqrt": _root,
    "exp": _by_factor,
    "exp2": _by_factor,
    "cosh": _by_factor,
    "log": _logarithm,
    "log2": _logarithm,
    "log10": _logarithm,
    "cbrt": _cubic,
    "hypot": _hypotenuse,
    "pow": _power,
    "atan2": _unbounded,
    "fmod": _unbounded,
    **{entry.name: _unbounded for entry in ops_with("integer")},
}


# f(0) = 0: the greatest |a / f(a)|, as a function of the greatest |a|; infinite if unbounded.
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


def smooth(name: str, args: list[Enclosure], own: list[Error], value: Enclosure, scale: Scale) -> Error:
    """A function of one argument by its greatest slope."""
    a, error = args[0], own[0]
    slope = largest(UNARY[name](a, value))
    absolute = _as_least(scaled_by(total(error, a.greatest, scale), slope), value)
    if name not in RATIOS:
        return absolute
    ratio = np.where(a.greatest == 0, 1.0, RATIOS[name](a.greatest)) * SLACK
    relative = scaled_by(error.relative, slope * ratio)
    rest = [scaled_by(part, slope) for part in error.parts[1:]]
    found = of_parts((relative, *rest), np.zeros_like(relative, np.bool_))
    return where(relative < np.inf, found, absolute)
