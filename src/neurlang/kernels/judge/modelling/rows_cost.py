"""The Judge's cost of a DAG: a smooth maximum over the units of the processor, distilled from its pipeline.

For use inside a search, which has no code to count. An operation stands for the instructions that it usually becomes;
products are fused into sums, and constants folded, as the code generator does. The cost is in nanoseconds of a vector.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.compiled import compiled, inlined
from neurlang.kernels.cost import fold_constants, fusions, is_power_of_two, products_of_power
from neurlang.kernels.egraph import Workspace
from neurlang.kernels.expr import OPS, op

Numbers = NDArray[np.int32]
Reals = NDArray[np.float64]

# What an operation can become beyond itself: a sum that absorbs a product, a choice of which one side is a constant.
FUSED, WITH_CONSTANT = len(OPS), len(OPS) + 1
WAYS = len(OPS) + 2
# The units: multipliers, adders, the outer and all pipes of the vector unit, the divider, the library. `ENTRY` counts
# instructions, `DELAY` the time until the result is there.
MULTIPLIERS, ADDERS, OUTER, ALL, DIVIDER, LIBRARY, ENTRY, DELAY = range(8)
COLUMNS = 8
# The first weights: a load and a store each, an access to an array if more than `NEAR` do not fit the first cache, the
# window in instructions, the time that an instruction takes to enter.
LOAD, STORE, BUS, NEAR, WINDOW, ENTRY_TIME = range(6)
SCALARS = 6
INPUTS, OUTPUTS, TOTALS = 8, 9, 10  # further totals

PRODUCT, CONSTANT, QUOTIENT, POWER, VARIABLE = (
    op(name).number for name in ("mul", "const", "div", "powi", "var")
)
SUM, DIFFERENCE = op("add").number, op("sub").number
CHOICES = np.array([entry.name in ("min", "max", "minimum", "maximum") for entry in OPS])
IS_LEAF = np.array([entry.arity == 0 for entry in OPS])


def weight_count() -> int:
    """The length of an array of weights."""
    return SCALARS + COLUMNS * WAYS


def column(weights: Reals, number: int) -> Reals:
    """The weights of one column, a view: one for each way."""
    start = SCALARS + number * WAYS
    return weights[start : start + WAYS]


@inlined
def way_of(ops: Numbers, args: Numbers, values: Reals, marks: Numbers, row: int) -> int:
    """What an operation becomes."""
    number = ops[row]
    if marks[row] == 1:
        return FUSED
    if number == QUOTIENT and ops[args[row, 1]] == CONSTANT and is_power_of_two(values[args[row, 1]]):
        return PRODUCT
    if CHOICES[number] and (ops[args[row, 0]] == CONSTANT or ops[args[row, 1]] == CONSTANT):
        return WITH_CONSTANT
    return int(number)


@inlined
def eighth_power(value: float) -> float:
    """A power that sharpens the maximum: two equally busy units cost 9 % more than one."""
    square = value * value
    fourth = square * square
    return fourth * fourth


@inlined
def smooth_maximum(
    multipliers: float, adders: float, outer: float, everything: float, divider: float,
    loads: float, stores: float, bus: float, entry: float, chain: float,
) -> float:  # fmt: skip
    """The norm of high power of all units' times."""
    largest = max(multipliers, adders, outer, everything, divider, loads, stores, bus, entry, chain)
    if largest == 0.0:
        return 0.0
    scale = 1.0 / largest
    total = (
        eighth_power(multipliers * scale)
        + eighth_power(adders * scale)
        + eighth_power(outer * scale)
        + eighth_power(everything * scale)
        + eighth_power(divider * scale)
        + eighth_power(loads * scale)
        + eighth_power(stores * scale)
        + eighth_power(bus * scale)
        + eighth_power(entry * scale)
        + eighth_power(chain * scale)
    )
    return float(largest * np.sqrt(np.sqrt(np.sqrt(total))))


class Scored(NamedTuple):
    """The state of a scored DAG, from which a change of one node is scored without looking at all of it."""

    ways: Numbers  # (n,): what each row becomes; -1 if it costs nothing
    times: Reals  # (n,): how often
    ready: Reals  # (n,): when its value is there
    longest: Reals  # (n,): the longest chain among the rows up to this one
    totals: Reals  # (10,): of the first eight columns, then the inputs and the outputs


def scored_for(rows: int) -> Scored:
    """A state for that many rows."""
    times, ready, longest = np.empty((3, rows))
    return Scored(np.empty(rows, np.int32), times, ready, longest, np.zeros(TOTALS))


@inlined
def add_row(weights: Reals, totals: Reals, way: int, times: float) -> None:
    """Add what a row takes to the totals; with negative `times` it is taken away."""
    for number in range(DELAY):
        totals[number] += times * weights[SCALARS + number * WAYS + way]


@inlined
def cost_of_totals(weights: Reals, totals: Reals, path: float) -> float:
    """The nanoseconds of a vector, from the totals of all rows and the longest chain."""
    arrays = totals[INPUTS] + totals[OUTPUTS]
    bus = weights[BUS] * arrays if arrays > weights[NEAR] else 0.0
    chain = path * min(1.0, totals[ENTRY] / weights[WINDOW])
    busiest = smooth_maximum(
        totals[MULTIPLIERS],
        totals[ADDERS],
        totals[OUTER],
        totals[ALL],
        totals[DIVIDER],
        weights[LOAD] * totals[INPUTS],
        weights[STORE] * totals[OUTPUTS],
        bus,
        totals[ENTRY] * weights[ENTRY_TIME],
        chain,
    )
    return float(busiest + totals[LIBRARY])


