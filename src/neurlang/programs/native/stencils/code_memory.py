"""Memory for the code of programs.

Programs share a ring of slots, since rewriting code where it just ran costs the processor more than half a
microsecond. A slot's *owner word* holds the ticket of the program that last wrote code there. The runner's functions
read and write owner words: writing code claims the word, and code is entered only if the word still has the program's
ticket. Each function runs with Python's global lock held, so that no other thread runs between check and entry.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import threading
from dataclasses import dataclass

from neurlang.executable_memory import CodeRegion

SLOT_BYTES = 1 << 15
SLOTS = 32


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Room for a program's code.

    It belongs to the program from when the runner writes `ticket` to the word at `owner` until another ticket is there.
    It can be claimed while the word at `epoch` is `begun`; in a forked child it no longer is.
    """

    write_at: int
    execute_at: int
    capacity: int
    region: CodeRegion
    owner: int
    ticket: int
    epoch: int
    begun: int


class CodeMemory:
    """The ring of slots of this process. Threads may share it."""

    def __init__(self) -> None:
        self._region: CodeRegion | None = None
        self._opening = threading.RLock()  # reentrant, because a signal handler may interrupt
        # The owner words of the slots, then the epoch, which is also the owner word of places outside the ring.
        self._words = (ctypes.c_uint64 * (SLOTS + 1))()
        self._addresses = [ctypes.addressof(self._words) + 8 * number for number in range(SLOTS + 1)]
        self._tickets = itertools.count(1)  # drawing one is atomic
        self._words[SLOTS] = next(self._tickets)

    def open(self) -> CodeRegion:
        """The memory of the slots. Raises NativeCodeError if the system provides none."""
        with self._opening:
            if self._region is None:
                self._region = CodeRegion(SLOTS * SLOT_BYTES)
            return self._region

    def place(self, size: int) -> Place:
        """Room for `size` bytes, still to be claimed: the next slot or, if that is too small, memory of its own.

        Raises NativeCodeError if the system provides none.
        """
        epoch, begun = self._addresses[SLOTS], self._words[SLOTS]
        if size > SLOT_BYTES:
            region = CodeRegion(size)
            return Place(region.write_at, region.execute_at, region.size, region, epoch, begun, epoch, begun)
        region, ticket = self.open(), next(self._tickets)
        slot = ticket % SLOTS
        write_at, execute_at = region.write_at + slot * SLOT_BYTES, region.execute_at + slot * SLOT_BYTES
        return Place(write_at, execute_at, SLOT_BYTES, region, self._addresses[slot], ticket, epoch, begun)

    def forget(self) -> None:
        """Start over, as a forked child must: its parent runs code in the same pages.

        Places handed out before belong to no program and can no longer be claimed.
        """
        ctypes.memset(self._words, 0, ctypes.sizeof(self._words))
        self._words[SLOTS] = next(self._tickets)
        self._region = None
        self._opening = threading.RLock()  # a thread of the parent may have held the old one


CODE_MEMORY = CodeMemory()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=CODE_MEMORY.forget)
