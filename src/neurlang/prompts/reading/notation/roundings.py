"""Plans that round a number: down, up, to the nearest, to decimal places. The functions return nodes of a plan."""

from __future__ import annotations

from neurlang.errors import MeaningError
from neurlang.prompts.reading.notation.trees import Apply, Listing, Tree
from neurlang.prompts.reading.plan import Leaf, Node, evaluate, operation

ROUNDINGS = frozenset(("round", "round up", "round down", "nearest"))


def round_down(node: Node) -> Node:
    """The largest whole number that is at most n: n − n mod 1."""
    if isinstance(evaluate(node), int):
        return operation("ADD", node, Leaf(0))
    return operation("SUB", node, operation("MOD", node, Leaf(1)))


def round_up(node: Node) -> Node:
    """The smallest whole number that is at least n."""
    return operation("MUL", Leaf(-1), round_down(operation("MUL", Leaf(-1), node)))


def round_to_places(node: Node, places: Node | None = None) -> Node:
    """The nearest whole number, or the nearest with that many decimal places; halves round away from zero."""
    if places is None:
        return round_to_multiple(node, Leaf(1))
    count = evaluate(places)
    if not isinstance(count, int) or not 0 <= count <= 15:
        raise MeaningError(f"decimal places are a whole number from 0 to 15: {count!r} was given")
    if isinstance(evaluate(node), int):
        return operation("ADD", node, Leaf(0))
    unit = Leaf(10**count)
    return operation("DIV", round_to_multiple(operation("MUL", node, unit), Leaf(1)), unit)


def round_to_multiple(node: Node, unit: Node) -> Node:
    """The nearest multiple of `unit`; halves round away from zero."""
    value, step = evaluate(node), evaluate(unit)
    if not isinstance(step, int | float) or step <= 0:
        raise MeaningError("rounding to multiples needs a positive number")
    if isinstance(value, int | float) and value < 0:
        return operation("MUL", Leaf(-1), round_to_multiple(operation("MUL", Leaf(-1), node), unit))
    if isinstance(value, int) and isinstance(step, int):
        raised = operation("ADD", node, Leaf(step // 2))
        return operation("MUL", operation("DIV", raised, unit, whole=True), unit)
    if step == 1:
        return _nearest_whole(node)
    return operation("MUL", _nearest_whole(operation("DIV", node, unit)), unit)


def _nearest_whole(node: Node) -> Node:
    """The value n − r for the rest r = n mod 1, plus one if r is at least a half. It is exact for every real n ≥ 0."""
    if isinstance(evaluate(node), int):
        return operation("ADD", node, Leaf(0))
    rest = operation("MOD", node, Leaf(1))
    below = operation("IS_POSITIVE", operation("SUB", Leaf(0.5), rest))
    return operation("ADD", operation("SUB", node, rest), operation("SUB", Leaf(1), below))


def with_real_quotients(tree: Tree) -> Tree:
    """The tree; what is rounded as `the quotient of 19 and 4 rounded up` is a real number, and not 19 // 4."""
    if isinstance(tree, Listing):
        return Listing(tuple(map(with_real_quotients, tree.elements)))
    if not isinstance(tree, Apply):
        return tree
    if not tree.arguments:
        return tree
    first, *others = map(with_real_quotients, tree.arguments)
    said = first.spoken[0] if isinstance(first, Apply) and first.spoken else ""
    if tree.operation in ROUNDINGS and isinstance(first, Apply) and said == "quotient of ":
        first = Apply("divide", first.arguments, first.spoken)
    return Apply(tree.operation, (first, *others), tree.spoken)
