"""The exact value of one operation on binary64 numbers, if it is a binary64 number too."""

from __future__ import annotations

from mpmath import libmp

from neurlang.kernels.expr.ops import Op
from neurlang.kernels.expr.values.interval import Interval, from_float

PRECISION = 2200  # bits: any sum or product of two binary64 numbers is exact


def exact_value(op: Op, *numbers: float) -> float | None:
    """The exact value of an operation on binary64 numbers; None if it is not a finite binary64 number."""
    result = op.exact(PRECISION, *(from_float(number) for number in numbers))
    if not isinstance(result, Interval) or not result.is_point:
        return None
    value = float(libmp.to_float(result.low))
    return value if libmp.from_float(value) == result.low and abs(value) < float("inf") else None
