"""Random pure programs made of what programs have: loops, calls, memory of every width, doubles, jumps by value.

Nothing here knows what a program does: what it gives is for the interpreter to say.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from neurlang.programs.ir import DATA_BASE, OPS, REGISTERS, Instruction, Program, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neurlang.programs.ir import OperandValue

Thing = TypeVar("Thing")

MEMORY = DATA_BASE + 256
REGISTERS_SET = ("r0", "r1", "r2", "r3", "fp")
DEEPEST = 3  # fragments within each other
SIGN = 1 << 63

EDGES = (
    0, 1, -1, 2, 3, 7, 8, 9, 10, 31, 63, 64, 255, 256, 4096, 65535, 1 << 31, (1 << 31) - 1, -(1 << 31), 1 << 32,
    -8, -7, SIGN - 1, -SIGN, DATA_BASE, MEMORY, MEMORY - 1, MEMORY - 2, MEMORY - 4, MEMORY - 8, MEMORY - 7,
    0x3FF0 << 48, 0x4000 << 48, -(0x4010 << 48), 0x7FF0 << 48, -(0x10 << 48), 0x7FF8 << 48,
    0x7FF0_0000_0000_0001, 0x43E0 << 48, -(0x3C20 << 48), 0x0010 << 48, 1, 0x3FE0 << 48,
)  # fmt: skip

NUMBERS = {mode.full_name: (op.number, number) for op in OPS for number, mode in enumerate(op.modes)}
_MODES = {op.name: [mode.full_name for mode in op.modes] for op in OPS}
_COMPUTED = [*_MODES["alu"], *_MODES["muldiv"]]
_DIVISIONS = ("muldiv.div", "muldiv.mod", "muldiv.sdiv", "muldiv.smod")
_OPERANDS = {mode.full_name: len(mode.signature.operands) - 1 for op in OPS for mode in op.modes}
_ACCESSES = [name for name in _MODES["load"] + _MODES["store"] if ".x" not in name]
_INDEXED = [name for name in _MODES["load"] + _MODES["store"] if ".x" in name]
_WRITABLE = [REGISTERS[number] for number in (*range(12), 16, 17, 18, 22)]
_READABLE = [*_WRITABLE, *_WRITABLE, REGISTERS[19]]
_DOUBLES = [REGISTERS[number] for number in (4, 5, 6, 7, 8, 9)]
_CONDITIONS = [name for name in _MODES["branch"] if name != "branch.always"]


class Maker:
    """A program under construction. Targets are labels, numbered as they are asked for, until the end."""

    def __init__(self, seed: int, fragments: Sequence[Fragment]) -> None:
        self.fragments = fragments
        self.chance = random.Random(seed)
        self.random = self.chance.random
        self.code: list[tuple[str, tuple[OperandValue, ...]]] = []
        self.labels: list[int] = []
        self.routines: list[int] = []

    def choice(self, pool: Sequence[Thing]) -> Thing:
        """One of them: what `Random.choice` does, in a third of the time."""
        return pool[int(self.random() * len(pool))]

    def between(self, first: int, last: int) -> int:
        """A small number, both ends included: what `Random.randint` does, in a fifth of the time."""
        return first + int(self.random() * (last - first + 1))

    def made(self) -> Program:
        """The program."""
        for _ in range(self.between(0, 6)):
            self.emit("mov", self.register(), self.number())
        for _ in range(self.between(1, 6)):
            self.fragment(0)
        self.emit("halt" if self.random() < 0.7 else "ret")
        for label in self.routines:
            self.place(label)
            self.fragment(DEEPEST)
            self.emit("ret")
        for label, place in enumerate(self.labels):  # asked for, and never placed
            self.labels[label] = place if place >= 0 else len(self.code)
        code = tuple([Instruction(*NUMBERS[name], self.resolved(operands)) for name, operands in self.code])
        return Program(code, 0, self.chance.randbytes(self.choice((0, 32))))

    def resolved(self, operands: tuple[OperandValue, ...]) -> tuple[OperandValue, ...]:
        """Operands with the instruction of each label."""
        for place, operand in enumerate(operands):
            if isinstance(operand, Target):
                resolved = Target(self.labels[operand.index])
                return (*operands[:place], resolved, *operands[place + 1 :])
        return operands

    def emit(self, name: str, *operands: OperandValue) -> None:
        """Add an instruction."""
        self.code.append((name, operands))

    def label(self) -> int:
        """A label that is placed later."""
        self.labels.append(-1)
        return len(self.labels) - 1

    def place(self, label: int) -> None:
        """Put a label here."""
        self.labels[label] = len(self.code)

    def fragment(self, depth: int) -> None:
        """Add something."""
        makers = self.fragments if depth < DEEPEST else SIMPLE
        self.choice(makers)(self, depth)

    def value(self) -> OperandValue:
        """A register, or a number that matters."""
        if self.random() < 0.6:
            return self.choice(_READABLE)
        return self.number()

    def number(self) -> int:
        """A number that matters, or is small."""
        return self.choice(EDGES) if self.random() < 0.5 else self.between(-100, 100)

    def register(self) -> OperandValue:
        """A register to write."""
        return self.choice(_WRITABLE)


def computed(maker: Maker, _: int) -> None:
    """Whole numbers."""
    for _ in range(maker.between(1, 5)):
        name = maker.choice(_COMPUTED)
        if name.startswith("alu.") and maker.random() < 0.4:
            into = maker.register()
            maker.emit(name.replace("alu.", "alui."), into, into, maker.number())
        else:
            into = maker.register()
            first = into if maker.random() < 0.4 else maker.choice(_READABLE)
            second = maker.choice(_WRITABLE[:-1])
            if name in _DIVISIONS and maker.random() < 0.85:
                maker.emit("alui.or", second, second, 1)
            takes_register = name.startswith("alu.") or maker.random() < 0.7
            maker.emit(name, into, first, second if takes_register else maker.number())


def moved(maker: Maker, _: int) -> None:
    """Values put somewhere."""
    for _ in range(maker.between(1, 3)):
        maker.emit("mov", maker.register(), maker.value())


def counted(maker: Maker, _: int) -> None:
    """Bits counted and swapped."""
    maker.emit(maker.choice(_MODES["bits"]), maker.register(), maker.choice(_READABLE))


def doubles(maker: Maker, _: int) -> None:
    """Doubles, for the most part in registers of their own."""
    for _ in range(maker.between(1, 5)):
        pool = _DOUBLES if maker.random() < 0.9 else _WRITABLE
        if maker.random() < 0.3:
            maker.emit("mov", maker.choice(pool), maker.choice(EDGES))
        name = maker.choice(_MODES["fpu"])
        operands = [maker.choice(pool) for _ in range(_OPERANDS[name])]
        maker.emit(name, maker.choice(pool), *operands)


def memory(maker: Maker, _: int) -> None:
    """Loads and stores, most of them inside."""
    base = maker.register()
    far = maker.random() < 0.1
    places = (MEMORY - 8, MEMORY, -8, 1 << 40) if far else (DATA_BASE, DATA_BASE + 8, 8, 64)
    maker.emit("mov", base, maker.choice(places))
    for _ in range(maker.between(1, 4)):
        offset = maker.between(-4, 24) if maker.random() < 0.9 else maker.number()
        # A load that writes its own base leaves it anywhere.
        value = maker.choice([place for place in _WRITABLE if place != base])
        if maker.random() < 0.7:
            maker.emit(maker.choice(_ACCESSES), value, base, offset)
            continue
        index = maker.choice([place for place in _WRITABLE if place != base])
        maker.emit("mov", index, offset)
        places = (base, index) if maker.random() < 0.5 else (index, base)
        maker.emit(maker.choice(_INDEXED), value, *places)


def atomic(maker: Maker, _: int) -> None:
    """Atomic ops, most of them aligned."""
    base = maker.register()
    maker.emit("mov", base, maker.choice((DATA_BASE, DATA_BASE + 16, MEMORY - 8, 0, 8, 4)))
    maker.emit(maker.choice(_MODES["atomic"]), maker.register(), base, maker.register())


def loop(maker: Maker, depth: int) -> None:
    """A body some times over, with a counter that the body may spoil."""
    counter, start = maker.register(), maker.label()
    maker.emit("mov", counter, maker.between(1, 4))
    maker.place(start)
    maker.fragment(depth + 1)
    maker.emit("alui.sub", counter, counter, 1)
    maker.emit(maker.choice(("branch.ne", "branch.gt")), counter, REGISTERS[22], Target(start))


def choice(maker: Maker, depth: int) -> None:
    """A body that is run or not."""
    over = maker.label()
    maker.emit(maker.choice(_CONDITIONS), maker.choice(_READABLE), maker.value(), Target(over))
    maker.fragment(depth + 1)
    maker.place(over)


def called(maker: Maker, _: int) -> None:
    """A call of a routine, by its label or by value."""
    if len(maker.routines) < 3:
        maker.routines.append(maker.label())
    routine = maker.choice(maker.routines)
    if maker.random() < 0.3:
        into = maker.register()
        maker.emit("mov", into, Target(routine))
        maker.emit("call", into)
    else:
        maker.emit("call", Target(routine))


def skipped(maker: Maker, depth: int) -> None:
    """A body that is jumped over."""
    over = maker.label()
    maker.emit("branch.always", Target(over))
    maker.fragment(depth + 1)
    maker.place(over)


def jumped(maker: Maker, depth: int) -> None:
    """A jump by value: to a label, sometimes into the middle of a block, seldom outside."""
    into, over = maker.register(), maker.label()
    if maker.random() < 0.7:
        maker.emit("mov", into, Target(over))
    else:
        maker.emit("mov", into, len(maker.code) + maker.between(-2, 6))
    maker.emit("jump", into)
    maker.fragment(depth + 1)
    maker.place(over)


def trapped(maker: Maker, _: int) -> None:
    """A trap, now and then."""
    if maker.random() < 0.2:
        maker.emit("trap", maker.between(0, 9))
    else:
        maker.emit(maker.choice(("nop", *_MODES["fence"])))


def tainted(maker: Maker, _: int) -> None:
    """A value marked, or clean again."""
    if maker.random() < 0.6:
        maker.emit("taint", maker.register(), maker.between(1, 3))
    else:
        maker.emit("sanitize", maker.register())


def capable(maker: Maker, _: int) -> None:
    """A capability, and something done with it."""
    into = maker.register()
    base = maker.choice((DATA_BASE, DATA_BASE + 8, 0))
    maker.emit("cap.new", into, base, maker.choice((8, 16, 64)), maker.choice((1, 3, 7, 7)))
    if maker.random() < 0.5:
        permissions = maker.choice((1, 3, 7))
        maker.emit("cap.restrict", into, into, maker.choice((4, 8, 16)), permissions)
    maker.emit(maker.choice(("alui.add", "alui.sub")), into, into, maker.choice((0, 0, 8, 1)))
    offset = maker.choice((0, 0, 8, 56))
    if maker.random() < 0.7:
        maker.emit(maker.choice(_ACCESSES), maker.register(), into, offset)
    else:
        index = maker.choice([place for place in _WRITABLE if place != into])
        maker.emit("mov", index, offset)
        places = (into, index) if maker.random() < 0.5 else (index, into)
        maker.emit(maker.choice(_INDEXED), maker.register(), *places)
    maker.emit("cap.query", maker.register(), into, maker.between(0, 5))


Fragment = Callable[["Maker", int], None]
SIMPLE: tuple[Fragment, ...] = (computed, computed, moved, counted, doubles, memory, atomic)
FRAGMENTS: tuple[Fragment, ...] = (
    *SIMPLE,
    computed,
    doubles,
    memory,
    loop,
    loop,
    choice,
    choice,
    called,
    jumped,
    skipped,
    trapped,
)


HIDDEN = (*FRAGMENTS, tainted, tainted, capable)
"""With hidden state."""


def random_program(seed: int, fragments: Sequence[Fragment] = FRAGMENTS) -> Program:
    """The program of a seed."""
    return Maker(seed, fragments).made()


def random_registers(seed: int) -> dict[str | int, int]:
    """Registers to start with, by the same seed."""
    chance = random.Random(~seed)
    return {name: chance.choice(EDGES) for name in REGISTERS_SET}
