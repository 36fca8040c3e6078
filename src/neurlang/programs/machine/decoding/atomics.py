"""Atomic ops: read, change and write 8 aligned bytes. No task runs in between: tasks switch only at block ends."""

from __future__ import annotations

from collections.abc import Callable

from neurlang.programs.ir import Instruction
from neurlang.programs.machine.code import Step
from neurlang.programs.machine.decoding.decoder import Decode, Decoder, destination
from neurlang.programs.machine.hidden.access import check_bounds, check_capability
from neurlang.programs.machine.hidden.marks import READ, SLOT, WRITE, Mark, dropped, mark, of_sum, taint_of
from neurlang.programs.machine.meaning.arithmetic import add, bitwise_and, bitwise_or, bitwise_xor, signed
from neurlang.programs.machine.meaning.memory import LOADS, STORES
from neurlang.programs.machine.state import State
from neurlang.programs.machine.traps import Fault, TrapKind

_load, _store = LOADS["load.d"], STORES["store.d"]


def exchange(_: int, value: int) -> int:
    """The new value."""
    return value


def minimum(old: int, value: int) -> int:
    """The signed minimum."""
    return min(old, value, key=signed)


def maximum(old: int, value: int) -> int:
    """The signed maximum."""
    return max(old, value, key=signed)


CHANGES: dict[str, Callable[[int, int], int]] = {
    "xchg": exchange,
    "add": add,
    "and": bitwise_and,
    "or": bitwise_or,
    "xor": bitwise_xor,
    "min": minimum,
    "max": maximum,
}


def _moved(_: Mark | None, value: Mark | None) -> Mark | None:
    return value


_MARKS: dict[str, Callable[[Mark | None, Mark | None], Mark | None]] = {"xchg": _moved, "add": of_sum}


def _atomic(decoder: Decoder, instruction: Instruction) -> Step:
    """Rd = old value at rs1; memory = old ∘ rs2. Traps CAPABILITY; BOUNDS, also if rs1 is not aligned."""
    d = destination(instruction.operands[0])
    expected, address, operand = (decoder.source(place) for place in instruction.operands)
    name = instruction.op_mode.name
    change, change_mark = CHANGES.get(name), _MARKS.get(name, dropped)

    def step(state: State) -> None:
        slots = state.slots
        place = slots[address]
        _check(state, address, place)
        old, value = _load(state.memory, place), slots[operand]
        if change is not None:
            _store(state.memory, place, change(old, value))
            _carry(state, place, d, address, operand, change_mark)
        else:
            swaps = old == slots[expected]
            if swaps:
                _store(state.memory, place, value)
            _carry(state, place, d, address, operand, _moved if swaps else None)
        slots[d] = old

    return step


def _check(state: State, slot: int, address: int) -> None:
    if state.shadow is not None:
        check_capability(state, state.marks[slot], address, SLOT, READ | WRITE)
    if address % SLOT:
        raise Fault(TrapKind.BOUNDS, f"atomic op at {address:#x}, which is not aligned to {SLOT} bytes")
    check_bounds(state, address, SLOT)


def _carry(
    state: State,
    address: int,
    d: int,
    pointer: int,
    operand: int,
    change: Callable[[Mark | None, Mark | None], Mark | None] | None,
) -> None:
    """Carry hidden state: rd gets the old mark; memory gets the changed mark if it was written."""
    if state.shadow is None:
        return
    level = taint_of(state.marks[pointer])
    old = _at_least(state.shadow.load(address, SLOT), level)
    if change is not None:
        state.shadow.store(address, SLOT, _at_least(change(old, state.marks[operand]), level))
    state.marks[d] = old


def _at_least(value: Mark | None, level: int) -> Mark | None:
    return value if taint_of(value) >= level else mark(level, value.capability if value else None)


ATOMICS: dict[str, Decode] = {"atomic": _atomic}
