"""Solve equalities for an input: from `x + y == 3`, x is computed as `3 - y`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from neurlang.kernels.expr.dag import Expr, constant, make, postorder, substitute, variable, variables
from neurlang.kernels.expr.domains.disjuncts import Comparison

Inverse = Callable[[Expr, Expr, tuple[Expr, ...]], Expr]  # target, the argument itself, all arguments

MOST_NODES = 200  # larger solutions are rejected

Solution = tuple[str, "Expr"]


def solutions(comparisons: Sequence[Comparison]) -> tuple[Solution, ...]:
    """Inputs and the expressions that compute them, in order, so that the equalities hold up to rounding.

    An expression may use the input's own drawn value: `n == floor(n)` is solved by n := floor(n), and
    `abs(x) == 2` by x := copysign(2, x). An equality that cannot be solved for any input is left out.
    """
    found: list[Solution] = []
    for item in comparisons:
        if item.relation != "eq":
            continue
        known = dict(reversed(found))
        left, right = (_substituted(side, found) for side in (item.left, item.right))
        solved = _solved(left, right, known)
        if solved is not None and len(postorder((solved[1],))) <= MOST_NODES:
            found.append(solved)
    return tuple(reversed(found))


def _substituted(side: Expr, found: Sequence[Solution]) -> Expr:
    for name, value in found:
        side = substitute(side, {name: value})
    return side


def _solved(left: Expr, right: Expr, known: dict[str, Expr]) -> Solution | None:
    choices = []
    for side, other in ((left, right), (right, left)):
        for name in variables((side,)):
            if name in known:
                continue
            path = _only_path(side, name)
            if path is None:
                continue
            value = _isolated(path, other)
            is_own = other.op.has("integer") and other.args[0] is side
            if value is not None and (name not in variables((other,)) or is_own):
                choices.append((len(path), name, value))
    if not choices:
        return None
    _, name, value = min(choices, key=lambda choice: choice[0])
    return name, value


def _only_path(side: Expr, name: str) -> list[tuple[Expr, int]] | None:
    """The nodes from the top down to the input, each with its argument's index; None if the input occurs twice."""
    target = variable(name)
    path: list[tuple[Expr, int]] = []
    order = postorder((side,))
    holding = {target}
    for node in order:
        if node is not target and any(arg in holding for arg in node.args):
            holding.add(node)
    node = side
    while node is not target:
        places = [place for place, arg in enumerate(node.args) if arg in holding]
        is_square = node.op.name == "mul" and node.args[0] is node.args[1]
        if len(places) != 1 and not is_square:
            return None
        path.append((node, places[0]))
        node = node.args[places[0]]
    return path


def _isolated(path: list[tuple[Expr, int]], value: Expr) -> Expr | None:
    for node, place in path:
        inner = node.args[place]
        if node.op.name == "mul" and node.args[0] is node.args[1]:
            value = make("copysign", make("sqrt", value), inner)
            continue
        inverse = INVERSES.get((node.op.name, place))
        if inverse is None:
            return None
        value = inverse(value, inner, node.args)
    return value


def _kept_fraction(value: Expr, inner: Expr, rounding: str) -> Expr:
    """A number that rounds to `value` and has the same offset from it as `inner` had from its own rounding."""
    return make("add", value, make("sub", inner, make(rounding, inner)))


INVERSES: dict[tuple[str, int], Inverse] = {
    ("add", 0): lambda value, _, args: make("sub", value, args[1]),
    ("add", 1): lambda value, _, args: make("sub", value, args[0]),
    ("sub", 0): lambda value, _, args: make("add", value, args[1]),
    ("sub", 1): lambda value, _, args: make("sub", args[0], value),
    ("mul", 0): lambda value, _, args: make("div", value, args[1]),
    ("mul", 1): lambda value, _, args: make("div", value, args[0]),
    ("div", 0): lambda value, _, args: make("mul", value, args[1]),
    ("div", 1): lambda value, _, args: make("div", args[0], value),
    ("neg", 0): lambda value, _, args: make("neg", value),
    ("recip", 0): lambda value, _, args: make("div", constant(1.0), value),
    ("sqrt", 0): lambda value, _, args: make("mul", value, value),
    ("abs", 0): lambda value, inner, args: make("copysign", value, inner),
    ("floor", 0): lambda value, inner, args: _kept_fraction(value, inner, "floor"),
    ("ceil", 0): lambda value, inner, args: _kept_fraction(value, inner, "ceil"),
    ("trunc", 0): lambda value, inner, args: _kept_fraction(value, inner, "trunc"),
    ("rint", 0): lambda value, inner, args: _kept_fraction(value, inner, "rint"),
    ("exp", 0): lambda value, _, args: make("log", value),
    ("exp2", 0): lambda value, _, args: make("log2", value),
    ("log", 0): lambda value, _, args: make("exp", value),
    ("log2", 0): lambda value, _, args: make("exp2", value),
    ("cbrt", 0): lambda value, _, args: make("mul", value, make("mul", value, value)),
}
