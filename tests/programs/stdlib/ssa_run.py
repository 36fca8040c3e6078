"""SSA form run as it stands, in plain integers: what the passes must keep. It shares no code with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.programs.stdlib.ssa import (
    Block,
    Branch,
    Edge,
    Function,
    Instruction,
    Jump,
    Operand,
    Return,
    Var,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

WORD = 1 << 64
MOST_CALLS = 50


class StuckError(Exception):
    """An access outside the memory, too many blocks, or calls too deep."""


def signed(word: int) -> int:
    """A word as a signed number."""
    return word - WORD if word >> 63 else word


def _truncated(a: int, b: int) -> int:
    quotient = abs(signed(a)) // abs(signed(b))
    return quotient if (signed(a) < 0) == (signed(b) < 0) else -quotient


def _high(a: int, b: int) -> int:
    return a * b >> 64


OPERATIONS: Mapping[str, Callable[..., int]] = {
    "mov": lambda a: a,
    "alu.add": lambda a, b: a + b,
    "alu.sub": lambda a, b: a - b,
    "alu.and": lambda a, b: a & b,
    "alu.or": lambda a, b: a | b,
    "alu.xor": lambda a, b: a ^ b,
    "alu.shl": lambda a, b: a << b % 64,
    "alu.shr": lambda a, b: a >> b % 64,
    "alu.sar": lambda a, b: signed(a) >> b % 64,
    "alu.rotl": lambda a, b: a << b % 64 | a >> (64 - b % 64),
    "alu.rotr": lambda a, b: a >> b % 64 | a << (64 - b % 64),
    "muldiv.mul": lambda a, b: a * b,
    "muldiv.mulhu": _high,
    "muldiv.mulh": lambda a, b: _high(signed(a), signed(b)),
    "muldiv.div": lambda a, b: a // b,
    "muldiv.mod": lambda a, b: a % b,
    "muldiv.sdiv": _truncated,
    "muldiv.smod": lambda a, b: signed(a) - _truncated(a, b) * signed(b),
    "floor.div": lambda a, b: signed(a) // signed(b),
    "floor.mod": lambda a, b: signed(a) % signed(b),
    "bits.popcount": lambda a: a.bit_count(),
    "bits.clz": lambda a: 64 - a.bit_length(),
    "bits.ctz": lambda a: (a & -a).bit_length() - 1 if a else 64,
    "bits.bswap": lambda a: int.from_bytes(a.to_bytes(8, "little"), "big"),
}
TESTS: Mapping[str, Callable[[int, int], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: signed(a) < signed(b),
    "le": lambda a, b: signed(a) <= signed(b),
    "gt": lambda a, b: signed(a) > signed(b),
    "ge": lambda a, b: signed(a) >= signed(b),
    "ltu": lambda a, b: a < b,
    "leu": lambda a, b: a <= b,
    "gtu": lambda a, b: a > b,
    "geu": lambda a, b: a >= b,
}


@dataclass(slots=True)
class SsaRun:
    """Runs functions on one memory; `functions` are those that may be called."""

    memory: bytearray
    functions: Mapping[str, Function]
    blocks_left: int
    depth: int = 0

    def call(self, function: Function, arguments: Sequence[int]) -> int | str:
        """The result, 0 without one, or the trap. Raises StuckError."""
        values = dict(zip(function.entry.params, (each % WORD for each in arguments), strict=True))
        by_number = {block.number: block for block in function.blocks}
        slots: dict[int, int] = {}
        block = function.entry
        while True:
            self.blocks_left -= 1
            if not self.blocks_left:
                raise StuckError
            for instruction in block.body:
                found = self._run(
                    instruction, [self._value(values, each) for each in instruction.args], slots
                )
                if isinstance(found, str):
                    return found
                if instruction.result is not None:
                    values[instruction.result] = found % WORD
            match block.end:
                case Jump(edge):
                    block = self._go(edge, by_number, values)
                case Branch(test, left, right, then, other):
                    holds = TESTS[test](self._value(values, left), self._value(values, right))
                    block = self._go(then if holds else other, by_number, values)
                case Return(value):
                    return 0 if value is None else self._value(values, value)
                case trap:
                    return f"USER {trap.number}"

    def _go(self, edge: Edge, by_number: Mapping[int, Block], values: dict[Var, int]) -> Block:
        block = by_number[edge.target]
        given = [self._value(values, each) for each in edge.args]
        values.update(zip(block.params, given, strict=True))
        return block

    def _value(self, values: Mapping[Var, int], operand: Operand) -> int:
        return values[operand] if isinstance(operand, Var) else operand % WORD

    def _run(self, instruction: Instruction, args: list[int], slots: dict[int, int]) -> int | str:
        op = instruction.op
        if op == "call":
            return self._nested(self.functions[instruction.callee], args)
        if op.startswith("compare."):
            return int(TESTS[op.removeprefix("compare.")](*args))
        if op == "slot.store":
            slots[args[1]] = args[0]
            return 0
        if op == "slot.load":
            return slots[args[0]]
        if op.startswith(("load", "store")):
            return self._access(op, args)
        try:
            return OPERATIONS[op](*args)
        except ZeroDivisionError:
            return "DIVZERO"

    def _nested(self, function: Function, args: list[int]) -> int | str:
        self.depth += 1
        if self.depth > MOST_CALLS:
            raise StuckError
        result = self.call(function, args)
        self.depth -= 1
        return result

    def _access(self, op: str, args: list[int]) -> int:
        width = 8 if op.endswith(".d") else 1
        *value, base, offset = args
        address = (base + offset) % WORD
        if address + width > len(self.memory):
            raise StuckError
        place = slice(address, address + width)
        if value:
            self.memory[place] = (value[0] % (1 << 8 * width)).to_bytes(width, "little")
            return 0
        return int.from_bytes(self.memory[place], "little")
