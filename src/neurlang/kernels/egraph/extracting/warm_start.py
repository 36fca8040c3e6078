"""Choices for a form that is already known, so that a search can continue from it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.egraph.extracting.choices import Choices
from neurlang.kernels.egraph.extracting.greedy import needed, pick_tree
from neurlang.kernels.egraph.graph import EGraph
from neurlang.kernels.expr import Expr, postorder


def picked_as(
    graph: EGraph, choices: Choices, forms: Sequence[Expr], costs: NDArray[np.float64]
) -> NDArray[np.int32] | None:
    """The choices that compute the roots as the forms do; None if the graph does not offer them.

    If parts of the forms turned out to be equal, the first of them represents all; classes that the forms do
    not need take their cheapest tree (`costs` has a cost for each choice).
    """
    numbers = np.full(graph.made, -1, np.int32)
    numbers[choices.leaders] = np.arange(choices.classes, dtype=np.int32)
    is_set = np.zeros(choices.classes, np.bool_)
    picked = pick_tree(choices, costs)
    number_of: dict[Expr, int] = {}
    nodes = {part: node for form in forms for part, node in graph.add_all(form).items()}
    for part in postorder(forms):
        node = graph.find(nodes[part])
        number = number_of[part] = int(numbers[node]) if node < len(numbers) else -1
        if number < 0 or is_set[number]:
            continue
        choice = choice_of(choices, number, part.op.number, [number_of[each] for each in part.args])
        if choice >= 0:
            picked[number], is_set[number] = choice, True
    return None if needed(choices, picked) is None else picked


def choice_of(choices: Choices, number: int, op: int, below: Sequence[int]) -> int:
    """The choice of a class that is this operation over these classes, or its only choice; -1 if there is none."""
    start, end = int(choices.starts[number]), int(choices.starts[number + 1])
    if end - start == 1:
        return start
    args = np.array([*below, -1, -1, -1][:3], np.int32)
    is_it = (choices.ops[start:end] == op) & (choices.args[start:end] == args).all(axis=1)
    found = np.flatnonzero(is_it)
    return start + int(found[0]) if len(found) else -1
