"""Random pure programs straight from the op table, and the comparison with the interpreter."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from example_counts import mostly_slow
from neurlang.programs.ir import DATA_BASE, OPS, REGISTERS, Instruction, Kind, Program, Target
from neurlang.programs.machine import Outcome, run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
QUICK_SEEDS = 3
"""Random programs of a kind that the quick suite looks at."""
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


STEPS = (0, 8, 16, 16, 24, 40, 4096, 5000)
LEAVES = ("nop", "trap 9", "halt", "div r3, r3, r2", "load.d r3, [r4 - 1]", "addi sp, sp, 8")
DOUBLES = ("fpu.i2f r7, r0", "fpu.fadd r6, r6, r7", "fpu.fdiv r7, r6, r7", "fpu.fsub r2, r7, r6")
PLAIN = (
    "mov r6, r0",
    "add r1, r1, lr",
    "addi r7, r7, 3",
    "mov r2, r7",
    "popcount r6, r1",
    "xor r7, r7, lr",
    "mov r0, 1",
)


def recursive_program(seed: int) -> str:
    """A program with a procedure that calls itself, its frame below `sp` of random shape.

    Most give `sp` back as it was, and touch only their frames; some have a loop, another procedure between, or
    a leaf that traps. Most return early, by one of two questions, after operations that a caller can do itself.
    """
    source = random.Random(seed)
    step = source.choice(STEPS)
    back = step if source.random() < 0.85 else source.choice(STEPS)

    offsets = (0, 8, 8, step - 8, step - 4, step, -8, 16)

    def accesses() -> list[str]:
        return [
            f"{source.choice(('load', 'store'))}.{source.choice('bwd')} r{source.choice((1, 2, 3))}, "
            f"[{source.choice(('sp', 'sp', 'sp', 'r5'))} + {source.choice(offsets)}]"
            for _ in range(source.randint(0, 3))
        ]

    def call() -> list[str]:
        return [
            f"subi r0, r0, {source.choice((1, 1, 2))}",
            f"call {source.choice(('again', 'again', 'between'))}",
        ]

    moved = ["mov r5, sp"] if source.random() < 0.3 else []
    body = [f"subi sp, sp, {step}", *moved, "store.d r0, [sp]" if step >= 8 else "nop", *accesses()]
    for _ in range(source.randint(1, 3)):
        body += [*call(), *accesses(), "load.d r0, [sp]" if step >= 8 else "nop", "addi r1, r1, 1"]
        body += source.choices(DOUBLES, k=source.choice((0, 0, 0, 1, 3)))
    last = (
        f"addi r0, r0, -1\nbgtu r0, 2, {source.choice(('again', 'inner'))}"
        if source.random() < 0.3
        else "nop"
    )

    def plain(most: int) -> list[str]:
        return source.choices(PLAIN, k=source.randint(0, most))

    bottom = [
        *plain(2), source.choice(LEAVES) if source.random() < 0.3 else "nop",
        *(["b under", "under:"] if source.random() < 0.3 else []), "ret",
    ]  # fmt: skip
    if source.random() < 0.3:
        question = ["bgeu r0, 2, deep", *bottom, "deep:"]
        bottom = [*plain(1), "ret"]
    else:
        question = ["bltu r0, 2, bottom"]
    lines = [
        "call again", "halt", "again:", *plain(2), *question, "bgt r0, 40, bottom", "inner:", *body,
        f"addi sp, sp, {back}", last, "ret", "bottom:", *bottom,
        "between:", *accesses(), "bgt r0, 3, again" if source.random() < 0.5 else "call again", "ret",
    ]  # fmt: skip
    return "\n".join(lines)


def looping_program(seed: int) -> str:
    """A program with a loop over memory, with steps, branches and accesses around its pointers at random."""
    source = random.Random(seed)

    def access() -> str:
        mode = f"{source.choice(('load', 'store'))}.{source.choice('bhwd')}"
        return f"{mode} r{source.choice((4, 5))}, [{source.choice(('r1', 'r1', 'r2'))} + {source.randint(-20, 20)}]"

    step = source.choice((1, 4, 8, 8, 100, 3000, -1, -8, -100))
    middle = [access() for _ in range(source.randint(0, 3))]
    other = source.choice(
        ("nop", "addi r2, r2, 8", "subi r2, r2, 3", "mov r2, r1", "load.d r2, [r1]", "mov r1, r2")
    )
    condition = source.choice(("bnez r3, again", "bgtu r4, r3, again\nbnez r3, again"))
    lines = [
        "again:", *[access() for _ in range(source.randint(1, 3))],
        *(["bltu r4, 99, over"] if source.random() < 0.5 else []), *middle, "over:", other,
        f"addi r1, r1, {step}", "addi r6, r6, 1", *[access() for _ in range(source.randint(0, 2))],
        "subi r3, r3, 1", condition, "halt",
    ]  # fmt: skip
    return "\n".join(lines)


def seeds(count: int) -> Sequence[object]:
    """The seeds of `count` random programs; the quick suite runs a few of them."""
    return mostly_slow(range(count), quick=QUICK_SEEDS)
