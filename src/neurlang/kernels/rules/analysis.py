"""What is known of a value: an interval over the reals, and facts derived from it and from the operation.

Facts hold wherever the value is defined and the inputs are numbers within their ranges. Some operations preserve
`integer`; the other facts are read off the interval. `constant` is set for exact results only, so that
folding never rounds in binary64.
"""

from __future__ import annotations

import math

import numpy as np

from neurlang.kernels.compiled import compiled
from neurlang.kernels.egraph import Analysis, Start
from neurlang.kernels.expr import OPS, Kernel, op, ops_with
from neurlang.kernels.rules import intervals as iv

Pair = tuple[float, float]
Triple = tuple[float, float, float]
Facts = tuple[int, int, int]
Data = tuple[float, float, int]

FACTS = ("constant", "nonzero", "nonnegative", "positive", "nonpositive", "negative", "finite", "integer")
CONSTANT, NONZERO, NONNEGATIVE, POSITIVE, NONPOSITIVE, NEGATIVE, FINITE, INTEGER = (1 << k for k in range(8))
(
    CONST, ADD, SUB, MUL, DIV, NEG, SELECT, ABS, SQRT, RSQRT, RECIP, FMA, COPYSIGN, HYPOT, POW, POWI, EXP, EXP2,
    EXPM1, LOG, LOG2, LOG10, LOG1P, SIN, COS, ASIN, ACOS, ATAN, ATAN2, COSH, SINH, TANH, CBRT, FMOD,
) = (
    op(name).number for name in (
        "const", "add", "sub", "mul", "div", "neg", "select", "abs", "sqrt", "rsqrt", "recip", "fma", "copysign",
        "hypot", "pow", "powi", "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "asin", "acos",
        "atan", "atan2", "cosh", "sinh", "tanh", "cbrt", "fmod",
    )
)  # fmt: skip
MINIMA = tuple(entry.number for entry in ops_with("smaller"))
MAXIMA = tuple(entry.number for entry in ops_with("larger"))
ROUNDINGS = tuple(entry.number for entry in ops_with("integer"))
FOLDED = (  # the interval of these is a point only if it is exact
    CONST,
    ADD,
    SUB,
    MUL,
    DIV,
    NEG,
    ABS,
    SQRT,
    *MINIMA,
    *MAXIMA,
)
ARITY = tuple(entry.arity for entry in OPS)
KEEPS_INTEGER = tuple(entry.number for entry in ops_with("keeps integers"))
UNFOLDED = ("point", *FACTS[1:])  # the same facts without `constant`, so that the e-graph folds nothing
HALF_TURN = 3.1415926535897936  # above pi
LARGEST_INTEGER = 2.0**53


@compiled
def signs(low: float, high: float) -> int:
    """The facts that follow from an interval."""
    found = 0
    if low > 0.0 or high < 0.0:
        found |= NONZERO
    if low >= 0.0:
        found |= NONNEGATIVE
    if low > 0.0:
        found |= POSITIVE
    if high <= 0.0:
        found |= NONPOSITIVE
    if high < 0.0:
        found |= NEGATIVE
    if low > -math.inf and high < math.inf:
        found |= FINITE
    return found


@compiled
def interval(op: int, value: float, lows: Triple, highs: Triple) -> Pair:
    """The interval of an operation over intervals."""
    if op == CONST:
        return value, value
    if op == ADD:
        return iv.add(lows[0], highs[0], lows[1], highs[1])
    if op == SUB:
        return iv.add(lows[0], highs[0], -highs[1], -lows[1])
    if op == MUL:
        return iv.multiply(lows[0], highs[0], lows[1], highs[1])
    if op == DIV:
        return iv.divide(lows[0], highs[0], lows[1], highs[1])
    if op == NEG:
        return -highs[0], -lows[0]
    if op == ABS:
        return iv.absolute(lows[0], highs[0])
    if op == SQRT:
        return iv.root(lows[0], highs[0])
    if op == RECIP:
        return iv.divide(1.0, 1.0, lows[0], highs[0])
    if op == RSQRT:
        low, high = iv.root(lows[0], highs[0])
        return iv.divide(1.0, 1.0, low, high)
    if op == FMA:
        low, high = iv.multiply(lows[0], highs[0], lows[1], highs[1])
        return iv.add(low, high, lows[2], highs[2])
    if op in MINIMA:
        return min(lows[0], lows[1]), min(highs[0], highs[1])
    if op in MAXIMA:
        return max(lows[0], lows[1]), max(highs[0], highs[1])
    if op == SELECT:
        return min(lows[1], lows[2]), max(highs[1], highs[2])
    if op in ROUNDINGS:
        return np.floor(lows[0]), np.ceil(highs[0])  # the functions of `math` would return 64-bit integers
    if op == COPYSIGN:
        size = max(abs(lows[0]), abs(highs[0]))
        return -size, size
    return library(op, lows, highs)


