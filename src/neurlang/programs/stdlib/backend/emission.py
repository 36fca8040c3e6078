"""Emission: a function with registers → lines of assembly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from neurlang.programs.ir import OPS
from neurlang.programs.stdlib.backend.allocation import REGISTERS, Allocation, moves_in_order
from neurlang.programs.stdlib.backend.frames import Frame, frame_of
from neurlang.programs.stdlib.backend.ranges import live_at_starts
from neurlang.programs.stdlib.backend.saving import LOAD, STORE
from neurlang.programs.stdlib.passes.meaning import OPPOSITE
from neurlang.programs.stdlib.ssa import (
    Block,
    Branch,
    Instruction,
    Jump,
    Operand,
    Return,
    Trap,
    Var,
    graph_of,
)

_MNEMONICS = {mode.full_name: mode.mnemonics[0] for op in OPS for mode in op.modes}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of assembly: an instruction, or a label if it ends with a colon; and its line in the source, or 0."""

    text: str
    source: int = 0

    @property
    def is_label(self) -> bool:
        """Whether it is a label."""
        return self.text.endswith(":")


def emitted(
    allocation: Allocation,
    label: Callable[[str], str],
    names: Mapping[str, str],
    stack_users: Collection[str],
) -> list[Line]:
    """The code of a function.

    `label` makes a name for a block from what it is for; `names` has the label of each callee; `stack_users` are the
    callees that use the stack.
    """
    return list(_Emission(allocation, label, names, stack_users).lines())


