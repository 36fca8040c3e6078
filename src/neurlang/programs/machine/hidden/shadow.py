"""Shadow memory: the hidden state of each aligned 8-byte slot of the sandbox."""

from __future__ import annotations

from neurlang.programs.machine.hidden.marks import SLOT, Capability, Mark, capability_of, mark, taint_of


class Shadow:
    """Taint levels and capabilities of memory. The caller has checked the addresses.

    `marked` has a byte for each slot: 0 if the slot has neither. Native code reads it.
    """

    __slots__ = ("_capabilities", "_taints", "marked")

    def __init__(self, memory_size: int) -> None:
        self.marked = bytearray(-(-memory_size // SLOT))
        self._taints = bytearray(-(-memory_size // SLOT))
        self._capabilities: dict[int, Capability] = {}

    def load(self, address: int, width: int) -> Mark | None:
        """The mark of loaded bytes. Only a load of a whole aligned slot can load a capability."""
        slot, offset = divmod(address, SLOT)
        capability = self._capabilities.get(slot) if width == SLOT and not offset else None
        return mark(self.taint(address, width), capability)

    def store(self, address: int, width: int, value: Mark | None) -> None:
        """Record a store of at most 8 bytes. A whole slot gets the new mark; a part of one keeps at least its taint."""
        self.fill(address, width, taint_of(value))
        capability = capability_of(value)
        slot, offset = divmod(address, SLOT)
        if capability is not None and width == SLOT and not offset:
            self._capabilities[slot] = capability
            self.marked[slot] = 1

    def taint(self, address: int, size: int) -> int:
        """The highest taint of `size` bytes."""
        return max(self._taints[address // SLOT : -(-(address + size) // SLOT)], default=0)

    def fill(self, address: int, size: int, level: int) -> None:
        """Record that `size` bytes were written with that taint. Drops every capability that they touch."""
        if not size:
            return
        first, end = address // SLOT, -(-(address + size) // SLOT)
        whole_first, whole_end = -(-address // SLOT), (address + size) // SLOT
        before, after = self._taints[first], self._taints[end - 1]
        self._taints[first:end] = bytes((level,)) * (end - first)
        if first < whole_first:
            self._taints[first] = max(before, level)
        if end > whole_end:
            self._taints[end - 1] = max(after, level)
        self._drop(first, end)
        self.marked[first:end] = self._taints[first:end]  # the capabilities are gone

    def _drop(self, first: int, end: int) -> None:
        capabilities = self._capabilities
        if end - first <= len(capabilities):
            for slot in range(first, end):
                capabilities.pop(slot, None)
        else:
            for slot in [slot for slot in capabilities if first <= slot < end]:
                del capabilities[slot]
