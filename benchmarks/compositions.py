"""Larger formulas, composed of those of our corpus: they share inputs, as the parts of a real model do.

The corpus has formulas of 6 to 82 nodes. Each composition joins 4 to 12 of them by sums, products and maxima. It has
80 to 300 nodes, all its operations are finite at points of its ranges, and the form as written is within
4 ULP there, as otherwise a tolerance would mean little. Different inputs of one formula stay different.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np

from neurlang.benchmarks import own_corpus, read_corpus
from neurlang.kernels.accuracy import DEFAULT_TOLERANCE
from neurlang.kernels.expr import Expr, Kernel, evaluate_expressions, kernel_of, make, postorder, variable
from neurlang.kernels.optimizing import yardstick_of
from neurlang.kernels.simd import compile_kernel, domain_points, run_code

if TYPE_CHECKING:
    from collections.abc import Iterator

FEWEST_NODES, MOST_NODES = 80, 300
POOL = [variable(f"v{number}") for number in range(12)]
RANGES = ((0.1, 2.0), (0.1, 2.0), (0.5, 1.0), (0.2, 1.5))
POINTS = 4000
JOINS = ("add", "add", "mul", "max")


def compositions(count: int, seed: int) -> Iterator[Kernel]:
    """That many compositions, alternately in f32 and f64; the same for the same seed."""
    formulas = [
        entry.kernel
        for entry in read_corpus([own_corpus()])
        if entry.kernel is not None
        and len(entry.kernel.names) <= len(POOL)
        and all(output.kind == "r" for output in entry.kernel.outputs)
    ]
    for number in range(count):
        draw = random.Random(f"composed {seed} {number}")
        kernel = composed(draw, formulas, number, seed)
        while not (FEWEST_NODES <= len(kernel.nodes()) <= MOST_NODES and is_good(kernel)):
            kernel = composed(draw, formulas, number, seed)
        yield kernel


def composed(draw: random.Random, formulas: list[Kernel], number: int, seed: int) -> Kernel:
    """Some formulas over the same inputs, joined one after another."""
    parts = [renamed(draw, formula) for formula in draw.sample(formulas, draw.randint(4, 12))]
    root = parts[0]
    for part in parts[1:]:
        root = make(draw.choice(JOINS), root, part)
    plain = kernel_of((root,))
    ranges = {name: draw.choice(RANGES) for name in plain.names}
    dtype = "f64" if number % 2 else "f32"
    return kernel_of((root,), plain.names, dtype=dtype, ranges=ranges, name=f"composed {seed} {number}")


def renamed(draw: random.Random, formula: Kernel) -> Expr:
    """A formula's first output over inputs from the pool."""
    names = dict(zip(formula.names, draw.sample(POOL, len(formula.names)), strict=True))
    made: dict[Expr, Expr] = {}
    for node in postorder(formula.outputs[:1]):
        if node.op.name == "var":
            made[node] = names[str(node.value)]
        else:
            made[node] = make(node.op.name, *(made[arg] for arg in node.args)) if node.args else node
    return made[formula.outputs[0]]


def is_good(kernel: Kernel) -> bool:
    """Whether all operations are finite at ordinary points, and the error is within the tolerance at all kinds.

    The optimiser measures forms at the same points: if the form as written is further off than the tolerance, hardly
    any form can be held to it.
    """
    points = domain_points(kernel, POINTS)
    operations = [node for node in kernel.nodes() if node.args and node.kind == "r"]
    values = dict(zip(kernel.names, points, strict=True))
    with np.errstate(all="ignore"):
        results = evaluate_expressions(operations, values, kernel.dtype)
    if not all(bool(np.isfinite(result).all()) for result in results):
        return False
    code = compile_kernel(kernel)
    measure = yardstick_of(kernel, code, DEFAULT_TOLERANCE)
    return measure.measure(run_code(code, measure.arrays)).worst <= DEFAULT_TOLERANCE.limit
