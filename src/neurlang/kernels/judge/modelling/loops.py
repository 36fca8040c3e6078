"""A loop as arrays that compiled code simulates: the class of each instruction and what it waits for."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.judge.collecting.records import Record
from neurlang.kernels.judge.modelling.instructions import PLACE, read_loop

MOST_SOURCES = 4
ARRAY = re.compile(r",[1248]\)")  # an address that the loop's counter scales
L1_BYTES = 32 * 1024
LENGTH = 4096  # elements of each array, as forms are timed
SIZES = {"f32": 4, "f64": 8}
NOTHING, NEARBY, STREAMED = range(3)  # no access, one of the stack or a constant, one of an array


@dataclass(frozen=True, slots=True)
class PreparedLoop:
    """A loop: for each instruction its class, the earlier ones that it waits for (-1: none), its loads and stores.

    `functions` of the library are called for each vector. `is_outside` says that the arrays do not all fit into the
    first cache. An iteration computes `vectors` of `lanes` elements.
    """

    kinds: NDArray[np.int32]
    sources: NDArray[np.int32]  # (n, 4)
    loads: NDArray[np.int32]
    stores: NDArray[np.int32]
    functions: tuple[str, ...]
    is_outside: bool
    vectors: int
    lanes: int


def prepared(
    text: str, *, functions: tuple[str, ...], arrays: int, dtype: str, vectors: int, lanes: int
) -> PreparedLoop:
    """A loop's text as arrays. `functions` are called for each vector, in any order."""
    loop = read_loop(text).instructions
    count = len(loop)
    kinds, loads, stores = np.zeros((3, count), np.int32)
    sources = np.full((count, MOST_SOURCES), -1, np.int32)
    last: dict[str, int] = {}
    for row, (each, line) in enumerate(zip(loop, text.splitlines(), strict=True)):
        kinds[row] = PLACE[each.kind]
        found = [last[place] for place in dict.fromkeys(each.reads) if place in last][:MOST_SOURCES]
        sources[row, : len(found)] = found
        access = STREAMED if ARRAY.search(line) else NEARBY
        loads[row] = access if each.loads or each.kind == "load" else NOTHING
        stores[row] = access if each.stores or each.kind == "store" else NOTHING
        if each.kind == "call":  # vector registers belong to the callee
            last = {place: at for place, at in last.items() if place.endswith(")")}
            last["v0"] = row
        elif each.writes is not None:
            last[each.writes] = row
    is_outside = arrays * LENGTH * SIZES[dtype] > L1_BYTES
    return PreparedLoop(kinds, sources, loads, stores, functions, is_outside, vectors, lanes)


def prepared_record(record: Record) -> PreparedLoop:
    """The loop of a record."""
    return prepared(
        record.loop,
        functions=record.calls,
        arrays=record.arrays,
        dtype=record.dtype,
        vectors=record.vectors,
        lanes=record.lanes,
    )
