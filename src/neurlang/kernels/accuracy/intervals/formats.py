"""Arrays of binary64 that hold numbers of either floating-point type: limits, rounding, order.

Operands of binary32 are computed with in binary64 and rounded once more. For + - * / and the square root this is
the correctly rounded binary32 result (Figueroa, "When is double rounding innocuous?", 1995).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.expr import DType

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Format:
    """A type's limits: the greatest number, the smallest normal and subnormal ones, the spacing at 1."""

    dtype: DType
    greatest: float
    normal: float
    smallest: float
    epsilon: float

    @property
    def roundoff(self) -> float:
        """The greatest relative error of rounding to nearest, of a result that is a normal number."""
        return self.epsilon / 2

    def rounded(self, values: Doubles) -> Doubles:
        """Binary64 numbers rounded to nearest in the type; infinite beyond its range."""
        if self.dtype == "f64":
            return values
        return values.astype(np.float32).astype(np.float64)

    def floor(self, values: Doubles) -> Doubles:
        """The greatest number of the type that is not above."""
        near = self.rounded(values)
        return np.where(near > values, self.below(near), near)

    def ceil(self, values: Doubles) -> Doubles:
        """The least number of the type that is not below."""
        near = self.rounded(values)
        return np.where(near < values, self.above(near), near)

    def below(self, values: Doubles) -> Doubles:
        """The next number of the type downwards."""
        return self._next(values, -np.inf)

    def above(self, values: Doubles) -> Doubles:
        """The next number of the type upwards."""
        return self._next(values, np.inf)

    def _next(self, values: Doubles, towards: float) -> Doubles:
        if self.dtype == "f64":
            return np.asarray(np.nextafter(values, towards))
        return np.asarray(np.nextafter(values.astype(np.float32), np.float32(towards)), np.float64)

    def ordinals(self, values: Doubles) -> NDArray[np.int64]:
        """The position of each number in the order of the type's numbers; both zeros are at 0."""
        bits: NDArray[np.int64]
        if self.dtype == "f64":
            bits, least = np.asarray(values + 0.0).view(np.int64), np.iinfo(np.int64).min
        else:
            bits, least = np.asarray(values + 0.0, np.float32).view(np.int32).astype(np.int64), -(2**31)
        return np.where(bits < 0, least - bits, bits)

    def numbers(self, ordinals: NDArray[np.int64]) -> Doubles:
        """The numbers at these positions; the inverse of `ordinals`."""
        sizes = np.abs(ordinals)
        if self.dtype == "f64":
            found = sizes.view(np.float64)
        else:
            found = sizes.astype(np.int32).view(np.float32).astype(np.float64)
        return np.where(ordinals < 0, -found, found)


def _format(dtype: DType, float_type: type[np.floating[Any]]) -> Format:
    info: Any = np.finfo(float_type)
    return Format(
        dtype,
        float(info.max),
        float(info.smallest_normal),
        float(info.smallest_subnormal),
        float(info.eps),
    )


FORMATS: dict[DType, Format] = {"f32": _format("f32", np.float32), "f64": _format("f64", np.float64)}
