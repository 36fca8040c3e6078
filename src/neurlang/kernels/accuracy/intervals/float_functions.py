"""Ranges of results of the mathematical library: the exact range, widened by the function's stated error.

Assumed: a result is within the stated number of units in the last place of the function's exact value at its
argument (below the normal numbers, units of the subnormal spacing); it is infinite only if the exact value is within
that error of the greatest number or beyond; its sign is never opposite to that of the exact value; and it is NaN only
if the function is not defined there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from neurlang.kernels.accuracy.intervals.ends import Doubles, Flags, greatest_size, least_size
from neurlang.kernels.accuracy.intervals.float_arithmetic import range_from
from neurlang.kernels.accuracy.intervals.float_range import FloatRange
from neurlang.kernels.accuracy.intervals.formats import Format
from neurlang.kernels.accuracy.intervals.real_functions import FUNCTIONS
from neurlang.kernels.expr import DType, op
from neurlang.kernels.simd import TARGETS, library_function

Args = tuple[FloatRange, ...]
Undefined = tuple[Flags, Flags, Flags]

FOLDING_ULP = 4.0  # the error of constants that NumPy's functions fold when code is generated
FAR = 1100.0  # e to this is above every number, and 2 to the opposite of this below every number


@dataclass(frozen=True, slots=True)
class FunctionRule:
    """What is known of a library function in addition to its range over the reals, which `real_functions` has.

    `loss`: how much losses in the arguments change the result. `undefined`: where the result may be NaN although no
    argument is, where it must be, and where there may be a pole. `never_finite`: where arguments that are not finite
    leave no finite result. `infinity_loss`: how much the result differs if an infinite argument stands for a finite
    number and the result is finite. `beyond`: a lower bound on the size of the twin of an infinite result that comes
    from an infinite argument. `overflows`: whether finite arguments away from poles can produce an infinity.
    `infinite_from`: from this argument on, if any, the computed result is an infinity.
    """

    loss: Callable[[Args], Doubles]
    undefined: Callable[[Args], Undefined]
    never_finite: Callable[[Args], Flags]
    infinity_loss: Callable[[FloatRange], Doubles]
    beyond: Callable[[Args, Format], Doubles]
    overflows: bool = True
    infinite_from: float | None = None


@cache
def stated_error(name: str, dtype: DType) -> float:
    """The greatest error in ULP that is stated for a function on any target."""
    if op(name).has("exact"):
        return 0.0
    stated = (library_function(op(name), dtype, target).error_ulp for target in TARGETS)
    return max(FOLDING_ULP, *stated)


def call(name: str, args: Args, kind: Format) -> FloatRange:
    """The range of a library function's computed result."""
    error, rule = stated_error(name, kind.dtype), RULES[name]
    low, high = FUNCTIONS[name](*(end for arg in args for end in (arg.low, arg.high)))
    nan, must, pole = rule.undefined(args)
    low, high = outward(low, high, error, kind)
    if rule.infinite_from is not None:
        low = np.where(args[0].low >= rule.infinite_from, np.inf, low)
    low, high = np.where(pole, -np.inf, low), np.where(pole, np.inf, high)
    from_infinite = np.logical_or.reduce([arg.may_inf for arg in args])
    least = least_size(low, high)
    may_underflow = (least <= 2 * kind.normal) & (error > 0)
    is_lossless = np.logical_and.reduce([arg.lost == 0 for arg in args])
    loss = np.where(is_lossless, 0.0, rule.loss(args))
    loss = loss + np.where(from_infinite, rule.infinity_loss(args[0]), 0.0)
    loss = loss + np.where(may_underflow, (error + 1) * kind.smallest, 0.0)
    new_infinity = np.isinf(low) | np.isinf(high) if rule.overflows else np.zeros_like(nan)
    return range_from(
        (low, high),
        kind,
        args=args,
        may_nan=nan,
        never_finite=must | rule.never_finite(args),
        may_overflow=pole | (nan & ~from_infinite) | new_infinity,
        may_underflow=may_underflow,
        lost=loss,
        beyond=np.where(from_infinite, rule.beyond(args, kind), np.inf),
    )


