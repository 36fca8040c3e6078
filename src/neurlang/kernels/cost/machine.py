"""What operations cost on each target: the numbers behind both models of cost.

Cycles are for one full vector of f32. The throughputs of the AVX-512 row were measured on a Zen 5; its latencies, and
all numbers of the other rows, are unmeasured estimates for processors of the last ten years. A call of the vector
library costs the 13 cycles measured for exp, log and sin; `pow` counts as a logarithm and an exponential.
The scalar target calls the C library once for each element.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import UsageError
from neurlang.kernels.expr import OPS, Op, ops_with

NONE, ADD, MULTIPLY, DIVIDE, ANY, LIBRARY, POWER = range(7)  # the unit that an op occupies


@dataclass(frozen=True, slots=True)
class Machine:
    """One target: cycles for an op on each unit, its latencies, and how far it looks ahead.

    `add`, `multiply` and `issue` are reciprocal throughputs of the adders, the multipliers and of any op.
    `window` is how many instructions may be in flight: the cost of a long chain depends on it.
    """

    name: str
    add: float
    multiply: float
    divide: float
    root: float
    issue: float
    library: float
    add_latency: float
    multiply_latency: float
    divide_latency: float
    root_latency: float
    shares_pipes: bool  # whether additions and multiplications go through the same pipes
    window: float


MACHINES: tuple[Machine, ...] = (
    #       name      add   mul   div  root issue  library  latencies of add, mul, div, root   shared  window
    Machine("avx512", 0.47, 0.47, 2.3, 4.2, 0.25,  13.0,    3.0, 4.0, 11.0, 15.0,              False,  448.0),
    Machine("avx2",   0.5,  0.5,  5.0, 6.0, 0.333, 13.0,    4.0, 4.0, 11.0, 12.0,              True,   224.0),
    Machine("neon",   0.5,  0.5,  5.0, 6.0, 0.25,  13.0,    3.0, 4.0, 10.0, 12.0,              True,   224.0),
    Machine("scalar", 0.5,  0.5,  3.0, 3.0, 0.25,  13.0,    4.0, 4.0, 11.0, 12.0,              True,   224.0),
)  # fmt: skip

UNITS = {
    **dict.fromkeys(("const", "var", "true", "false"), NONE),
    **dict.fromkeys(("add", "sub", "min", "max", "minimum", "maximum"), ADD),
    **{entry.name: ADD for entry in ops_with("integer")},
    **dict.fromkeys(("mul", "fma"), MULTIPLY),
    **dict.fromkeys(("div", "recip", "sqrt", "rsqrt"), DIVIDE),
    **dict.fromkeys(("neg", "abs", "copysign", "select"), ANY),
    "powi": POWER,
}


def unit_of(op: Op) -> int:
    """The unit that an op occupies; bit operations, comparisons and choices run on any."""
    if op.is_library:
        return LIBRARY
    return ANY if op.kind == "b" and op.arity else UNITS[op.name]


def machine_of(target: str) -> Machine:
    """The numbers of a target.

    Raises:
        UsageError: no numbers are known for it.

    """
    for machine in MACHINES:
        if machine.name == target:
            return machine
    known = ", ".join(machine.name for machine in MACHINES)
    raise UsageError(f"There is no table of costs for the target '{target}'; there is one for {known}.")


def units() -> NDArray[np.int8]:
    """The unit of each op of `OPS`."""
    return np.array([unit_of(op) for op in OPS], np.int8)


def occupancies(machine: Machine) -> NDArray[np.float64]:
    """The cycles for which each op of `OPS` occupies its own unit."""
    of_unit = (0.0, machine.add, machine.multiply, machine.divide, machine.issue, machine.library, 0.0)
    special = {
        "sqrt": machine.root,
        "rsqrt": machine.root + machine.divide,
        "pow": 2 * machine.library,
        "powi": machine.multiply,
    }
    return np.array([special.get(op.name, of_unit[unit_of(op)]) for op in OPS], np.float64)


def latencies(machine: Machine) -> NDArray[np.float64]:
    """The cycles from the arguments of each op of `OPS` to its result."""
    quotient, root = machine.divide_latency, machine.root_latency
    product = machine.multiply_latency
    of_unit = (0.0, machine.add_latency, product, quotient, 1.0, 2 * machine.library, product)
    special = {"sqrt": root, "rsqrt": root + quotient}
    return np.array([special.get(op.name, of_unit[unit_of(op)]) for op in OPS], np.float64)
