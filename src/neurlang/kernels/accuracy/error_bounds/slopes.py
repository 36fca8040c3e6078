"""How much a result changes with each node: slopes as intervals, computed backwards from the result.

The slopes are taken over intervals that hold the exact value, the computed one and all between. So by the mean
value theorem the error of the result is at most the sum, over all nodes, of the greatest slope times the
greatest rounding error of the node itself. No term of higher order is left out.

Method: reverse differentiation over intervals; rounding terms as in Solovyev et al., "Rigorous Estimation of
Floating-Point Round-off Errors with Symbolic Taylor Expansions", 2015, with the mean value form in place of a
remainder. For functions with a kink (abs, min, max), Lebourg's theorem replaces the mean value theorem.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy.error_bounds.enclosures import Enclosure, Enclosures, Truth
from neurlang.kernels.accuracy.intervals.real_functions import FUNCTIONS
from neurlang.kernels.expr import Expr, ops_with, postorder

Doubles = NDArray[np.float64]
Slope = tuple[Doubles, Doubles]
Slopes = tuple[Slope, ...]

WIDER = (
    2.0**-48
)  # relative; covers the errors of the ends of slopes, which are not rounded outward one by one


def slopes(root: Expr, found: Enclosures) -> dict[Expr, Slope]:
    """The slope of a result with respect to each node below it, in every box; infinite if there is no bound."""
    result = found[root]
    assert isinstance(result, Enclosure)
    count = len(result.low)
    slope: dict[Expr, Slope] = {root: (np.ones(count), np.ones(count))}
    for node in reversed(postorder((root,))):
        if node not in slope or not node.args:
            continue
        for arg, part in zip(node.args, partials(node, found), strict=True):
            if part is not None:
                step = product(slope[node], part)
                old = slope.get(arg)
                slope[arg] = step if old is None else added(old, step)
    return slope


def added(a: Slope, b: Slope) -> Slope:
    """The sum of two intervals, widened by more than its rounding error."""
    low, high = a[0] + b[0], a[1] + b[1]
    low = low - (np.abs(a[0]) + np.abs(b[0])) * WIDER
    high = high + (np.abs(a[1]) + np.abs(b[1])) * WIDER
    return np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)


def product(a: Slope, b: Slope) -> Slope:
    """The product of two intervals, widened by more than its rounding error."""
    found = [np.where((x == 0) | (y == 0), 0.0, x * y) for x in a for y in b]
    low, high = np.minimum.reduce(found), np.maximum.reduce(found)
    low, high = low - np.abs(low) * WIDER, high + np.abs(high) * WIDER
    return np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)


def largest(slope: Slope) -> Doubles:
    """The greatest size of a slope, with room for the rounding of sums; infinite if nothing is known."""
    size = np.maximum(np.abs(slope[0]), np.abs(slope[1])) * (1 + 2.0**-30)
    return np.where(np.isnan(size), np.inf, size)


def partials(node: Expr, found: Enclosures) -> list[Slope | None]:
    """The slope of one operation with respect to each argument; None for truth values."""
    args = [found[arg] for arg in node.args]
    value = found[node]
    if node.op.name == "select":
        return [None, *_select(args)]
    if isinstance(value, Truth) or isinstance(args[0], Truth):
        return [None] * len(args)
    numbers = [arg for arg in args if isinstance(arg, Enclosure)]
    if len(numbers) == 1:
        return [UNARY[node.op.name](numbers[0], value)]
    return list(SEVERAL[node.op.name](numbers, value))


def constant_slope(value: float, like: Enclosure) -> Slope:
    """The same slope in every box."""
    return np.full_like(like.low, value), np.full_like(like.low, value)


def interval(a: Enclosure) -> Slope:
    """The values as a slope."""
    return a.low, a.high


def negative(a: Slope) -> Slope:
    """The opposite."""
    return -a[1], -a[0]


def inverse(a: Slope) -> Slope:
    """1 / a; unbounded if zero is inside."""
    low, high = 1 / a[1], 1 / a[0]
    low, high = low - np.abs(low) * WIDER, high + np.abs(high) * WIDER
    zero = (a[0] <= 0) & (a[1] >= 0)
    positive, is_negative = zero & (a[0] == 0), zero & (a[1] == 0)
    low = np.where(zero, np.where(positive, low, -np.inf), low)
    return low, np.where(zero, np.where(is_negative & ~positive, high, np.inf), high)


def scaled(a: Slope, factor: float) -> Slope:
    """A slope times a positive number, which may be inexact."""
    low, high = a[0] * factor, a[1] * factor
    return low - np.abs(low) * WIDER, high + np.abs(high) * WIDER


def _select(args: list[Enclosure | Truth]) -> list[Slope | None]:
    condition, one = args[0], args[1]
    assert isinstance(condition, Truth)
    assert isinstance(one, Enclosure)
    first = condition.may_true.astype(np.float64)
    second = condition.may_false.astype(np.float64)
    return [
        ((~condition.may_false).astype(np.float64), first),
        ((~condition.may_true).astype(np.float64), second),
    ]


def _quotient(args: list[Enclosure], value: Enclosure) -> Slopes:
    by = inverse(interval(args[1]))
    return by, negative(product(interval(value), by))


def _smaller(args: list[Enclosure], value: Enclosure) -> Slopes:
    a, b = args
    return _choice(a.high < b.low, b.high < a.low)


def _larger(args: list[Enclosure], value: Enclosure) -> Slopes:
    a, b = args
    return _choice(a.low > b.high, b.low > a.high)


def _copysign(args: list[Enclosure], value: Enclosure) -> Slopes:
    a, b = args
    sign = np.where(b.low > 0, 1.0, -1.0), np.where(b.high < 0, -1.0, 1.0)
    same = np.where(a.low >= 0, 1.0, -1.0), np.where(a.high <= 0, -1.0, 1.0)
    jump = np.where((b.low > 0) | (b.high < 0), 0.0, np.inf)
    return product(sign, same), (-jump, jump)


def _hypotenuse(args: list[Enclosure], value: Enclosure) -> Slopes:
    by = inverse(interval(value))
    return _within_one(product(interval(args[0]), by)), _within_one(product(interval(args[1]), by))


def _angle(args: list[Enclosure], value: Enclosure) -> Slopes:
    a, b = args
    square = _squares(a, b)
    return product(interval(b), square), negative(product(interval(a), square))


def _unknown(args: list[Enclosure], value: Enclosure) -> Slopes:
    """Slopes without a bound."""
    infinite = constant_slope(np.inf, args[0])[0]
    return (-infinite, infinite), (-infinite, infinite)


def _choice(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> tuple[Slope, Slope]:
    """The slopes of the first argument and of the second."""
    one = np.where(first, 1.0, 0.0), np.where(second, 0.0, 1.0)
    other = np.where(second, 1.0, 0.0), np.where(first, 0.0, 1.0)
    return one, other


def _within_one(slope: Slope) -> Slope:
    return np.maximum(slope[0], -1.0), np.minimum(slope[1], 1.0)


def _squares(a: Enclosure, b: Enclosure) -> Slope:
    """1 / (a² + b²)."""
    low = a.least * a.least + b.least * b.least
    high = a.greatest * a.greatest + b.greatest * b.greatest
    return inverse((low * (1 - WIDER), high * (1 + WIDER)))


def _power(args: list[Enclosure], value: Enclosure) -> Slopes:
    """b·a^(b-1) = b·(a^b / a), and a^b·log(a)."""
    a, b = args
    first = product(interval(b), product(interval(value), inverse(interval(a))))
    positive = a.low > 0
    log = np.log(np.where(positive, a.low, 1.0)), np.log(np.where(positive, a.high, 1.0))
    second = product(interval(value), (log[0] - 1e-12, log[1] + 1e-12))
    second = np.where(positive, second[0], -np.inf), np.where(positive, second[1], np.inf)
    if b.is_exact:  # an exponent without an error changes nothing
        second = constant_slope(0.0, a)
    return first, second


def _even(
    function: Callable[[Doubles], Doubles], *, falls: bool = False
) -> Callable[[Enclosure, Enclosure], Slope]:
    """A slope that grows (or falls) with the size of the argument."""

    def slope(a: Enclosure, value: Enclosure) -> Slope:
        near, far = function(a.least), function(a.greatest)
        low, high = (far, near) if falls else (near, far)
        low, high = low - np.abs(low) * WIDER, high + np.abs(high) * WIDER
        return np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)

    return slope


def _of_value(a: Enclosure, value: Enclosure) -> Slope:
    return value.low, value.high


def _sign(a: Enclosure, value: Enclosure) -> Slope:
    return np.where(a.low >= 0, 1.0, -1.0), np.where(a.high <= 0, -1.0, 1.0)


def _function(name: str) -> Callable[[Enclosure, Enclosure], Slope]:
    """A slope that is a library function of the argument."""
    return lambda a, value: FUNCTIONS[name](a.low, a.high)


def _squared(a: Enclosure, value: Enclosure) -> Slope:
    """The square of the value."""
    return value.least**2 * (1 - WIDER), value.greatest**2 * (1 + WIDER)


def _tan(a: Enclosure, value: Enclosure) -> Slope:
    low, high = _squared(a, value)
    return 1 + low * (1 - WIDER), (1 + high) * (1 + WIDER)


def _tanh(a: Enclosure, value: Enclosure) -> Slope:
    low, high = _squared(a, value)
    return np.maximum(1 - high - WIDER, 0.0), np.clip(1 - low + WIDER, 0.0, 1.0)


# The slope of each op of one number that code is generated for.
UNARY: dict[str, Callable[[Enclosure, Enclosure], Slope]] = {
    "neg": lambda a, value: constant_slope(-1.0, a),
    "abs": _sign,
    "sqrt": lambda a, value: scaled(inverse(interval(value)), 0.5),
    "exp": _of_value,
    "exp2": lambda a, value: scaled(interval(value), 0.6931471805599454),
    "expm1": lambda a, value: (np.maximum(value.low + 1 - 2 * WIDER, 0.0), (value.high + 1) * (1 + WIDER)),
    "log": lambda a, value: inverse(interval(a)),
    "log2": lambda a, value: scaled(inverse(interval(a)), 1.4426950408889636),
    "log10": lambda a, value: scaled(inverse(interval(a)), 0.4342944819032519),
    "log1p": lambda a, value: inverse(((1 + a.low) * (1 - WIDER), (1 + a.high) * (1 + WIDER))),
    "sin": _function("cos"),
    "cos": lambda a, value: negative(_function("sin")(a, value)),
    "tan": _tan,
    "asin": _even(lambda a: 1 / np.sqrt((1 - a) * (1 + a))),
    "acos": lambda a, value: negative(_even(lambda x: 1 / np.sqrt((1 - x) * (1 + x)))(a, value)),
    "atan": _even(lambda a: 1 / (1 + a * a), falls=True),
    "sinh": _even(np.cosh),
    "cosh": _function("sinh"),
    "tanh": _tanh,
    "cbrt": lambda a, value: scaled(inverse(_squared(a, value)), 1 / 3),
    **{entry.name: lambda a, value: constant_slope(0.0, a) for entry in ops_with("integer")},
}


# The slopes of each op of several numbers, one for each argument.
SEVERAL: dict[str, Callable[[list[Enclosure], Enclosure], Slopes]] = {
    "add": lambda args, value: (constant_slope(1.0, args[0]), constant_slope(1.0, args[0])),
    "sub": lambda args, value: (constant_slope(1.0, args[0]), constant_slope(-1.0, args[0])),
    "mul": lambda args, value: (interval(args[1]), interval(args[0])),
    "fma": lambda args, value: (interval(args[1]), interval(args[0]), constant_slope(1.0, args[0])),
    "div": _quotient,
    "copysign": _copysign,
    "hypot": _hypotenuse,
    "atan2": _angle,
    "pow": _power,
    "fmod": _unknown,
    **{entry.name: _smaller for entry in ops_with("smaller")},
    **{entry.name: _larger for entry in ops_with("larger")},
}
