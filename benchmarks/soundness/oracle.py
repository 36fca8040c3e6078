"""The slow oracle: the exact value at one point, by mpmath, with as many bits as it takes.

Everything is computed with 200 bits as balls that certainly contain the exact values (`balls`). If a needed ball is
undecided, or its error is not below a thousandth of the unit that results are judged in, the bits are doubled.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import mpmath

from soundness.ball_functions import Functions
from soundness.balls import Ball, Number, Undecided, size

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from neurlang.kernels.expr import Expr

FIRST_BITS, LAST_BITS = 200, 3200
GUARD = 10  # bits by which the error must be below the unit
BEYOND = 1026  # numbers of 2^1025 and more are beyond all types, whatever their error

Found = Any  # a Ball, a truth value, or None if it is undecided
Unit = Callable[[Number, Number], Number]  # of a value and the largest intermediate


@dataclass(frozen=True, slots=True)
class Exact:
    """The exact value of an output, None if it is not known, with the greatest intermediate within the type's range."""

    value: Number | bool | None
    largest: Number
    bits: int

    @property
    def is_known(self) -> bool:
        """Whether it was found."""
        return self.value is not None

    @property
    def is_undefined(self) -> bool:
        """Whether the exact value is undefined (NaN)."""
        return isinstance(self.value, float) and math.isnan(self.value)


def exact_at(
    order: Sequence[Expr],
    root: Expr,
    point: Mapping[str, float],
    overflow: Number,
    unit: Unit,
    last: int = LAST_BITS,
) -> Exact:
    """The exact value of `root`, and the greatest size below `overflow` of the operations below it.

    `order` has the nodes below it, arguments first; `unit(value, largest)` is the unit of errors.
    """
    bits = FIRST_BITS
    while bits <= last:
        arithmetic = _with_bits(bits)
        balls = evaluate_balls(arithmetic, order, point)
        result = balls[root]
        if result is None:
            bits *= 2
            continue
        largest = largest_of([balls[node] for node in order if node is not root and node.args], overflow)
        if isinstance(result, bool):
            return Exact(result, largest, bits)
        if result.k is None or (result.is_special and math.isnan(result.x)):
            return Exact(result.x, largest, bits)
        is_beyond = size(result.x) > max(result.k + 2, BEYOND) if not result.is_special else False
        if is_beyond or mpmath.ldexp(1, result.k + GUARD) <= unit(result.x, largest):
            return Exact(result.x, largest, bits)
        bits *= 2
    return Exact(None, 0.0, bits)


@cache
def _with_bits(bits: int) -> Functions:
    return Functions(bits)  # mpmath takes milliseconds to create a context


def evaluate_balls(
    arithmetic: Functions, order: Sequence[Expr], point: Mapping[str, float]
) -> dict[Expr, Found]:
    """The ball, or the truth value, of each node; None if it is undecided, which matters only if it is needed."""
    done: dict[Expr, Found] = {}
    for node in order:
        name = node.op.name
        if name == "var":
            done[node] = Ball(arithmetic.number(point[str(node.value)]))
        elif isinstance(node.value, float):
            done[node] = Ball(arithmetic.number(node.value))
        elif name in ("true", "false"):
            done[node] = name == "true"
        else:
            done[node] = applied(arithmetic, name, [done[arg] for arg in node.args])
    return done


def applied(arithmetic: Functions, name: str, args: list[Found]) -> Found:
    """An op's result; alternatives that are not chosen, and sides that do not decide, may be undecided."""
    if name == "select" and args[0] is not None:
        return args[1] if args[0] else args[2]
    if name in ("and", "or") and (name == "or") in args:
        return name == "or"
    if None in args:
        return None
    try:
        return getattr(arithmetic, f"_op_{name}")(*args)
    except Undecided:
        return None


def largest_of(balls: Sequence[Found], overflow: Number) -> Number:
    """The greatest size below `overflow`; 0 if there is none."""
    sizes = [abs(ball.x) for ball in balls if isinstance(ball, Ball)]
    return max((each for each in sizes if each < overflow), default=0.0)
