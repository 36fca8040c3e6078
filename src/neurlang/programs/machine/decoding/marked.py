"""Decoding with hidden state: the pure step does the work, and the step here computes the mark.

Each decoder here wraps the one in `pure`, so what a program computes cannot depend on whether hidden state is
carried.
"""

from __future__ import annotations

from collections.abc import Callable

from neurlang.programs.flow import WIDTHS
from neurlang.programs.ir import BY_NAME, Instruction, Register
from neurlang.programs.machine.code import Step
from neurlang.programs.machine.decoding import pure
from neurlang.programs.machine.decoding.decoder import Decode, Decoder, destination
from neurlang.programs.machine.hidden.access import check_capability
from neurlang.programs.machine.hidden.marks import (
    EXECUTE,
    READ,
    WRITE,
    Mark,
    capability_of,
    dropped,
    mark,
    of_difference,
    of_sum,
    taint_of,
)
from neurlang.programs.machine.meaning.arithmetic import MASK
from neurlang.programs.machine.state import State

Combine = Callable[[Mark | None, Mark | None], Mark | None]

_LINK = BY_NAME["lr"].number
_KEEPS: dict[str, Combine] = {
    "alu.add": of_sum,
    "alui.add": of_sum,
    "alu.sub": of_difference,
    "alui.sub": of_difference,
}


def _compute(decoder: Decoder, instruction: Instruction) -> Step:
    plain = pure.compute(decoder, instruction)
    combine = _KEEPS.get(instruction.op_mode.full_name, dropped)
    d = destination(instruction.operands[0])
    a, *rest = (decoder.source(operand) for operand in instruction.operands[1:])
    b = rest[0] if rest else a
    more = rest[1:]

    def step(state: State) -> None:
        marks = state.marks
        left, right = marks[a], marks[b]
        for slot in more:  # only ops that drop capabilities have more
            right = dropped(right, marks[slot])
        plain(state)
        marks[d] = None if left is None and right is None else combine(left, right)

    return step


def _move(decoder: Decoder, instruction: Instruction) -> Step:
    plain = pure.move(decoder, instruction)
    d, a = destination(instruction.operands[0]), decoder.source(instruction.operands[1])

    def step(state: State) -> None:
        plain(state)
        state.marks[d] = state.marks[a]

    return step


def _of_address(base: Mark | None, offset: Mark | None) -> Mark | None:
    """The mark of an address: the mark of the sum of base and offset. An immediate offset has no mark."""
    return base if offset is None else of_sum(base, offset)


def _load(decoder: Decoder, instruction: Instruction) -> Step:
    plain, width = pure.load(decoder, instruction), WIDTHS[instruction.op_mode.name[-1]]
    d = destination(instruction.operands[0])
    base, offset = (decoder.source(operand) for operand in instruction.operands[1:])

    def step(state: State) -> None:
        assert state.shadow is not None
        address = (state.slots[base] + state.slots[offset]) & MASK
        pointer = _of_address(state.marks[base], state.marks[offset])
        check_capability(state, pointer, address, width, READ)
        plain(state)
        loaded = state.shadow.load(address, width)
        if pointer is not None:  # a value looked up by tainted data is tainted
            loaded = mark(max(taint_of(loaded), pointer.taint), capability_of(loaded))
        state.marks[d] = loaded

    return step


def _store(decoder: Decoder, instruction: Instruction) -> Step:
    plain, width = pure.store(decoder, instruction), WIDTHS[instruction.op_mode.name[-1]]
    value, base, offset = (decoder.source(operand) for operand in instruction.operands)

    def step(state: State) -> None:
        assert state.shadow is not None
        address = (state.slots[base] + state.slots[offset]) & MASK
        pointer, stored = _of_address(state.marks[base], state.marks[offset]), state.marks[value]
        check_capability(state, pointer, address, width, WRITE)
        plain(state)
        if pointer is not None:
            stored = mark(max(taint_of(stored), pointer.taint), capability_of(stored))
        state.shadow.store(address, width, stored)

    return step


def _call(decoder: Decoder, instruction: Instruction) -> Step:
    go = _to_executable(decoder, instruction, pure.call)

    def step(state: State) -> int:
        following: int = go(state)
        state.marks[_LINK] = None
        return following

    return step


def _jump(decoder: Decoder, instruction: Instruction) -> Step:
    return _to_executable(decoder, instruction, pure.jump)


def _to_executable(decoder: Decoder, instruction: Instruction, decode: Decode) -> Step:
    """A jump. If its register carries a capability, the capability must have the permission to execute."""
    plain, target = decode(decoder, instruction), instruction.operands[0]
    if not isinstance(target, Register):
        return plain
    slot = decoder.source(target)

    def step(state: State) -> int:
        if capability_of(state.marks[slot]) is not None:
            check_capability(state, state.marks[slot], state.slots[slot], 1, EXECUTE)
        following: int = plain(state)
        return following

    return step


MARKED: dict[str, Decode] = {
    "alu": _compute,
    "alui": _compute,
    "muldiv": _compute,
    "fpu": _compute,
    "bits": _compute,
    "mov": _move,
    "load": _load,
    "store": _store,
    "call": _call,
    "jump": _jump,
}
