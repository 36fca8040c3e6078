"""Whether a form's intermediate values keep away from the limits of the type, as far as points can tell.

No search finds every point at which a form overflows one number earlier than the form as written: there may be a
handful among 2^128. So what cannot be shown to be safe is only believed if nothing in it comes near these limits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from neurlang.kernels.expr import evaluate_expressions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from neurlang.kernels.expr import Expr, Kernel

DISTANCE = {"f32": 2.0**16, "f64": 2.0**64}  # a factor between a value and a limit


def has_margin(kernel: Kernel, outputs: Sequence[Expr], arrays: Sequence[NDArray[Any]]) -> bool:
    """Whether at some points every operation of a form is finite, and zero or far from subnormal and from overflow."""
    operations = [node for node in kernel.with_outputs(*outputs).nodes() if node.args and node.kind == "r"]
    info, distance = np.finfo(kernel.float_type), DISTANCE[kernel.dtype]
    least, most = float(info.smallest_normal) * distance, float(info.max) / distance
    values = dict(zip(kernel.names, arrays, strict=True))
    for result in evaluate_expressions(operations, values, kernel.dtype):
        size = np.abs(result)
        if not ((size == 0) | ((size >= least) & (size <= most))).all():
            return False
    return True
