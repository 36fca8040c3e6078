"""Search for programs that take long to compile, by growing random ones by what costs most: `make fuzz MINUTES=n`.

Each program is prepared for every executor: read from text and binary, decoded for the interpreter, lowered and patched
for tier 1, compiled as a whole for tier 2. The costliest so far are grown: parts are repeated, nested in loops, made
procedures, jumped back to. Exit code 1 says that a program took longer than two seconds of processor time, all
processes together.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from random_programs import NUMBERS, random_program

from neurlang.errors import NeurlangError
from neurlang.programs.flow import block_ends
from neurlang.programs.ir import (
    REGISTERS,
    Instruction,
    Program,
    Register,
    Target,
    assemble,
    encode,
    print_program,
)
from neurlang.programs.ir import decode as decode_binary
from neurlang.programs.machine import decode
from neurlang.programs.native import NativeProgram, compile_whole, loaded_table, lower
from neurlang.programs.native.whole.compiler_process import COMPILER

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 2.0  # seconds
SHOWN = 20
KEPT = 12  # shapes that are grown
MOST = 40_000  # instructions; from 20,000 on, programs are not compiled as a whole
MEMORY = 1 << 16
_TICKS = 100.0  # of /proc/PID/stat in a second


@dataclass(frozen=True, slots=True)
class Shape:
    """Code with labels, and the names of the steps that made it."""

    code: tuple[Instruction | int, ...]
    """Instructions, and labels by number where they are placed. A target is a label's number."""
    steps: tuple[str, ...]

    def program(self) -> Program:
        """The program."""
        places: dict[int, int] = {}
        count = 0
        for item in self.code:
            if isinstance(item, int):
                places[item] = count
            else:
                count += 1
        code = (item for item in self.code if not isinstance(item, int))
        return Program(tuple(_retargeted(item, lambda label: places.get(label, count)) for item in code))

    @property
    def size(self) -> int:
        """How many items it has."""
        return len(self.code)


def _retargeted(instruction: Instruction, place: Callable[[int], int]) -> Instruction:
    operands = tuple(
        Target(place(operand.index)) if isinstance(operand, Target) else operand
        for operand in instruction.operands
    )
    return Instruction(instruction.opcode, instruction.mode, operands)


def seed_shape(seed: int) -> Shape:
    """A random program as a shape."""
    program = random_program(seed)
    code: list[Instruction | int] = []
    for index, instruction in enumerate(program.instructions):
        code += [index, instruction]
    used = {each.index for line in program.instructions for each in line.operands if isinstance(each, Target)}
    code.append(len(program.instructions))
    return Shape(tuple(item for item in code if not isinstance(item, int) or item in used), (f"seed {seed}",))


# Growing


def _part(shape: Shape, chance: random.Random) -> tuple[int, int]:
    """A range of the code, short ones as likely as long ones."""
    length = min(shape.size, int(2 ** (chance.random() * 10)) + 1)
    start = chance.randrange(shape.size - length + 1)
    return start, start + length


def _copied(part: tuple[Instruction | int, ...], labels: int) -> tuple[tuple[Instruction | int, ...], int]:
    """A copy whose own labels are new, and the number of the next new label; jumps to other labels stay."""
    own = {item: labels + place for place, item in enumerate(each for each in part if isinstance(each, int))}
    copy = tuple(
        own[item] if isinstance(item, int) else _retargeted(item, lambda label: own.get(label, label))
        for item in part
    )
    return copy, labels + len(own)


def _next_label(shape: Shape) -> int:
    labels = [item for item in shape.code if isinstance(item, int)]
    targets = [
        each.index
        for item in shape.code
        if not isinstance(item, int)
        for each in item.operands
        if isinstance(each, Target)
    ]
    return 1 + max([*labels, *targets], default=0)


def repeated(shape: Shape, chance: random.Random) -> Shape:
    """A part some times over."""
    start, end = _part(shape, chance)
    times = 2 ** chance.randint(1, 7)
    label, copies = _next_label(shape), []
    for _ in range(times):
        if (len(copies) + 1) * (end - start) + shape.size > MOST:
            break
        copy, label = _copied(shape.code[start:end], label)
        copies.append(copy)
    inserted = tuple(item for copy in copies for item in copy)
    return Shape(
        (*shape.code[:end], *inserted, *shape.code[end:]), (*shape.steps, f"repeat {end - start} x {times}")
    )


def looped(shape: Shape, chance: random.Random) -> Shape:
    """Parts within loops, one in the other."""
    depth = chance.randint(1, 12)
    found = shape.code
    for _ in range(depth):
        current = Shape(found, ())
        start, end = _part(current, chance)
        label = _next_label(current)
        back = _made("branch.ne", _register(chance), _register(chance), Target(label))
        found = (*found[:start], label, *found[start:end], back, *found[end:])
    return Shape(found, (*shape.steps, f"loop x {depth}"))


def called(shape: Shape, chance: random.Random) -> Shape:
    """A part as a procedure that is called from several places, itself included now and then."""
    start, end = _part(shape, chance)
    label, over = _next_label(shape), _next_label(shape) + 1
    body = (label, *shape.code[start:end], _made("ret"))
    jump = _made("branch.always", Target(over))
    found: list[Instruction | int] = [*shape.code[:start], jump, *body, over, *shape.code[end:]]
    calls = chance.randint(1, 20)
    for _ in range(calls):
        found.insert(chance.randrange(len(found) + 1), _made("call", Target(label)))
    return Shape(tuple(found), (*shape.steps, f"procedure of {end - start}, calls x {calls}"))


