"""Ops on hidden state: make, restrict and query capabilities; taint and sanitize values."""

from __future__ import annotations

from collections.abc import Callable

from neurlang.programs.ir import Instruction
from neurlang.programs.machine.code import Step
from neurlang.programs.machine.decoding.decoder import Decode, Decoder, destination
from neurlang.programs.machine.hidden.marks import (
    ALL_PERMISSIONS,
    FILE,
    Capability,
    Mark,
    capability_of,
    mark,
    taint_of,
)
from neurlang.programs.machine.state import State
from neurlang.programs.machine.traps import Fault, TrapKind


def new(memory_size: int, source: Mark | None, base: int, length: int, permissions: int) -> Capability:
    """A capability within the sandbox, or within the capability of its base if the base has one.

    Traps CAPABILITY otherwise.
    """
    parent = capability_of(source) or Capability(0, memory_size, ALL_PERMISSIONS)
    fits = parent.base <= base and base + length <= parent.base + parent.length
    if not fits or permissions & ~parent.permissions:
        raise Fault(
            TrapKind.CAPABILITY,
            f"{length} bytes from {base:#x} with permissions {permissions} are not within"
            f" {parent.length} bytes from {parent.base:#x} with permissions {parent.permissions}",
        )
    return Capability(base, length, permissions)


def restrict(capability: Capability | None, length: int, permissions: int) -> Capability:
    """The capability with that length and those permissions. Traps CAPABILITY if either would grow."""
    if capability is None:
        raise Fault(TrapKind.CAPABILITY, "only a capability can be restricted; cap.new makes one")
    if length > capability.length or permissions & ~capability.permissions:
        raise Fault(
            TrapKind.CAPABILITY,
            f"restrict can only shrink: length {length} of {capability.length},"
            f" permissions {permissions} of {capability.permissions}",
        )
    return Capability(capability.base, length, permissions)


def _base(_: int, value: Mark | None) -> int:
    capability = capability_of(value)
    return 0 if capability is None else capability.base


def _length(_: int, value: Mark | None) -> int:
    capability = capability_of(value)
    return 0 if capability is None else capability.length


def _permissions(_: int, value: Mark | None) -> int:
    capability = capability_of(value)
    return 0 if capability is None else capability.permissions


def _address(value: int, _: Mark | None) -> int:
    return value


def _taint(_: int, value: Mark | None) -> int:
    return taint_of(value)


def _is_valid(_: int, value: Mark | None) -> int:
    return int(capability_of(value) is not None)


FIELDS: tuple[Callable[[int, Mark | None], int], ...] = (
    _base,
    _length,
    _permissions,
    _address,
    _taint,
    _is_valid,
)
"""What `cap.query` returns, by the field's number; the first three are 0 for a value that is not a capability."""


def _decode_new(decoder: Decoder, instruction: Instruction) -> Step:
    d = destination(instruction.operands[0])
    base, length, permissions = (decoder.source(operand) for operand in instruction.operands[1:])

    def step(state: State) -> None:
        slots, marks = state.slots, state.marks
        capability = new(len(state.memory), marks[base], slots[base], slots[length], slots[permissions])
        slots[d], marks[d] = slots[base], _tainted(state, capability, base, length, permissions)

    return step


def _decode_restrict(decoder: Decoder, instruction: Instruction) -> Step:
    d = destination(instruction.operands[0])
    source, length, permissions = (decoder.source(operand) for operand in instruction.operands[1:])

    def step(state: State) -> None:
        slots, marks = state.slots, state.marks
        capability = restrict(capability_of(marks[source]), slots[length], slots[permissions])
        slots[d], marks[d] = slots[source], _tainted(state, capability, source, length, permissions)

    return step


def _tainted(state: State, capability: Capability, *sources: int) -> Mark:
    return Mark(max(taint_of(state.marks[slot]) for slot in sources), capability)


def _decode_query(decoder: Decoder, instruction: Instruction) -> Step:
    d = destination(instruction.operands[0])
    source, field = (decoder.source(operand) for operand in instruction.operands[1:])

    def step(state: State) -> None:
        slots, marks = state.slots, state.marks
        if slots[field] >= len(FIELDS):
            raise Fault(TrapKind.INVALID, f"cap.query has fields 0 to {len(FIELDS) - 1}, not {slots[field]}")
        level = max(taint_of(marks[source]), taint_of(marks[field]))
        slots[d], marks[d] = FIELDS[slots[field]](slots[source], marks[source]), mark(level)

    return step


def _decode_taint(_: Decoder, instruction: Instruction) -> Step:
    d, level = destination(instruction.operands[0]), instruction.operands[1]

    def step(state: State) -> None:
        if not isinstance(level, int) or not 0 <= level <= FILE:
            raise Fault(TrapKind.INVALID, f"taint levels are 0 to {FILE}, not {level}")
        state.marks[d] = mark(level, capability_of(state.marks[d]))

    return step


def _decode_sanitize(_: Decoder, instruction: Instruction) -> Step:
    d = destination(instruction.operands[0])

    def step(state: State) -> None:
        state.marks[d] = mark(0, capability_of(state.marks[d]))

    return step


CAPABILITY_OPS: dict[str, Decode] = {
    "cap.new": _decode_new,
    "cap.restrict": _decode_restrict,
    "cap.query": _decode_query,
    "taint": _decode_taint,
    "sanitize": _decode_sanitize,
}
