"""What comes near overflow or underflow, as far as points can tell."""

from __future__ import annotations

import numpy as np
import pytest

from neurlang.kernels.accuracy import has_margin
from neurlang.kernels.expr import parse


@pytest.mark.parametrize(
    ("x", "overflows", "loses", "keeps"),
    [
        (1.0, True, True, True),
        (0.0, True, True, True),  # an exact zero is not lost
        (1e150, True, False, False),
        (1e150, False, True, True),
        (1e-150, False, True, False),
        (1e-150, True, False, True),
        (np.inf, True, False, False),
        (np.nan, True, False, False),
    ],
)
def test_margins(x: float, overflows: bool, loses: bool, keeps: bool) -> None:
    kernel = parse("x*x + 1")
    assert has_margin(kernel, kernel.outputs, [np.array([x])], overflows=overflows, loses=loses) is keeps
