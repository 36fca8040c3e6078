"""The port-aware model of cost: what holds a loop up is its busiest unit, smoothly.

The cost is a smooth maximum (a norm of high power) of the cycles on the adders, the multipliers, the divider,
the issue of all ops, and the critical path, plus the calls of the library, during which nothing else of the
loop runs. Iterations of the loop overlap as far as the window of the machine reaches, so that a chain of
latency L among n ops costs L·n/window. Fused multiply-adds are chosen first, as the code generator does:
a product of which every use is a sum costs nothing, and its sums go to the multipliers.
A product that is a result and also used elsewhere is counted as if it were only used. Operations on constants are
folded and cost nothing; a division by a power of two is a multiplication.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from neurlang.kernels.search import machine as table
from neurlang.kernels.search.cost import Cost
from neurlang.kernels.search.rows import OP_NUMBER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]

SHARPNESS = 6.0  # the power of the norm: at 6, two equally busy units cost 12 % more than one
PRODUCT, SUM, DIFFERENCE = OP_NUMBER["mul"], OP_NUMBER["add"], OP_NUMBER["sub"]
CONSTANT, QUOTIENT = OP_NUMBER["const"], OP_NUMBER["div"]
RECIPROCAL_ROOT, POWER_OP = OP_NUMBER["rsqrt"], OP_NUMBER["powi"]
ADD, MULTIPLY, DIVIDE, LIBRARY, NONE, POWER = (
    table.ADD, table.MULTIPLY, table.DIVIDE, table.LIBRARY, table.NONE, table.POWER,
)  # fmt: skip


@njit(nogil=True, cache=True)
def fusions(ops: Numbers, args: Numbers) -> Numbers:
    """For each row 0, 1 (a sum that takes a product in) or 2 (a product that is taken in).

    Claims are made as `select_fma` makes them: products in order, each claiming all its users or none.
    """
    count = len(ops)
    marks = np.zeros(count, np.int32)
    starts = np.zeros(count + 1, np.int32)
    for row in range(count):
        for arg in args[row]:
            if arg >= 0:
                starts[arg + 1] += 1
    starts = np.cumsum(starts).astype(np.int32)
    ends, users = starts[:-1].copy(), np.empty(starts[-1], np.int32)
    for row in range(count):
        for arg in args[row]:
            if arg >= 0:
                users[ends[arg]] = row
                ends[arg] += 1
    for row in range(count):
        if ops[row] == PRODUCT and can_fuse(ops, args, marks, users[starts[row] : starts[row + 1]]):
            marks[row] = 2
            for user in users[starts[row] : starts[row + 1]]:
                marks[user] = 1
    return marks


@njit(nogil=True, cache=True)
def can_fuse(ops: Numbers, args: Numbers, marks: Numbers, users: Numbers) -> bool:
    """Whether every user is a sum of two different things that has taken no product in."""
    for user in users:
        if (ops[user] != SUM and ops[user] != DIFFERENCE) or marks[user] or args[user, 0] == args[user, 1]:
            return False
    return len(users) > 0


@njit(nogil=True, cache=True)
def constants(ops: Numbers, args: Numbers) -> NDArray[np.bool_]:
    """Which rows are constants or operations on constants alone: these are folded before code is made."""
    found = np.zeros(len(ops), np.bool_)
    for row in range(len(ops)):
        if args[row, 0] < 0:
            found[row] = ops[row] == CONSTANT
            continue
        is_folded = True
        for arg in args[row]:
            is_folded = is_folded and (arg < 0 or found[arg])
        found[row] = is_folded
    return found


@njit(nogil=True, cache=True)
def is_power_of_two(value: float) -> bool:
    """Whether dividing by it is a multiplication, as the code generator does it."""
    return value != 0.0 and math.isfinite(value) and abs(math.frexp(value)[0]) == 0.5


@njit(nogil=True, cache=True)
def products_of_power(exponent: float) -> int:
    """How many multiplications squaring takes for an integer power."""
    rest, count = int(abs(exponent)), 0
    while rest > 1:
        count += 1 + (rest & 1)
        rest >>= 1
    return count


@cache
def port_cost(target: str) -> Cost:
    """The port-aware cost on a target. Raises UsageError where there is no table for it."""
    machine = table.machine_of(target)
    units, busy, delays = table.units(), table.occupancies(machine), table.latencies(machine)
    issue, product, product_delay, quotient = (
        machine.issue, machine.multiply, machine.multiply_latency, machine.divide,
    )  # fmt: skip
    quotient_delay, window, shares = machine.divide_latency, machine.window, machine.shares_pipes

    @njit(nogil=True, cache=True)
    def of_rows(ops: Numbers, args: Numbers, values: NDArray[np.float64]) -> float:
        marks = fusions(ops, args)
        folded = constants(ops, args)
        ready = np.zeros(len(ops))
        adders, multipliers, divider, library, issued, path = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        for row in range(len(ops)):
            op = ops[row]
            for arg in args[row]:
                if arg >= 0:
                    ready[row] = max(ready[row], ready[arg])
            unit = units[op]
            if unit == NONE or marks[row] == 2 or folded[row]:
                continue
            instructions, delay = 1, delays[op]
            if op == QUOTIENT and ops[args[row, 1]] == CONSTANT and is_power_of_two(values[args[row, 1]]):
                unit, delay = MULTIPLY, product_delay
            if unit == MULTIPLY or marks[row] == 1:
                multipliers += product
                delay = product_delay
            elif unit == ADD:
                adders += busy[op]
            elif unit == DIVIDE:
                divider += busy[op]
                instructions += op == RECIPROCAL_ROOT
            elif unit == LIBRARY:
                library += busy[op]
            elif unit == POWER:
                instructions = products_of_power(values[args[row, 1]])
                multipliers += instructions * product
                delay *= instructions
                if values[args[row, 1]] < 0:
                    divider += quotient
                    delay += quotient_delay
                    instructions += 1
            issued += instructions
            ready[row] += delay
            path = max(path, ready[row])
        if shares:
            adders, multipliers = 0.0, adders + multipliers
        terms = (adders, multipliers, divider, issued * issue, path * issued / window)
        largest = max(terms)
        if largest == 0.0:
            return library
        total = 0.0
        for term in terms:
            total += (term / largest) ** SHARPNESS
        return float(library + largest * total ** (1.0 / SHARPNESS))

    return Cost(f"ports/{target}", busy, of_rows)