def outward(low: Doubles, high: Doubles, error: float, kind: Format) -> tuple[Doubles, Doubles]:
    """Ends moved outward by an error in ULP and rounded to the type; a sign is kept."""
    part = max(error, 2.0**-100) * kind.epsilon * (1 + 2.0**-20)  # not 0, as it may meet an infinity
    least = (error + 1) * kind.smallest if error else 0.0
    beyond = kind.greatest * (1 + 2.0**-15)  # an infinity, whatever the error
    lower = np.where(low > beyond, np.inf, kind.floor(low - np.abs(low) * part - least))
    upper = np.where(high < -beyond, -np.inf, kind.ceil(high + np.abs(high) * part + least))
    return np.where(low >= 0, np.maximum(lower, 0.0), lower), np.where(
        high <= 0, np.minimum(upper, 0.0), upper
    )


def no_flags(args: Args) -> Flags:
    """Nowhere."""
    return np.zeros_like(args[0].may_nan)


def first_never_finite(args: Args) -> Flags:
    """Where the first argument is not finite."""
    return args[0].is_never_finite


def always_defined(args: Args) -> Undefined:
    """A number for every number, and no pole."""
    return no_flags(args), no_flags(args), no_flags(args)


def undefined_at_infinity(args: Args) -> Undefined:
    """NaN for an infinity."""
    return args[0].may_inf, no_flags(args), no_flags(args)


def undefined_beyond_one(args: Args) -> Undefined:
    """NaN outside -1 to 1."""
    a = args[0]
    return (a.low < -1) | (a.high > 1), (a.low > 1) | (a.high < -1), no_flags(args)


def undefined_remainder(args: Args) -> Undefined:
    """NaN for a divisor 0 or an infinite dividend."""
    return args[1].has_zero | args[0].may_inf, no_flags(args), no_flags(args)


def undefined_power(args: Args) -> Undefined:
    """NaN for a negative base, unless the exponent is a single integer; a pole at the base 0."""
    a, b = args
    integer = (b.low == b.high) & (np.floor(b.low) == b.low)
    return (a.low < 0) & ~integer, no_flags(args), a.has_zero & (b.low < 0)


def by_slope(slope: Callable[[Doubles, Doubles], Doubles]) -> Callable[[Args], Doubles]:
    """The loss of a function of one argument, from its greatest slope between two ends."""

    def loss(args: Args) -> Doubles:
        a = args[0]
        steepest = slope(a.low - a.lost, np.minimum(a.high, np.finfo(np.float64).max) + a.lost)
        return np.asarray(a.lost * steepest * (1 + 2.0**-40))

    return loss


def unbounded_loss(args: Args) -> Doubles:
    """Nothing is known."""
    return np.full_like(args[0].lost, np.inf)


def slope_of_one(low: Doubles, high: Doubles) -> Doubles:
    """The greatest slope of a function that is nowhere steeper than its argument."""
    return np.ones_like(low)


def slope_of_cosh(low: Doubles, high: Doubles) -> Doubles:
    """The greatest slope of sinh, which bounds that of cosh."""
    return np.asarray(np.cosh(greatest_size(low, high)))


def slope_of_logarithm(low: Doubles, start: float) -> Doubles:
    """The slope of the natural logarithm at its lower end, if it begins at `start`."""
    return np.where(low > start, 1 / np.where(low > start, low - start, 1.0), np.inf)


def unknown_at_infinity(a: FloatRange) -> Doubles:
    """Nothing is known of the result for the number that an infinity stands for."""
    return np.full_like(a.beyond, np.inf)


def nothing_at_infinity(a: FloatRange) -> Doubles:
    """The result for an infinity is infinite."""
    return np.zeros_like(a.beyond)


def limit_at_infinity(a: FloatRange) -> Doubles:
    """The result for an infinity is that for every number beyond `FAR`."""
    return np.where(a.beyond > FAR, 0.0, np.inf)


