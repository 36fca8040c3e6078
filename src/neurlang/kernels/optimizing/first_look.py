"""A first look at a form: whether it is near the exact values at a few hundred points, computed by NumPy.

The check of forms comes later, compiled and at many more points. This one is for the search: a pulse that began with
a form that is too far off would find nothing but others that are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from neurlang.kernels.accuracy import SURE
from neurlang.kernels.expr import evaluate_expressions
from neurlang.kernels.search import yardstick

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from neurlang.kernels.expr import Expr, Kernel
    from neurlang.kernels.search import Tolerance

    Form = tuple[Expr, ...]


def first_look(
    kernel: Kernel, tolerance: Tolerance, points: Sequence[NDArray[Any]]
) -> Callable[[Form], bool]:
    """Says of other outputs of a kernel whether they are near at the points (arrays of its type, one an input).

    Near is what passes and, where it or the form as written uses up too much of the limit, is on average no further off
    than that. Where bits must stay, rules of bits alone are used, and nothing is looked at.
    """
    if tolerance.kind == "exact":
        return lambda _form: True
    values = dict(zip(kernel.names, points, strict=True))
    measure = yardstick(kernel, points, evaluate_expressions(kernel.outputs, values, kernel.dtype), tolerance)

    def is_near(form: Form) -> bool:
        found = measure.compare(evaluate_expressions(form, values, kernel.dtype))
        known = np.isfinite(found.error) & np.isfinite(found.own)
        error, own = found.error[known], found.own[known]
        is_far = np.maximum(error, own) > SURE * tolerance.limit
        return not found.fails.any() and bool(error[is_far].sum() <= own[is_far].sum())

    return is_near
