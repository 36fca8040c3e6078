"""Random formulas, ranges and points for the static analyses; nothing here is shared with what they check."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from neurlang.kernels.expr import OPS, Expr, Kernel, constant, kernel_of, make, truth, variable

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAMES = ("x", "y", "z")
ARITHMETIC = ("add", "sub", "mul", "div", "add", "sub", "mul", "neg", "abs", "sqrt", "fma", "min", "max")
EVERY = tuple(entry.name for entry in OPS if entry.arg_kinds)
CONSTANTS = (0.0, 1.0, -1.0, 2.0, 0.5, 3.0, 0.1, 1e30, -1e-30, 1e300, 1e-300, 7.0, 0.25, math.pi)
KINDS = {entry.name: entry.arg_kinds for entry in OPS}


def random_formula(random: np.random.Generator, size: int, ops: tuple[str, ...] = EVERY) -> Expr:
    """A formula of numbers with shared parts; half of its constants are of the usual sizes."""
    numbers: list[Expr] = [variable(name) for name in NAMES] + [constant(random.choice(CONSTANTS))]
    truths: list[Expr] = [truth(True)]
    for _ in range(size):
        name = str(random.choice(ops))
        pools = [numbers if kind == "r" else truths for kind in KINDS[name]]
        args = [
            pool[int(min(random.integers(len(pool)) + random.integers(2), len(pool) - 1))] for pool in pools
        ]
        if name == "powi":
            args[1] = constant(float(random.integers(-5, 10)))
        if name == "pow" and random.random() < 0.7:
            args[1] = constant(float(random.choice([2.0, 3.0, 0.5, -1.0, 1.5, 9.0, 12.0])))
        node = make(name, *args)
        (numbers if node.kind == "r" else truths).append(node)
    return numbers[-1]


def random_range(random: np.random.Generator, dtype: str) -> tuple[float, float]:
    """A range: of usual numbers, across 0, over many binades, of one number, or without ends."""
    top = 38.0 if dtype == "f32" else 308.0
    match random.integers(7):
        case 0:
            return 0.0, float(random.uniform(0, 10))
        case 1:
            return -math.inf, math.inf
        case 2:
            low = float(random.uniform(-5, 5))
            return low, low + float(random.choice([0.0, 1e-3, 1.0]))
        case 3:
            ends = sorted(10 ** random.uniform(-top - 6, top, 2))
            return float(ends[0]), float(ends[1])
        case 4:
            return float(-(10 ** random.uniform(-3, top))), float(10 ** random.uniform(-3, top))
        case 5:
            return 1.0, 2.0
        case _:
            low, high = sorted(random.uniform(-20, 20, 2))
            return float(low), float(high)


def random_kernel(random: np.random.Generator, size: int, ops: tuple[str, ...] = EVERY) -> Kernel:
    """A kernel of one output over x, y and z."""
    dtype = "f32" if random.random() < 0.5 else "f64"
    ranges = {name: random_range(random, dtype) for name in NAMES}
    root = random_formula(random, size, ops)
    return kernel_of([root], NAMES, dtype=dtype, ranges=ranges)  # type: ignore[arg-type]


def random_points(
    random: np.random.Generator, low: float, high: float, float_type: type[np.floating[Any]], count: int
) -> NDArray[Any]:
    """Numbers of a type in a closed interval: ends, their neighbours, zeros, powers of two, over all binades."""
    greatest = float(np.finfo(float_type).max)
    low, high = max(low, -greatest), min(high, greatest)
    small = math.log2(float(np.finfo(float_type).smallest_subnormal))
    size = 2.0 ** random.uniform(small, math.log2(max(abs(low), abs(high), 1e-300)), count)
    powers = 2.0 ** random.integers(int(small), int(math.log2(greatest)), count)
    with np.errstate(all="ignore"):
        drawn = np.concatenate(
            [
                low + (high - low) * random.random(count) if high - low < math.inf else size,
                size * random.choice([-1.0, 1.0], count),
                powers * random.choice([-1.0, 1.0], count),
                low + size / 16,
                high - size / 16,
                [low, high, 0.0, -0.0, 1.0, -1.0],
            ]
        ).astype(float_type)
        near = np.nextafter(drawn, float_type(random.choice([-np.inf, np.inf])))
        drawn = np.concatenate([drawn, near])
    inside = drawn[(drawn >= low) & (drawn <= high)]
    if not len(inside):
        inside = np.array([low], float_type)
    return random.permutation(random.choice(inside, 2 * count))
