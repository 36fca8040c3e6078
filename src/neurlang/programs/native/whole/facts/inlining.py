"""How many levels deep a recursive procedure is inlined into itself."""

from __future__ import annotations

from neurlang.programs.flow import Procedure, search

MAX_INLINED = 800
"""The most instructions of a recursive procedure, its loops unrolled, together with its inlined copies."""

MAX_INLINED_WITH_LOOPS = 200
"""The same if it has loops: its time is spent there, and copies gain nothing (quicksort, merge sort)."""

MOST_LEVELS = 16
"""The most nested copies: each takes time to compile, and the last ones gain little (`nl bench exec`)."""


def inlined_levels(procedure: Procedure, stride: int) -> int:
    """How many copies of a procedure, its loops unrolled, are nested in each other; 1 if it does not call itself."""
    sites = sum(callee == procedure.entry for callee in procedure.calls.values())
    size = sum(end - start % stride for start, end in procedure.ends.items())
    has_loops = bool(search(procedure.successors, procedure.roots).back_edges)
    most = MAX_INLINED_WITH_LOOPS if has_loops else MAX_INLINED
    levels, bodies = 1, 1
    while sites and levels < MOST_LEVELS and size * (bodies + sites**levels) <= most:
        bodies += sites**levels
        levels += 1
    return levels
