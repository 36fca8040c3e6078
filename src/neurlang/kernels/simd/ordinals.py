"""Floating-point numbers by their place in order: neighbours have ordinals that differ by 1, both zeros have 0.

A draw that is uniform in ordinals is log-uniform in size, has full random mantissas, and reaches subnormal numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]  # of float32 or float64
Ordinals = NDArray[np.int64]


def ordinals(values: Floats) -> Ordinals:
    """The ordinal of each value of a floating type; NaN has no order and must not be among them."""
    bits = np.ascontiguousarray(values).view(_integers(values.dtype)).astype(np.int64)
    return np.where(bits < 0, _lowest(values.dtype) - bits, bits)


def from_ordinals(places: Ordinals, dtype: type[np.floating[Any]] | np.dtype[Any]) -> Floats:
    """The value of each ordinal; +0 for 0."""
    kind = np.dtype(dtype)
    bits = np.where(places < 0, _lowest(kind) - places, places)
    return bits.astype(_integers(kind)).view(kind)


def _integers(kind: np.dtype[Any]) -> np.dtype[Any]:
    return np.dtype(f"i{kind.itemsize}")


def _lowest(kind: np.dtype[Any]) -> int:
    """The bits of -0 as a signed integer."""
    return int(np.iinfo(_integers(kind)).min)
