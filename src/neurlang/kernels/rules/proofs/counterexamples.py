"""The search for points where a rule does not hold: random points of every size, and special ones.

Over the reals both sides are computed in binary64. They differ if they are further apart than rounding of any
intermediate explains; overflow proves nothing. Far from 0, where exponentials vanish next to 1, a difference in
binary64 is only a suspicion, which exact values decide. Bits are compared in binary32, also at NaN, infinities and
zeros.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.expr import (
    BY_NAME,
    DType,
    Expr,
    evaluate_expressions,
    exact_expressions,
    parse_expression,
    postorder,
    substitute,
    variables,
)
from neurlang.kernels.rules.rule import Rule

Values = Mapping[str, NDArray[Any]]

POINTS = 1_000_000
SMALLEST, LARGEST = 1e-3, 12.0
"""Sizes of random numbers: exponentials of larger ones vanish next to 1, and show rounding, not the rule."""

FAR_POINTS = 20_000
FARTHEST = 1e4
SUSPECTS = 16
"""Points far from 0 that are evaluated exactly, for each rule."""

TOLERANCE = 1e-8
"""The relative difference of two sides that is allowed, of the largest intermediate."""

EXACT = 2.0**-90
"""The relative difference that is allowed if the exact values are known to 105 bits."""

SPECIAL = (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 3.0, 4.0, -3.0, 10.0, -10.0)
SPECIAL_BITS = (
    *SPECIAL,
    -0.0,
    np.inf,
    -np.inf,
    np.nan,
    1e-45,
    -1e-45,
    1.1754944e-38,
    3.4028235e38,
    -3.4028235e38,
)
_SEED = 1


@dataclass(frozen=True, slots=True)
class Counterexample:
    """Operands for which a rule does not hold, the values of its sides, and what is wrong."""

    operands: dict[str, float]
    left: float
    right: float
    why: str

    def __str__(self) -> str:
        at = ", ".join(f"{name} = {value:.17g}" for name, value in self.operands.items())
        return f"{self.why}: for {at} the left side is {self.left:.17g}, the right side {self.right:.17g}"


def find_counterexample(rule: Rule, points: int = POINTS) -> Counterexample | None:
    """A counterexample among that many points and the special ones, or None."""
    # A rule of constants alone has no names: any point will do.
    names = variables((rule.rewrite.left, rule.rewrite.right)) or ("a",)
    over_reals = _counterexample_reals(rule, _points(names, points, SPECIAL)) or _counterexample_far(
        rule, names
    )
    if over_reals is not None or rule.kind == "real":
        return over_reals
    return _counterexample_bits(rule, _points(names, points, SPECIAL_BITS))


def counterexample_at(rule: Rule, operands: Mapping[str, float]) -> Counterexample:
    """The counterexample that a prover found at these operands, with values from binary64.

    If the prover's operands are not numbers of binary64, or the sides are closer together than rounding, the
    computed values show no difference; then the text says that z3 found it.
    """
    values = {name: np.array([value]) for name, value in operands.items()} or {"a": np.zeros(1)}
    found = _counterexample_reals(rule, values)
    if found is not None:
        return found
    a, b = evaluate_expressions((rule.rewrite.left, rule.rewrite.right), values)
    return _counterexample(values, 0, a, b, "z3 shows that the sides differ over the real numbers, near here")


def _points(names: Sequence[str], count: int, special: Sequence[float]) -> dict[str, NDArray[np.float64]]:
    """All combinations of special values (of fewer, if there are many names), then random values of all sizes."""
    chance = np.random.default_rng(_SEED)
    few = special if len(names) <= 3 else special[:6]
    grid = np.array(list(itertools.product(few, repeat=len(names)))).reshape(-1, len(names)).T
    found = {}
    for place, name in enumerate(names):
        size = _sizes(chance, LARGEST, count)
        near = chance.integers(-8, 9, count) / 2.0
        drawn = np.where(chance.random(count) < 0.25, near, size * chance.choice((-1.0, 1.0), count))
        found[name] = np.concatenate((grid[place], drawn))
    return found


def _sizes(chance: np.random.Generator, most: float, count: int) -> NDArray[np.float64]:
    """Random positive numbers of every size."""
    return np.exp(chance.uniform(np.log(SMALLEST), np.log(most), count))


def _counterexample_far(rule: Rule, names: Sequence[str]) -> Counterexample | None:
    """A point with operands of all sizes, up to far from 0, at which the exact values of both sides differ."""
    chance = np.random.default_rng(_SEED)
    values = {
        name: _sizes(chance, FARTHEST, FAR_POINTS) * chance.choice((-1.0, 1.0), FAR_POINTS) for name in names
    }
    sides = (rule.rewrite.left, rule.rewrite.right)
    a, b = evaluate_expressions(sides, values)
    known, sizes = _comparable(*sides, values)
    suspected = _where(rule, values, "f64") & known & _differ(a, b, sizes)
    at = np.flatnonzero(suspected)[:SUSPECTS]
    few = {name: column[at] for name, column in values.items()}
    left, right = exact_expressions(sides, few)
    with np.errstate(invalid="ignore"):
        apart = (left.high - right.high) + (left.low - right.low)
        differ = np.abs(apart) > EXACT * np.fmax(np.abs(left.high), np.abs(right.high))
    return _at(few, left.known & right.known & np.isfinite(apart) & differ, left.high, right.high)


def _differ(a: NDArray[Any], b: NDArray[Any], sizes: NDArray[Any]) -> NDArray[np.bool_]:
    """Where truth values differ, or numbers by more than rounding explains."""
    if a.dtype == np.bool_:
        return np.asarray(a != b)
    with np.errstate(all="ignore"):
        return np.asarray(np.abs(a - b) > TOLERANCE * sizes)


def _counterexample_reals(rule: Rule, values: Values) -> Counterexample | None:
    left, right = rule.rewrite.left, rule.rewrite.right
    holds = _where(rule, values, "f64")
    known, sizes = _comparable(left, right, values)
    (a, b), defined = (
        evaluate_expressions((left, right), values),
        [_defined(side, values) for side in (left, right)],
    )
    kept = holds & known
    for has, lacks, side in ((defined[0], defined[1], "right"), (defined[1], defined[0], "left")):
        found = _first(kept & has & ~lacks)
        if found is not None:
            return _counterexample(values, found, a, b, f"the {side} side has no value")
    return _at(values, kept & defined[0] & defined[1] & _differ(a, b, sizes), a, b)


def _counterexample_bits(rule: Rule, values: Values) -> Counterexample | None:
    single = {name: column.astype(np.float32) for name, column in values.items()}
    a, b = evaluate_expressions((rule.rewrite.left, rule.rewrite.right), single, "f32")
    if rule.rewrite.left.kind == "b":
        differ = a != b
    else:
        bits = [side.view(np.uint32) for side in (np.ascontiguousarray(a), np.ascontiguousarray(b))]
        differ = (bits[0] != bits[1]) & ~(np.isnan(a) & np.isnan(b))
    return _at(single, _where(rule, single, "f32") & differ, a, b)


def _at(values: Values, differ: NDArray[Any], a: NDArray[Any], b: NDArray[Any]) -> Counterexample | None:
    found = _first(differ)
    return None if found is None else _counterexample(values, found, a, b, "the sides differ")


def _first(mask: NDArray[Any]) -> int | None:
    return int(np.argmax(mask)) if mask.any() else None


def _counterexample(values: Values, at: int, a: NDArray[Any], b: NDArray[Any], why: str) -> Counterexample:
    operands = {name: float(column[at]) for name, column in values.items()}
    return Counterexample(operands, float(a[at]), float(b[at]), why)


_FACTS: dict[str, Callable[[NDArray[Any]], NDArray[Any]]] = {
    "nonzero": lambda x: x != 0,
    "positive": lambda x: x > 0,
    "negative": lambda x: x < 0,
    "nonnegative": lambda x: x >= 0,
    "nonpositive": lambda x: x <= 0,
    "finite": np.isfinite,
    "integer": lambda x: x == np.floor(x),
}


def _where(rule: Rule, values: Values, dtype: DType) -> NDArray[Any]:
    """The points at which a rule's conditions hold."""
    kept = np.ones(len(next(iter(values.values()))), bool) if values else np.ones(1, bool)
    for condition in rule.rewrite.when:
        (value,) = evaluate_expressions((condition.term,), values, dtype)
        kept &= _FACTS[condition.fact](value) & ~np.isnan(value)
        if dtype == "f64":
            kept &= _defined(condition.term, values)
    return kept


