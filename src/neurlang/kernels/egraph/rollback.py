"""Rollback: writes the logged old values back, newest first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.compiled import compiled
from neurlang.kernels.egraph.layout import STAMP, UNDO, UNDO_DATA, UP, WIDTH, Arrays


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state that a graph can go back to: its counts, its hash table's number, and how deep it is nested."""

    counts: NDArray[np.int64]
    table: int
    depth: int


@compiled
def write_back(state: Arrays, counts: NDArray[np.int64], with_table: bool) -> None:
    """Restore cells, data and counts to the state that had these `counts`."""
    at = state.counts[UNDO]
    while at > counts[UNDO]:
        at -= 1
        place, value = state.undo[at, 0], state.undo[at, 1]
        if place >= 0 and place % WIDTH == UP:
            state.up[place // WIDTH] = value
        elif place >= 0:
            state.cells[place // WIDTH, place % WIDTH] = value
        elif with_table:
            state.table[-1 - place] = 0
    at = state.counts[UNDO_DATA]
    while at > counts[UNDO_DATA]:
        at -= 1
        row = np.int64(state.undo_data[at, 0])
        state.low[row], state.high[row] = state.undo_data[at, 1], state.undo_data[at, 2]
        state.facts[row] = np.uint32(state.undo_data[at, 3])
    stamp = state.counts[STAMP]  # generations only increase: going back is a change as well
    for place in range(len(counts)):
        state.counts[place] = counts[place]
    state.counts[STAMP] = stamp
