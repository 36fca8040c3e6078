"""Least squares with coefficients of at least 0, by SciPy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from neurlang.optional_parts import load

if TYPE_CHECKING:
    from numpy.typing import NDArray


def non_negative_least_squares(
    matrix: NDArray[np.float64], values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The coefficients (Lawson and Hanson 1974).

    Raises:
        MissingPartError: SciPy is not installed.

    """
    found, _ = load("scipy.optimize", "judge", "fitting the Judge").nnls(matrix, values)
    return np.asarray(found, np.float64)
