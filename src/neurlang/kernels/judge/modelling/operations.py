"""The learned weights of operations: non-negative least squares on their counts, the simplest learned model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.expr import Kernel
from neurlang.kernels.judge.modelling.least_squares import non_negative_least_squares

BASE = "element"  # what every element costs: reading, writing, the loop


def operation_counts(form: Kernel) -> Counter[str]:
    """How often each operation occurs in a compiled form, with one count for the element itself."""
    counts = Counter(node.op.name for node in form.nodes() if node.args)
    counts[BASE] = 1
    return counts


def fit_operations(counts: Sequence[Mapping[str, int]], ns: NDArray[np.float64]) -> dict[str, float]:
    """Nanoseconds of an element for each operation; the relative errors are what is minimised.

    Raises:
        MissingPartError: SciPy is not installed.

    """
    names = sorted({name for each in counts for name in each})
    matrix = np.array([[each.get(name, 0) for name in names] for each in counts], np.float64)
    found = non_negative_least_squares(matrix / ns[:, None], np.ones(len(ns)))
    return {name: float(weight) for name, weight in zip(names, found, strict=True)}


def operations_ns(weights: Mapping[str, float], counts: Mapping[str, int]) -> float:
    """The nanoseconds of an element."""
    return sum(weights.get(name, 0.0) * count for name, count in counts.items())
