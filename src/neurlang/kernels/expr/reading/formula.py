"""What users may give as a formula, as a kernel."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from neurlang.kernels.expr.kernel import DType, Kernel
from neurlang.kernels.expr.reading.text import parse
from neurlang.kernels.expr.reading.tracing import trace

Formula = Callable[..., Any] | str | Kernel


def read_formula(
    formula: Formula,
    dtype: DType | None = None,
    *,
    inputs: Collection[str] = (),
    values: Mapping[str, object] | None = None,
) -> Kernel:
    """The kernel that a text, a Python function or a `Kernel` is.

    Without `dtype`, a kernel keeps its own, and the others are `f64`. `inputs` and `values` are for functions: what
    `trace` does with parameters that have defaults.

    Raises:
        FormulaError: the formula cannot be read.

    """
    if isinstance(formula, Kernel):
        return formula if dtype is None else replace(formula, dtype=dtype)
    if isinstance(formula, str):
        return parse(formula, dtype=dtype or "f64")
    return trace(formula, dtype=dtype or "f64", inputs=inputs, values=values)
