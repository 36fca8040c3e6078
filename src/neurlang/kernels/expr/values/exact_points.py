"""The exact value of an expression at one point: by balls, or else by intervals, at increasing precisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mpmath import libmp

from neurlang.kernels.expr.dag import Expr, number_of
from neurlang.kernels.expr.values.ball_evaluation import UndecidedError, ball_point
from neurlang.kernels.expr.values.interval import (
    NAN,
    UP,
    ZERO,
    Interval,
    from_float,
    is_nonzero_number,
    with_itself,
)

FIRST_PRECISION, LAST_PRECISION, HASTY_PRECISION = 128, 8192, 512  # bits
PRECISIONS = tuple(FIRST_PRECISION << step for step in range(7))
WIDTH = 2.0**-105  # an interval of at most this relative width is replaced by its middle
VANISHING = -1200  # numbers below 2 to this power are zero in every type


def exact_point(
    order: Sequence[Expr], point: Mapping[str, float], *, is_hasty: bool, may_be_slow: bool
) -> tuple[float, float, bool, bool]:
    """The value of the last node of `order`: high, low, whether it is known, and whether intervals were used.

    Balls are tried first, then intervals if `may_be_slow`; up to 8,192 bits, or 512 if `is_hasty`.
    """
    last_precision = HASTY_PRECISION if is_hasty else LAST_PRECISION
    precisions = [bits for bits in PRECISIONS if bits <= last_precision]
    try:
        found = ball_point(order, point, precisions)
    except UndecidedError:  # most likely equal irrational numbers: intervals decide a few that balls do not
        may_be_slow &= not is_hasty
        last_precision, found = HASTY_PRECISION, None
    if found is not None:
        return (*found, True, False)
    if not may_be_slow:
        return float("nan"), 0.0, False, False
    return (*interval_point(order, point, last_precision), True)


def interval_point(
    order: Sequence[Expr], point: Mapping[str, float], last_precision: int = LAST_PRECISION
) -> tuple[float, float, bool]:
    """High, low and whether they are known, by intervals alone, including signed zeros and infinities."""
    precision = FIRST_PRECISION
    while precision <= last_precision:
        value = _interval(order, point, precision)
        decided = _decided(value)
        if decided is not None:
            return (*decided, True)
        precision *= 2
    return float("nan"), 0.0, False


def _interval(order: Sequence[Expr], point: Mapping[str, float], precision: int) -> Any:  # noqa: ANN401
    done: dict[Expr, Any] = {}
    for node in order:
        match node.op.name:
            case "const":
                done[node] = from_float(number_of(node))
            case "var":
                done[node] = from_float(point[str(node.value)])
            case "true" | "false":
                done[node] = node.op.name == "true"
            case "sub" | "div" | "fmod" if node.args[0] is node.args[1] and is_nonzero_number(
                done[node.args[0]]
            ):
                done[node] = with_itself(node.op.name, done[node.args[0]])
            case _:
                done[node] = node.op.exact(precision, *(done[arg] for arg in node.args))
    return done[order[-1]]


def _decided(value: Interval | bool | None) -> tuple[float, float] | None:
    if value is None or isinstance(value, bool):
        return None if value is None else (float(value), 0.0)
    if value is NAN:
        return float("nan"), 0.0
    if not value.sure:
        return None
    if value.is_zero:
        return -0.0 if value.negative else 0.0, 0.0
    if value.low == value.high:
        return _pair(value.low)
    return _middle(value)


def _middle(value: Interval) -> tuple[float, float] | None:
    ends = (value.low, value.high)
    sizes = [libmp.mpf_abs(end) for end in ends]
    tiny, huge = libmp.from_man_exp(1, VANISHING), libmp.from_man_exp(1, -VANISHING)
    if all(libmp.mpf_lt(size, tiny) for size in sizes):
        return -0.0 if libmp.mpf_lt(value.high, ZERO) else 0.0, 0.0
    if libmp.mpf_gt(value.low, huge) or libmp.mpf_lt(value.high, libmp.mpf_neg(huge)):
        return float("inf") if libmp.mpf_gt(value.low, ZERO) else -float("inf"), 0.0
    if not all(end[1] for end in ends):  # a zero or an infinity at one end only
        return None
    width = libmp.mpf_sub(value.high, value.low, FIRST_PRECISION, UP)
    allowed = libmp.mpf_mul(min(sizes, key=lambda size: size[2] + size[3]), libmp.from_float(WIDTH))
    if libmp.mpf_gt(width, allowed):
        return None
    return _pair(libmp.mpf_shift(libmp.mpf_add(value.low, value.high, 2 * FIRST_PRECISION, "n"), -1))


def _pair(value: Any) -> tuple[float, float]:  # noqa: ANN401
    high = float(libmp.to_float(value, rnd="n"))
    if high in (float("inf"), -float("inf")) or not value[1]:
        return high, 0.0
    return high, float(libmp.to_float(libmp.mpf_sub(value, libmp.from_float(high)), rnd="n"))
