"""Which of a register's two slots, bits and double, are up to date at the start of each block of a program.

A forward data-flow analysis to its greatest fixed point (Kildall, POPL 1973) over the chain BOTH, DOUBLE, BITS; the
meet of two paths is the lower of their states.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum

from neurlang.programs.flow import UNTRACKED, Procedure, destination_of, fixpoint
from neurlang.programs.ir import Instruction, Program, Register
from neurlang.programs.native.operation_text import DOUBLE_TO_INTEGER, FLOAT_RESULTS, INTEGER_TO_DOUBLE

_EXPONENT = 0x7FF << 52
_NAN = 0x7FF8 << 48


class FloatState(IntEnum):
    """BITS: the bits are valid, and may be those of any NaN. DOUBLE: only the double is valid. BOTH: both are."""

    BITS = 0
    DOUBLE = 1
    BOTH = 2


State = dict[int, FloatState]


def float_registers(instructions: Iterable[Instruction]) -> frozenset[int]:
    """The registers that floating-point ops read or write."""
    return frozenset(
        operand.number
        for instruction in instructions
        if instruction.op.name == "fpu"
        for operand in instruction.operands
        if isinstance(operand, Register) and operand.name not in UNTRACKED
    )


def is_settled_constant(value: int) -> bool:
    """Whether the bits are those of a number or of the canonical NaN."""
    bits = value & ((1 << 64) - 1)
    return bits & _EXPONENT != _EXPONENT or not bits & ((1 << 52) - 1) or bits == _NAN


def written_state(instruction: Instruction) -> FloatState:
    """The state of the register that an instruction writes."""
    mode = instruction.op_mode
    if instruction.op.name == "fpu" and mode.name not in DOUBLE_TO_INTEGER:  # theirs may have any bits
        return FloatState.DOUBLE if mode.name in FLOAT_RESULTS else FloatState.BOTH
    if mode.full_name == "mov" and type(instruction.operands[1]) is int:
        return FloatState.BOTH if is_settled_constant(instruction.operands[1]) else FloatState.BITS
    return FloatState.BITS


def states_at_blocks(
    program: Program, procedure: Procedure, registers: frozenset[int], stride: int
) -> Mapping[int, State]:
    """The states of the registers at the start of each block. Calls and returns settle all registers."""

    def step(start: int, states: Mapping[int, State]) -> list[tuple[int, State]]:
        state = dict(states[start])
        for instruction in program.instructions[start % stride : procedure.ends[start]]:
            _transfer(instruction, state, registers)
        return [(following, state) for following in procedure.successors[start]]

    settled = {start: dict.fromkeys(registers, FloatState.BITS) for start in procedure.roots}
    return fixpoint(settled, step, _meet)


def _transfer(instruction: Instruction, state: State, registers: frozenset[int]) -> None:
    into = destination_of(instruction)
    for place, operand in enumerate(instruction.operands):
        is_read = not (place == 0 and into is not None) or instruction.op.name == "atomic"
        if is_read and isinstance(operand, Register) and instruction.op.name != "fpu":
            _read(operand.number, state)
    if instruction.op_mode.name in INTEGER_TO_DOUBLE:
        operand = instruction.operands[1]
        if isinstance(operand, Register):
            _read(operand.number, state)
    if into is not None and into in registers:
        state[into] = written_state(instruction)


def _read(register: int, state: State) -> None:
    if state.get(register) is FloatState.DOUBLE:
        state[register] = FloatState.BOTH


def _meet(old: State, new: State) -> State:
    return {register: min(old[register], new[register]) for register in new}
