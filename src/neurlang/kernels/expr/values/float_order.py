"""Floating-point numbers as integers in the same order: neighbours differ by 1."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

INTEGERS: dict[int, type[np.signedinteger]] = {4: np.int32, 8: np.int64}


def ordinals(values: NDArray[Any]) -> NDArray[Any]:
    """The ordinals of binary32 or binary64 numbers, as int64; both zeros have ordinal 0."""
    whole = INTEGERS[values.dtype.itemsize]
    bits = np.ascontiguousarray(values).view(whole).astype(np.int64)
    return np.where(bits >= 0, bits, np.iinfo(whole).min - bits)


def from_ordinals(places: NDArray[Any], dtype: np.dtype[Any] | type[np.floating]) -> NDArray[Any]:
    """The numbers with these ordinals."""
    whole = INTEGERS[np.dtype(dtype).itemsize]
    places = np.asarray(places).astype(whole)
    bits = np.where(places >= 0, places, np.iinfo(whole).min - places)
    return np.ascontiguousarray(bits).view(dtype)
