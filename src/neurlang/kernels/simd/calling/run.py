"""Run compiled code directly on contiguous arrays, without a NumPy ufunc."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np

from neurlang.kernels.simd.emitting.code import Code

Array = np.ndarray[Any, Any]


def run_code(code: Code, arrays: Sequence[Array], length: int | None = None) -> tuple[Array, ...]:
    """The results for one-dimensional contiguous arrays of the kernel's type, one per input.

    `length` is needed if the kernel has no input. The code must not be a reduction.
    """
    count = len(arrays[0]) if arrays else length or 1
    results: tuple[Array, ...] = tuple(
        np.empty(count, code.form.float_type if root.kind == "r" else np.bool_) for root in code.form.outputs
    )
    operands = [*arrays, *results]
    addresses = (ctypes.c_void_p * len(operands))(*(array.ctypes.data for array in operands))
    plain_function(code.plain)(addresses, count, ctypes.addressof(code.plan))
    return results


@cache
def plain_function(address: int) -> Callable[..., None]:
    """The driver's loop over contiguous arrays, `(args, n, plan)`, callable from Python."""
    return ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p)(address)
