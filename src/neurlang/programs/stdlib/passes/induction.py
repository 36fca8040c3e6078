"""Strength reduction of addresses: where `base + 8 * i` is needed as i goes on, a pointer goes on in its place.

After Cooper, Simpson and Vick, "Operator Strength Reduction", TOPLAS 2001, with their replacement of loop tests.
Whether it pays is decided by the result: the form with fewer operations is kept, one in a loop counted as ten outside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from neurlang.programs.stdlib.ssa import (
    Block,
    Branch,
    Edge,
    End,
    Function,
    Graph,
    Instruction,
    Operand,
    Type,
    Var,
    constant,
    edges_of,
    graph_of,
    with_edges,
)

_A_LOOP = 10
_ORDER = ("lt", "le", "gt", "ge", "ltu", "leu", "gtu", "geu")


def cost_of(function: Function) -> int:
    """The operations of a function, those in loops counted as ten outside."""
    graph = graph_of(function)
    return sum(
        (len(block.body) + isinstance(block.end, Branch)) * _A_LOOP ** graph.depth(block.number)
        for block in function.blocks
    )


def with_pointers(function: Function, simplified: Callable[[Function], Function]) -> Function:
    """The function with pointers that go on in place of addresses that are computed from an index, where that pays.

    In: a simplified function with preheaders, and the passes that simplify the result. Out: one that computes the same
    as long as no index is outside its array: beyond that the index might wrap where the pointer does not.
    """
    best, cost = function, cost_of(function)
    for base, scale in _bases(function):
        for tests in (True, False):
            changed = _with_pointer(best, base, scale, tests=tests)
            if changed is None:
                continue
            candidate = simplified(changed)
            if cost_of(candidate) < cost:
                best, cost = candidate, cost_of(candidate)
                break
    return best


def _bases(function: Function) -> list[tuple[Var, int]]:
    """Pointers with computed indices, and the logarithm of the size of their elements."""
    shifts = _shifts(function)
    found: dict[tuple[Var, int], None] = {}
    for block in function.blocks:
        for each in block.body:
            for base, index in _addresses(each):
                if index in shifts and isinstance(base, Var):
                    found[base, 3] = None
    return list(found)


def _shifts(function: Function) -> dict[Operand, Var]:
    """The values that are another one times 8, and that one."""
    return {
        each.result: each.args[0]
        for block in function.blocks
        for each in block.body
        if each.op == "alu.shl"
        and each.args[1] == 3
        and each.result is not None
        and isinstance(each.args[0], Var)
    }


def _addresses(instruction: Instruction) -> list[tuple[Operand, Operand]]:
    """The pairs of operands that an instruction adds as an address: base and distance."""
    if instruction.op.startswith(("load", "store")):
        base, offset = instruction.args[-2:]
        return [(base, offset), (offset, base)]
    if instruction.op == "alu.add":
        one, two = instruction.args
        return [(one, two), (two, one)]
    return []


def _with_pointer(function: Function, base: Var, scale: int, *, tests: bool) -> Function | None:
    """The function with pointers for one base; None if there is nothing to do."""
    work = _Work(function, graph_of(function), base, scale)
    try:
        return work.done(tests=tests)
    except _NotPossible:
        return None


class _NotPossible(Exception):  # noqa: N818
    """The base is not known where the pointer would be needed."""


@dataclass(slots=True)
class _Work:
    """The change of one function: new parameters, and new instructions after definitions and at ends of blocks."""

    function: Function
    graph: Graph
    base: Var
    scale: int
    next_var: int = 0
    homes: dict[Var, tuple[int, Instruction | None]] = field(default_factory=dict)
    pointers: dict[Var, Var] = field(default_factory=dict)
    params: dict[int, list[Var]] = field(default_factory=dict)
    after: dict[Var, list[Instruction]] = field(default_factory=dict)
    at_end: dict[int, list[Instruction]] = field(default_factory=dict)
    steps: dict[Var, tuple[Var, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.next_var = self.function.next_var
        for block in self.function.blocks:
            for param in block.params:
                self.homes[param] = (block.number, None)
            for each in block.body:
                if each.result is not None:
                    self.homes[each.result] = (block.number, each)

    def done(self, *, tests: bool) -> Function | None:
        """The changed function."""
        shifts = _shifts(self.function)
        wanted = [
            shifts[index]
            for block in self.function.blocks
            for each in block.body
            for base, index in _addresses(each)
            if base == self.base and index in shifts
        ]
        for var in wanted:
            self.pointer(var)
        if not wanted:
            return None
        ends = {block.number: self.test(block) if tests else block.end for block in self.function.blocks}
        blocks = []
        for block in self.function.blocks:
            body: list[Instruction] = []
            for param in block.params:
                body += self.after.get(param, [])
            for each in block.body:
                body.append(self.accessed(each, shifts))
                body += self.following(each.result)
            end = ends[block.number]
            edges = tuple(self.edge(block.number, edge) for edge in edges_of(end))
            body += self.at_end.get(block.number, [])
            params = (*block.params, *(self.pointers[var] for var in self.params.get(block.number, ())))
            blocks.append(replace(block, params=params, body=tuple(body), end=with_edges(end, edges)))
        return replace(self.function, blocks=tuple(blocks))

    def new(self) -> Var:
        """A new pointer."""
        self.next_var += 1
        return Var(self.next_var - 1, self.base.type)

    def pointer(self, var: Var) -> Var:
        """The pointer to the element of that index."""
        waiting = [var]
        while waiting:
            current = waiting.pop()
            if current not in self.pointers:
                waiting += self.define(current)
        return self.pointers[var]

    def define(self, var: Var) -> list[Var]:
        """Define the pointer of an index; the indices whose pointers it needs."""
        home, instruction = self.homes[var]
        made = self.pointers[var] = self.new()
        if instruction is None and home != self.graph.entry and self.is_base_known(home, strictly=True):
            self.params.setdefault(home, []).append(var)
            place = self.function.by_number[home].params.index(var)
            given = (
                edge.args[place]
                for before in self.graph.predecessors[home]
                for edge in edges_of(self.function.by_number[before].end)
                if edge.target == home
            )
            return [arg for arg in given if isinstance(arg, Var)]
        if instruction is not None and instruction.op == "alu.add" and isinstance(instruction.args[1], int):
            source = instruction.args[0]
            if isinstance(source, Var) and self.is_base_known(home, strictly=False):
                step = constant(instruction.args[1] << self.scale)
                self.steps[var] = (source, step)
                return [source]
        if not self.is_base_known(home, strictly=False) or not self.is_before(var):
            raise _NotPossible
        scaled = Var(self.next_var, Type.U64)
        self.next_var += 1
        self.after.setdefault(var, []).extend(
            (
                Instruction("alu.shl", (var, self.scale), scaled),
                Instruction("alu.add", (self.base, scaled), made),
            )
        )
        return []

    def is_base_known(self, block: int, *, strictly: bool) -> bool:
        """Whether the base is defined before a block, or in it."""
        home, instruction = self.homes[self.base]
        if home == block:
            return not strictly and instruction is None
        return self.graph.dominates(home, block)

    def is_before(self, var: Var) -> bool:
        """Whether the base is defined before an index."""
        home, instruction = self.homes[self.base]
        return home != self.homes[var][0] or instruction is None

    def accessed(self, each: Instruction, shifts: dict[Operand, Var]) -> Instruction:
        """An instruction with the pointer in place of the address that it computes."""
        for base, index in _addresses(each):
            if base == self.base and index in shifts:
                pointer = self.pointers[shifts[index]]
                if each.op == "alu.add":
                    return replace(each, op="mov", args=(pointer,))
                return replace(each, args=(*each.args[:-2], pointer, 0))
        return each

    def following(self, var: Var | None) -> list[Instruction]:
        """The instructions that define the pointer of an index after the index itself."""
        if var is None:
            return []
        if var in self.steps:
            source, step = self.steps[var]
            return [Instruction("alu.add", (self.pointers[source], step), self.pointers[var])]
        return self.after.get(var, [])

    def test(self, block: Block) -> End:
        """The end of a block with a test of indices as one of pointers."""
        end = block.end
        if not isinstance(end, Branch) or not self.graph.depth(block.number):
            return end
        if not any(isinstance(side, Var) and side in self.pointers for side in (end.left, end.right)):
            return end
        test, right = end.test, end.right
        if test in ("gtu", "leu") and right == 0:
            test = "ne" if test == "gtu" else "eq"
        if test in _ORDER and not self.is_accessed_each_round(block.number):
            return end
        sides: list[Operand] = []
        for side in (end.left, right):
            if isinstance(side, Var):
                if side.type not in (Type.U64, Type.I64):
                    return end
                sides.append(self.limit(side, block.number))
            else:
                sides.append(self.of_constant(side, block.number))
        return replace(end, test=test, left=sides[0], right=sides[1])

    def limit(self, side: Var, number: int) -> Var:
        """The pointer for a side of a test: of a value that does not change in the loop, before the loop."""
        loop = self.graph.innermost(number)
        assert loop is not None
        if side in self.pointers or self.homes[side][0] in loop.blocks:
            return self.pointer(side)
        (before,) = (each for each in self.graph.predecessors[loop.header] if each not in loop.blocks)
        scaled, made = Var(self.next_var, Type.U64), Var(self.next_var + 1, self.base.type)
        self.next_var += 2
        self.at_end.setdefault(before, []).extend(
            (
                Instruction("alu.shl", (side, self.scale), scaled),
                Instruction("alu.add", (self.base, scaled), made),
            )
        )
        return made

    def is_accessed_each_round(self, number: int) -> bool:
        """Whether every round of the loop around a block accesses the array, so that no index is beyond it."""
        loop = self.graph.innermost(number)
        assert loop is not None
        latches = [each for each in self.graph.predecessors[loop.header] if each in loop.blocks]
        shifts = _shifts(self.function)
        return any(
            base == self.base and index in shifts
            for block in loop.blocks
            if all(self.graph.dominates(block, latch) for latch in latches)
            for each in self.function.by_number[block].body
            for base, index in _addresses(each)
        )

    def of_constant(self, value: int, block: int) -> Operand:
        """The pointer to the element of a constant index, at the end of a block."""
        if value == 0:
            return self.base
        made = self.new()
        step = constant(value << self.scale)
        self.at_end.setdefault(block, []).append(Instruction("alu.add", (self.base, step), made))
        return made

    def edge(self, block: int, edge: Edge) -> Edge:
        """An edge with the pointers for the new parameters."""
        added: list[Operand] = []
        for var in self.params.get(edge.target, ()):
            place = self.function.by_number[edge.target].params.index(var)
            arg = edge.args[place]
            added.append(self.pointers[arg] if isinstance(arg, Var) else self.of_constant(arg, block))
        return Edge(edge.target, (*edge.args, *added))
