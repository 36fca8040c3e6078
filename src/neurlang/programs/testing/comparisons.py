"""How an output may be compared with a value: 64-bit integers with their sign, `u` without it, doubles as doubles."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable

from neurlang.programs.machine import signed, to_float

EQUAL = ("=", "==")
NEAR = "~="
RELATIVE, ABSOLUTE = 1e-9, 1e-12
"""How near two doubles are that `~=` takes for the same: relative to the larger one, or in all."""

_SAME: dict[str, Callable[[int, int], bool]] = {"=": operator.eq, "==": operator.eq, "!=": operator.ne}
ORDERS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
UNSIGNED = tuple(f"u{sign}" for sign in ORDERS)
COMPARISONS = (*_SAME, *ORDERS, *UNSIGNED, NEAR)


def holds(sign: str, got: int, wanted: int, *, is_real: bool) -> bool:
    """Whether a comparison holds between two values of 64 bits; `is_real` says that a double was written.

    `=` and `!=` are on the bits, so that -0.0 is not 0.0. Order is that of signed integers, with `u` of unsigned ones,
    and that of doubles where one was written; NaN is in no order.
    """
    if sign in _SAME:
        return _SAME[sign](got, wanted)
    if sign in UNSIGNED:
        return ORDERS[sign[1:]](got, wanted)
    if sign == NEAR:
        return math.isclose(to_float(got), to_float(wanted), rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    return (
        ORDERS[sign](*map(to_float, (got, wanted))) if is_real else ORDERS[sign](signed(got), signed(wanted))
    )