def _defined(side: Expr, values: Values) -> NDArray[Any]:
    """The points at which every operation of a side is within its domain, except in branches not taken."""
    count = len(next(iter(values.values()))) if values else 1
    found: dict[Expr, NDArray[Any]] = {}
    for node in postorder((side,)):
        parts = [found[arg] for arg in node.args]
        holds = np.ones(count, bool)
        if node.op.name == "select":
            (chosen,) = evaluate_expressions((node.args[0],), values)
            holds = parts[0] & np.where(chosen, parts[1], parts[2])
        else:
            for part in parts:
                holds = holds & part
        domain = BY_NAME[node.op.name].domain
        if domain:
            condition = substitute(parse_expression(domain), dict(zip("abc", node.args, strict=False)))
            (inside,) = evaluate_expressions((condition,), values)
            holds = holds & inside
        found[node] = holds
    return found[side]


def _comparable(left: Expr, right: Expr, values: Values) -> tuple[NDArray[Any], NDArray[Any]]:
    """Where nothing that is defined overflows, and the largest intermediate of both sides there."""
    nodes = [node for node in postorder((left, right)) if node.kind == "r"]
    known: NDArray[Any] = np.ones(1, bool)
    sizes: NDArray[Any] = np.full(1, np.finfo(np.float64).tiny)
    for node, value in zip(nodes, evaluate_expressions(nodes, values), strict=True):
        known = known & (np.isfinite(value) | ~_defined(node, values))
        sizes = np.fmax(sizes, np.abs(value))
    return known, sizes