def jumped(shape: Shape, chance: random.Random) -> Shape:
    """Branches to labels that are there, by value too."""
    labels = [item for item in shape.code if isinstance(item, int)]
    if not labels:
        return shape
    found = list(shape.code)
    count = 2 ** chance.randint(0, 6)
    for _ in range(count):
        target = Target(chance.choice(labels))
        place = chance.randrange(len(found) + 1)
        if chance.random() < 0.15:
            into = _register(chance)
            found[place:place] = [_made("mov", into, target), _made(chance.choice(("jump", "call")), into)]
        else:
            name = chance.choice(("branch.lt", "branch.gt", "branch.eq"))
            found.insert(place, _made(name, _register(chance), _register(chance), target))
    return Shape(tuple(found), (*shape.steps, f"branches x {count}"))


def mixed(shape: Shape, chance: random.Random) -> Shape:
    """Another random program in the middle."""
    other = seed_shape(chance.randrange(1 << 30))
    copy, _ = _copied(other.code, _next_label(shape) + _next_label(other))
    place = chance.randrange(shape.size + 1)
    return Shape((*shape.code[:place], *copy, *shape.code[place:]), (*shape.steps, "mix"))


def cut(shape: Shape, chance: random.Random) -> Shape:
    """A part left out: what costs stays, and there is room to grow."""
    start, end = _part(shape, chance)
    return Shape((*shape.code[:start], *shape.code[end:]), (*shape.steps, f"cut {end - start}"))


GROWING = (repeated, repeated, looped, called, jumped, jumped, mixed, cut)


def _made(name: str, *operands: Register | Target) -> Instruction:
    return Instruction(*NUMBERS[name], operands)


def _register(chance: random.Random) -> Register:
    return REGISTERS[chance.randrange(14)]


# Measuring


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time in each step, and what came of it."""

    seconds: dict[str, float]
    end: str

    @property
    def most(self) -> float:
        """The seconds of the costliest executor, each with what it shares with the others."""
        return max(self.seconds.values())


def cost_of(shape: Shape) -> Cost:
    """Prepare a program for every executor."""
    program = shape.program()
    steps: dict[str, Callable[[], object]] = {
        "binary": lambda: decode_binary(encode(program)),
        "text": lambda: assemble(print_program(program)),
        "interpreter": lambda: _decoded(program),
        "tier 1": lambda: _patched(program),
        "tier 2": lambda: compile_whole(program, MEMORY, use_cache=False),
    }
    seconds, end = {}, "compiled"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for name, step in steps.items():
            begun = _processor_seconds()
            try:
                step()
            except NeurlangError as error:
                end = f"refused: {error}"
            seconds[name] = _processor_seconds() - begun
    if caught:
        end = str(caught[-1].message).partition(": ")[2]
    return Cost(seconds, end)


def _decoded(program: Program) -> None:
    code = decode(program)
    index = 0
    while index < len(code.steps):
        index = code.block(index).end


def _patched(program: Program) -> None:
    NativeProgram(
        lower(program, block_ends(program), loaded_table()[0], marks=True), bytearray(MEMORY)
    ).patch()


def _processor_seconds() -> float:
    """Of this process, those that ended, and the one that compiles."""
    process = COMPILER._process
    running = 0.0
    if process is not None and process.poll() is None:
        fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        running = (int(fields[11]) + int(fields[12])) / _TICKS
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + running


@dataclass(frozen=True, slots=True)
class Measured:
    """A shape and its cost."""

    shape: Shape
    cost: Cost

    def __str__(self) -> str:
        times = ", ".join(f"{name} {seconds:.2f}" for name, seconds in self.cost.seconds.items())
        steps = "; ".join(self.shape.steps[-6:])
        return f"{self.cost.most:.2f} s  {self.shape.size} items ({times}; {self.cost.end:.80})  by {steps}"


def search(seed: int, seconds: float, count: int) -> list[Measured]:
    """Grow shapes for so long, or so many; the costliest of each family, costliest first."""
    chance, end = random.Random(seed), time.monotonic() + seconds
    best: list[Measured] = []
    costliest: dict[str, Measured] = {}
    for number in range(count):
        if time.monotonic() > end:
            break
        if len(best) < KEPT or chance.random() < 0.1:
            shape = seed_shape(chance.randrange(1 << 30))
        else:
            shape = chance.choice(best).shape
        for _ in range(chance.randint(1, 3)):
            if shape.size:
                shape = chance.choice(GROWING)(shape, chance)
        if not 0 < shape.size <= MOST:
            continue
        found = Measured(shape, cost_of(shape))
        family = shape.steps[0]
        if family not in costliest or costliest[family].cost.most < found.cost.most:
            costliest[family] = found
        best = sorted(costliest.values(), key=lambda each: -each.cost.most)[:KEPT]
        if sys.stderr.isatty():
            print(f"\r{number} shapes, the costliest {best[0].cost.most:.2f} s ", end="", file=sys.stderr)
    return sorted(costliest.values(), key=lambda each: -each.cost.most)


def main() -> int:
    """Search for so long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--shapes", type=int, default=1 << 62, help="no more than so many")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="write the costliest programs into this folder")
    options = parser.parse_args()
    cost_of(seed_shape(0))  # which loads what all share
    found = search(options.seed, 60 * options.minutes, options.shapes)
    for place, each in enumerate(found[:SHOWN]):
        print(each)
        if options.keep is not None:
            (options.keep / f"shape{place}.nl").write_text(print_program(each.shape.program()))
    longest = found[0].cost.most
    print(
        f"{len(found)} families of shapes; the costliest {min(SHOWN, len(found))} take up to {longest:.2f} s"
    )
    return 1 if longest > LONGEST else 0


if __name__ == "__main__":
    raise SystemExit(main())
