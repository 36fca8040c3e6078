"""The solver of all data-flow analyses: propagates values between nodes until nothing changes.

The worklist algorithm of Kildall, "A unified approach to global program optimization", POPL 1973. A node is a block, a
procedure, or whatever else an analysis is about.
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
    """The fixed point reached from `start`: the values of its nodes and of all nodes that steps lead to.

    `step` takes a node and the values so far, and returns the resulting values as pairs of a node and a value. The
    first value that a step returns for a new node is kept; later ones are combined with the current value by `meet`.
    After a node's value has changed, the nodes that `asked_again` returns for it (by default only itself) are visited
    again.

    The result does not depend on the order if steps are monotone. The solver terminates if no value can descend
    forever. The nodes of `start` are visited from the last to the first.
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
