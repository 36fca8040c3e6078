"""The port-aware model of cost: the bottleneck of a loop is its busiest unit, by a smooth maximum.

The cost is a smooth maximum (a norm of high power) of the cycles on the adders, the multipliers, the divider,
the issue of all ops, and the critical path, plus the calls of the library, during which nothing else of the
loop runs. Iterations of the loop overlap as far as the window of the machine reaches, so a chain of
latency L among n ops costs L·n/window. Fused multiply-adds are chosen first, as the code generator does:
a product whose every use is a sum costs nothing, and its sums go to the multipliers.
A product that is a result and also used elsewhere counts as if it were only used. Operations on constants are
folded and cost nothing; a division by a power of two is a multiplication.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.compiled import compiled, inlined
from neurlang.kernels.cost import machine as table
from neurlang.kernels.cost.model import Cost
from neurlang.kernels.egraph import RowCost, Workspace
from neurlang.kernels.expr import OPS, op

Numbers = NDArray[np.int32]

SHARPNESS = 6.0  # the power of the norm: at 6, two equally busy units cost 12 % more than one
PRODUCT, SUM, DIFFERENCE, CONSTANT, QUOTIENT, RECIPROCAL_ROOT, POWER_OP = (
    op(name).number for name in ("mul", "add", "sub", "const", "div", "rsqrt", "powi")
)
ADD, MULTIPLY, DIVIDE, LIBRARY, NONE, POWER = (
    table.ADD, table.MULTIPLY, table.DIVIDE, table.LIBRARY, table.NONE, table.POWER,
)  # fmt: skip
UNIT_OF = table.units()
# The weights: seven numbers of the machine, then the time that each op occupies its unit, then each op's latency.
ISSUE, PRODUCT_TIME, PRODUCT_DELAY, QUOTIENT_TIME, QUOTIENT_DELAY, WINDOW, SHARES, BUSY = range(8)
DELAYS = BUSY + len(OPS)


@inlined
def fusions(ops: Numbers, args: Numbers, workspace: Workspace) -> None:
    """Mark each row with 0, 1 (a sum that absorbs a product) or 2 (a product that is absorbed).

    Products are handled as in `select_fma`: in order, and each is fused into all its users or none.
    """
    marks, heads, links = workspace.marks, workspace.heads, workspace.links
    for row in range(len(ops)):
        marks[row], heads[row] = 0, -1
        for place in range(3):
            arg = args[row, place]
            if arg >= 0:
                links[row, place] = heads[arg]
                heads[arg] = 3 * row + place
    for row in range(len(ops)):
        if ops[row] == PRODUCT and can_fuse(ops, args, row, workspace):
            marks[row] = 2
            use = heads[row]
            while use >= 0:
                marks[use // 3] = 1
                use = links[use // 3, use % 3]


@inlined
def can_fuse(ops: Numbers, args: Numbers, product: int, workspace: Workspace) -> bool:
    """Whether every user is a sum of two different operands that has not absorbed a product."""
    use = workspace.heads[product]
    if use < 0:
        return False
    while use >= 0:
        user = use // 3
        is_sum = ops[user] == SUM or ops[user] == DIFFERENCE
        if not is_sum or workspace.marks[user] or args[user, 0] == args[user, 1]:
            return False
        use = workspace.links[user, use % 3]
    return True


@inlined
def fold_constants(ops: Numbers, args: Numbers, workspace: Workspace) -> None:
    """Flag the rows that are constants or operations on constants alone: these are folded before code is generated."""
    folded = workspace.flags
    for row in range(len(ops)):
        if args[row, 0] < 0:
            folded[row] = ops[row] == CONSTANT
            continue
        is_folded = True
        for place in range(3):
            arg = args[row, place]
            is_folded = is_folded and (arg < 0 or folded[arg] != 0)
        folded[row] = is_folded


@inlined
def is_power_of_two(value: float) -> bool:
    """Whether the code generator turns a division by it into a multiplication."""
    size = abs(value)
    return size != 0.0 and math.isfinite(size) and 2.0 ** np.rint(np.log2(size)) == size


@inlined
def products_of_power(exponent: float) -> int:
    """The number of multiplications for an integer power by repeated squaring."""
    rest, count = int(abs(exponent)), 0
    while rest > 1:
        count += 1 + (rest & 1)
        rest >>= 1
    return count


@compiled
def cycles_of_rows(
    weights: NDArray[np.float64],
    ops: Numbers,
    args: Numbers,
    values: NDArray[np.float64],
    workspace: Workspace,
) -> float:
    """The cycles of a DAG given as rows, on the machine that the weights describe."""
    fusions(ops, args, workspace)
    fold_constants(ops, args, workspace)
    marks, folded, ready = workspace.marks, workspace.flags, workspace.numbers
    adders, multipliers, divider, library, issued, path = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for row in range(len(ops)):
        op = ops[row]
        ready[row] = 0.0
        for place in range(3):
            arg = args[row, place]
            if arg >= 0:
                ready[row] = max(ready[row], ready[arg])
        unit = UNIT_OF[op]
        if unit == NONE or marks[row] == 2 or folded[row]:
            continue
        instructions, delay = 1, weights[DELAYS + op]
        if op == QUOTIENT and ops[args[row, 1]] == CONSTANT and is_power_of_two(values[args[row, 1]]):
            unit, delay = MULTIPLY, weights[PRODUCT_DELAY]
        if unit == MULTIPLY or marks[row] == 1:
            multipliers += weights[PRODUCT_TIME]
            delay = weights[PRODUCT_DELAY]
        elif unit == ADD:
            adders += weights[BUSY + op]
        elif unit == DIVIDE:
            divider += weights[BUSY + op]
            instructions += op == RECIPROCAL_ROOT
        elif unit == LIBRARY:
            library += weights[BUSY + op]
        elif unit == POWER:
            instructions = products_of_power(values[args[row, 1]])
            multipliers += instructions * weights[PRODUCT_TIME]
            delay *= instructions
            if values[args[row, 1]] < 0:
                divider += weights[QUOTIENT_TIME]
                delay += weights[QUOTIENT_DELAY]
                instructions += 1
        issued += instructions
        ready[row] += delay
        path = max(path, ready[row])
    if weights[SHARES] != 0.0:
        adders, multipliers = 0.0, adders + multipliers
    terms = (adders, multipliers, divider, issued * weights[ISSUE], path * issued / weights[WINDOW])
    largest = max(terms)
    if largest == 0.0:
        return library
    total = 0.0
    for term in terms:
        total += (term / largest) ** SHARPNESS
    return float(library + largest * total ** (1.0 / SHARPNESS))


def weights_of(machine: table.Machine) -> NDArray[np.float64]:
    """The numbers of a machine in the order that `cycles_of_rows` expects (float64)."""
    scalars = (
        machine.issue, machine.multiply, machine.multiply_latency, machine.divide,
        machine.divide_latency, machine.window, float(machine.shares_pipes),
    )  # fmt: skip
    return np.concatenate([scalars, table.occupancies(machine), table.latencies(machine)])


@cache
def port_cost(target: str) -> Cost:
    """The port-aware cost on a target. Raises UsageError if there is no table for it."""
    machine = table.machine_of(target)
    rows = RowCost(cycles_of_rows, weights_of(machine))
    return Cost(f"ports/{target}", table.occupancies(machine), rows)
