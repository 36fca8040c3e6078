"""Exact values by ball arithmetic: a midpoint and a rigorous error radius (Arb, Johansson 2017).

FLINT's balls are a hundred times as fast as the intervals of `interval.py`, but they have no signed zeros and no
infinities. A point that needs one of these (a division by zero, a logarithm of zero, an overflow of the exponent)
has no value here and is left to the intervals. An undefined value is `NAN`, which propagates through all ops but
comparisons and choice.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flint import arb, ctx

from neurlang.kernels.expr.dag import Expr, number_of
from neurlang.kernels.expr.ops import Op

Ball = Any  # an arb, which has no type information, or a bool for truth values
Operation = Callable[..., Ball]

ACCURATE = 105  # bits of the result
VANISHING, HUGE = arb(2) ** -1200, arb(2) ** 1200  # values beyond these are 0 or infinite in every type
EXPONENT_LIMIT = 1 << 20  # largest integer exponent for which a power is computed by multiplication


NAN = object()  # undefined


class NoBallError(Exception):
    """Balls cannot represent the value at any precision."""


class UndecidedError(Exception):
    """The precision is too low to decide."""


def ball_point(
    order: Sequence[Expr], point: Mapping[str, float], precisions: Sequence[int]
) -> tuple[float, float] | None:
    """The value of the last node of `order` as high + low to 105 bits; None if balls cannot represent it.

    In:  nodes with arguments before users, a binary64 number for each variable, increasing precisions in bits.

    Raises:
        UndecidedError: the last precision is too low.

    """
    if not all(map(math.isfinite, point.values())):
        return None
    for precision in precisions:
        try:
            with ctx.workprec(precision):
                return _pair(_value(order, point))
        except NoBallError:
            return None
        except UndecidedError:
            continue
    raise UndecidedError


def _value(order: Sequence[Expr], point: Mapping[str, float]) -> Ball:
    done: dict[Expr, Ball] = {}
    for node in order:
        name = node.op.name
        if name == "const":
            done[node] = _finite(arb(number_of(node)))
        elif name == "var":
            done[node] = arb(point[str(node.value)])
        elif name in ("true", "false"):
            done[node] = name == "true"
        elif name in ("sub", "div") and node.args[0] is node.args[1]:
            done[node] = _with_itself(name, done[node.args[0]])
        else:
            args = [done[arg] for arg in node.args]
            value = _of_nan(node.op, args) if NAN in args else BALLS[name](*args)
            done[node] = value if node.kind == "b" else _finite(value)
    return done[order[-1]]


def _finite(value: Ball) -> Ball:
    if value is not NAN and not value.is_finite():
        raise NoBallError
    return value


def _of_nan(op: Op, args: Sequence[Ball]) -> Ball:
    """The result of an operation with NaN among its arguments."""
    name = op.name
    if op.is_comparison:
        return name == "ne"
    if name in ("min", "max"):
        return next((arg for arg in args if arg is not NAN), NAN)
    if name == "select":
        return _select(*args)
    if name in ("pow", "powi", "copysign"):  # 1**NaN and NaN**0 are 1, and a NaN has a sign
        raise NoBallError
    return NAN


def _with_itself(name: str, value: Ball) -> Ball:
    if value is NAN:
        return NAN
    if name == "sub":
        return arb(0)
    _divide(value, value)  # raises if the quotient is not 1
    return arb(1)


def _pair(value: Ball) -> tuple[float, float]:
    """A result as high + low."""
    if isinstance(value, bool):
        return float(value), 0.0
    if value is NAN:
        return math.nan, 0.0
    if value.is_zero():
        return 0.0, 0.0
    size = abs(value)
    if size < VANISHING:
        return (-0.0 if value < 0 else 0.0), 0.0
    if size > HUGE:
        return math.copysign(math.inf, 1.0 if value > 0 else -1.0), 0.0
    if value.rel_accuracy_bits() < ACCURATE:
        raise UndecidedError
    middle = value.mid()
    high = float(middle)
    if math.isinf(high) or high == 0.0:
        return (math.copysign(high, 1.0 if value > 0 else -1.0)), 0.0
    return high, float((middle - arb(high)).mid())


def _answer(is_so: bool, is_not: bool) -> bool:
    """Decide a question from its two outcomes, tested separately: if balls overlap, neither is certain."""
    if is_so == is_not:
        raise UndecidedError
    return is_so


def _whole(rounded: Ball) -> Ball:
    """The result of a rounding, if it is a single integer."""
    if not rounded.is_exact():
        raise UndecidedError
    return rounded


def _trunc(a: Ball) -> Ball:
    return _whole(a.floor() if _answer(a >= 0, a < 0) else a.ceil())


def _round(a: Ball) -> Ball:
    half = arb(0.5)
    return _whole((a + half).floor() if _answer(a >= 0, a < 0) else (a - half).ceil())


def _rint(a: Ball) -> Ball:
    low = _whole(a.floor())
    rest = a - low
    if rest.is_exact() and rest == arb(0.5):
        return low if (low / 2).is_integer() else low + 1
    return low if _answer(rest < arb(0.5), rest > arb(0.5)) else low + 1


def _root(a: Ball) -> Ball:
    if a < 0:
        return NAN
    if not a >= 0:
        raise UndecidedError
    return a.sqrt()


def _cbrt(a: Ball) -> Ball:
    if a.is_zero():
        return a
    return a.root(3) if _answer(a > 0, a < 0) else -((-a).root(3))


def _log(a: Ball) -> Ball:
    if a < 0:
        return NAN
    if not a > 0:
        raise NoBallError if a.is_zero() else UndecidedError
    return a.log()


def _log2(a: Ball) -> Ball:
    """The logarithm to base 2, an exact integer at powers of two."""
    if a.is_exact() and a > 0:
        mantissa, exponent = a.man_exp()
        if mantissa == 1:
            return arb(exponent)
    logarithm = _log(a)
    return NAN if logarithm is NAN else logarithm / arb.const_log2()


def _log10(a: Ball) -> Ball:
    """The logarithm to base 10, an exact integer at powers of ten."""
    logarithm = _log(a)
    if logarithm is NAN:
        return NAN
    found = logarithm / arb.const_log10()
    nearest = found.unique_fmpz()
    if nearest is not None and nearest >= 0 and a == arb(10) ** int(nearest):
        return arb(nearest)
    return found


def _arc(function: Operation) -> Operation:
    """An inverse trigonometric function that is defined on [-1, 1]."""

    def arc(a: Ball) -> Ball:
        if abs(a) > 1:
            return NAN
        if not abs(a) <= 1:
            raise UndecidedError
        return function(a)

    return arc


def _divide(a: Ball, b: Ball) -> Ball:
    if b.is_zero():
        raise NoBallError
    if b.contains(0):
        raise UndecidedError
    return a / b


def _select(condition: bool, a: Ball, b: Ball) -> Ball:
    return a if condition else b


def _copysign(a: Ball, b: Ball) -> Ball:
    if b.is_zero():
        raise NoBallError
    return abs(a) if _answer(b > 0, b < 0) else -abs(a)


def _fmod(a: Ball, b: Ball) -> Ball:
    return a - b * _trunc(_divide(a, b))


def _atan2(a: Ball, b: Ball) -> Ball:
    if a.is_zero():
        raise NoBallError
    if a.contains(0):
        raise UndecidedError
    return arb.atan2(a, b)


def _whole_power(a: Ball, b: Ball) -> Ball:
    exponent = b.unique_fmpz()
    if exponent is None or abs(exponent) > EXPONENT_LIMIT:
        raise NoBallError
    if exponent < 0:
        return _divide(arb(1), a ** int(-exponent))
    return a ** int(exponent)


def _power(a: Ball, b: Ball) -> Ball:
    if not b.is_exact() and not a > 0:
        raise UndecidedError
    if b.is_integer() and abs(b) <= EXPONENT_LIMIT:
        return _whole_power(a, b)
    if a < 0 and b.is_exact():
        if not b.is_integer():
            return NAN
        size = (-a) ** b
        return size if (b / 2).is_integer() else -size
    if not a > 0:
        raise NoBallError if a.is_zero() else UndecidedError
    return a**b


def _maximum(a: Ball, b: Ball) -> Ball:
    return a.max(b)


def _minimum(a: Ball, b: Ball) -> Ball:
    return a.min(b)


def _equal(a: Ball, b: Ball) -> bool:
    return _answer(a == b, a != b)


def _reciprocal_root(a: Ball) -> Ball:
    root = _root(a)
    return NAN if root is NAN else _divide(arb(1), root)


BALLS: dict[str, Operation] = {
    "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "div": _divide,
    "neg": lambda a: -a, "abs": abs, "sqrt": _root, "recip": lambda a: _divide(arb(1), a),
    "rsqrt": _reciprocal_root, "fma": lambda a, b, c: a * b + c,
    "lt": lambda a, b: _answer(a < b, a >= b), "le": lambda a, b: _answer(a <= b, a > b),
    "gt": lambda a, b: _answer(a > b, a <= b), "ge": lambda a, b: _answer(a >= b, a < b),
    "eq": _equal, "ne": lambda a, b: not _equal(a, b),
    "and": lambda a, b: a and b, "or": lambda a, b: a or b, "not": lambda a: not a, "select": _select,
    "min": _minimum, "max": _maximum, "minimum": _minimum, "maximum": _maximum,
    "floor": lambda a: _whole(a.floor()), "ceil": lambda a: _whole(a.ceil()), "trunc": _trunc, "round": _round,
    "rint": _rint, "copysign": _copysign, "fmod": _fmod, "cbrt": _cbrt,
    "hypot": lambda a, b: (a * a + b * b).sqrt(), "pow": _power, "powi": _whole_power,
    "exp": lambda a: a.exp(), "exp2": lambda a: arb(2) ** a, "expm1": lambda a: a.expm1(), "log": _log,
    "log2": _log2, "log10": _log10, "log1p": lambda a: _log(a + 1),
    "sin": lambda a: a.sin(), "cos": lambda a: a.cos(), "tan": lambda a: _divide(a.sin(), a.cos()),
    "asin": _arc(lambda a: a.asin()), "acos": _arc(lambda a: a.acos()), "atan": lambda a: a.atan(),
    "atan2": _atan2, "sinh": lambda a: a.sinh(), "cosh": lambda a: a.cosh(), "tanh": lambda a: a.tanh(),
}  # fmt: skip
