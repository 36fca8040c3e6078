"""Check compiled code against its meaning, at points.

The result must be bit-identical to the float evaluation of the compiled form in which each library function
returns the result of compiled code for that function alone; that result in turn must lie within the function's
stated error of the exact value for the same arguments. All NaNs count as equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.expr import DType, Expr, exact, kernel_of, make, op, ulp_error, variable, worst
from neurlang.kernels.simd.calling.run import run_code
from neurlang.kernels.simd.emitting.code import Code, CompileOptions, compile_kernel
from neurlang.kernels.simd.emitting.vector_math import library_function

Array = np.ndarray[Any, Any]
LETTERS = "ab"


@dataclass(frozen=True, slots=True)
class FunctionError:
    """The worst error of a library function at the arguments in the check, and its stated error, in ULP."""

    name: str
    worst_ulp: float
    stated_ulp: float


@dataclass(frozen=True, slots=True)
class Check:
    """The result of a check: how many points differ from the reference, and the errors of library functions."""

    points: int
    differing: int
    functions: tuple[FunctionError, ...]

    @property
    def passes(self) -> bool:
        """Whether no point differs and every function is within its stated error."""
        return self.differing == 0 and all(item.worst_ulp <= item.stated_ulp for item in self.functions)


def check_code(code: Code, arrays: Sequence[Array], *, errors: bool = True) -> Check:
    """Compare code with its meaning at points, one array per input; if `errors`, also check library functions.

    In:  code that does not reduce, and one-dimensional arrays of its type and of equal length.
    """
    results = run_code(code, arrays)
    expected, functions = reference(code, arrays, errors=errors)
    differing = np.zeros(len(results[0]), np.bool_)
    for result, value in zip(results, expected, strict=True):
        differing |= ~same_bits(result, np.broadcast_to(value, result.shape))
    return Check(len(differing), int(differing.sum()), functions)


def same_bits(left: Array, right: Array) -> NDArray[np.bool_]:
    """Where two arrays of one type have the same bits or are both NaN."""
    if left.dtype == np.bool_:
        return np.asarray(left == right)
    bits = np.dtype(f"u{left.itemsize}")
    return np.asarray(
        (left.view(bits) == np.ascontiguousarray(right).view(bits)) | (np.isnan(left) & np.isnan(right))
    )


def reference(
    code: Code, arrays: Sequence[Array], *, errors: bool
) -> tuple[tuple[Array, ...], tuple[FunctionError, ...]]:
    """The reference results, and the errors of the library functions that they use."""
    form, target = code.form, code.target.name
    values: dict[Expr, Array] = {}
    found: dict[str, float] = {}
    with np.errstate(all="ignore"):
        for node in form.nodes():
            args = [values[arg] for arg in node.args]
            if not node.op.is_library:
                values[node] = _plain(node, args, dict(zip(form.names, arrays, strict=True)), form.float_type)
                continue
            args = [np.array(np.broadcast_to(arg, len(arrays[0])), form.float_type) for arg in args]
            values[node], error = _library(node.op.name, form.dtype, target, args, errors=errors)
            found[node.op.name] = max(found.get(node.op.name, 0.0), error)
    stated = {name: library_function(op(name), form.dtype, code.target).error_ulp for name in found}
    functions = tuple(FunctionError(name, error, stated[name]) for name, error in found.items())
    return tuple(values[root] for root in form.outputs), functions


def _plain(
    node: Expr, args: list[Array], inputs: dict[str, Array], float_type: type[np.floating[Any]]
) -> Array:
    match node.op.name:
        case "const":
            return np.asarray(node.value, float_type)
        case "var":
            return inputs[str(node.value)]
        case "true" | "false":
            return np.asarray(node.op.name == "true")
    return np.asarray(node.op.numeric(*args))


def _library(
    name: str, dtype: DType, target: str, args: Sequence[Array], *, errors: bool
) -> tuple[Array, float]:
    """The result of compiled code for the function alone, and its worst error in ULP."""
    code = _function_code(name, dtype, target)
    result = run_code(code, args)[0]
    if not errors:
        return result, 0.0
    truth = exact(code.form, *args)[0]
    return result, worst(ulp_error(result, truth, dtype))


@cache
def _function_code(name: str, dtype: DType, target: str) -> Code:
    arity = op(name).arity
    root = make(name, *(variable(letter) for letter in LETTERS[:arity]))
    return compile_kernel(kernel_of([root], LETTERS[:arity], dtype=dtype), CompileOptions(target=target))
