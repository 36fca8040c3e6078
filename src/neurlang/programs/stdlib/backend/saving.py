"""Values on the stack: those that live across a call which changes every register, and those without a register.

A value is stored once, where every way to its reloads passes, and loaded again where it is needed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from neurlang.programs.stdlib.backend.ranges import live_at_starts
from neurlang.programs.stdlib.passes.invariants import SLOT_LOAD
from neurlang.programs.stdlib.ssa import (
    Block,
    Edge,
    Function,
    Graph,
    Instruction,
    Jump,
    Operand,
    Type,
    Var,
    defined_in,
    end_with,
    graph_of,
    operands_of,
    uses_in,
)

SLOT = 8
"""Bytes of a slot."""

LOAD, STORE = SLOT_LOAD, "slot.store"


def slots_of(function: Function) -> int:
    """The number of slots that a function uses."""
    numbers = [
        slot
        for block in function.blocks
        for each in block.body
        if each.op in (LOAD, STORE) and isinstance(slot := each.args[-1], int)
    ]
    return max(numbers, default=-1) + 1


def with_saves(function: Function, callees: Collection[str]) -> Function:
    """The function with every value that lives across a call of these callees kept in a slot meanwhile.

    In: a function in SSA form. Out: one in SSA form that computes the same; no value lives across such a call.
    """
    slot = slots_of(function)
    handled: set[Var] = set()
    while True:
        crossing = _crossing(function, callees) - handled
        if not crossing:
            return function
        var = min(crossing, key=lambda each: each.number)
        handled.add(var)
        function = _saved(function, var, callees, slot)
        slot += 1


def _crossing(function: Function, callees: Collection[str]) -> set[Var]:
    """Values that live across a call of these callees."""
    graph = graph_of(function)
    starts = live_at_starts(function, graph)
    found: set[Var] = set()
    for block in function.blocks:
        live = {var for following in graph.successors[block.number] for var in starts[following]}
        live |= set(uses_in(replace(block, body=())))
        for each in reversed(block.body):
            if each.result is not None:
                live.discard(each.result)
            if each.op == "call" and each.callee in callees:
                found |= live
            live |= {arg for arg in each.args if isinstance(arg, Var)}
    return found


def _saved(function: Function, var: Var, callees: Collection[str], slot: int) -> Function:
    """The function with one value stored before the calls that it crosses, and loaded after them where needed."""
    graph = graph_of(function)
    starts = live_at_starts(function, graph)
    lost = _lost_at_start(function, graph, var, callees, starts)
    number = function.next_var
    reloading: set[int] = set()
    rewritten: dict[int, Block] = {}
    for block in function.blocks:
        rewriting = _Rewriting(var, slot, callees, number, known=block.number not in lost)
        rewritten[block.number] = rewriting.block(block)
        number = rewriting.next_var
        if rewriting.loads:
            reloading.add(block.number)
    crossed = {block.number for block in function.blocks if _crosses(block, var, callees, graph, starts)}
    home = next(block.number for block in function.blocks if var in defined_in(block))
    above = _common_dominator({*crossed, *reloading}, graph)
    while above != home and (above in lost or graph.depth(above) > graph.depth(home)):
        above = graph.dominators[above]
    rewritten[above] = _with_store(rewritten[above], var, slot)
    return replace(function, blocks=tuple(rewritten[block.number] for block in function.blocks))


def _crosses(
    block: Block, var: Var, callees: Collection[str], graph: Graph, starts: dict[int, frozenset[Var]]
) -> bool:
    live = any(var in starts[following] for following in graph.successors[block.number])
    live = live or var in set(uses_in(replace(block, body=())))
    for each in reversed(block.body):
        if each.result == var:
            return False
        if each.op == "call" and each.callee in callees and live:
            return True
        live = live or var in each.args
    return False


def _lost_at_start(
    function: Function, graph: Graph, var: Var, callees: Collection[str], starts: dict[int, frozenset[Var]]
) -> set[int]:
    """Blocks where the value is live, and may have lost its register to a call."""
    lost: set[int] = set()
    waiting = [
        block.number
        for block in function.blocks
        if _crosses(block, var, callees, graph, starts)
        and any(var in starts[each] for each in graph.successors[block.number])
    ]
    done: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number in done:
            continue
        done.add(number)
        for following in graph.successors[number]:
            if var in starts[following] and following not in lost:
                lost.add(following)
                waiting.append(following)
    return lost


class _Rewriting:
    """Rewrites the uses of one value in a block; `known` says that a register has it at the start."""

    def __init__(self, var: Var, slot: int, callees: Collection[str], next_var: int, *, known: bool) -> None:
        self.var, self.slot, self.callees, self.next_var = var, slot, callees, next_var
        self.current: Var | None = var if known else None
        self.loads = 0
        self.body: list[Instruction] = []

    def block(self, block: Block) -> Block:
        """The block rewritten."""
        if self.var in block.params:
            self.current = self.var
        for each in block.body:
            current = self.using(each.args, each.line)
            args = tuple(current if arg == self.var and current is not None else arg for arg in each.args)
            self.body.append(replace(each, args=args))
            if each.result == self.var:
                self.current = self.var
            if each.op == "call" and each.callee in self.callees:
                self.current = None
        used = set(uses_in(replace(block, body=())))
        current = self.using(used, 0)

        def final(operand: Operand) -> Operand:
            return current if operand == self.var and current is not None else operand

        return replace(block, body=tuple(self.body), end=end_with(block.end, final))

    def using(self, args: Iterable[Operand], line: int) -> Var | None:
        """The value that stands for the variable in an instruction that has it among its operands."""
        if self.var not in args:
            return None
        if self.current is None:
            self.current = Var(self.next_var, self.var.type)
            self.next_var += 1
            self.loads += 1
            self.body.append(Instruction(LOAD, (self.slot,), self.current, line))
        return self.current


def _with_store(block: Block, var: Var, slot: int) -> Block:
    """The block with the store: after the value is defined, or at its start."""
    body = block.body
    place = next((place + 1 for place, each in enumerate(body) if each.result == var), 0)
    return replace(block, body=(*body[:place], Instruction(STORE, (var, slot)), *body[place:]))


def _common_dominator(blocks: Iterable[int], graph: Graph) -> int:
    first, *rest = blocks
    for number in rest:
        while not graph.dominates(first, number):
            first = graph.dominators[first]
    return first


def spilled(function: Function, variables: Sequence[Var]) -> Function:
    """The function with values stored where they are defined, and loaded before each use.

    In: a function in SSA form whose branches carry no values. Out: one in SSA form that computes the same. A constant
    is moved again instead of loaded. A parameter of a block is stored by those that jump to it.
    """
    again = {
        each.result: each
        for block in function.blocks
        for each in block.body
        if each.op == "mov" and each.result in variables
    }
    first = slots_of(function)
    slots = {var: first + place for place, var in enumerate(each for each in variables if each not in again)}
    others = function.blocks[1:]
    kept = {
        block.number: [place for place, param in enumerate(block.params) if param not in slots]
        for block in others
    }
    into = {block.number: block.params for block in others}
    spilling = _Spilling(slots, again, into, kept, function.next_var)
    return replace(function, blocks=tuple(spilling.block(block) for block in function.blocks))


@dataclass(slots=True)
class _Spilling:
    """Rewrites blocks; `slots` has the slot of each value, `again` the constants."""

    slots: dict[Var, int]
    again: dict[Var | None, Instruction]
    params: dict[int, tuple[Var, ...]]
    kept: dict[int, list[int]]
    next_var: int

    def block(self, block: Block) -> Block:
        """The block with loads and stores."""
        body: list[Instruction] = []
        params = block.params
        if block.number in self.kept:
            params = tuple(params[place] for place in self.kept[block.number])
        else:  # the parameters of the function arrive in registers
            body += [
                Instruction(STORE, (param, self.slots[param])) for param in params if param in self.slots
            ]
        for each in block.body:
            if each.result in self.again:
                continue
            held = self._loaded(each.args, each.line, body)
            body.append(replace(each, args=tuple(held.get(arg, arg) for arg in each.args)))
            if each.result is not None and each.result in self.slots:
                body.append(Instruction(STORE, (each.result, self.slots[each.result])))
        end = block.end
        if isinstance(end, Jump):
            end = Jump(self._edge(end.edge, body))
        else:
            held = self._loaded(operands_of(end), 0, body)
            end = end_with(end, lambda arg: held.get(arg, arg))
        return replace(block, params=params, body=tuple(body), end=end)

    def _edge(self, edge: Edge, body: list[Instruction]) -> Edge:
        """The edge with the values of parameters in registers; the others are stored."""
        kept = tuple(edge.args[place] for place in self.kept[edge.target])
        held = self._loaded(kept, 0, body)
        moves: dict[int, Operand] = {}
        for param, arg in zip(self.params[edge.target], edge.args, strict=True):
            if param in self.slots and self.slots.get(arg) != self.slots[param]:  # type: ignore[arg-type]
                moves[self.slots[param]] = held.get(arg, arg)
        self._move(moves, body)
        return Edge(edge.target, tuple(held.get(arg, arg) for arg in kept))

    def _move(self, moves: dict[int, Operand], body: list[Instruction]) -> None:
        """Write slots at once: a slot that another move reads is written after that move."""
        while moves:
            read = {self.slots[arg] for arg in moves.values() if isinstance(arg, Var) and arg in self.slots}
            slot = next((slot for slot in moves if slot not in read), None)
            if slot is None:  # a cycle: what its first slot holds goes through a register
                slot = next(iter(moves))
                saved = self._new(Type.U64)
                body.append(Instruction(LOAD, (slot,), saved))
                moves = {
                    into: saved if isinstance(arg, Var) and self.slots.get(arg) == slot else arg
                    for into, arg in moves.items()
                }
            arg = moves.pop(slot)
            if isinstance(arg, int) and arg != 0:
                constant = self._new(Type.U64)
                body.append(Instruction("mov", (arg,), constant))
                arg = constant
            value = self._loaded((arg,), 0, body).get(arg, arg)
            body.append(Instruction(STORE, (value, slot)))

    def _new(self, type_: Type) -> Var:
        self.next_var += 1
        return Var(self.next_var - 1, type_)

    def _loaded(self, args: Iterable[Operand], line: int, body: list[Instruction]) -> dict[Operand, Operand]:
        """New values for those of the arguments that have no register, loaded at the end of the body."""
        held: dict[Operand, Operand] = {}
        for arg in args:
            if not isinstance(arg, Var) or arg in held or not (arg in self.slots or arg in self.again):
                continue
            into = held[arg] = self._new(arg.type)
            if arg in self.again:
                body.append(replace(self.again[arg], result=into))
            else:
                body.append(Instruction(LOAD, (self.slots[arg],), into, line))
        return held