@compiled
def library(op: int, lows: Triple, highs: Triple) -> Pair:
    """The interval of a library function; the whole line if its range is not known."""
    low, high = lows[0], highs[0]
    if op == EXP:
        least = math.exp(min(low, iv.LARGEST_EXPONENT))
        return max(iv.down(least, iv.LIBRARY), 0.0), iv.up(iv.exponential(high), iv.LIBRARY)
    if op == EXP2:
        least = math.exp(min(low * 0.6931471805599453, iv.LARGEST_EXPONENT))
        most = iv.exponential(high * 0.6931471805599453)
        return max(iv.down(least, 1e-12), 0.0), iv.up(most, 1e-12)
    if op == EXPM1:
        return max(iv.down(math.expm1(min(low, 700.0)), iv.LIBRARY), -1.0), iv.up(
            iv.exponential(high), iv.LIBRARY
        )
    if op == LOG:
        return iv.hull(iv.logarithm(low), iv.logarithm(high), iv.LIBRARY)
    if op == LOG2:
        return iv.hull(
            iv.logarithm(low) / 0.6931471805599453, iv.logarithm(high) / 0.6931471805599453, iv.LIBRARY
        )
    if op == LOG10:
        return iv.hull(
            iv.logarithm(low) / 2.302585092994046, iv.logarithm(high) / 2.302585092994046, iv.LIBRARY
        )
    if op == LOG1P:
        if low <= -1.0:
            return -math.inf, math.inf
        lower, upper = iv.hull(math.log1p(low), math.log1p(high), iv.LIBRARY)
        return (max(lower, 0.0) if low >= 0.0 else lower), upper
    if op in (SIN, COS, TANH):
        return -1.0, 1.0
    if op in (ASIN, ATAN):
        return -HALF_TURN / 2, HALF_TURN / 2
    if op == ACOS:
        return 0.0, HALF_TURN
    if op == ATAN2:
        return -HALF_TURN, HALF_TURN
    if op == COSH:
        return 1.0, math.inf
    if op == HYPOT:
        least = max(iv.absolute(low, high)[0], iv.absolute(lows[1], highs[1])[0])
        return iv.down(least, iv.LIBRARY) if least > 0.0 else 0.0, math.inf
    if op in (SINH, CBRT):
        return (0.0 if low >= 0.0 else -math.inf), (0.0 if high <= 0.0 else math.inf)
    if op == POW:
        return (0.0 if low >= 0.0 else -math.inf), math.inf
    if op == POWI:
        is_even = lows[1] == highs[1] and np.floor(lows[1] * 0.5) * 2.0 == lows[1]
        return (0.0 if low >= 0.0 or is_even else -math.inf), math.inf
    return -math.inf, math.inf


@compiled
def make(op: int, value: float, lows: Triple, highs: Triple, facts: Facts) -> Data:
    """What follows for a node from what is known of its arguments."""
    low, high = interval(op, value, lows, highs)
    found = signs(low, high)
    if low == high and op in FOLDED and math.isfinite(low):
        found |= CONSTANT
    if (op == CONST and value == np.floor(value) and abs(value) < LARGEST_INTEGER) or op in ROUNDINGS:
        found |= INTEGER
    elif op in KEEPS_INTEGER:
        is_integer = True
        for place in range(ARITY[op]):
            is_integer = is_integer and (facts[place] & INTEGER) != 0
        if is_integer:
            found |= INTEGER
    return low, high, found


@compiled
def join(low: float, high: float, facts: int, other_low: float, other_high: float, other_facts: int) -> Data:
    """Both hold. Rounded ends may not overlap, if two forms are nearly a point: then the first interval is kept."""
    least, most = max(low, other_low), min(high, other_high)
    if least > most:
        least, most = low, high
    return least, most, facts | other_facts | signs(least, most)


def analysis_for(kernel: Kernel, *, folds: bool = True) -> Analysis:
    """The analysis of a kernel, whose inputs start with their ranges.

    If bits must stay the same, nothing may fold: binary32 rounds what binary64 does not, and a zero has a sign.
    """
    starts = {item.name: Start(item.low, item.high, named(item.low, item.high)) for item in kernel.inputs}
    return Analysis(make, join, FACTS if folds else UNFOLDED, starts)


def named(low: float, high: float) -> tuple[str, ...]:
    """The names of the facts that follow from an interval."""
    found = signs(low, high)
    return tuple(fact for bit, fact in enumerate(FACTS) if found & 1 << bit)
