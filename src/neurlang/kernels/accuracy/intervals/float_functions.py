"""Ranges of results of the mathematical library: the exact range, widened by the function's stated error.

Assumed: a result is within the stated number of units in the last place of the function's exact value at its
argument (below the normal numbers, units of the subnormal spacing); it is infinite only if the exact value is within
that error of the greatest number or beyond; its sign is never opposite to that of the exact value; and it is NaN only
if the function is not defined there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy.intervals.float_arithmetic import finished
from neurlang.kernels.accuracy.intervals.float_range import FloatRange
from neurlang.kernels.accuracy.intervals.formats import Format
from neurlang.kernels.accuracy.intervals.real_functions import BINARY, UNARY
from neurlang.kernels.expr import DType, op
from neurlang.kernels.simd import TARGETS, library_function

Doubles = NDArray[np.float64]
Flags = NDArray[np.bool_]

SURELY_INFINITE = {"exp": 710.0, "expm1": 710.0, "exp2": 1024.5, "sinh": 711.0}  # from these arguments on
FOLDING_ULP = 4.0  # the error of constants that NumPy's functions fold when code is generated


@cache
def stated_error(name: str, dtype: DType) -> float:
    """The greatest error in ULP that is stated for a function on any target."""
    if name == "fmod":
        return 0.0
    stated = (library_function(op(name), dtype, target).error_ulp for target in TARGETS)
    return max(FOLDING_ULP, *stated)


def call(name: str, args: tuple[FloatRange, ...], kind: Format) -> FloatRange:
    """The range of a library function's computed result."""
    error = stated_error(name, kind.dtype)
    if len(args) == 1:
        low, high = UNARY[name](args[0].low, args[0].high)
    else:
        low, high = BINARY[name](args[0].low, args[0].high, args[1].low, args[1].high)
    nan, must, pole = undefined(name, args)
    low, high = outward(low, high, error, kind)
    if name in SURELY_INFINITE:
        low = np.where(args[0].low >= SURELY_INFINITE[name], np.inf, low)
    low, high = np.where(pole, -np.inf, low), np.where(pole, np.inf, high)
    from_infinite = np.logical_or.reduce([arg.may_inf for arg in args])
    least = np.where((low <= 0) & (high >= 0), 0.0, np.minimum(np.abs(low), np.abs(high)))
    may_underflow = (least <= 2 * kind.normal) & (error > 0)
    loss = lost_by(name, args) + np.where(may_underflow, (error + 1) * kind.smallest, 0.0)
    return finished(
        (low, high),
        kind,
        args=args,
        may_nan=nan,
        never_finite=must | kept_infinite(name, args),
        may_overflow=pole | (nan & ~from_infinite) | overflows(name, low, high),
        may_underflow=may_underflow,
        lost=loss,
        beyond=handed_on(name, args, kind),
    )


def kept_infinite(name: str, args: tuple[FloatRange, ...]) -> Flags:
    """Where arguments that are not finite leave no finite result."""
    if name in ("exp", "exp2", "expm1", "tanh", "atan", "atan2", "pow", "asin", "acos"):
        return np.zeros_like(args[0].may_nan)
    if name == "hypot":
        return args[0].is_never_finite | args[1].is_never_finite
    return args[0].is_never_finite


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


def overflows(name: str, low: Doubles, high: Doubles) -> Flags:
    """Where finite arguments can produce an infinity."""
    infinite = np.isinf(low) | np.isinf(high)
    if name in (
        "log",
        "log2",
        "log10",
        "log1p",
        "cbrt",
        "sin",
        "cos",
        "tanh",
        "atan",
        "asin",
        "acos",
        "atan2",
        "fmod",
    ):
        return np.zeros_like(infinite)
    return infinite


