"""Checked access: whether bytes may be read or written through an address."""

from __future__ import annotations

from neurlang.programs.machine.hidden.marks import EXECUTE, READ, WRITE, Capability, Mark, capability_of
from neurlang.programs.machine.state import State
from neurlang.programs.machine.traps import Fault, TrapKind

_VERBS = {READ: "reading", WRITE: "writing", READ | WRITE: "reading and writing", EXECUTE: "execution"}


def check_capability(state: State, mark: Mark | None, address: int, size: int, permission: int) -> None:
    """Check against the capability that an address carries. Traps CAPABILITY.

    An address without a capability passes, unless capabilities are strict; `check_bounds` checks the sandbox.
    """
    capability = capability_of(mark)
    if capability is None:
        if state.strict:
            raise Fault(TrapKind.CAPABILITY, f"{address:#x} carries no capability, and --strict-caps is on")
        return
    if capability.permissions & permission != permission:
        raise Fault(
            TrapKind.CAPABILITY, f"the capability of {address:#x} does not allow {_VERBS[permission]}"
        )
    if not _within(capability, address, size):
        raise Fault(
            TrapKind.CAPABILITY,
            f"{_bytes(size)} at {address:#x} outside the capability's {_bytes(capability.length)}"
            f" from {capability.base:#x}",
        )


def check_bounds(state: State, address: int, size: int) -> None:
    """Traps BOUNDS if bytes lie outside the sandbox."""
    if address + size > len(state.memory):
        bound = len(state.memory)
        raise Fault(TrapKind.BOUNDS, f"{_bytes(size)} at {address:#x} outside the memory of {bound:#x} bytes")


def _within(capability: Capability, address: int, size: int) -> bool:
    return capability.base <= address and address + size <= capability.base + capability.length


def _bytes(size: int) -> str:
    return "1 byte" if size == 1 else f"{size} bytes"
