"""The process's peak of memory, where the system tells it."""

from __future__ import annotations

import sys

_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of `ru_maxrss` (getrusage(2))."""


def peak_memory() -> int:
    """The most bytes of memory that the process ever had; 0 on Windows, which does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
