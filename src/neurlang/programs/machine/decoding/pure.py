"""Decoding of the pure ops, which use only slots, memory and return stack.

Steps of the most frequent ops keep their slots as default values: made in two thirds of the time of a closure over
them, and half as large.
"""

from __future__ import annotations

from collections.abc import Callable

from neurlang.programs.ir import OPS, Instruction, Target
from neurlang.programs.machine.code import Step
from neurlang.programs.machine.decoding import control
from neurlang.programs.machine.decoding.decoder import Decode, Decoder, destination
from neurlang.programs.machine.meaning.arithmetic import ARITHMETIC, MASK
from neurlang.programs.machine.meaning.bits import BITS
from neurlang.programs.machine.meaning.conditions import CONDITIONS
from neurlang.programs.machine.meaning.floating_point import FLOATING_POINT
from neurlang.programs.machine.meaning.memory import LOADS, STORES
from neurlang.programs.machine.state import State


def compute(decoder: Decoder, instruction: Instruction) -> Step:
    """Rd = a function of one, two or three values."""
    meaning = _MEANINGS[instruction.opcode][instruction.mode]
    assert meaning is not None
    operands = instruction.operands
    d, source = destination(operands[0]), decoder.source
    if len(operands) == 3:
        return _binary(meaning, d, source(operands[1]), source(operands[2]))
    if len(operands) == 2:
        return _unary(meaning, d, source(operands[1]))
    return _ternary(meaning, d, source(operands[1]), source(operands[2]), source(operands[3]))


def _unary(meaning: Callable[[int], int], d: int, a: int) -> Step:
    def step(state: State, meaning: Callable[[int], int] = meaning, d: int = d, a: int = a) -> None:
        slots = state.slots
        slots[d] = meaning(slots[a])

    return step


def _binary(meaning: Callable[[int, int], int], d: int, a: int, b: int) -> Step:
    def step(
        state: State, meaning: Callable[[int, int], int] = meaning, d: int = d, a: int = a, b: int = b
    ) -> None:
        slots = state.slots
        slots[d] = meaning(slots[a], slots[b])

    return step


def _ternary(meaning: Callable[[int, int, int], int], d: int, a: int, b: int, c: int) -> Step:
    def step(state: State) -> None:
        slots = state.slots
        slots[d] = meaning(slots[a], slots[b], slots[c])

    return step


def move(decoder: Decoder, instruction: Instruction) -> Step:
    """Rd = the value."""
    d, a = destination(instruction.operands[0]), decoder.source(instruction.operands[1])

    def step(state: State, d: int = d, a: int = a) -> None:
        slots = state.slots
        slots[d] = slots[a]

    return step


def load(decoder: Decoder, instruction: Instruction) -> Step:
    """Rd = memory."""
    meaning = LOADS[instruction.op_mode.meaning]
    d = destination(instruction.operands[0])
    base, offset = map(decoder.source, instruction.operands[1:])

    def step(
        state: State,
        meaning: Callable[[bytearray, int], int] = meaning,
        d: int = d,
        base: int = base,
        offset: int = offset,
    ) -> None:
        slots = state.slots
        slots[d] = meaning(state.memory, (slots[base] + slots[offset]) & MASK)

    return step


def store(decoder: Decoder, instruction: Instruction) -> Step:
    """Memory = rs."""
    meaning = STORES[instruction.op_mode.meaning]
    value, base, offset = map(decoder.source, instruction.operands)

    def step(
        state: State,
        meaning: Callable[[bytearray, int, int], None] = meaning,
        value: int = value,
        base: int = base,
        offset: int = offset,
    ) -> None:
        slots = state.slots
        meaning(state.memory, (slots[base] + slots[offset]) & MASK, slots[value])

    return step


def _branch(decoder: Decoder, instruction: Instruction) -> Step:
    target = instruction.operands[-1]
    assert isinstance(target, Target)
    if len(instruction.operands) == 1:
        return control.jump(decoder.source(target), decoder.length)
    condition = CONDITIONS[instruction.op_mode.full_name]
    a, b = map(decoder.source, instruction.operands[:2])
    return control.branch(condition, a, b, target.index, decoder.index + 1)


def call(decoder: Decoder, instruction: Instruction) -> Step:
    """Call a label or the index in a register."""
    return control.call(decoder.source(instruction.operands[0]), decoder.index + 1, decoder.length)


def jump(decoder: Decoder, instruction: Instruction) -> Step:
    """Go to a label or the index in a register."""
    return control.jump(decoder.source(instruction.operands[0]), decoder.length)


def _return(decoder: Decoder, _: Instruction) -> Step:
    return control.return_from_call(decoder.length)


def _halt(decoder: Decoder, _: Instruction) -> Step:
    return control.end(decoder.length)


def _trap(_: Decoder, instruction: Instruction) -> Step:
    number = instruction.operands[0]
    assert isinstance(number, int)
    return control.trap(number)


def _nothing(_: Decoder, __: Instruction) -> Step:
    def step(_: State) -> None:
        return

    return step


_VALUES: dict[str, Callable[..., int]] = {**ARITHMETIC, **BITS, **FLOATING_POINT}
_MEANINGS = tuple(tuple(_VALUES.get(mode.meaning) for mode in op.modes) for op in OPS)
"""What each mode of each op computes from its sources; None for ops that do more."""

PURE: dict[str, Decode] = {
    "alu": compute,
    "alui": compute,
    "muldiv": compute,
    "fpu": compute,
    "bits": compute,
    "mov": move,
    "load": load,
    "store": store,
    "branch": _branch,
    "call": call,
    "ret": _return,
    "jump": jump,
    "trap": _trap,
    "nop": _nothing,
    "fence": _nothing,
    "halt": _halt,
}
