"""A kernel: the computation for each element of some arrays, and the ranges of inputs for which it must hold."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import Expr, postorder, variables

DType = Literal["f32", "f64"]
Reduction = Literal["sum", "mean", "min", "max", "dot"]

DTYPES: dict[DType, type[np.floating]] = {"f32": np.float32, "f64": np.float64}

REDUCTIONS: dict[Reduction, str] = {
    "sum": "the sum over all elements",
    "mean": "the sum divided by the number of elements",
    "min": "the smallest element; NaN if any is NaN",
    "max": "the largest element; NaN if any is NaN",
    "dot": "the sum of the products of two outputs",
}


@dataclass(frozen=True, slots=True)
class Input:
    """An input array by name, and the closed interval in which its elements are expected to lie."""

    name: str
    low: float = -math.inf
    high: float = math.inf

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise FormulaError(f"The range of '{self.name}' is empty: [{self.low}, {self.high}].")


@dataclass(frozen=True, slots=True)
class Kernel:
    """Outputs as expressions over inputs, all of one floating type; `reduction` is the outermost step, if any.

    `dot` takes exactly two outputs and returns one result; any other reduction returns one result per output.
    `where` is a condition on the inputs beyond their ranges (FPCore's `:pre`), or None.
    Equal kernels are equal values; `fingerprint` is the same in every process.
    """

    outputs: tuple[Expr, ...]
    inputs: tuple[Input, ...]
    dtype: DType = "f64"
    reduction: Reduction | None = None
    where: Expr | None = None
    name: str = "kernel"

    def __post_init__(self) -> None:
        names = [item.name for item in self.inputs]
        if not self.outputs:
            raise FormulaError("A kernel needs at least one output.")
        if len(set(names)) != len(names):
            raise FormulaError(f"Inputs must have different names, found {', '.join(names)}.")
        missing = [name for name in variables(self.roots) if name not in names]
        if missing:
            raise FormulaError(
                f"'{missing[0]}' is used but is not an input; the inputs are {', '.join(names)}."
            )
        if self.dtype not in DTYPES:
            raise FormulaError(f"The type must be one of {', '.join(DTYPES)}, found '{self.dtype}'.")
        self._check_reduction()

    def _check_reduction(self) -> None:
        if self.reduction is None:
            return
        if self.reduction not in REDUCTIONS:
            raise FormulaError(
                f"There is no reduction '{self.reduction}'; there are {', '.join(REDUCTIONS)}."
            )
        if self.reduction == "dot" and len(self.outputs) != 2:
            raise FormulaError(f"'dot' takes two expressions, found {len(self.outputs)}.")
        if any(output.kind != "r" for output in self.outputs):
            raise FormulaError(f"'{self.reduction}' reduces numbers, found a truth value.")

    @property
    def roots(self) -> tuple[Expr, ...]:
        """The outputs, and the condition if there is one."""
        return self.outputs if self.where is None else (*self.outputs, self.where)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the inputs, in order."""
        return tuple(item.name for item in self.inputs)

    @property
    def float_type(self) -> type[np.floating]:
        """The NumPy scalar type of the elements."""
        return DTYPES[self.dtype]

    def nodes(self) -> list[Expr]:
        """All nodes that the outputs need, arguments first."""
        return postorder(self.outputs)

    def with_outputs(self, *outputs: Expr) -> Kernel:
        """The same kernel with other outputs."""
        return replace(self, outputs=outputs)

    def fingerprint(self) -> str:
        """A hexadecimal SHA-256 of everything that determines the results: outputs, order of inputs, type, reduction.

        The names of the kernel and its inputs, the ranges and the condition do not affect it.
        """
        place = {name: number for number, name in enumerate(self.names)}
        order = postorder(self.outputs)
        index = {node: number for number, node in enumerate(order)}
        digest = hashlib.sha256(f"{self.dtype} {self.reduction} {len(self.inputs)}\n".encode())
        for node in order:
            payload = node.value.hex() if isinstance(node.value, float) else place.get(str(node.value), "")
            digest.update(f"{node.op.name} {payload} {[index[arg] for arg in node.args]}\n".encode())
        digest.update(f"{[index[output] for output in self.outputs]}".encode())
        return digest.hexdigest()


def kernel_of(
    outputs: Sequence[Expr],
    names: Iterable[str] | None = None,
    *,
    dtype: DType = "f64",
    reduction: Reduction | None = None,
    ranges: Mapping[str, tuple[float, float]] | None = None,
    name: str = "kernel",
) -> Kernel:
    """A kernel whose inputs are `names`, by default the variables of the outputs, with the given ranges.

    Raises:
        FormulaError: a range for a name that is not an input, an empty range, or anything that `Kernel` rejects.

    """
    order = tuple(names) if names is not None else variables(outputs)
    limits = dict(ranges or {})
    for unknown in limits.keys() - set(order):
        raise FormulaError(f"A range is given for '{unknown}', which is not an input ({', '.join(order)}).")
    inputs = tuple(Input(item, *map(float, limits.get(item, (-math.inf, math.inf)))) for item in order)
    return Kernel(tuple(outputs), inputs, dtype, reduction, None, name)


def with_ranges(kernel: Kernel, ranges: Mapping[str, tuple[float, float]]) -> Kernel:
    """The kernel with other ranges for the named inputs.

    Raises:
        FormulaError: there is no such input, or a range is empty.

    """
    for name in ranges.keys() - set(kernel.names):
        known = ", ".join(kernel.names) or "none"
        raise FormulaError(f"A range is given for '{name}', which is not an input; the inputs are: {known}.")
    inputs = (
        Input(item.name, *map(float, ranges.get(item.name, (item.low, item.high)))) for item in kernel.inputs
    )
    return replace(kernel, inputs=tuple(inputs))


def within_type(kernel: Kernel) -> Kernel:
    """The kernel with the ends of its ranges rounded to its type, like every number in it.

    A finite end stays finite, and a range that excludes 0 still excludes it.

    Raises:
        FormulaError: a range has no finite number of the type.

    """
    return replace(kernel, inputs=tuple(_within(item, kernel) for item in kernel.inputs))


def _within(item: Input, kernel: Kernel) -> Input:
    limits = np.finfo(kernel.float_type)
    most, least = float(limits.max), float(limits.smallest_subnormal)
    low, high = (_rounded(end, kernel.float_type) for end in (item.low, item.high))
    if item.low > 0:
        low = max(low, least)
    if item.high < 0:
        high = min(high, -least)
    if item.low > most or item.high < -most or low > high:
        raise FormulaError(
            f"The range of '{item.name}' has no finite number of {kernel.dtype}: [{item.low}, {item.high}]."
        )
    return replace(item, low=low, high=high)


def _rounded(end: float, float_type: type[np.floating]) -> float:
    """An end of a range rounded to the type; a finite end never rounds to infinity."""
    if math.isinf(end):
        return end
    most = float(np.finfo(float_type).max)
    return float(float_type(min(max(end, -most), most)))
