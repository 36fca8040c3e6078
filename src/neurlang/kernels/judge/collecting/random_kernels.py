"""Random kernels with the mix of operations that formulas and shaders have, finite nearly everywhere.

Each operation is drawn, and kept only if its values at some points are ordinary numbers: calls of library functions
with huge or undefined arguments take other paths than those that matter.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.expr import DTYPES, DType, Expr, Kernel, constant, kernel_of, make, op, variable

# How often each operation occurs: roughly as in the corpus, with rare ones raised.
MIX: tuple[tuple[str, float], ...] = (
    ("add", 22), ("sub", 13), ("mul", 30), ("div", 5), ("sqrt", 3), ("min", 4), ("max", 4), ("abs", 3), ("neg", 3),
    ("exp", 1.2), ("log", 1.0), ("sin", 0.8), ("cos", 0.8), ("tanh", 0.3), ("atan", 0.3), ("pow", 0.3), ("floor", 0.8),
    ("select", 2.5), ("recip", 0.6), ("rsqrt", 0.6),
)  # fmt: skip
COMPARISONS = ("lt", "le", "gt")
NAMES = ("x", "y", "z", "w", "u", "v")
RANGES = ((0.5, 2.0), (0.1, 1.0), (1.0, 4.0), (-1.0, 1.0), (-3.0, 3.0))
POINTS = 96
LARGEST, SMALLEST = 1e4, 1e-8  # sizes of values that are kept
LARGEST_ARGUMENT = {"exp": 20.0, "sin": 100.0, "cos": 100.0, "pow": 20.0}
FRESH = 0.55  # how often an operand is one that has no use yet
LEAST_CONSTANT, MOST_CONSTANT = 0.1, 4.0
TRIES = 40


def random_kernel(nodes: int, seed: int, dtype: DType = "f32") -> Kernel:
    """A kernel of about so many operations; the same for the same arguments."""
    return _Builder(nodes, seed, dtype).kernel()


class _Builder:
    def __init__(self, nodes: int, seed: int, dtype: DType) -> None:
        self.random = np.random.default_rng([seed, nodes, 7])
        self.nodes, self.dtype, self.seed = nodes, dtype, seed
        count = int(self.random.integers(1, min(len(NAMES), 2 + nodes // 8) + 1))
        self.ranges = {name: RANGES[self.random.integers(len(RANGES))] for name in NAMES[:count]}
        self.values: dict[Expr, NDArray[np.float64]] = {}
        for name, (low, high) in self.ranges.items():
            self.values[variable(name)] = self.random.uniform(low, high, POINTS)
        self.unused: list[Expr] = list(self.values)
        self.names = [name for name, _ in MIX]
        # Kernels differ in their mix, as formulas do: some have no division or call at all.
        weights = np.array([weight for _, weight in MIX]) * self.random.gamma(0.7, 1.0, len(MIX))
        self.weights = weights / weights.sum()

    def kernel(self) -> Kernel:
        for _ in range(self.nodes * TRIES):
            if len(self.values) >= self.nodes + len(self.ranges):
                break
            self._draw()
        outputs = self.unused[-1:] if self.unused else [list(self.values)[-1]]
        root = outputs[0]
        for other in self.unused[:-1]:  # what nothing uses joins the result
            root = make(("add", "mul", "max", "sub")[self.random.integers(4)], root, other)
        name = f"random-{self.dtype}-{self.nodes}-{self.seed}"
        return kernel_of((root,), dtype=self.dtype, ranges=self._used(root), name=name)

    def _used(self, root: Expr) -> dict[str, tuple[float, float]]:
        from neurlang.kernels.expr import variables

        return {name: self.ranges[name] for name in variables((root,))}

    def _draw(self) -> None:
        name = str(self.random.choice(self.names, p=self.weights))
        if name == "select":
            left, right = self._operand(), self._operand()
            test = make(COMPARISONS[self.random.integers(3)], left, right)
            args: tuple[Expr, ...] = (test, self._operand(), self._operand())
        else:
            args = tuple(self._operand(place) for place in range(op(name).arity))
        if not any(self._is_input(each) for each in args):
            return
        node = make(name, *args)
        if node in self.values or not node.args:
            return
        values = self._evaluated(node, args)
        if values is None:
            return
        self.values[node] = values
        used = {*args, *(inner for each in args if each.kind == "b" for inner in each.args)}
        self.unused = [each for each in self.unused if each not in used] + [node]

    def _is_input(self, node: Expr) -> bool:
        return node.op.name != "const"

    def _operand(self, place: int = 0) -> Expr:
        if place and self.random.random() < 0.18:
            return constant(float(np.float32(round(self.random.uniform(LEAST_CONSTANT, MOST_CONSTANT), 3))))
        if self.unused and self.random.random() < FRESH:
            return self.unused[self.random.integers(len(self.unused))]
        known = list(self.values)
        # Recent values are likelier, as in programs.
        back = int(self.random.exponential(max(4.0, len(known) / 3)))
        return known[max(0, len(known) - 1 - back)]

    def _evaluated(self, node: Expr, args: tuple[Expr, ...]) -> NDArray[np.float64] | None:
        with np.errstate(all="ignore"):
            given = [self._value(each) for each in args]
            most = LARGEST_ARGUMENT.get(node.op.name)
            if most is not None and max(float(np.abs(each).max()) for each in given) > most:
                return None
            if node.op.name in ("div", "recip", "rsqrt") and float(np.abs(given[-1]).min()) < 1e-2:
                return None
            values = np.asarray(node.op.numeric(*given), np.float64)
        if not np.isfinite(values).all():
            return None
        size = float(np.abs(values).max())
        return values if SMALLEST < size < LARGEST else None

    def _value(self, node: Expr) -> NDArray[np.float64]:
        if node.op.name == "const":
            return np.full(POINTS, node.value, np.float64)
        if node.kind == "b":
            return np.asarray(node.op.numeric(*map(self._value, node.args)))
        return self.values[node]


def random_kernels(seed: int) -> Iterator[Kernel]:
    """An endless stream of kernels: most of 5 to 60 operations, one in thirty of 200 to 1,000; a third in f64."""
    random = np.random.default_rng([seed, 3])
    number = 0
    while True:
        number += 1
        is_large = random.random() < 1 / 30
        nodes = int(np.exp(random.uniform(*np.log((200, 1000) if is_large else (5, 60)))))
        dtype = list(DTYPES)[int(random.random() < 1 / 3)]
        yield random_kernel(nodes, seed * 1_000_000 + number, dtype)
