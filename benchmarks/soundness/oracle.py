"""The slow oracle: the exact value at one point, by mpmath, with as many bits as it takes.

All is computed with 200 bits as balls that surely hold the exact values (`balls`); where one that is needed is not
decided, or its error is not below a thousandth of the unit that results are judged in, again with twice as many.
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
GUARD = 10  # bits that the error must be below the unit
BEYOND = 1026  # numbers of 2^1025 and more are beyond all types, however much they are off

Found = Any  # a Ball, a truth value, or None where it is not decided
Unit = Callable[[Number, Number], Number]  # of a value and the largest intermediate


@dataclass(frozen=True, slots=True)
class Exact:
    """The exact value of an output, None where it is not known, with the greatest intermediate that the type has."""

    value: Number | bool | None
    largest: Number
    bits: int

    @property
    def is_known(self) -> bool:
        """Whether it was found."""
        return self.value is not None

    @property
    def is_undefined(self) -> bool:
        """Whether there is no such number."""
        return isinstance(self.value, float) and math.isnan(self.value)


def exact_at(
    order: Sequence[Expr],
    root: Expr,
    point: Mapping[str, float],
    greatest: float,
    unit: Unit,
    last: int = LAST_BITS,
) -> Exact:
    """The exact value of `root`, and the greatest size up to `greatest` of the operations below it.

    `order` has the nodes below it, arguments first; `unit(value, largest)` is what errors are counted in.
    """
    bits = FIRST_BITS
    while bits <= last:
        arithmetic = _with_bits(bits)
        balls = evaluate_balls(arithmetic, order, point)
        result = balls[root]
        if result is None:
            bits *= 2
            continue
        largest = largest_of([balls[node] for node in order if node is not root and node.args], greatest)
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
    return Functions(bits)  # mpmath takes milliseconds to make a context


def evaluate_balls(
    arithmetic: Functions, order: Sequence[Expr], point: Mapping[str, float]
) -> dict[Expr, Found]:
    """The ball, or the truth value, of each node; None where it is undecided and perhaps not needed."""
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
    """An op's result; only the alternative that is chosen, and one side of what it decides, need be known."""
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


def largest_of(balls: Sequence[Found], greatest: float) -> Number:
    """The greatest size up to `greatest`; 0 where there is none."""
    sizes = [abs(ball.x) for ball in balls if isinstance(ball, Ball)]
    return max((each for each in sizes if each <= greatest), default=0.0)
