"""The error of computed values against exact ones: in units in the last place, and relative.

Rules. If the exact value is unknown, the error is NaN and is ignored. If the exact value is NaN (undefined), the
error is 0 for a computed NaN and infinite for anything else; a computed NaN for an exact number is an infinite
error. An infinity stands for the number one unit beyond the largest, so overflow at the right place has error
zero, and one unit away has error one. Signs of zeros are ignored.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from neurlang.kernels.expr.kernel import DTYPES, DType
from neurlang.kernels.expr.values.exact_evaluation import Exact

Doubles = NDArray[np.float64]

# The number that stands for infinity. 2^1024 exceeds f64, so f64 values of 1 or more are compared at half size.
BEYOND: dict[DType, float] = {"f32": 2.0**128, "f64": 2.0**1023}


def ulp_error(computed: ArrayLike, exact: Exact, dtype: DType) -> Doubles:
    """The distance in units in the last place of the exact value; for the rules, see the module's docstring.

    The unit is the distance between neighbours of the type in the exact value's binade; below the normal numbers
    it is the smallest subnormal number.
    """
    return _error(computed, exact, dtype, _unit(exact.high, exact.low, dtype))


def relative_error(computed: ArrayLike, exact: Exact, dtype: DType) -> Doubles:
    """The distance divided by the exact value's magnitude; if that is zero, 0 for a zero and else infinite."""
    scale = np.abs(exact.high) * _half(exact.high, dtype)
    return _error(computed, exact, dtype, np.minimum(scale, BEYOND[dtype]))


def _half(high: Doubles, dtype: DType) -> Doubles:
    """The factor applied to values before comparison; small values are not halved, as they could lose a bit."""
    return np.where((np.abs(high) < 1) | (dtype == "f32"), 1.0, 0.5)


def _error(computed: ArrayLike, exact: Exact, dtype: DType, scale: Doubles) -> Doubles:
    half, limit = _half(exact.high, dtype), BEYOND[dtype]
    with np.errstate(all="ignore"):
        value = np.clip(np.asarray(computed, np.float64) * half, -limit, limit)
        high = np.clip(exact.high * half, -limit, limit)
        low = np.where(np.abs(high) == limit, 0.0, exact.low * half)
        difference = np.abs((value - high) - low)
        error = np.where(difference == 0, 0.0, difference / scale)
    error = np.where(np.isnan(value), np.inf, error)
    error = np.where(np.isnan(exact.high), np.where(np.isnan(value), 0.0, np.inf), error)
    return np.asarray(np.where(exact.known, error, np.nan))


def _unit(high: Doubles, low: Doubles, dtype: DType) -> Doubles:
    """The spacing of the type in the binade of high + low, times the factor of `_half`."""
    info: Any = np.finfo(DTYPES[dtype])
    finite = np.where(np.isfinite(high), high, 1.0)
    mantissa, exponent = np.frexp(finite)
    # If high is a power of two and the exact value is smaller, it belongs to the binade below.
    exponent = exponent - ((np.abs(mantissa) == 0.5) & (low * np.sign(finite) < 0))
    exponent = np.where(finite == 0, info.minexp, exponent)
    exponent = np.where(np.isinf(high), info.maxexp, np.clip(exponent, info.minexp + 1, info.maxexp))
    return np.asarray(np.ldexp(_half(high, dtype), exponent - info.nmant - 1))


def worst(errors: Doubles) -> float:
    """The largest error among known points; 0 if there are none."""
    known = errors[~np.isnan(errors)]
    return float(known.max()) if known.size else 0.0
