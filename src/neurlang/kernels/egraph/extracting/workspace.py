"""Arrays for a function of costs to work in, since compiled code allocates nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    CostOfRows = Callable[[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64], "Workspace"], float]


class Workspace(NamedTuple):
    """Arrays for up to n rows of a DAG. What is in them at first means nothing."""

    marks: NDArray[np.int32]  # (n,)
    flags: NDArray[np.int32]  # (n,)
    heads: NDArray[np.int32]  # (n,): of lists whose links are ...
    links: NDArray[np.int32]  # (n, 3): ... a place of an argument each
    numbers: NDArray[np.float64]  # (n,)


def workspace_for(rows: int) -> Workspace:
    """A workspace for so many rows."""
    marks, flags, heads = (np.empty(rows, np.int32) for _ in range(3))
    return Workspace(marks, flags, heads, np.empty((rows, 3), np.int32), np.empty(rows, np.float64))
