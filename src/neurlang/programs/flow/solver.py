"""The solver of all analyses: values of nodes, met with what follows from each other until nothing changes.

The worklist algorithm of Kildall, "A unified approach to global program optimization", POPL 1973. A node is a block, a
procedure, or whatever else an analysis speaks of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node")
Value = TypeVar("Value")


def _itself(node: Node) -> tuple[Node, ...]:
    return (node,)


def fixpoint(
    start: Mapping[Node, Value],
    step: Callable[[Node, Mapping[Node, Value]], Iterable[tuple[Node, Value]]],
    meet: Callable[[Value, Value], Value],
    asked_again: Callable[[Node], Iterable[Node]] = _itself,
) -> dict[Node, Value]:
    """The fixed point that is reached from `start`: the values of its nodes and of those that steps lead to.

    `step` takes a node and the values so far, and returns what follows from them as pairs of a node and a value. A
    node's first value is the first that a step returns for it; later ones are met with the present value. After a
    node's value has changed, `step` is asked again for the nodes that `asked_again` returns, by default for itself.

    The result doesn't depend on the order if steps are monotone. The solver ends if no value can fall for ever. Nodes
    of the start are asked from the last to the first.
    """
    values = dict(start)
    waiting = list(values)
    is_waiting = set(values)
    while waiting:
        node = waiting.pop()
        is_waiting.remove(node)
        for other, value in step(node, values):
            met = meet(values[other], value) if other in values else value
            if other in values and met == values[other]:
                continue
            values[other] = met
            again = [each for each in asked_again(other) if each not in is_waiting]
            waiting += again
            is_waiting.update(again)
    return values
