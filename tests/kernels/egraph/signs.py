"""A small analysis for tests: intervals of +, −, × of small integers and neg; nonzero; constants of those."""

from __future__ import annotations

import math

from neurlang.kernels.compiled import compiled
from neurlang.kernels.egraph import Analysis
from neurlang.kernels.expr import op

CONST, VAR, ADD, SUB, MUL, NEG = (op(name).number for name in ("const", "var", "add", "sub", "mul", "neg"))
NONZERO, CONSTANT = 1, 2
LARGEST_EXACT = 2.0**53


@compiled
def make(op, value, lows, highs, facts):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    low, high = -math.inf, math.inf
    if op == CONST:
        low = high = value
    elif op == ADD:
        low, high = lows[0] + lows[1], highs[0] + highs[1]
    elif op == SUB:
        low, high = lows[0] - highs[1], highs[0] - lows[1]
    elif op == NEG:
        low, high = -highs[0], -lows[0]
    elif op == MUL and lows[0] == highs[0] and lows[1] == highs[1]:
        low = high = lows[0] * lows[1]
    found = 0
    if low > 0 or high < 0:
        found |= NONZERO
    if low == high and low == math.floor(low) and abs(low) < LARGEST_EXACT:
        found |= CONSTANT
    return low, high, found


@compiled
def join(low, high, facts, other_low, other_high, other_facts):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    return max(low, other_low), min(high, other_high), facts | other_facts


SIGNS = Analysis(make, join, ("nonzero", "constant"))
