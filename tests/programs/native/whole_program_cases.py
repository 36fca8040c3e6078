"""Random pure programs straight from the op table, and the comparison with the interpreter."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from neurlang.programs.ir import DATA_BASE, OPS, REGISTERS, Instruction, Kind, Program, Target
from neurlang.programs.machine import Outcome, run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neurlang.programs.ir import OperandValue
    from neurlang.programs.native import WholeProgram

PURE = frozenset(("alu", "alui", "muldiv", "fpu", "bits", "mov", "load", "store", "atomic")) | {
    "branch",
    "call",
    "ret",
    "jump",
    "trap",
    "nop",
    "fence",
    "halt",
}
WEIGHTS = {"trap": 1, "halt": 1, "ret": 6, "call": 6, "branch": 4, "store": 3}
MODES = [
    (op.number, number)
    for op in OPS
    if op.name in PURE
    for number in range(len(op.modes))
    for _ in range(WEIGHTS.get(op.name, 2))
]
MEMORY = DATA_BASE + 64
SIGN = 1 << 63
EDGES = (
    0, 1, -1, 2, 7, 8, 63, 64, 255, 4096, DATA_BASE, MEMORY - 8, MEMORY - 1, MEMORY, -8, SIGN - 1, -SIGN,
    0x3FF0 << 48, 0x7FF0 << 48, -(0x10 << 48), 0x7FF8 << 48, 0x7FF0_0000_0000_0001, 0x43E0 << 48, -(0x3C2 << 52), 3,
)  # fmt: skip
POOL = [REGISTERS[number] for number in (0, 1, 2, 3, 16, 17, 18, 22)]
READABLE = [*POOL, REGISTERS[19]]


def random_program(seed: int, *, indirect: bool = True) -> Program:
    """A program of up to 24 instructions; with `indirect`, jumps and calls may go to what is in a register."""
    source = random.Random(seed)
    length = source.randint(1, 24)

    def target() -> Target:
        return Target(source.randint(0, length))

    def operand(kind: Kind) -> OperandValue:
        match kind:
            case Kind.DESTINATION:
                return source.choice(POOL)
            case Kind.LABEL:
                return target()
            case Kind.CALLABLE:
                return source.choice(READABLE) if indirect and source.random() < 0.2 else target()
            case Kind.IMMEDIATE:
                return source.choice(EDGES)
            case Kind.MOVABLE if source.random() < 0.2:
                return target()
            case Kind.VALUE | Kind.MOVABLE if source.random() < 0.5:
                return source.choice(EDGES)
        return source.choice(READABLE)

    def instruction() -> Instruction:
        opcode, mode = source.choice(MODES)
        places = OPS[opcode].modes[mode].signature.operands
        return Instruction(opcode, mode, tuple(operand(place.kind) for place in places))

    code = tuple(instruction() for _ in range(length))
    return Program(code, source.randint(0, length), bytes(range(48)))


def random_registers(seed: int) -> dict[str | int, int]:
    source = random.Random(seed)
    return {name: source.choice(EDGES) for name in ("r0", "r1", "r2", "r3", "lr", "fp")}


def difference(expected: Outcome, found: Outcome) -> str | None:
    """In what two outcomes differ, None where they are the same."""
    if dict(expected.registers) != dict(found.registers):
        return f"registers {dict(expected.registers)} and {dict(found.registers)}"
    for name in ("trap", "executed", "memory"):
        if getattr(expected, name) != getattr(found, name):
            return f"{name}: {getattr(expected, name)!r:.300} and {getattr(found, name)!r:.300}"
    return None


def compare(
    program: Program, whole: WholeProgram, registers: Mapping[str | int, int], fuel: int
) -> str | None:
    """How a run of compiled code differs from the interpreter's."""
    expected = run(program, registers, memory_size=whole.memory_size, max_instructions=fuel)
    return difference(expected, whole.run(registers, max_instructions=fuel))
