"""Functions for the ops that NumPy lacks, on arrays and on traced values, such as `nl.fma(a, b, c)`.

Printed Python imports this module as `nl`. On arrays a function applies the op of the table in their common
floating type.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from neurlang.kernels.expr.ops import OPS
from neurlang.kernels.expr.ops import op as op_of
from neurlang.kernels.expr.reading.traced import Traced, apply


def _function(name: str) -> Callable[..., Any]:
    numeric = op_of(name).numeric

    def call(*args: Any) -> Any:  # noqa: ANN401
        if any(isinstance(arg, Traced) for arg in args):
            return apply(name, *args)
        has_type = any(hasattr(arg, "dtype") for arg in args)
        dtype = np.result_type(*args, np.float32) if has_type else np.float64
        with np.errstate(all="ignore"):
            return numeric(*(np.asarray(arg, dtype) for arg in args))

    call.__name__ = call.__qualname__ = name
    call.__doc__ = f"{op_of(name).meaning[0].upper()}{op_of(name).meaning[1:]}."
    return call


_OURS = {
    entry.name: _function(entry.name) for entry in OPS if str(entry.spelling.get("python")).startswith("nl.")
}

rsqrt = _OURS["rsqrt"]
recip = _OURS["recip"]
fma = _OURS["fma"]
round = _OURS["round"]

__all__ = sorted(_OURS)
