"""A first look at a form: whether it is near the exact values at a few hundred points, computed by NumPy.

The check of forms comes later, compiled and at many more points. This one is for the search: a pulse that began with
a form that is too far off would find nothing but others that are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neurlang.kernels.accuracy import NEARER, SURE
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

    Near is what the check accepts: within 85 % of the limit, or nearer than the form as
    written by a tenth. Where bits must stay, rules of bits alone are used, and nothing is looked at.
    """
    if tolerance.kind == "exact":
        return lambda _form: True
    values = dict(zip(kernel.names, points, strict=True))
    written = evaluate_expressions(kernel.outputs, values, kernel.dtype)
    measure = yardstick(kernel, points, written, tolerance)
    allowed = max(SURE * tolerance.limit, NEARER * measure.measure(written).worst_finite)

    def is_near(form: Form) -> bool:
        accuracy = measure.measure(evaluate_expressions(form, values, kernel.dtype))
        return accuracy.passes and accuracy.worst_finite <= allowed

    return is_near
