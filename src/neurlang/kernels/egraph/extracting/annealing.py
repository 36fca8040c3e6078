"""Extraction for any cost: simulated annealing over the choices (Kirkpatrick, Gelatt and Vecchi, 1983).

The cost is a compiled function of the flattened DAG, so it may count what additive costs cannot: pipes, paths,
fusions. A move changes the choice of one needed class; the result is the best state visited, so it is never worse
than the start.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import FormulaError
from neurlang.kernels.compiled import compiled, inlined
from neurlang.kernels.egraph.extracting.choices import Choices
from neurlang.kernels.egraph.extracting.greedy import walk
from neurlang.kernels.egraph.extracting.schedule import Annealing
from neurlang.kernels.egraph.extracting.workspace import CostOfRows, RowCost, Workspace, workspace_for

LAST_MARK = 2_000_000_000


class Options(NamedTuple):
    """The arrays of `Choices` that annealing reads."""

    starts: NDArray[np.int32]
    ops: NDArray[np.int32]
    args: NDArray[np.int32]
    values: NDArray[np.float64]
    roots: NDArray[np.int32]


class Space(NamedTuple):
    """The arrays for annealing over a number of classes."""

    order: NDArray[np.int32]  # (classes,): the classes that are needed, arguments first
    trial_order: NDArray[np.int32]
    best_order: NDArray[np.int32]
    best_picked: NDArray[np.int32]
    row_of: NDArray[np.int32]
    marks: NDArray[np.int32]
    stack: NDArray[np.int32]  # (4 classes + 4,)
    ops: NDArray[np.int32]  # the rows to be costed
    args: NDArray[np.int32]  # (classes, 3)
    values: NDArray[np.float64]


def space_for(classes: int) -> Space:
    """Space for that many classes."""
    order, trial, best, picked, row_of, marks, ops = np.zeros((7, classes), np.int32)
    stack, args = np.empty(4 * classes + 4, np.int32), np.empty((classes, 3), np.int32)
    return Space(order, trial, best, picked, row_of, marks, stack, ops, args, np.empty(classes, np.float64))


@inlined
def copy(target: NDArray[np.int32], source: NDArray[np.int32]) -> None:
    """Copy one list over another; slice assignment would allocate memory."""
    for place in range(len(source)):
        target[place] = source[place]


@inlined
def flatten(
    order: NDArray[np.int32],
    count: int,
    picked: NDArray[np.int32],
    ops: NDArray[np.int32],
    args: NDArray[np.int32],
    values: NDArray[np.float64],
    row_of: NDArray[np.int32],
    out_ops: NDArray[np.int32],
    out_args: NDArray[np.int32],
    out_values: NDArray[np.float64],
) -> None:
    """Write the needed classes' choices as rows whose arguments are rows."""
    for row in range(count):
        number = order[row]
        choice = picked[number]
        row_of[number] = row
        out_ops[row], out_values[row] = ops[choice], values[choice]
        for place in range(3):
            below = args[choice, place]
            out_args[row, place] = row_of[below] if below >= 0 else -1


@inlined
def cost_of(
    of_rows: CostOfRows,
    weights: NDArray[np.float64],
    options: Options,
    picked: NDArray[np.int32],
    order: NDArray[np.int32],
    count: int,
    space: Space,
    workspace: Workspace,
) -> float:
    """The cost of the needed classes' choices."""
    flatten(
        order,
        count,
        picked,
        options.ops,
        options.args,
        options.values,
        space.row_of,
        space.ops,
        space.args,
        space.values,
    )
    return of_rows(weights, space.ops[:count], space.args[:count], space.values[:count], workspace)


@inlined
def keep(space: Space, picked: NDArray[np.int32], order: NDArray[np.int32]) -> None:
    """Remember the state as the best one."""
    copy(space.best_picked, picked)
    copy(space.best_order, order)


@inlined
def next_mark(marks: NDArray[np.int32], mark: int) -> int:
    """A mark that no class has; all marks are cleared before the numbers run out. A walk uses two."""
    if mark + 2 <= LAST_MARK:
        return mark + 2
    for place in range(len(marks)):
        marks[place] = 0
    return 1


@inlined
def xorshift(state: Any) -> Any:  # noqa: ANN401 - uint64
    """The next state of a xorshift generator (Marsaglia, 2003)."""
    state ^= state << np.uint64(13)
    state ^= state >> np.uint64(7)
    return state ^ (state << np.uint64(17))


@compiled
def anneal_rows(
    of_rows: CostOfRows,
    weights: NDArray[np.float64],
    options: Options,
    picked: NDArray[np.int32],
    moves: int,
    rounds: int,
    heat: NDArray[np.float64],
    seed: np.uint64,
    space: Space,
    workspace: Workspace,
) -> tuple[float, float]:
    """Improve `picked` in place; returns the cost at the start and the best cost."""
    starts, args, roots, marks, stack = options.starts, options.args, options.roots, space.marks, space.stack
    order, trial_order, mark = space.order, space.trial_order, 1
    count = walk(args, roots, picked, marks, mark, stack, order)
    first = cost_of(of_rows, weights, options, picked, order, count, space, workspace)
    best, best_count = first, count
    keep(space, picked, order)
    state = xorshift(seed ^ np.uint64(0x9E3779B97F4A7C15))
    for _ in range(rounds):
        copy(picked, space.best_picked)
        copy(order, space.best_order)
        count, current = best_count, best
        for move in range(moves):
            state = xorshift(state)
            number = order[(state >> np.uint64(33)) % np.uint64(count)]
            width = starts[number + 1] - starts[number]
            if width < 2:
                continue
            old = picked[number]
            state = xorshift(state)
            jump = 1 + np.int64((state >> np.uint64(33)) % np.uint64(width - 1))
            picked[number] = starts[number] + (old - starts[number] + jump) % width
            mark = next_mark(marks, mark)
            trial = walk(args, roots, picked, marks, mark, stack, trial_order)
            if trial < 0:
                picked[number] = old
                continue
            cost = cost_of(of_rows, weights, options, picked, trial_order, trial, space, workspace)
            temperature = abs(first) * heat[0] * (heat[1] / heat[0]) ** (move / moves)
            state = xorshift(state)
            chance = np.float64(state >> np.uint64(11)) * 2.0**-53
            if cost > current and not (temperature > 0 and chance < np.exp((current - cost) / temperature)):
                picked[number] = old
                continue
            order, trial_order = trial_order, order
            count, current = trial, cost
            if cost < best:
                best, best_count = cost, count
                keep(space, picked, order)
    copy(picked, space.best_picked)
    return first, best


def pick_annealed(
    choices: Choices, cost: RowCost, start: NDArray[np.int32], config: Annealing
) -> tuple[NDArray[np.int32], float, float]:
    """The choices found, the cost of the start, and the cost reached.

    `start` (int32, a choice for each class) is where annealing begins; it is not changed.

    Raises:
        FormulaError: nothing can be extracted, or a cost is NaN.

    """
    picked = start.copy()
    if (picked[choices.roots] < 0).any():
        raise FormulaError("Nothing can be extracted: every form of a root contains itself.")
    heat = np.array([config.hot, config.cold])
    options = Options(choices.starts, choices.ops, choices.args, choices.values, choices.roots)
    call = (picked, config.moves, config.rounds, heat, np.uint64(config.seed))
    spaces = (space_for(choices.classes), workspace_for(choices.classes))
    first, best = anneal_rows(cost.function, cost.weights, options, *call, *spaces)
    if best != best or first != first:
        raise FormulaError("The cost of a form is NaN.")
    return picked, float(first), float(best)
