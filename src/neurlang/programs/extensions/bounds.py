"""The largest result of an extension."""

from __future__ import annotations

from neurlang.programs.machine import Fault, TrapKind

MAX_RESULT = 64 << 20
"""Longest result of one call, in bytes."""


def bounded_size(size: int) -> int:
    """The size, for a result that is about to be made. Traps LIMIT if it is too large."""
    if size > MAX_RESULT:
        raise Fault(TrapKind.LIMIT, f"a result of more than {MAX_RESULT} bytes")
    return size
