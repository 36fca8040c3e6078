"""Handles: numbers that stand for values which extensions hold for a program.

They share the run's table of open handles and its limits. A handle is never used again, so a stale one differs from
every live one. Handles lie far above every address, so a register can hold either. A random 64-bit number looks like
a handle with a probability of 2^-32.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from neurlang.programs.extensions.held_values import Held
from neurlang.programs.machine import Fault, Handles, TrapKind

Kind = TypeVar("Kind", bound=Held)

HANDLE_BASE = 0x4E4C_4858 << 32
"""A handle is this plus a 32-bit serial number. It is positive as a signed number, and beyond the largest memory."""


def is_handle(value: int) -> bool:
    """Whether a register's value is in the range of handles. It may still be stale or forged."""
    return value >> 32 == HANDLE_BASE >> 32


@dataclass(slots=True, eq=False)
class Entry:
    """The table's entry for a handle: the value, the bytes charged for it, the taint of its content.

    A value that never changes needs no taint here: the register with the handle carries it, and a program can sanitize
    that. Data that is added later leaves its taint here.
    """

    table: Handles
    held: Held
    size: int = 0
    taint: int = 0

    def settle(self, taint: int = 0) -> None:
        """Charge the value's present size, after it was made or changed. Traps LIMIT if that is too much."""
        growth = self.held.size - self.size
        self.table.hold(growth)
        self.size += growth
        self.taint = max(self.taint, taint)

    def close(self) -> None:
        """Close the value and release its bytes."""
        self.held.close()
        self.table.hold(-self.size)
        self.size = 0


def new_handle(table: Handles, held: Held) -> int:
    """A handle for a new value. Closes the value and traps LIMIT if there is no room for it."""
    entry = Entry(table, held)
    try:
        entry.settle()
    except Fault:
        held.close()
        raise
    return HANDLE_BASE + table.add(entry)


def entry(table: Handles, handle: int) -> Entry:
    """The entry of a handle. Traps INVALID if the handle is stale or was never returned."""
    found = table.get(handle - HANDLE_BASE, Entry) if is_handle(handle) else None
    if found is None:
        raise Fault(
            TrapKind.INVALID,
            f"{handle:#x} is not an open handle of an extension: it is stale or was never returned",
        )
    return found


def value(table: Handles, handle: int, kind: type[Kind]) -> Kind:
    """The value of a handle. Traps INVALID if the handle is not open, or its value is of another kind."""
    held = entry(table, handle).held
    if not isinstance(held, kind):
        raise Fault(TrapKind.INVALID, f"handle {handle:#x} is a {held.noun}; a {kind.noun} is wanted")
    return held


def close(table: Handles, handle: int, kind: type[Kind]) -> None:
    """Close a handle, which is stale from then on. Traps INVALID as `value` does."""
    value(table, handle, kind)
    table.close(handle - HANDLE_BASE, Entry)
