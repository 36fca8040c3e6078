"""The machine on unknown words: what the whole-number instructions compute, as z3 terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from neurlang.programs.ir import BY_NAME, Instruction, Program, Register, Target
from neurlang.programs.machine import DEFAULT_MEMORY
from neurlang.programs.stdlib.proving.words import NotSymbolicError, Paths, Term, TooLongError

_MOST_STEPS = 20_000
ZERO, SP = BY_NAME["zero"], BY_NAME["sp"]


def run_on_unknowns(program: Program, registers: Mapping[int, Term], paths: Paths) -> tuple[str, Term]:
    """Run a program; the trap that it ends with, or else "" and r0. Only addresses that are known are accessed."""
    machine = _Machine(program, paths)
    for number, term in registers.items():
        machine.registers[BY_NAME[f"r{number}"]] = term
    return machine.run()


class _Machine:
    """Registers as terms; memory by address, in words."""

    def __init__(self, program: Program, paths: Paths) -> None:
        self.program, self.paths, self.z3 = program, paths, paths.z3
        self.registers: dict[Register, Term] = {SP: self.word(DEFAULT_MEMORY)}
        self.memory: dict[int, Term] = {}
        self.returns: list[int] = []

    def word(self, value: int) -> Term:
        return self.z3.BitVecVal(value, 64)

    def value(self, operand: Any) -> Term:  # noqa: ANN401
        if isinstance(operand, Register):
            return self.word(0) if operand == ZERO else self.registers.get(operand, self.word(0))
        if isinstance(operand, int):
            return self.word(operand)
        raise NotSymbolicError(f"operand {operand}")

    def run(self) -> tuple[str, Term]:
        """Run from the entry."""
        index, code = self.program.entry, self.program.instructions
        for _ in range(_MOST_STEPS):
            if index >= len(code):
                break
            following = self.step(code[index], index)
            if isinstance(following, str):
                return following, None
            if following is None:
                break
            index = following
        else:
            raise TooLongError
        return "", self.value(BY_NAME["r0"])

    def step(self, each: Instruction, index: int) -> int | str | None:
        """The index that follows; the trap; None at the end."""
        name, operands = each.op_mode.meaning, each.operands
        match each.op.name:
            case "branch":
                if name == "branch.always":
                    return self.target(operands[0])
                holds = self.paths.decide(self.tested(name, self.value(operands[0]), self.value(operands[1])))
                return self.target(operands[2]) if holds else index + 1
            case "call":
                self.returns.append(index + 1)
                return self.target(operands[0])
            case "ret":
                return self.returns.pop() if self.returns else None
            case "trap":
                return f"USER {operands[0]}"
            case "load" | "store":
                self.access(name, operands)
                return index + 1
            case "mov":
                result = self.value(operands[1])
            case "bits":
                result = self.bits(name, self.value(operands[1]))
            case "alu" | "alui" | "muldiv":
                one, two = self.value(operands[1]), self.value(operands[2])
                if name in ("muldiv.div", "muldiv.mod", "muldiv.sdiv", "muldiv.smod") and self.paths.decide(
                    two == 0
                ):
                    return "DIVZERO"
                result = self.computed(name, one, two)
            case _:
                raise NotSymbolicError(each.op.name)
        assert isinstance(operands[0], Register)
        self.registers[operands[0]] = self.z3.simplify(result)
        return index + 1

    def target(self, operand: Any) -> int:  # noqa: ANN401
        if not isinstance(operand, Target):
            raise NotSymbolicError("a jump to a register")
        return operand.index

    def access(self, name: str, operands: tuple[Any, ...]) -> None:
        address = self.z3.simplify(self.value(operands[1]) + self.value(operands[2]))
        if not self.z3.is_bv_value(address) or not name.endswith(".d"):
            raise NotSymbolicError("memory")
        place = address.as_long()
        if name.startswith("store"):
            self.memory[place] = self.value(operands[0])
        else:
            self.registers[operands[0]] = self.memory.get(place, self.word(0))

    def tested(self, name: str, one: Term, two: Term) -> Term:
        z3 = self.z3
        found: dict[str, Callable[[], Term]] = {
            "eq": lambda: one == two,
            "ne": lambda: one != two,
            "lt": lambda: one < two,
            "le": lambda: one <= two,
            "gt": lambda: one > two,
            "ge": lambda: one >= two,
            "ltu": lambda: z3.ULT(one, two),
            "leu": lambda: z3.ULE(one, two),
            "gtu": lambda: z3.UGT(one, two),
            "geu": lambda: z3.UGE(one, two),
        }
        return found[name.partition(".")[2]]()

    def computed(self, name: str, one: Term, two: Term) -> Term:
        z3 = self.z3
        count = two & 63
        wide = {"mulh": z3.SignExt, "mulhu": z3.ZeroExt}.get(name.partition(".")[2])
        if wide is not None:
            return z3.Extract(127, 64, wide(64, one) * wide(64, two))
        found: dict[str, Callable[[], Term]] = {
            "add": lambda: one + two,
            "sub": lambda: one - two,
            "and": lambda: one & two,
            "or": lambda: one | two,
            "xor": lambda: one ^ two,
            "shl": lambda: one << count,
            "shr": lambda: z3.LShR(one, count),
            "sar": lambda: one >> count,
            "rotl": lambda: z3.RotateLeft(one, count),
            "rotr": lambda: z3.RotateRight(one, count),
            "mul": lambda: one * two,
            "div": lambda: z3.UDiv(one, two),
            "mod": lambda: z3.URem(one, two),
            "sdiv": lambda: one / two,
            "smod": lambda: z3.SRem(one, two),
        }
        return found[name.partition(".")[2]]()

    def bits(self, name: str, value: Term) -> Term:
        return bits_term(self.z3, name, value)


def bits_term(z3: Any, name: str, value: Term) -> Term:  # noqa: ANN401
    """What an operation on bits computes."""
    places = range(64)
    if name == "bits.popcount":
        ones = [z3.ZeroExt(63, z3.Extract(place, place, value)) for place in places]
        return sum(ones[1:], ones[0])
    if name == "bits.bswap":
        return z3.Concat(*[z3.Extract(8 * place + 7, 8 * place, value) for place in range(8)])
    found = z3.BitVecVal(64, 64)
    for place in places if name == "bits.clz" else reversed(places):
        zeros = 63 - place if name == "bits.clz" else place
        found = z3.If(z3.Extract(place, place, value) == 1, z3.BitVecVal(zeros, 64), found)
    return found
