"""Growth: arrays are replaced by larger ones when compiled code asks for room."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.egraph.core import SPARE_WRITES, enter_all
from neurlang.kernels.egraph.layout import (
    FLOOR,
    NODES,
    PENDING,
    QUEUE,
    REASONS,
    SNAPSHOTS,
    UNDO,
    UNDO_DATA,
    USED,
    Arrays,
)

NODE_COLUMNS = ("cells", "up", "numbers", "low", "high", "facts", "touched", "queue", "queued", "pending")


def larger(array: NDArray[Any], used: int, rows: int) -> NDArray[Any]:
    """A copy with that many rows, of which the used ones are filled."""
    grown = np.zeros((rows, *array.shape[1:]), array.dtype)
    grown[:used] = array[:used]
    return grown


def grown(state: Arrays) -> Arrays:
    """The same state with at least twice the room in every array that is over half full.

    The hash table is replaced as well if slots are short.
    """
    counts = state.counts
    changes: dict[str, NDArray[Any]] = {}
    capacity = len(state.cells)
    in_use = max(int(counts[NODES]), int(counts[PENDING]))
    if 2 * in_use > capacity - 256:
        used = {"pending": int(counts[PENDING]), "queue": int(counts[QUEUE]), "queued": capacity}
        for name in NODE_COLUMNS:
            changes[name] = larger(
                getattr(state, name), used.get(name, int(counts[NODES])), 2 * capacity + 1024
            )
    for name, count, least in (("reasons", REASONS, 1024), ("undo_data", UNDO_DATA, 256)):
        if 2 * int(counts[count]) > len(getattr(state, name)) - least:
            changes[name] = larger(
                getattr(state, name), int(counts[count]), 2 * len(getattr(state, name)) + least
            )
    needed = int(counts[UNDO]) + SPARE_WRITES + 2 * int(counts[NODES])  # a union may re-root a whole class
    if int(counts[SNAPSHOTS]) and needed > len(state.undo):
        changes["undo"] = larger(state.undo, int(counts[UNDO]), 2 * needed)
    is_table_short = 4 * int(counts[USED]) > len(state.table) - 1024
    if is_table_short:
        changes["table"] = np.zeros(2 * len(state.table), np.int32)
    new = state._replace(**changes)
    if is_table_short:
        enter_all(new)
    return new


def copied(state: Arrays) -> Arrays:
    """The same state in its own arrays, without the log for snapshots; only used rows are copied."""
    counts = state.counts.copy()
    counts[SNAPSHOTS] = counts[FLOOR] = counts[UNDO] = counts[UNDO_DATA] = 0
    nodes = int(counts[NODES])
    used = {"reasons": int(counts[REASONS]), "pending": int(counts[PENDING]), "queue": int(counts[QUEUE])}
    copies = {name: like(getattr(state, name), used.get(name, nodes)) for name in (*NODE_COLUMNS, "reasons")}
    word = np.zeros(1)
    return state._replace(
        **copies,
        word=word,
        word_bits=word.view(np.int32),
        table=state.table.copy(),
        undo=np.empty((1024, 2), np.int32),
        undo_data=np.empty((256, 4), np.float64),
        counts=counts,
    )


def like(array: NDArray[Any], used: int) -> NDArray[Any]:
    """An array of the same size with the used rows copied; the rest is zero, and its memory still untouched."""
    return larger(array, used, len(array))
