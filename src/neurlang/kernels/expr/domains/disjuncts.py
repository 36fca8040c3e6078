"""A condition in disjunctive normal form: a few ways to satisfy it, each a set of comparisons that all hold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from neurlang.kernels.expr.dag import Expr, postorder, substitute, variables
from neurlang.kernels.expr.ops import MIRRORED, NEGATED

MOST_WAYS = 64  # a part of the condition with more ways is kept whole and narrows nothing

MOST_NODES = 200  # of a comparison after an input is replaced by its equal


class Comparison(NamedTuple):
    """Two numbers compared by `lt`, `le`, `eq` or `ne`; `or_nan`: it also holds if one of them is NaN."""

    relation: str
    left: Expr
    right: Expr
    or_nan: bool = False

    @property
    def is_never_of_numbers(self) -> bool:
        """Whether it requires a number to differ from itself."""
        return self.left is self.right and self.relation in ("lt", "ne")


Way = tuple[Comparison, ...]
Ways = tuple[Way, ...]  # no ways: never true; a way without comparisons: nothing is known

ANY: Ways = ((),)
NEVER: Ways = ()


def ways_to_satisfy(condition: Expr) -> Ways:
    """Sets of comparisons: wherever the condition is true, at least one set holds completely.

    A part with more than `MOST_WAYS` ways counts as a single way about which nothing is known, so no satisfying
    point is lost. An empty tuple means that the condition is false everywhere.
    """
    true_ways: dict[Expr, Ways] = {}
    false_ways: dict[Expr, Ways] = {}
    for node in postorder((condition,)):
        if node.kind == "b":
            true_ways[node], false_ways[node] = _ways(node, true_ways, false_ways)
    return true_ways[condition]


def _ways(node: Expr, true_ways: dict[Expr, Ways], false_ways: dict[Expr, Ways]) -> tuple[Ways, Ways]:
    name = node.op.name
    if name in ("true", "false"):
        return (ANY, NEVER) if name == "true" else (NEVER, ANY)
    if name == "not":
        return false_ways[node.args[0]], true_ways[node.args[0]]
    if name not in ("and", "or"):
        return ((compared(name, node.args),),), ((compared(NEGATED[name], node.args, is_negated=True),),)
    holding, failing = [true_ways[arg] for arg in node.args], [false_ways[arg] for arg in node.args]
    if name == "and":
        return _conjunction(holding), _disjunction(failing)
    return _disjunction(holding), _conjunction(failing)


def compared(relation: str, args: Sequence[Expr], *, is_negated: bool = False) -> Comparison:
    """The comparison with the smaller side on the left. With a NaN operand, `!=` holds, and so do negated orderings."""
    left, right = args
    if relation in ("gt", "ge"):
        relation, left, right = MIRRORED[relation], right, left
    # not (a == b) is exactly a != b; not (a != b) is a == b, which no NaN satisfies.
    or_nan = relation == "ne" or (is_negated and relation != "eq")
    return Comparison(relation, left, right, or_nan)


def _conjunction(parts: Sequence[Ways]) -> Ways:
    first, second = parts
    if len(first) * len(second) > MOST_WAYS:
        return first if len(first) < len(second) else second
    return tuple(dict.fromkeys((*one, *other) for one, other in product(first, second)))


def _disjunction(parts: Sequence[Ways]) -> Ways:
    found = tuple(dict.fromkeys(way for part in parts for way in part))
    return found if len(found) <= MOST_WAYS else ANY


def with_equals(way: Way) -> Way:
    """The comparisons, and those that follow by replacing an input with an expression that it equals.

    Equal numbers may still differ in the sign of zero, so nothing is replaced if an op depends on that sign.
    """
    added: list[Comparison] = []
    if len(way) > MOST_WAYS:
        return way
    for equal in way:
        for side, other in ((equal.left, equal.right), (equal.right, equal.left)):
            if equal.relation != "eq" or side.op.name != "var" or side is other:
                continue
            name = str(side.value)
            if name in variables((other,)):
                continue
            for item in (*way, *added):
                if item is equal or len(added) >= MOST_WAYS or name not in variables((item.left, item.right)):
                    continue
                left, right = (substitute(part, {name: other}) for part in (item.left, item.right))
                nodes = postorder((left, right))
                if len(nodes) > MOST_NODES:
                    continue
                if not any(node.op.has("sign of zero") for node in nodes):
                    added.append(Comparison(item.relation, left, right, item.or_nan))
    return (*way, *dict.fromkeys(added))