def no_bound(args: Args, kind: Format) -> Doubles:
    """The twin of an infinite result may be any number."""
    return np.zeros_like(args[0].beyond)


def exponential_growth(args: Args, kind: Format) -> Doubles:
    """The twin of an infinite result, if the result grows at least like an exponential."""
    return np.where(args[0].beyond > FAR, kind.greatest, 0.0)


def bounded(
    loss: Callable[[Args], Doubles] = unbounded_loss,
    undefined: Callable[[Args], Undefined] = always_defined,
    never_finite: Callable[[Args], Flags] = no_flags,
    infinity_loss: Callable[[FloatRange], Doubles] = unknown_at_infinity,
) -> FunctionRule:
    """The rule of a function without infinite results for finite arguments."""
    return FunctionRule(loss, undefined, never_finite, infinity_loss, no_bound, overflows=False)


def exponential(slope: Callable[[Doubles, Doubles], Doubles], infinite_from: float) -> FunctionRule:
    """The rule of an exponential function."""
    return FunctionRule(
        by_slope(slope),
        always_defined,
        no_flags,
        limit_at_infinity,
        exponential_growth,
        infinite_from=infinite_from,
    )


def hyperbolic(infinite_from: float | None = None) -> FunctionRule:
    """The rule of sinh and cosh."""
    return FunctionRule(
        by_slope(slope_of_cosh),
        always_defined,
        first_never_finite,
        nothing_at_infinity,
        exponential_growth,
        infinite_from=infinite_from,
    )


def logarithm(factor: float, start: float = 0.0) -> FunctionRule:
    """The rule of a logarithm that begins at `start` and is at most `factor` times as steep as the natural one."""

    def undefined(args: Args) -> Undefined:
        a = args[0]
        return a.low < start, a.high < start, (a.low <= start) & (a.high >= start)

    loss = by_slope(lambda low, high: factor * slope_of_logarithm(low, start))
    return bounded(loss, undefined, first_never_finite, nothing_at_infinity)


RULES: dict[str, FunctionRule] = {
    "exp": exponential(lambda low, high: np.exp(high), 710.0),
    "exp2": exponential(lambda low, high: np.exp2(high), 1024.5),
    "expm1": exponential(lambda low, high: np.exp(high), 710.0),
    "log": logarithm(1.0),
    "log2": logarithm(1.5),
    "log10": logarithm(0.5),
    "log1p": logarithm(1.0, start=-1.0),
    "sin": bounded(by_slope(slope_of_one), undefined_at_infinity, first_never_finite),
    "cos": bounded(by_slope(slope_of_one), undefined_at_infinity, first_never_finite),
    "tan": FunctionRule(
        unbounded_loss, undefined_at_infinity, first_never_finite, unknown_at_infinity, no_bound
    ),
    "asin": bounded(undefined=undefined_beyond_one),
    "acos": bounded(undefined=undefined_beyond_one),
    "atan": bounded(by_slope(slope_of_one), infinity_loss=lambda a: 1 / a.beyond),
    "atan2": bounded(),
    "sinh": hyperbolic(711.0),
    "cosh": hyperbolic(),
    "tanh": bounded(by_slope(slope_of_one), infinity_loss=limit_at_infinity),
    "cbrt": bounded(
        lambda args: 2 * np.cbrt(args[0].lost),
        never_finite=first_never_finite,
        infinity_loss=nothing_at_infinity,
    ),
    "hypot": FunctionRule(
        lambda args: args[0].lost + args[1].lost,
        always_defined,
        lambda args: args[0].is_never_finite | args[1].is_never_finite,
        nothing_at_infinity,
        lambda args, kind: np.minimum(args[0].beyond, args[1].beyond),
    ),
    "pow": FunctionRule(unbounded_loss, undefined_power, no_flags, unknown_at_infinity, no_bound),
    "fmod": bounded(undefined=undefined_remainder, never_finite=first_never_finite),
}