def undefined(name: str, args: tuple[FloatRange, ...]) -> tuple[Flags, Flags, Flags]:
    """Where a result may be NaN although no argument is, where it must be, and where there may be a pole."""
    a = args[0]
    none = np.zeros_like(a.may_nan)
    if name in ("log", "log2", "log10"):
        return a.low < 0, a.high < 0, a.has_zero
    if name == "log1p":
        return a.low < -1, a.high < -1, (a.low <= -1) & (a.high >= -1)
    if name in ("asin", "acos"):
        return (a.low < -1) | (a.high > 1), (a.low > 1) | (a.high < -1), none
    if name in ("sin", "cos", "tan"):
        return a.may_inf, none, none
    if name == "fmod":
        return args[1].has_zero | a.may_inf, none, none
    if name == "pow":
        b = args[1]
        integer = (b.low == b.high) & (np.floor(b.low) == b.low)
        return (a.low < 0) & ~integer, none, a.has_zero & (b.low < 0)
    return none, none, none


def steep(low: Doubles, start: float) -> Doubles:
    """The slope of a logarithm at its lower end."""
    return np.where(low > start, 1 / np.where(low > start, low - start, 1.0), np.inf)


def larger(low: Doubles, high: Doubles) -> Doubles:
    """The greater size of two ends."""
    return np.maximum(np.abs(low), np.abs(high))


SLOPES: dict[str, Callable[[Doubles, Doubles], Doubles]] = {
    "exp": lambda low, high: np.exp(high),
    "exp2": lambda low, high: np.exp2(high),
    "expm1": lambda low, high: np.exp(high),
    "log": lambda low, high: steep(low, 0.0),
    "log2": lambda low, high: 1.5 * steep(low, 0.0),
    "log10": lambda low, high: 0.5 * steep(low, 0.0),
    "log1p": lambda low, high: steep(low, -1.0),
    "sinh": lambda low, high: np.cosh(larger(low, high)),
    "cosh": lambda low, high: np.cosh(larger(low, high)),
    "sin": lambda low, high: np.ones_like(low),
    "cos": lambda low, high: np.ones_like(low),
    "atan": lambda low, high: np.ones_like(low),
    "tanh": lambda low, high: np.ones_like(low),
}


def lost_by(name: str, args: tuple[FloatRange, ...]) -> Doubles:
    """How much a loss in the arguments changes the result."""
    none = np.logical_and.reduce([arg.lost == 0 for arg in args])
    a = args[0]
    if name in SLOPES:
        slope = SLOPES[name](a.low - a.lost, np.minimum(a.high, np.finfo(np.float64).max) + a.lost)
        found = np.where(none, 0.0, a.lost * slope * (1 + 2.0**-40))
    elif name == "cbrt":
        found = np.where(none, 0.0, 2 * np.cbrt(a.lost))
    elif name == "hypot":
        found = np.where(none, 0.0, a.lost + args[1].lost)
    else:
        found = np.where(none, 0.0, np.inf)
    return found + swallowed(name, args)


def swallowed(name: str, args: tuple[FloatRange, ...]) -> Doubles:
    """How much the result differs if an infinite argument stands for a finite number and the result is finite."""
    a = args[0]
    infinite = np.logical_or.reduce([arg.may_inf for arg in args])
    if name in ("exp", "exp2", "expm1", "tanh"):
        cost = np.where(a.beyond > 1100, 0.0, np.inf)  # 2^-1100 is below every number
    elif name == "atan":
        cost = 1 / a.beyond
    elif name in ("log", "log2", "log10", "log1p", "cbrt", "sinh", "cosh", "hypot"):
        cost = np.zeros_like(a.beyond)  # the result is as infinite
    else:
        cost = np.full_like(a.beyond, np.inf)
    return np.where(infinite, cost, 0.0)


def handed_on(name: str, args: tuple[FloatRange, ...], kind: Format) -> Doubles:
    """A lower bound on the size of the twin of an infinite result that comes from an infinite argument."""
    a = args[0]
    infinite = np.logical_or.reduce([arg.may_inf for arg in args])
    if name in ("exp", "exp2", "expm1", "sinh", "cosh"):
        found = np.where(a.beyond > 1100, kind.greatest, 0.0)
    elif name == "hypot":
        found = np.minimum(a.beyond, args[1].beyond)
    else:
        found = np.zeros_like(a.beyond)
    return np.where(infinite, found, np.inf)
