"""How often a procedure that calls itself is inlined in itself."""

from __future__ import annotations

from neurlang.programs.flow import Procedure

MAX_INLINED = 800
"""Instructions that a recursive procedure may have with the copies of it that are inlined."""

MOST_LEVELS = 16
"""Copies that are nested at most: each takes time to compile, the last ones gain little (`nl bench exec`)."""


def inlined_levels(procedure: Procedure) -> int:
    """How many copies of a procedure are nested in each other; one if it doesn't call itself."""
    sites = sum(callee == procedure.entry for callee in procedure.calls.values())
    size = sum(end - start for start, end in procedure.ends.items())
    levels, bodies = 1, 1
    while sites and levels < MOST_LEVELS and size * (bodies + sites**levels) <= MAX_INLINED:
        bodies += sites**levels
        levels += 1
    return levels
