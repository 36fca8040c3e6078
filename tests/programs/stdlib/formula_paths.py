"""All paths through a program on unknown words (symbolic execution, King, CACM 1976)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from formula_terms import MASK, Terms, UnprovableError, Word

from neurlang.programs.ir import BY_NAME, REGISTERS, Instruction, Program, Register, Target

STACK = 0x8000
"""Where `sp` is at the start."""

MOST_STEPS = 4_000
MOST_PATHS = 400
FEASIBLE_EFFORT = 1_000_000
"""What z3 may spend on whether a path exists, in its own units, so that it is the same on every machine. If it does not
find out, the path counts."""

Memory = Mapping[tuple[int, int], Word]
"""Words by address and width in bytes, 8 or 1; no two overlap."""

_WIDTHS = {"d": 8, "b": 1, "xd": 8, "xb": 1}
_SP = BY_NAME["sp"].number
_ZERO = BY_NAME["zero"].number


@dataclass(frozen=True, slots=True)
class Path:
    """A path: what must hold to take it, and the state at its end.

    `trap` is the trap that ends it; `is_cut` says that it goes on, but a loop has had its iterations.
    """

    conditions: tuple[Any, ...]
    registers: tuple[Word, ...]
    memory: Memory
    place: int = 0
    calls: tuple[int, ...] = ()
    loops: Mapping[int, int] = field(default_factory=dict)
    trap: str = ""
    is_cut: bool = False


def paths_of(
    program: Program,
    terms: Terms,
    registers: Mapping[int, Word],
    memory: Memory,
    assumed: tuple[Any, ...],
    iterations: int,
) -> Iterator[Path]:
    """The paths that exist under what is assumed, each to its end.

    A loop that an unknown decides is cut after so many iterations.
    Raises UnprovableError if there are too many paths or a step has no term.
    """
    values = [registers.get(number, 0) for number in range(len(REGISTERS))]
    values[_SP] = STACK
    waiting = [Path(assumed, tuple(values), dict(memory), program.entry)]
    found = 0
    solver = terms.z3.Solver()
    solver.set("rlimit", FEASIBLE_EFFORT)
    while waiting:
        run = _Run(program, terms, waiting.pop())
        waiting += [way for way in run.to_the_next_choice(iterations) if _exists(solver, terms, way)]
        if run.ended is not None:
            found += 1
            if found > MOST_PATHS:
                raise UnprovableError(f"more than {MOST_PATHS} paths")
            yield run.ended


def _exists(solver: Any, terms: Terms, path: Path) -> bool:
    return solver.check(*path.conditions) != terms.z3.unsat


class _Run:
    """One path, run until an unknown decides, or to its end."""

    def __init__(self, program: Program, terms: Terms, path: Path) -> None:
        self.program = program
        self.terms = terms
        self.path = path
        self.registers = [*path.registers]
        self.memory = dict(path.memory)
        self.calls = path.calls
        self.place = path.place
        self.ended: Path | None = None

    def to_the_next_choice(self, iterations: int) -> list[Path]:
        """Run on; the ways from the branch that an unknown decides, or none at the end."""
        for _ in range(MOST_STEPS):
            if self.place >= len(self.program.instructions):
                return self._end()
            instruction = self.program.instructions[self.place]
            self.place += 1
            match instruction.op.name:
                case "branch":
                    ways = self._branch(instruction, iterations)
                    if ways is not None:
                        return ways
                case "call":
                    self.calls = (*self.calls, self.place)
                    self.place = _target(instruction)
                case "jump":
                    self.place = _target(instruction)
                case "ret" if self.calls:
                    *rest, self.place = self.calls
                    self.calls = tuple(rest)
                case "ret" | "halt":
                    return self._end()
                case "trap":
                    return self._end(trap=f"USER {instruction.operands[0]}")
                case _:
                    self._step(instruction)
        raise UnprovableError(f"more than {MOST_STEPS} steps")

    def _end(self, trap: str = "") -> list[Path]:
        self.ended = self._now(trap=trap)
        return []

    def _now(self, **changes: Any) -> Path:
        return replace(
            self.path,
            registers=tuple(self.registers),
            memory=self.memory,
            place=self.place,
            calls=self.calls,
            **changes,
        )

    def _branch(self, instruction: Instruction, iterations: int) -> list[Path] | None:
        """None if it is known where to go."""
        mode = instruction.op_mode.name
        target = _target(instruction)
        if mode == "always":
            self.place = target
            return None
        condition = self.terms.test(mode, self._value(instruction, 0), self._value(instruction, 1))
        if isinstance(condition, bool):
            self.place = target if condition else self.place
            return None
        before = self.place - 1
        times = self.path.loops.get(before, 0) + 1
        if times > iterations:
            self.ended = self._now(is_cut=True)
            return []
        loops = {**self.path.loops, before: times}
        here = self._now()
        return [
            replace(here, conditions=(*here.conditions, condition), place=target, loops=loops),
            replace(here, conditions=(*here.conditions, self.terms.z3.Not(condition)), loops=loops),
        ]

    def _step(self, instruction: Instruction) -> None:
        name, mode = instruction.op.name, instruction.op_mode.name
        if name == "load":
            self._write(instruction, self._load(_WIDTHS.get(mode, 0), self._address(instruction)))
        elif name == "store":
            self._store(_WIDTHS.get(mode, 0), self._address(instruction), self._value(instruction, 0))
        elif name == "mov":
            self._write(instruction, self._value(instruction, 1))
        else:
            words = [self._value(instruction, place) for place in range(1, len(instruction.operands))]
            if name == "muldiv" and mode not in ("mul", "mulh", "mulhu"):
                self._refuse_zero(words[1])
            self._write(instruction, self.terms.compute(f"{name}.{mode}", *words))

    def _refuse_zero(self, divisor: Word) -> None:
        """A path on which the divisor may be zero is no proof; the formula's domain must rule it out."""
        if divisor == 0 if isinstance(divisor, int) else self._may_be_zero(divisor):
            raise UnprovableError("a divisor may be 0")

    def _may_be_zero(self, divisor: Word) -> bool:
        solver = self.terms.z3.Solver()
        solver.set("rlimit", FEASIBLE_EFFORT)
        return bool(solver.check(*self.path.conditions, divisor == 0) != self.terms.z3.unsat)

    def _address(self, instruction: Instruction) -> int:
        address = self.terms.compute("alu.add", self._value(instruction, 1), self._value(instruction, 2))
        if not isinstance(address, int):
            raise UnprovableError("an unknown address")
        return address

    def _load(self, width: int, address: int) -> Word:
        if (address, width) not in self.memory:
            raise UnprovableError(f"{width} bytes at {address:#x} are not known")
        return self.memory[address, width]

    def _store(self, width: int, address: int, word: Word) -> None:
        if width == 0 or address % width or any(each in self.memory for each in _overlapping(address, width)):
            raise UnprovableError(f"a part of a word at {address:#x}")
        self.memory[address, width] = word if width == 8 else self.terms.compute("alu.and", word, 0xFF)

    def _value(self, instruction: Instruction, place: int) -> Word:
        operand = instruction.operands[place]
        if isinstance(operand, Register):
            return self.registers[operand.number]
        if isinstance(operand, int):
            return operand & MASK
        raise UnprovableError(f"an operand of {instruction.op.name}")

    def _write(self, instruction: Instruction, word: Word) -> None:
        register = instruction.operands[0]
        assert isinstance(register, Register)
        if register.number != _ZERO:
            self.registers[register.number] = word


def _target(instruction: Instruction) -> int:
    target = instruction.operands[-1]
    if not isinstance(target, Target):
        raise UnprovableError("a jump to what a register holds")
    return target.index


def _overlapping(address: int, width: int) -> list[tuple[int, int]]:
    """The words of the other width that share a byte with this one."""
    return [(address + i, 1) for i in range(8)] if width == 8 else [(address & ~7, 8)]
