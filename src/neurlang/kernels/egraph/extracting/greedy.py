"""Extraction for additive costs, quick and not always optimal: trees, and greedy DAGs.

Tree: each class takes the node whose tree is cheapest, by relaxation to a fixed point (Knuth's generalisation
of Dijkstra's problem, 1977). DAG: each class keeps the set of choices that its best form needs, so that shared
parts are counted once ("greedy-dag" of extraction-gym).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.compiled import compiled
from neurlang.kernels.egraph.extracting.choices import Choices

SMALLEST = 1e-9  # added to each node's cost, so that a cycle is never free
MOST_WORDS = 1 << 25  # of 8 bytes: 256 MB of bit sets at most


@compiled
def relax_trees(
    starts: NDArray[np.int32],
    args: NDArray[np.int32],
    costs: NDArray[np.float64],
    best: NDArray[np.float64],
    picked: NDArray[np.int32],
) -> None:
    """Lower each class's tree cost until nothing changes, last class first, as arguments mostly come after users."""
    is_changed = True
    while is_changed:
        is_changed = False
        for number in range(len(starts) - 2, -1, -1):
            for choice in range(starts[number], starts[number + 1]):
                total = costs[choice]
                for place in range(3):
                    if args[choice, place] >= 0:
                        total += best[args[choice, place]]
                if total < best[number]:
                    best[number], picked[number] = total, choice
                    is_changed = True


def pick_tree(choices: Choices, costs: NDArray[np.float64]) -> NDArray[np.int32]:
    """The choice of each class whose tree costs least; -1 for a class without a finite tree."""
    best = np.full(choices.classes, np.inf)
    picked = np.full(choices.classes, -1, np.int32)
    relax_trees(choices.starts, choices.args, costs + SMALLEST, best, picked)
    return picked


@compiled
def relax_dags(
    starts: NDArray[np.int32],
    args: NDArray[np.int32],
    costs: NDArray[np.float64],
    best: NDArray[np.float64],
    picked: NDArray[np.int32],
    sets: NDArray[np.uint64],
    trial: NDArray[np.uint64],
) -> None:
    """Lower each class's DAG cost until nothing changes; `sets` has the classes that its form needs."""
    words = sets.shape[1]
    is_changed = True
    while is_changed:
        is_changed = False
        for number in range(len(starts) - 2, -1, -1):
            for choice in range(starts[number], starts[number + 1]):
                if dag_below(args, choice, best, sets, trial, number):
                    continue
                total = costs[choice]
                for word in range(words):
                    bits = trial[word]
                    while bits:
                        low = bits & (~bits + np.uint64(1))
                        total += costs[picked[64 * word + place_of(low)]]
                        bits ^= low
                if total < best[number] - SMALLEST:
                    best[number], picked[number] = total, choice
                    for word in range(words):
                        sets[number, word] = trial[word]
                    sets[number, number >> 6] |= np.uint64(1) << np.uint64(number & 63)
                    is_changed = True


@compiled
def dag_below(
    args: NDArray[np.int32],
    choice: int,
    best: NDArray[np.float64],
    sets: NDArray[np.uint64],
    trial: NDArray[np.uint64],
    number: int,
) -> bool:
    """Unite the arguments' sets into `trial`; returns whether the choice is unusable (no form yet, or a cycle)."""
    for word in range(len(trial)):
        trial[word] = 0
    for place in range(3):
        below = args[choice, place]
        if below < 0:
            continue
        if best[below] == np.inf:
            return True
        for word in range(len(trial)):
            trial[word] |= sets[below, word]
    return bool((trial[number >> 6] >> np.uint64(number & 63)) & np.uint64(1))


@compiled
def place_of(bit: np.uint64) -> int:
    """The position of a word's only set bit."""
    place = 0
    while bit > np.uint64(1):
        bit = bit >> np.uint64(1)
        place += 1
    return place


def pick_dag(choices: Choices, costs: NDArray[np.float64]) -> NDArray[np.int32]:
    """The choice of each class whose DAG costs least, found greedily; -1 if there is none.

    Beyond 256 MB of bit sets (about 46,000 classes) the trees' choices are returned.
    """
    tree = pick_tree(choices, costs)
    words = (choices.classes + 63) // 64
    if choices.classes * words > MOST_WORDS:
        return tree
    best = np.full(choices.classes, np.inf)
    picked = np.full(choices.classes, -1, np.int32)
    sets, trial = np.zeros((choices.classes, words), np.uint64), np.zeros(words, np.uint64)
    relax_dags(choices.starts, choices.args, costs, best, picked, sets, trial)
    return picked if dag_cost(choices, costs, picked) <= dag_cost(choices, costs, tree) else tree


def dag_cost(choices: Choices, costs: NDArray[np.float64], picked: NDArray[np.int32]) -> float:
    """The sum of costs of the choices that the roots need; infinite if they depend on each other in a cycle."""
    order = needed(choices, picked)
    return float(costs[picked[order]].sum()) if order is not None else float("inf")


def needed(choices: Choices, picked: NDArray[np.int32]) -> NDArray[np.int32] | None:
    """The classes that the roots need, arguments first; None if they depend on each other in a cycle."""
    order = np.empty(choices.classes, np.int32)
    marks, stack = np.zeros(choices.classes, np.int32), np.empty(4 * choices.classes + 4, np.int32)
    count = walk(choices.args, choices.roots, picked, marks, 1, stack, order)
    return order[:count] if count >= 0 else None


@compiled
def walk(
    args: NDArray[np.int32],
    roots: NDArray[np.int32],
    picked: NDArray[np.int32],
    marks: NDArray[np.int32],
    mark: int,
    stack: NDArray[np.int32],
    order: NDArray[np.int32],
) -> int:
    """Write the needed classes to `order`, arguments first; returns their number, or -1 for a cycle.

    `marks` distinguishes open (`mark`) and finished (`mark + 1`) classes; later walks must pass a greater `mark`.
    """
    count = 0
    for start in roots:
        if marks[start] == mark + 1:
            continue
        depth = 1
        stack[0] = start
        while depth > 0:
            top = stack[depth - 1]
            if marks[top] >= mark:
                depth -= 1
                if marks[top] == mark:
                    marks[top] = mark + 1
                    order[count] = top
                    count += 1
                continue
            if picked[top] < 0:
                return -1
            marks[top] = mark
            for place in range(3):
                below = args[picked[top], place]
                if below < 0 or marks[below] == mark + 1:
                    continue
                if marks[below] == mark:
                    return -1
                stack[depth] = below
                depth += 1
    return count
