"""The names of element types: ours, and NumPy's."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from neurlang.errors import UsageError
from neurlang.kernels.expr.kernel import DTYPES, DType

_NAMES: dict[np.dtype[Any], DType] = {np.dtype(float_type): name for name, float_type in DTYPES.items()}


def dtype_name(dtype: DTypeLike) -> DType:
    """`f32` or `f64`, from any NumPy name of the type.

    Raises:
        UsageError: it is not a type, or another type.

    """
    if isinstance(dtype, str) and dtype in DTYPES:
        return dtype
    try:
        kind = np.dtype(dtype)
    except TypeError:
        kind = None
    if kind is None or kind not in _NAMES:
        raise UsageError(f"A kernel's dtype must be float32 or float64, found {dtype!r}.")
    return _NAMES[kind]
