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

VANISHING = (
    "mul",
    "div",
    "recip",
    "rsqrt",
    "exp",
    "exp2",
    "pow",
    "powi",
)  # 0 of operands that are not, by underflow alone
DISTANCE = {"f32": 2.0**16, "f64": 2.0**64}  # a factor between a value and a limit


def has_margin(
    kernel: Kernel,
    outputs: Sequence[Expr],
    arrays: Sequence[NDArray[Any]],
    *,
    overflows: bool = True,
    loses: bool = True,
) -> bool:
    """Whether at some points every operation of a form keeps away from the limits that are in doubt.

    If `overflows`, results must be finite and far from overflow; if `loses`, far from subnormal numbers, or zero for
    another reason than underflow.
    """
    operations = [node for node in kernel.with_outputs(*outputs).nodes() if node.kind == "r"]
    info, distance = np.finfo(kernel.float_type), DISTANCE[kernel.dtype]
    least = float(info.smallest_normal) * distance if loses else 0.0
    most = float(info.max) / distance if overflows else np.inf
    named = dict(zip(kernel.names, arrays, strict=True))
    values = dict(zip(operations, evaluate_expressions(operations, named, kernel.dtype), strict=True))
    for node in operations:
        if not node.args:
            continue
        size = np.abs(values[node])
        is_near = (size > most) | ((size < least) & (size > 0)) | (np.isnan(size) & overflows)
        if loses and node.op.name in VANISHING:  # a zero that no operand explains
            is_near |= (size == 0) & np.logical_and.reduce([values[arg] != 0 for arg in node.args])
        if is_near.any():
            return False
    return True
