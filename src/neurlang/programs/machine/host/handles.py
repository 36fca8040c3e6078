"""Open handles: a bounded table of what a program holds outside its memory. The table is closed with the run."""

from __future__ import annotations

from contextlib import suppress
from typing import Protocol, TypeVar

from neurlang.programs.machine.host.permissions import Limits
from neurlang.programs.machine.traps import Fault, TrapKind


class Closable(Protocol):
    """What a handle stands for."""

    def close(self) -> None:
        """Release what it holds."""


Kind = TypeVar("Kind", bound=Closable)

_FIRST = 3  # like a process's first descriptor after the three standard ones


class Handles:
    """Numbers for open files, sockets and values. A number is never used twice, so a stale one finds nothing.

    All of them share the table and its limit. The bytes that extensions hold are counted here too.
    """

    __slots__ = ("_limits", "_next", "_open", "held_bytes")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._open: dict[int, Closable] = {}
        self._next = _FIRST
        self.held_bytes = 0

    def __len__(self) -> int:
        return len(self._open)

    def check_room(self) -> None:
        """Traps LIMIT if one more handle would be too many."""
        if len(self._open) >= self._limits.handles:
            raise Fault(TrapKind.LIMIT, f"more than {self._limits.handles} open handles; see --max-handles")

    def add(self, thing: Closable) -> int:
        """A new handle. If there are too many, closes the thing and traps LIMIT."""
        try:
            self.check_room()
        except Fault:
            thing.close()
            raise
        handle = self._next
        self._next += 1
        self._open[handle] = thing
        return handle

    def get(self, handle: int, kind: type[Kind]) -> Kind | None:
        """What is open under a handle; None if nothing of that kind is."""
        thing = self._open.get(handle)
        return thing if isinstance(thing, kind) else None

    def close(self, handle: int, kind: type[Kind]) -> bool:
        """Close and forget a handle of that kind; return whether there was one."""
        if self.get(handle, kind) is None:
            return False
        self._open.pop(handle).close()
        return True

    def close_all(self) -> None:
        """Close everything that is still open. If closing one fails, the others are still closed."""
        while self._open:
            with suppress(OSError):
                self._open.popitem()[1].close()

    def hold(self, size: int) -> None:
        """Count bytes that an extension keeps from now on; a negative size releases them. Traps LIMIT."""
        if self.held_bytes + size > self._limits.extension_bytes:
            bound = self._limits.extension_bytes
            raise Fault(
                TrapKind.LIMIT, f"extensions would hold more than {bound} bytes; see --max-extension-bytes"
            )
        self.held_bytes += size
