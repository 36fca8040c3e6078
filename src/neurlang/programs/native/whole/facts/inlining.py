"""How many levels deep a recursive procedure is inlined into itself."""

from __future__ import annotations

from neurlang.programs.flow import Procedure

MAX_INLINED = 800
"""The most instructions of a recursive procedure together with its inlined copies."""

MOST_LEVELS = 16
"""The most nested copies: each takes time to compile, and the last ones gain little (`nl bench exec`)."""


def inlined_levels(procedure: Procedure) -> int:
    """How many copies of a procedure are nested in each other; 1 if it does not call itself."""
    sites = sum(callee == procedure.entry for callee in procedure.calls.values())
    size = sum(end - start for start, end in procedure.ends.items())
    levels, bodies = 1, 1
    while sites and levels < MOST_LEVELS and size * (bodies + sites**levels) <= MAX_INLINED:
        bodies += sites**levels
        levels += 1
    return levels
