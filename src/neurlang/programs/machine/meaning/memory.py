"""Loads and stores: little-endian; unaligned access is allowed; access outside the sandbox traps BOUNDS."""

from __future__ import annotations

import struct
from collections.abc import Callable

from neurlang.programs.machine.meaning.arithmetic import MASK
from neurlang.programs.machine.traps import Fault, TrapKind


def _load(layout: str) -> Callable[[bytearray, int], int]:
    """A load of one `struct` layout: (memory, address) → 64-bit value."""
    form = struct.Struct(layout)
    width, unpack = form.size, form.unpack_from

    def load(memory: bytearray, address: int) -> int:
        if address > len(memory) - width:
            raise _outside("load", memory, address, width)
        value: int = unpack(memory, address)[0]
        return value & MASK

    return load


def _store(layout: str) -> Callable[[bytearray, int, int], None]:
    """A store of one unsigned `struct` layout: (memory, address, value); upper bits are cut off."""
    form = struct.Struct(layout)
    width, pack = form.size, form.pack_into
    mask = (1 << 8 * width) - 1

    def store(memory: bytearray, address: int, value: int) -> None:
        if address > len(memory) - width:
            raise _outside("store", memory, address, width)
        pack(memory, address, value & mask)

    return store


def _outside(access: str, memory: bytearray, address: int, width: int) -> Fault:
    plural = "s" * (width > 1)
    message = f"{access} of {width} byte{plural} at {address:#x} outside the memory of {len(memory):#x} bytes"
    return Fault(TrapKind.BOUNDS, message)


LOADS: dict[str, Callable[[bytearray, int], int]] = {
    "load.b": _load("<B"),
    "load.h": _load("<H"),
    "load.w": _load("<I"),
    "load.d": _load("<Q"),
    "load.sb": _load("<b"),
    "load.sh": _load("<h"),
    "load.sw": _load("<i"),
}

STORES: dict[str, Callable[[bytearray, int, int], None]] = {
    "store.b": _store("<B"),
    "store.h": _store("<H"),
    "store.w": _store("<I"),
    "store.d": _store("<Q"),
}
