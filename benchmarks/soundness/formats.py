"""The two floating-point types with their limits and the fast oracle's wider type; floats as ordered integers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Format:
    """A floating-point type: NumPy's scalar, the integer of its size, a type with more bits and exponents, its limits.

    `least` is the integer with only the sign bit set, `top` the integer with the bits of infinity.
    """

    name: str
    kind: type[Any]
    integer: type[Any]
    wide: type[Any]
    eps: float
    largest: float
    normal: float
    tiny: float
    least: int
    top: int

    @property
    def beyond(self) -> Any:  # noqa: ANN401 - a number of the wide type
        """What an infinity represents: the number one unit beyond the largest."""
        return np.ldexp(self.wide(1), math.frexp(self.largest)[1])

    @property
    def overflow(self) -> Any:  # noqa: ANN401 - a number of the wide type
        """The least number that rounds to infinity: half a unit beyond the largest."""
        return self.beyond * (1 - self.wide(self.eps) / 4)


def _format(name: str, kind: type[Any], integer: type[Any], wide: type[Any]) -> Format:
    info = np.finfo(kind)
    least, top = int(np.iinfo(integer).min), int(np.array(np.inf, kind).view(integer))
    eps, largest, normal, tiny = map(
        float, (info.eps, info.max, info.smallest_normal, info.smallest_subnormal)
    )
    return Format(name, kind, integer, wide, eps, largest, normal, tiny, least, top)


FORMATS = {
    "f32": _format("f32", np.float32, np.int32, np.float64),
    "f64": _format("f64", np.float64, np.int64, np.longdouble),
}


def to_ordered(values: Array, of: Format) -> Array:
    """Integers in the order of the floats, with neighbours one apart; both zeros are 0."""
    bits = values.view(of.integer)
    return np.asarray(np.where(bits < 0, of.least - bits, bits).astype(np.int64))


def from_ordered(places: Array, of: Format) -> Array:
    """The floats at these positions; beyond the infinities, the infinities."""
    kept = np.minimum(np.maximum(places, -of.top), of.top)
    return np.asarray(np.where(kept < 0, of.least - kept, kept).astype(of.integer).view(of.kind))
