"""Memory for code, mapped twice: written through one address, executed through another, never both in one.

Programs share a ring of slots, since code that is rewritten where it just ran costs the processor more
than half a microsecond. A program whose slot was taken by another is patched again before it runs.
"""

from __future__ import annotations

import ctypes
import mmap
import os
from dataclasses import dataclass
from weakref import WeakSet

from neurlang.errors import NativeCodeError

SLOT_BYTES = 1 << 15
SLOTS = 32

_FAILED = ctypes.c_void_p(-1).value
_SHARED = mmap.MAP_SHARED


class CodeRegion:
    """Memory of some size under two addresses: `write_at` and `execute_at`."""

    def __init__(self, size: int) -> None:
        """Map it. Raises NativeCodeError where the system does not let us."""
        self.size = -(-size // mmap.PAGESIZE) * mmap.PAGESIZE
        self.write_at = self.execute_at = 0
        handle = _memory_file(self.size)
        try:
            self.write_at = _mapped(self.size, mmap.PROT_READ | mmap.PROT_WRITE, handle)
            self.execute_at = _mapped(self.size, mmap.PROT_READ | mmap.PROT_EXEC, handle)
        finally:
            os.close(handle)

    def __del__(self) -> None:
        """Give the addresses back."""
        for address in (self.write_at, self.execute_at):
            if address:
                _libc().munmap(ctypes.c_void_p(address), ctypes.c_size_t(self.size))


def _memory_file(size: int) -> int:
    try:
        handle = os.memfd_create("neurlang-code", os.MFD_CLOEXEC)
    except (AttributeError, OSError) as error:
        raise NativeCodeError(f"no memory for code: {error}") from None
    os.ftruncate(handle, size)
    return handle


def _mapped(size: int, protection: int, handle: int) -> int:
    address = _libc().mmap(None, size, protection, _SHARED, handle, 0)
    if address == _FAILED or address is None:
        reason = os.strerror(ctypes.get_errno())
        what = "executable memory" if protection & mmap.PROT_EXEC else "memory for code"
        raise NativeCodeError(f"the system gives no {what}: {reason}")
    return int(address)


def _libc() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.mmap.restype = ctypes.c_void_p
    library.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
    return library


@dataclass(slots=True, eq=False, weakref_slot=True)
class Place:
    """Where a program's code lies; `is_valid` as long as no other program took it."""

    write_at: int
    execute_at: int
    capacity: int
    region: CodeRegion
    is_valid: bool = True


class CodeMemory:
    """The ring of slots of this process."""

    def __init__(self) -> None:
        self._region: CodeRegion | None = None
        self._slots: list[Place | None] = [None] * SLOTS
        self._next = 0
        self._places: WeakSet[Place] = WeakSet()

    def open(self) -> None:
        """Have the memory that slots lie in. Raises NativeCodeError where the system gives none."""
        if self._region is None:
            self._region = CodeRegion(SLOTS * SLOT_BYTES)

    def place(self, size: int) -> Place:
        """Room for so many bytes: the next slot, or memory of its own where that is too small.

        Raises NativeCodeError where the system gives none.
        """
        made = self._slot() if size <= SLOT_BYTES else _own_place(size)
        self._places.add(made)
        return made

    def forget(self) -> None:
        """Begin anew, as a forked child must: its parent runs code in the same pages."""
        for place in self._places:
            place.is_valid = False
        self._region = None
        self._slots = [None] * SLOTS

    def _slot(self) -> Place:
        self.open()
        assert self._region is not None
        number, self._next = self._next, (self._next + 1) % SLOTS
        former = self._slots[number]
        if former is not None:
            former.is_valid = False
        offset = number * SLOT_BYTES
        region = self._region
        made = Place(region.write_at + offset, region.execute_at + offset, SLOT_BYTES, region)
        self._slots[number] = made
        return made


def _own_place(size: int) -> Place:
    region = CodeRegion(size)
    return Place(region.write_at, region.execute_at, region.size, region)


CODE_MEMORY = CodeMemory()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=CODE_MEMORY.forget)
