"""Exact evaluation: the values of an expression over the real numbers at points, to about 32 digits.

There are three methods. Arrays are evaluated in double-doubles with an error bound. Points that these leave in
doubt (too wide a bound, too close a comparison) are evaluated by balls at 128 bits, doubled until the value is
known, and points with special values by intervals in the same way. No precision can show that two irrational
numbers are equal: after 16 points of an expression remain unknown at 8,192 bits, the others get at most 512.
Intervals are slow: for a long expression only a limited number of points is evaluated by them, and the others
remain unknown.
Special values follow IEEE 754: x/0 is an infinity with the zero's sign, 0/0 is NaN, and NaN propagates through
all ops but comparisons, choice, `min` and `max`. Inputs are numbers of the kernel's type.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import Expr, postorder
from neurlang.kernels.expr.kernel import DTYPES, DType, Kernel
from neurlang.kernels.expr.values import double_double as dd
from neurlang.kernels.expr.values import double_double_functions as ddf
from neurlang.kernels.expr.values.evaluation import count_uses

PATIENCE = 16  # points that may remain unknown at the last precision before it is lowered
# Limit of points evaluated by intervals, times operations: each operation takes a tenth of a millisecond per point.
INTERVAL_WORK, FEWEST_INTERVALS = 20_000, 32
# A double-double with a larger relative error bound is in doubt.
TOLERANCE: dict[DType, float] = {"f32": 2.0**-60, "f64": 2.0**-75}

ARITHMETIC: dict[str, Callable[..., Any]] = {
    "add": dd.add, "sub": dd.subtract, "mul": dd.multiply, "div": dd.divide, "neg": dd.negate,
    "abs": dd.absolute, "sqrt": dd.sqrt, "recip": dd.reciprocal, "fma": dd.fused,
    "rsqrt": lambda a: dd.reciprocal(dd.sqrt(a)),
    "min": dd.minimum, "max": dd.maximum, "minimum": dd.minimum, "maximum": dd.maximum,
    "floor": dd.floor, "ceil": dd.ceil, "trunc": dd.trunc, "round": dd.nearest_integer,
    "rint": dd.nearest_integer, "copysign": dd.copysign, "fmod": dd.remainder, "select": dd.select,
    "lt": dd.less, "le": dd.at_most, "gt": dd.greater, "ge": dd.at_least, "eq": dd.equal, "ne": dd.unequal,
    "and": dd.both, "or": dd.either, "not": dd.opposite,
    "exp": ddf.exp, "exp2": ddf.exp2, "expm1": ddf.expm1, "log": ddf.log, "log2": ddf.log2, "log10": ddf.log10,
    "log1p": ddf.log1p, "sin": ddf.sin, "cos": ddf.cos, "tan": ddf.tan, "asin": ddf.asin, "acos": ddf.acos,
    "atan": ddf.atan, "atan2": ddf.atan2, "sinh": ddf.sinh, "cosh": ddf.cosh, "tanh": ddf.tanh,
    "cbrt": ddf.cbrt, "hypot": ddf.hypotenuse, "pow": ddf.power, "powi": ddf.power,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exact:
    """Exact values as high + low, rounded to 75 bits or more; truth values as 1 and 0.

    `known` is False, and `high` NaN, if 8,192 bits did not decide (a comparison of equal irrational numbers), or 512
    after sixteen such points. A value beyond binary64's range is an infinity, one below its range a zero.
    The sign of a zero is meaningless.
    `by_interval` counts the points that double-doubles left in doubt.
    """

    high: NDArray[np.float64]
    low: NDArray[np.float64]
    known: NDArray[np.bool_]
    by_interval: int = 0


def exact(kernel: Kernel, *arrays: ArrayLike) -> tuple[Exact, ...]:
    """The kernel's outputs at points, one array per input in order; a reduction is ignored.

    Raises:
        FormulaError: the number of arrays differs from the number of inputs.

    """
    if len(arrays) != len(kernel.inputs):
        raise FormulaError(f"'{kernel.name}' takes {len(kernel.inputs)} arrays, found {len(arrays)}.")
    return exact_expressions(kernel.outputs, dict(zip(kernel.names, arrays, strict=True)), kernel.dtype)


def exact_expressions(
    roots: Sequence[Expr], values: Mapping[str, ArrayLike], dtype: DType = "f64"
) -> tuple[Exact, ...]:
    """The exact values of expressions over named arrays, which are first rounded to the type."""
    float_type = DTYPES[dtype]
    with np.errstate(all="ignore"):
        rounded = {
            name: np.asarray(array).astype(float_type).astype(np.float64) for name, array in values.items()
        }
        shape = np.broadcast_shapes(*(array.shape for array in rounded.values()))
        points = {name: np.broadcast_to(array, shape).ravel() for name, array in rounded.items()}
        quick = [_settled(result, dtype) for result in _double_doubles(roots, points)]
    count = int(np.prod(shape, dtype=int))
    highs = [np.array(np.broadcast_to(high, (count,))) for high, _, _ in quick]
    lows = [np.array(np.broadcast_to(low, (count,))) for _, low, _ in quick]
    doubt = [np.array(np.broadcast_to(doubtful, (count,))) for _, _, doubtful in quick]
    return _resolved(roots, points, highs, lows, doubt, shape)


def _resolved(
    roots: Sequence[Expr],
    points: Mapping[str, NDArray[np.float64]],
    highs: list[NDArray[np.float64]],
    lows: list[NDArray[np.float64]],
    doubt: list[NDArray[np.bool_]],
    shape: tuple[int, ...],
) -> tuple[Exact, ...]:
    """The results with doubtful points evaluated by balls, or by intervals if balls cannot."""
    if any(doubtful.any() for doubtful in doubt):
        from neurlang.kernels.expr.values.exact_points import (
            exact_point,  # flint and mpmath take long to load
        )

    results = []
    for root, high, low, doubtful in zip(roots, highs, lows, doubt, strict=True):
        order = postorder((root,))
        known = np.ones(high.shape, bool)
        indices = np.nonzero(doubtful)[0]
        undecided, intervals = 0, max(FEWEST_INTERVALS, INTERVAL_WORK // len(order))
        for index in indices:
            point = {name: float(array[index]) for name, array in points.items()}
            high[index], low[index], known[index], is_slow = exact_point(
                order, point, is_hasty=undecided >= PATIENCE, may_be_slow=intervals > 0
            )
            undecided += not known[index]
            intervals -= is_slow
        results.append(Exact(high.reshape(shape), low.reshape(shape), known.reshape(shape), len(indices)))
    return tuple(results)


def _double_doubles(roots: Sequence[Expr], points: Mapping[str, NDArray[np.float64]]) -> list[Any]:
    order = postorder(roots)
    uses = count_uses(order, roots)
    done: dict[Expr, Any] = {}
    for node in order:
        done[node] = _double_double(node, [done[arg] for arg in node.args], points)
        for arg in node.args:
            uses[arg] -= 1
            if not uses[arg]:
                done.pop(arg, None)
    return [done[root] for root in roots]


def _double_double(node: Expr, args: list[Any], points: Mapping[str, NDArray[np.float64]]) -> Any:  # noqa: ANN401
    match node.op.name:
        case "const":
            return dd.exact_double(node.value)
        case "var":
            if node.value not in points:
                raise FormulaError(f"The input '{node.value}' has no value.")
            return dd.exact_double(points[str(node.value)])
        case "true" | "false":
            return dd.Truth(np.asarray(node.op.name == "true"), np.asarray(False))
    return ARITHMETIC[node.op.name](*args)


def _settled(result: Any, dtype: DType) -> tuple[Any, Any, Any]:  # noqa: ANN401
    """High, low, and where the result is in doubt."""
    if isinstance(result, dd.Truth):
        return result.value.astype(np.float64), np.zeros(result.value.shape), result.doubt
    is_settled = result.error <= np.abs(result.hi) * TOLERANCE[dtype]
    return result.hi, result.lo, ~(is_settled & np.isfinite(result.hi))
