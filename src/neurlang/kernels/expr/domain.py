"""From a condition on the inputs to the closed interval of each: what a sampler draws from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from neurlang.kernels.expr.dag import variables
from neurlang.kernels.expr.evaluation import evaluate_expressions

if TYPE_CHECKING:
    from neurlang.kernels.expr.dag import Expr

MIRRORED = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq"}


def ranges_of(condition: Expr) -> dict[str, tuple[float, float]]:
    """The interval that the condition surely allows each input, where it compares it with a constant.

    Only parts joined by `and` count. A strict bound is kept as a closed one, so the condition itself must
    still be asked; an interval with low > high means that nothing satisfies the condition.
    """
    ranges: dict[str, tuple[float, float]] = {}
    waiting = [condition]
    while waiting:
        part = waiting.pop()
        if part.op.name == "and":
            waiting.extend(part.args)
            continue
        bound = _bound(part)
        if bound is not None:
            name, low, high = bound
            old_low, old_high = ranges.get(name, (-math.inf, math.inf))
            ranges[name] = (max(low, old_low), min(high, old_high))
    return ranges


def _bound(part: Expr) -> tuple[str, float, float] | None:
    if part.op.name not in MIRRORED:
        return None
    relation, (left, right) = part.op.name, part.args
    if right.op.name == "var":
        relation, left, right = MIRRORED[relation], right, left
    if left.op.name != "var" or variables((right,)):
        return None
    limit = float(evaluate_expressions((right,), {})[0])
    low = -math.inf if relation in ("lt", "le") else limit
    high = math.inf if relation in ("gt", "ge") else limit
    return str(left.value), low, high
