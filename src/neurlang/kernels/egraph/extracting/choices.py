"""What can be chosen: the part of a graph that its roots reach, as flat arrays for extraction.

A class that has a constant offers nothing else: nothing is cheaper, and an exponent of `powi` must be a constant.
Nodes that have their own class as an argument are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import FormulaError
from neurlang.kernels.compiled import compiled
from neurlang.kernels.egraph.core import find
from neurlang.kernels.egraph.graph import EGraph
from neurlang.kernels.egraph.layout import ARG, LAST_LEAF, NEXT, NONE, NUMBER, OP, VAR, Arrays
from neurlang.kernels.expr import OPS, Expr, constant, make, truth, variable


@dataclass(frozen=True, slots=True)
class Choices:
    """Classes in the order of reaching them; class k has choices `starts[k]` to `starts[k + 1]`."""

    starts: NDArray[np.int32]  # (classes + 1,)
    leaders: NDArray[np.int32]  # (classes,): their leaders in the graph
    nodes: NDArray[np.int32]  # (choices,): the graph's nodes
    ops: NDArray[np.int32]  # (choices,)
    args: NDArray[np.int32]  # (choices, 3): classes, -1 for none
    values: NDArray[np.float64]  # (choices,): of constants, else 0
    roots: NDArray[np.int32]  # classes
    inputs: tuple[str, ...]
    input_numbers: NDArray[np.int32]  # (choices,): of inputs

    @property
    def classes(self) -> int:
        """How many classes the roots reach."""
        return len(self.starts) - 1

    def costs(self, node_costs: NDArray[np.float64]) -> NDArray[np.float64]:
        """The cost of each choice alone."""
        costs: NDArray[np.float64] = np.asarray(node_costs, np.float64)[self.ops]
        if not (costs >= 0).all():
            raise FormulaError("Costs of nodes must be numbers of at least 0.")
        return costs


@compiled
def collect(
    state: Arrays,
    number: NDArray[np.int32],
    leaders: NDArray[np.int32],
    reached: int,
    starts: NDArray[np.int32],
    nodes: NDArray[np.int32],
    args: NDArray[np.int32],
) -> int:
    """Number the classes from the roots (already in `leaders`) on, and list their nodes; returns how many classes."""
    cells = state.cells
    at, filled = 0, 0
    while at < reached:
        leader = leaders[at]
        starts[at] = filled
        member = cells[leader, NUMBER]
        is_number = member != NONE
        if not is_number:
            member = leader
        while True:
            if cells[member, OP] >= 0:
                nodes[filled] = member
                is_own = False
                for place in range(3):
                    below = cells[member, ARG + place]
                    args[filled, place] = -1
                    if cells[member, OP] > LAST_LEAF and below >= 0:
                        below = find(state.up, below)
                        is_own = is_own or below == leader
                        if number[below] < 0 and not is_own:
                            number[below] = reached
                            leaders[reached] = below
                            reached += 1
                        args[filled, place] = number[below]
                if not is_own:
                    filled += 1
            member = cells[member, NEXT]
            if is_number or member == leader:
                break
        at += 1
    starts[reached] = filled
    return reached


def choices_of(graph: EGraph, roots: Sequence[int]) -> Choices:
    """The choices below roots of a rebuilt graph.

    Raises:
        FormulaError: there is no root, or unions are waiting for the rebuild.

    """
    if not roots or not graph.is_rebuilt:
        raise FormulaError("Extraction needs a rebuilt graph and at least one root.")
    state, count = graph.state, graph.made
    number = np.full(count, -1, np.int32)
    leaders, starts = np.empty(count, np.int32), np.empty(count + 1, np.int32)
    nodes, args = np.empty(count + 1, np.int32), np.empty((count + 1, 3), np.int32)
    for root in map(graph.find, roots):
        if number[root] < 0:
            number[root] = number.max() + 1
            leaders[number[root]] = root
    reached = int(collect(state, number, leaders, int(number.max()) + 1, starts, nodes, args))
    filled = int(starts[reached])
    nodes, ops = nodes[:filled].copy(), state.cells[nodes[:filled], OP]
    is_const = ops == 0
    return Choices(
        starts=starts[: reached + 1].copy(),
        leaders=leaders[:reached].copy(),
        nodes=nodes,
        ops=ops.copy(),
        args=args[:filled].copy(),
        values=np.where(is_const, state.numbers[nodes], 0.0),
        roots=np.array([number[graph.find(root)] for root in roots], np.int32),
        inputs=tuple(graph.inputs),
        input_numbers=np.where(ops == VAR, state.cells[nodes, ARG], 0).astype(np.int32),
    )


def expressions(choices: Choices, picked: NDArray[np.int32]) -> tuple[Expr, ...]:
    """The roots' expressions if class k is computed by choice `picked[k]`.

    Raises:
        FormulaError: the choices depend on each other in a cycle, or a needed class has none.

    """
    done: dict[int, Expr] = {}
    entered: set[int] = set()
    waiting = [int(root) for root in choices.roots]
    while waiting:
        top = waiting[-1]
        if top in done:
            waiting.pop()
            continue
        choice = int(picked[top])
        below = [int(each) for each in choices.args[choice] if each >= 0] if choice >= 0 else []
        missing = [each for each in below if each not in done]
        if choice < 0 or (missing and top in entered):
            raise FormulaError("These choices are not an expression: they depend on each other in a cycle.")
        entered.add(top)
        if missing:
            waiting.extend(missing)
            continue
        done[top] = _expression(choices, choice, [done[each] for each in below])
        waiting.pop()
    return tuple(done[int(root)] for root in choices.roots)


def _expression(choices: Choices, choice: int, args: list[Expr]) -> Expr:
    name = OPS[choices.ops[choice]].name
    if args:
        return make(name, *args)
    if name == "const":
        return constant(float(choices.values[choice]))
    if name == "var":
        return variable(choices.inputs[choices.input_numbers[choice]])
    return truth(name == "true")
