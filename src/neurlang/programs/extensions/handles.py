"""Handles: numbers by which a program names values that extensions hold for it.

They share the machine's table of open handles and its limits. A handle is never used again, so a stale one is
told from every live one. Handles lie far above every address: one register can say either a handle or an
address, and a random 64-bit number looks like a handle by a chance of 2^-32.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from neurlang.programs.extensions.held import Held
from neurlang.programs.machine import Fault, Handles, TrapKind

Kind = TypeVar("Kind", bound=Held)

HANDLE_BASE = 0x4E4C_4858 << 32
"""A handle is this and a 32-bit serial number: positive as a signed number, beyond the largest memory."""


def is_handle(value: int) -> bool:
    """Whether a register's value lies where handles do; it may still be stale or forged."""
    return value >> 32 == HANDLE_BASE >> 32


@dataclass(slots=True, eq=False)
class Entry:
    """What the machine's table holds for a handle: the value, its charge in bytes, its content's taint.

    A value that never changes needs no taint here: it rides on the register that holds the handle, where
    a program can sanitize it. What was put in later leaves its taint here.
    """

    table: Handles
    held: Held
    size: int = 0
    taint: int = 0

    def settle(self, taint: int = 0) -> None:
        """Charge the value's size anew, after it was made or changed. Traps LIMIT where there is no room."""
        growth = self.held.size - self.size
        self.table.hold(growth)
        self.size += growth
        self.taint = max(self.taint, taint)

    def close(self) -> None:
        """Let go of the value and give back its bytes."""
        self.held.close()
        self.table.hold(-self.size)
        self.size = 0


def give(table: Handles, held: Held) -> int:
    """The handle of a new value. Closes it and traps LIMIT where there is no room for it."""
    entry = Entry(table, held)
    try:
        entry.settle()
    except Fault:
        held.close()
        raise
    return HANDLE_BASE + table.add(entry)


def entry(table: Handles, handle: int) -> Entry:
    """What is open under a handle. Traps INVALID for a handle that is stale, or never was."""
    found = table.get(handle - HANDLE_BASE, Entry) if is_handle(handle) else None
    if found is None:
        raise Fault(TrapKind.INVALID, f"{handle:#x} is no open handle of an extension: stale, or never given")
    return found


def value(table: Handles, handle: int, kind: type[Kind]) -> Kind:
    """The value of a handle. Traps INVALID where the handle is not open, or of another kind."""
    held = entry(table, handle).held
    if not isinstance(held, kind):
        raise Fault(TrapKind.INVALID, f"handle {handle:#x} is a {held.noun}; a {kind.noun} is wanted")
    return held


def close(table: Handles, handle: int, kind: type[Kind]) -> None:
    """Close a handle; it is stale from now on. Traps INVALID as `value` does."""
    value(table, handle, kind)
    table.close(handle - HANDLE_BASE, Entry)
