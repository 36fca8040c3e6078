"""Floating-point numbers as integers in their order: neighbours differ by 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

INTEGERS: dict[int, type[np.signedinteger]] = {4: np.int32, 8: np.int64}


def ordinals(values: NDArray[Any]) -> NDArray[Any]:
    """The places of binary32 or binary64 numbers in their order, int64; both zeros are at 0."""
    whole = INTEGERS[values.dtype.itemsize]
    bits = np.ascontiguousarray(values).view(whole).astype(np.int64)
    return np.where(bits >= 0, bits, np.iinfo(whole).min - bits)


def from_ordinals(places: NDArray[Any], dtype: np.dtype[Any] | type[np.floating]) -> NDArray[Any]:
    """The numbers at these places."""
    whole = INTEGERS[np.dtype(dtype).itemsize]
    places = np.asarray(places).astype(whole)
    bits = np.where(places >= 0, places, np.iinfo(whole).min - places)
    return np.ascontiguousarray(bits).view(dtype)
