"""Plain floating-point evaluation: the reference that compiled code must match, op by op.

Every op is rounded to the kernel's type. + − × ÷ sqrt fma min max abs floor ceil trunc rint round select and
comparisons follow IEEE 754 and the op table exactly; library functions are NumPy's in f64, and in f32 NumPy's
f64 result rounded once.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from neurlang.errors import FormulaError, UsageError
from neurlang.kernels.expr.dag import Expr, postorder
from neurlang.kernels.expr.kernel import DTYPES, DType, Kernel, Reduction

Array = NDArray[Any]


def evaluate(kernel: Kernel, *arrays: ArrayLike) -> tuple[Array, ...]:
    """The kernel's results for one array per input, in order; arrays are broadcast and rounded to its type.

    A reduction runs over all elements and returns a zero-dimensional array per result.

    Raises:
        UsageError: the number of arrays differs from the number of inputs.

    """
    if len(arrays) != len(kernel.inputs):
        raise UsageError(f"'{kernel.name}' takes {len(kernel.inputs)} arrays, found {len(arrays)}.")
    values = dict(zip(kernel.names, arrays, strict=True))
    outputs = evaluate_expressions(kernel.outputs, values, kernel.dtype)
    if kernel.reduction is None:
        return outputs
    shape = np.broadcast_shapes(*(np.shape(array) for array in arrays))
    return reduce_arrays(
        kernel.reduction, [np.broadcast_to(output, shape) for output in outputs], kernel.dtype
    )


def evaluate_expressions(
    roots: Sequence[Expr], values: Mapping[str, ArrayLike], dtype: DType = "f64"
) -> tuple[Array, ...]:
    """The arrays of several expressions over named arrays; intermediate arrays are freed after use.

    Raises:
        FormulaError: an input has no value.

    """
    return _evaluated(roots, values, DTYPES[dtype])


def evaluate_widely(
    roots: Sequence[Expr], values: Mapping[str, ArrayLike], dtype: DType
) -> tuple[Array, ...]:
    """The arrays of several expressions, computed in a wider type than theirs: binary64 for f32.

    For f64 it is NumPy's `longdouble`: 64 bits of mantissa on x86, on some machines only 53. Functions that NumPy
    lacks in that type are computed in binary64. The results are estimates, not exact.

    Raises:
        FormulaError: an input has no value.

    """
    return _evaluated(roots, values, np.float64 if dtype == "f32" else np.longdouble)


def _evaluated(
    roots: Sequence[Expr], values: Mapping[str, ArrayLike], float_type: type[np.floating]
) -> tuple[Array, ...]:
    order = postorder(roots)
    uses = count_uses(order, roots)
    done: dict[Expr, Array] = {}
    with np.errstate(all="ignore"):
        for node in order:
            done[node] = _value(node, [done[arg] for arg in node.args], values, float_type)
            for arg in node.args:
                uses[arg] -= 1
                if not uses[arg]:
                    done.pop(arg, None)
    shape = np.broadcast_shapes(*(np.shape(value) for value in values.values()))
    return tuple(np.array(np.broadcast_to(done[root], shape)) for root in roots)


def count_uses(order: Sequence[Expr], roots: Sequence[Expr]) -> Counter[Expr]:
    """How often each node is an argument or a root."""
    from collections import Counter

    uses = Counter(arg for node in order for arg in node.args)
    uses.update(roots)
    return uses


def _value(
    node: Expr, args: list[Array], values: Mapping[str, ArrayLike], float_type: type[np.floating]
) -> Array:
    match node.op.name:
        case "const":
            return np.asarray(node.value, float_type)
        case "var":
            return _input(str(node.value), values, float_type)
        case "true" | "false":
            return np.asarray(node.op.name == "true")
    return np.asarray(node.op.numeric(*args))


def _input(name: str, values: Mapping[str, ArrayLike], float_type: type[np.floating]) -> Array:
    if name not in values:
        raise FormulaError(f"The input '{name}' has no value; values are given for {', '.join(values)}.")
    return np.asarray(values[name]).astype(float_type)


def exact_sum(numbers: Sequence[float]) -> float:
    """The sum of finite numbers, rounded once; an infinity if it is beyond binary64's range."""
    try:
        return math.fsum(numbers)
    except OverflowError:  # raised even if only a partial sum is beyond the range
        total = sum(map(Fraction, numbers))
    try:
        return float(total)
    except OverflowError:
        return math.inf if total > 0 else -math.inf


def _sum(array: Array) -> float:
    if not np.isfinite(array).all():
        return float(np.sum(array, dtype=np.float64))
    return exact_sum(array.ravel().tolist())


def _mean(array: Array) -> float:
    return _sum(array) / array.size if array.size else math.nan


def _extreme(function: Callable[[Array], Any], name: str) -> Callable[[Array], float]:
    def reduce(array: Array) -> float:
        if not array.size:
            raise UsageError(f"The {name} of no elements is undefined.")
        return float(function(array))

    return reduce


REDUCERS: dict[str, Callable[[Array], float]] = {
    "sum": _sum,
    "mean": _mean,
    "min": _extreme(np.min, "min"),
    "max": _extreme(np.max, "max"),
}


def reduce_arrays(reduction: Reduction, outputs: Sequence[Array], dtype: DType) -> tuple[Array, ...]:
    """The reduced outputs, rounded once to the type; sums are exact before that, so their order is irrelevant.

    `dot` loses nothing to rounded products: two binary32 numbers have an exact binary64 product, and for two
    binary64 numbers the rounded product and its exact error are both summed.
    """
    float_type = DTYPES[dtype]
    with np.errstate(all="ignore"):
        if reduction == "dot":
            return (np.asarray(_dot(outputs[0], outputs[1]), float_type),)
        return tuple(np.asarray(REDUCERS[reduction](output), float_type) for output in outputs)


def _dot(left: Array, right: Array) -> float:
    from neurlang.kernels.expr.values.float_meaning import two_product

    product, error = two_product(left.astype(np.float64), right.astype(np.float64))
    exact = np.isfinite(
        error
    )  # Dekker's splitting overflows for factors beyond 2^996: their rounded product is used
    return _sum(np.concatenate([product.ravel(), np.where(exact, error, 0.0).ravel()]))