class _Emission:
    """Writes one function."""

    def __init__(
        self,
        allocation: Allocation,
        label: Callable[[str], str],
        names: Mapping[str, str],
        stack_users: Collection[str],
    ) -> None:
        self.function = allocation.function
        self.registers = allocation.registers
        self.names = names
        graph = graph_of(self.function)
        self.by_number = self.function.by_number
        self.live = live_at_starts(self.function, graph)
        self.frame: Frame = frame_of(self.function, graph, stack_users)
        self.labels = {
            block.number: label(block.name)
            for block in self.function.blocks[1:]
            if self._is_named(block.number)
        }

    def _following(self) -> dict[int, int | None]:
        numbers = [block.number for block in self.function.blocks]
        return dict(zip(numbers, [*numbers[1:], None], strict=True))

    def _is_named(self, number: int) -> bool:
        """Whether a block is gone to otherwise than by running on into it."""
        following = self._following()
        for block in self.function.blocks:
            match block.end:
                case Jump(edge) if edge.target == number and following[block.number] != number:
                    return True
                case Branch(then=then, other=other):
                    if other.target == number and following[block.number] != number:
                        return True
                    if then.target == number and not (
                        following[block.number] == number and other.target != number
                    ):
                        return True
        return False

    def lines(self) -> Iterator[Line]:
        """All lines."""
        following = self._following()
        for block in self.function.blocks:
            if block.number in self.labels:
                yield Line(f"{self.labels[block.number]}:")
            source = 0
            needs_frame = self.frame.size > 0 and block.number == self.frame.start
            if block.number == self.function.entry.number:
                yield from self._arrivals(block)
            for index, each in enumerate(block.body):
                if needs_frame and (each.op in (LOAD, STORE, "call")):
                    needs_frame = False
                    yield Line(f"sub sp, sp, {self.frame.size}", each.line)
                source = each.line or source
                yield from (Line(text, source) for text in self._instruction(block, index, each))
            if needs_frame:
                yield Line(f"sub sp, sp, {self.frame.size}", source)
            yield from (Line(text, source) for text in self._end(block, following[block.number]))

    def _name(self, operand: Operand) -> str:
        if isinstance(operand, Var):
            return f"r{self.registers[operand]}"
        return str(operand)

    def _in_register(self, operand: Operand) -> str:
        """An operand that must be a register; the constant 0 is one."""
        return "zero" if operand == 0 else self._name(operand)

    def _arrivals(self, block: Block) -> Iterator[Line]:
        """Moves of the parameters from where they arrive."""
        moves = {self.registers[param]: place for place, param in enumerate(block.params)}
        used = {*moves, *moves.values()}
        free = next((register for register in REGISTERS if register not in used), None)
        wanted = {into: source for into, source in moves.items() if self._is_needed(block.params[source])}
        yield from (Line(text) for text in moves_in_order(wanted, {}, free))

    def _is_needed(self, var: Var) -> bool:
        return any(var in (*each.args,) for block in self.function.blocks for each in block.body) or any(
            var in _ends(block) for block in self.function.blocks
        )

    def _instruction(self, block: Block, index: int, each: Instruction) -> Iterator[str]:
        op, args = each.op, each.args
        result = "" if each.result is None else f"r{self.registers[each.result]}"
        if op == "call":
            yield from self._call(block, index, each)
        elif op == LOAD:
            assert isinstance(args[0], int)
            yield f"load.d {result}, {self.frame.address(args[0])}"
        elif op == STORE:
            assert isinstance(args[1], int)
            yield f"store.d {self._in_register(args[0])}, {self.frame.address(args[1])}"
        elif op.startswith("load"):
            yield f"{op} {result}, {self._address(args[0], args[1])}"
        elif op.startswith("store"):
            yield f"{op} {self._in_register(args[0])}, {self._address(args[1], args[2])}"
        elif op == "mov":
            if result != self._name(args[0]):
                yield f"mov {result}, {self._name(args[0])}"
        elif op == "alu.add" and isinstance(args[1], int) and -(1 << 63) < args[1] < 0:
            yield f"sub {result}, {self._in_register(args[0])}, {-args[1]}"
        else:
            yield f"{_MNEMONICS[op]} {', '.join([result, *self._operands(args)])}"

    def _operands(self, args: tuple[Operand, ...]) -> list[str]:
        last = len(args) - 1
        return [
            self._name(arg) if place == last and place > 0 and arg != 0 else self._in_register(arg)
            for place, arg in enumerate(args)
        ]

    def _address(self, base: Operand, offset: Operand) -> str:
        if offset == 0:
            return f"[{self._in_register(base)}]"
        if isinstance(offset, int) and offset < 0:
            return f"[{self._in_register(base)} - {-offset}]"
        return f"[{self._in_register(base)} + {self._name(offset)}]"

    def _call(self, block: Block, index: int, each: Instruction) -> Iterator[str]:
        yield from self._moved(dict(enumerate(each.args)), self._busy(block, index))
        yield f"call {self.names[each.callee]}"
        if each.result is not None and self.registers[each.result] != 0 and self._is_needed(each.result):
            yield f"mov r{self.registers[each.result]}, r0"

    def _moved(self, wanted: Mapping[int, Operand], busy: set[int]) -> list[str]:
        moves = {into: self.registers[source] for into, source in wanted.items() if isinstance(source, Var)}
        constants = {into: source for into, source in wanted.items() if isinstance(source, int)}
        used = {*busy, *wanted, *moves.values()}
        free = next((register for register in REGISTERS if register not in used), None)
        return moves_in_order(moves, constants, free)

    def _busy(self, block: Block, index: int) -> set[int]:
        """Registers that are needed after an instruction."""
        live = set(_ends(block))
        for edge_target in _targets(block):
            live |= self.live[edge_target]
        for each in reversed(block.body[index + 1 :]):
            live -= {each.result}
            live |= {arg for arg in each.args if isinstance(arg, Var)}
        return {self.registers[var] for var in live if isinstance(var, Var)}

    def _end(self, block: Block, following: int | None) -> Iterator[str]:
        match block.end:
            case Jump(edge):
                params = self.by_number[edge.target].params
                wanted = {self.registers[param]: arg for param, arg in zip(params, edge.args, strict=True)}
                busy = {self.registers[var] for var in self.live[edge.target]}
                yield from self._moved(wanted, busy)
                if edge.target != following:
                    yield f"b {self.labels[edge.target]}"
            case Branch() as branch:
                yield from self._branch(branch, following)
            case Return(value):
                if value is not None:
                    yield from self._moved({0: value}, set())
                if block.number in self.frame.blocks:
                    yield f"add sp, sp, {self.frame.size}"
                yield "ret"
            case Trap(number):
                yield f"trap {number}"

    def _branch(self, branch: Branch, following: int | None) -> Iterator[str]:
        then, other, test = branch.then.target, branch.other.target, branch.test
        if then == following and other != following:
            then, other, test = other, then, OPPOSITE[test]
        left = self._in_register(branch.left)
        right = "zero" if branch.right == 0 and isinstance(branch.left, int) else self._name(branch.right)
        yield f"b{test} {left}, {right}, {self.labels[then]}"
        if other != following:
            yield f"b {self.labels[other]}"


def _targets(block: Block) -> list[int]:
    match block.end:
        case Jump(edge):
            return [edge.target]
        case Branch(then=then, other=other):
            return [then.target, other.target]
    return []


def _ends(block: Block) -> list[Operand]:
    match block.end:
        case Jump(edge):
            return list(edge.args)
        case Branch(left=left, right=right):
            return [left, right]
        case Return(value):
            return [] if value is None else [value]
    return []
