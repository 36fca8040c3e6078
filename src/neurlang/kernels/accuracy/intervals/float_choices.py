"""Ranges of operations that do not round: choices, comparisons, sizes, signs and whole numbers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from neurlang.kernels.accuracy.intervals.ends import Doubles, outcomes
from neurlang.kernels.accuracy.intervals.float_arithmetic import range_from
from neurlang.kernels.accuracy.intervals.float_range import FloatRange, TruthRange
from neurlang.kernels.accuracy.intervals.formats import Format


def absolute(a: FloatRange, kind: Format) -> FloatRange:
    """Sizes."""
    return range_from(
        (a.least, a.greatest), kind, args=(a,), never_finite=a.is_never_finite, lost=a.lost, beyond=a.beyond
    )


def copysign(a: FloatRange, b: FloatRange, kind: Format) -> FloatRange:
    """The size of one with the sign of another; signs are unknown for a zero and within what may be lost."""
    is_positive, is_negative = b.low > b.lost, b.high < -b.lost
    low = np.where(is_positive, a.least, -a.greatest)
    high = np.where(is_negative, -a.least, a.greatest)
    is_sure = is_positive | is_negative | (b.lost == 0)
    lost = np.where(is_sure, a.lost, a.lost + 2 * a.greatest)
    beyond = np.where(is_sure, a.beyond, 0.0)
    found = range_from((low, high), kind, never_finite=a.is_never_finite, lost=lost, beyond=beyond)
    found.may_nan = a.may_nan
    # A NaN may have either sign.
    found.low, found.high = np.where(b.may_nan, -a.greatest, low), np.where(b.may_nan, a.greatest, high)
    return found


def minimum(a: FloatRange, b: FloatRange, kind: Format, *, nan_wins: bool) -> FloatRange:
    """The smaller, from the greater of the opposites."""
    greater = maximum(opposite(a), opposite(b), kind, nan_wins=nan_wins)
    return opposite(greater)


def opposite(a: FloatRange) -> FloatRange:
    """The range with its sign flipped, for functions that are defined by their mirror images."""
    return FloatRange(
        -a.high, -a.low, a.may_nan, a.is_never_finite, a.may_overflow, a.may_underflow, a.lost, a.beyond
    )


def maximum(a: FloatRange, b: FloatRange, kind: Format, *, nan_wins: bool) -> FloatRange:
    """The greater. If `nan_wins` is false, the result for a NaN is the other number."""
    low, high = np.maximum(a.low, b.low), np.maximum(a.high, b.high)
    if not nan_wins:
        low = np.where(a.may_nan, b.low, low)
        low = np.where(b.may_nan, np.minimum(low, a.low), low)
    # If an infinity loses, its twin must lose as well, so the number behind it must be beyond the winner.
    may_misjudge = ((a.low == -np.inf) & (a.beyond < b.greatest + b.lost)) | (
        (b.low == -np.inf) & (b.beyond < a.greatest + a.lost)
    )
    lost = np.where(may_misjudge, np.inf, np.maximum(a.lost, b.lost))
    beyond = np.minimum(a.beyond, b.beyond)
    found = range_from((low, high), kind, args=(a, b), lost=lost, beyond=beyond)
    if not nan_wins:
        # A suppressed NaN hides that something went wrong.
        found.lost = np.where(a.may_nan | b.may_nan, np.inf, found.lost)
        found.may_nan = a.may_nan & b.may_nan
    found.is_never_finite |= a.is_never_finite & b.is_never_finite
    return found


def select(condition: TruthRange, a: FloatRange, b: FloatRange, kind: Format) -> FloatRange:
    """One of two numbers; if the condition is certain, the other is ignored."""
    sure, never = ~condition.may_false, ~condition.may_true
    low = np.where(sure, a.low, np.where(never, b.low, np.minimum(a.low, b.low)))
    high = np.where(sure, a.high, np.where(never, b.high, np.maximum(a.high, b.high)))
    lost = np.where(sure, a.lost, np.where(never, b.lost, np.maximum(a.lost, b.lost)))
    # If the condition is in doubt, the twin may have taken the other number.
    apart = np.maximum(np.abs(a.high - b.low), np.abs(b.high - a.low))
    lost = np.where(condition.in_doubt, lost + apart, lost)
    beyond = np.where(sure, a.beyond, np.where(never, b.beyond, np.minimum(a.beyond, b.beyond)))
    found = range_from((low, high), kind, lost=lost, beyond=np.where(condition.in_doubt, 0.0, beyond))
    found.may_nan = np.where(sure, a.may_nan, np.where(never, b.may_nan, a.may_nan | b.may_nan))
    both = a.is_never_finite & b.is_never_finite
    found.is_never_finite = np.where(sure, a.is_never_finite, np.where(never, b.is_never_finite, both))
    return found


def whole(a: FloatRange, function: Callable[[Doubles], Doubles], kind: Format) -> FloatRange:
    """Floor, ceil, trunc and the like: monotone and exact, but a loss may grow to a whole step."""
    low, high = function(a.low), function(a.high)
    steady = (a.lost == 0) | (
        np.isfinite(a.low) & np.isfinite(a.high) & (function(a.low - a.lost) == function(a.high + a.lost))
    )
    lost = np.where(steady, 0.0, 1 + a.lost)
    return range_from(
        (low, high), kind, args=(a,), never_finite=a.is_never_finite, lost=lost, beyond=a.beyond - 1
    )


def compare(name: str, a: FloatRange, b: FloatRange, epsilon: float, *, is_same: bool = False) -> TruthRange:
    """Comparisons. All but `ne` are false for NaN, `ne` is true."""
    nan = a.may_nan | b.may_nan
    may_true, may_false = outcomes(name, a, b, is_same=is_same)
    decided = (a.high + a.lost < b.low - b.lost) | (b.high + b.lost < a.low - a.lost)
    # A loss below the numbers' own rounding error decides no more than that error does.
    loss = ~decided & (a.lost + b.lost > epsilon * np.maximum(a.least, b.least)) & (not is_same)
    may_misjudge = (a.may_inf & (a.beyond <= b.greatest + b.lost)) | (
        b.may_inf & (b.beyond <= a.greatest + a.lost)
    )
    return TruthRange(
        may_true | (nan if name == "ne" else np.zeros_like(nan)),
        may_false | (nan if name != "ne" else np.zeros_like(nan)),
        loss | nan | (may_misjudge & (not is_same)),
    )


def connect(name: str, args: list[TruthRange]) -> TruthRange:
    """And, or, not. A result is not in doubt if a part that is not in doubt decides it."""
    if name == "not":
        return TruthRange(args[0].may_false, args[0].may_true, args[0].in_doubt)
    a, b = args
    if name == "or":
        found = connect("and", [connect("not", [a]), connect("not", [b])])
        return connect("not", [found])
    settled = (~a.may_true & ~a.in_doubt) | (~b.may_true & ~b.in_doubt)
    return TruthRange(
        a.may_true & b.may_true, a.may_false | b.may_false, (a.in_doubt | b.in_doubt) & ~settled
    )
