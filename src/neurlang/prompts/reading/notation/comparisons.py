"""Plans of comparisons and of other questions whose answer is 1 or 0. The functions return nodes of a plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from itertools import pairwise

from neurlang.prompts.reading.plan import Leaf, Node, operation


def in_pairs(build: Callable[[Node, Node], Node]) -> Callable[..., Node]:
    """A comparison of any number of nodes: 1 if it holds for every pair of neighbours, else 0."""

    def chain(*arguments: Node) -> Node:
        parts = [build(left, right) for left, right in pairwise(arguments)]
        return reduce(lambda left, right: operation("MUL", left, right), parts)

    return chain


def greater(left: Node, right: Node) -> Node:
    """1 if left > right, else 0."""
    return operation("IS_POSITIVE", operation("SUB", left, right))


def unequal(left: Node, right: Node) -> Node:
    """1 if the numbers differ, else 0."""
    return operation("ABS", operation("SIGN", operation("SUB", left, right)))


def negation(node: Node) -> Node:
    """1 if the node is 0, and 0 if it is 1."""
    return operation("SUB", Leaf(1), node)


def divisible(value: Node, divisor: Node) -> Node:
    """1 if the remainder is 0, else 0."""
    return negation(operation("SIGN", operation("ABS", operation("MOD", value, divisor))))


def composite(node: Node) -> Node:
    """1 if n > 1 and n is not a prime, else 0."""
    return operation(
        "SUB", operation("IS_POSITIVE", operation("SUB", node, Leaf(1))), operation("IS_PRIME", node)
    )


def perfect_square(node: Node) -> Node:
    """1 if n is the square of a whole number, else 0."""
    root = operation("SQRT", operation("ABS", node), whole=True)
    return negation(unequal(operation("MUL", root, root), node))


def power_of_two(node: Node) -> Node:
    """1 if n > 0 and exactly one bit of n is set, else 0."""
    one = negation(unequal(operation("POPCOUNT", node), Leaf(1)))
    return operation("MUL", operation("IS_POSITIVE", node), one)