@inlined
def longest_path(weights: Reals, args: Numbers, state: Scored, start: int) -> float:
    """The longest chain, after the times of rows from `start` on are worked out again."""
    ways, times, ready, longest = state.ways, state.times, state.ready, state.longest
    path = longest[start - 1] if start > 0 else 0.0
    for row in range(start, len(ways)):
        at = 0.0
        for place in range(3):
            arg = args[row, place]
            if arg >= 0:
                at = max(at, ready[arg])
        if ways[row] >= 0:
            at += times[row] * weights[SCALARS + DELAY * WAYS + ways[row]]
        ready[row] = at
        path = max(path, at)
        longest[row] = path
    return path


@compiled
def score(
    weights: Reals, ops: Numbers, args: Numbers, values: Reals, workspace: Workspace, state: Scored
) -> float:
    """The nanoseconds of a vector of a DAG given as rows; fills the state."""
    fusions(ops, args, workspace)
    fold_constants(ops, args, workspace)
    marks, folded, heads = workspace.marks, workspace.flags, workspace.heads
    ways, times, totals = state.ways, state.times, state.totals
    for number in range(TOTALS):
        totals[number] = 0.0
    for row in range(len(ops)):
        number = ops[row]
        totals[OUTPUTS] += heads[row] < 0
        totals[INPUTS] += number == VARIABLE
        ways[row], times[row] = -1, 1.0
        if IS_LEAF[number] or marks[row] == 2 or folded[row]:
            continue
        way = way_of(ops, args, values, marks, row)
        if number == POWER:
            exponent = values[args[row, 1]]
            way, times[row] = PRODUCT, float(products_of_power(exponent))
            if exponent < 0:
                add_row(weights, totals, QUOTIENT, 1.0)
        ways[row] = way
        add_row(weights, totals, way, times[row])
    return cost_of_totals(weights, totals, longest_path(weights, args, state, 0))


@compiled
def rescore(
    weights: Reals,
    ops: Numbers,
    args: Numbers,
    values: Reals,
    workspace: Workspace,
    state: Scored,
    row: int,
    number: int,
) -> float:
    """The cost after the op of a row is replaced by another of the same arity; updates the rows and the state.

    Only where a product comes or goes, or an op becomes or was a constant's, all rows are looked at again.
    """
    before = ops[row]
    ops[row] = number
    was_sum, is_sum = before in (SUM, DIFFERENCE), number in (SUM, DIFFERENCE)
    is_plain = (
        before != PRODUCT and number != PRODUCT and was_sum == is_sum and before != POWER and number != POWER
    )
    if not is_plain or IS_LEAF[before] or IS_LEAF[number]:
        return score(weights, ops, args, values, workspace, state)
    if state.ways[row] < 0:  # folded
        return cost_of_totals(weights, state.totals, longest_path(weights, args, state, row))
    add_row(weights, state.totals, state.ways[row], -state.times[row])
    state.ways[row] = way_of(ops, args, values, workspace.marks, row)
    add_row(weights, state.totals, state.ways[row], state.times[row])
    return cost_of_totals(weights, state.totals, longest_path(weights, args, state, row))


@compiled
def judged_rows(weights: Reals, ops: Numbers, args: Numbers, values: Reals, workspace: Workspace) -> float:
    """The nanoseconds of a vector of a DAG given as rows: `score` without its state, for searches."""
    fusions(ops, args, workspace)
    fold_constants(ops, args, workspace)
    marks, folded, heads, ready = workspace.marks, workspace.flags, workspace.heads, workspace.numbers
    u0, u1, u2, u3, u4, u5, u6, path = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    inputs, outputs = 0, 0
    for row in range(len(ops)):
        number = ops[row]
        at = 0.0
        for place in range(3):
            arg = args[row, place]
            if arg >= 0:
                at = max(at, ready[arg])
        ready[row] = at
        outputs += heads[row] < 0
        inputs += number == VARIABLE
        if IS_LEAF[number] or marks[row] == 2 or folded[row]:
            continue
        times = 1.0
        way = way_of(ops, args, values, marks, row)
        if number == POWER:
            exponent = values[args[row, 1]]
            times, way = float(products_of_power(exponent)), PRODUCT
            if exponent < 0:
                u4 += weights[SCALARS + DIVIDER * WAYS + QUOTIENT]
                u6 += weights[SCALARS + ENTRY * WAYS + QUOTIENT]
        base = SCALARS + way
        u0 += times * weights[base + MULTIPLIERS * WAYS]
        u1 += times * weights[base + ADDERS * WAYS]
        u2 += times * weights[base + OUTER * WAYS]
        u3 += times * weights[base + ALL * WAYS]
        u4 += times * weights[base + DIVIDER * WAYS]
        u5 += times * weights[base + LIBRARY * WAYS]
        u6 += times * weights[base + ENTRY * WAYS]
        at += times * weights[base + DELAY * WAYS]
        ready[row] = at
        path = max(path, at)
    arrays = inputs + outputs
    bus = weights[BUS] * arrays if arrays > weights[NEAR] else 0.0
    chain = path * min(1.0, u6 / weights[WINDOW])
    loads, stores = weights[LOAD] * inputs, weights[STORE] * outputs
    return smooth_maximum(u0, u1, u2, u3, u4, loads, stores, bus, u6 * weights[ENTRY_TIME], chain) + u5


@compiled
def judged_batch(
    weights: Reals,
    starts: Numbers,
    ops: Numbers,
    args: Numbers,
    values: Reals,
    costs: Reals,
    workspace: Workspace,
) -> None:
    """The costs of many DAGs.

    DAG k has the rows from `starts[k]` to `starts[k + 1]`; its arguments count from the first of these.
    """
    for k in range(len(costs)):
        begin, end = starts[k], starts[k + 1]
        costs[k] = judged_rows(weights, ops[begin:end], args[begin:end], values[begin:end], workspace)
