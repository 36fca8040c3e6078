"""Values on the stack: those that live across a call which changes every register, and those without a register.

A value is stored once, where every way to its reloads passes, and loaded again where it is needed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from neurlang.programs.stdlib.backend.ranges import live_at_starts
from neurlang.programs.stdlib.ssa import (
    Block,
    Function,
    Graph,
    Instruction,
    Operand,
    Var,
    defined_in,
    end_with,
    graph_of,
    uses_in,
)

SLOT = 8
"""Bytes of a slot."""

LOAD, STORE = "slot.load", "slot.store"


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
            live.discard(each.result)  # type: ignore[arg-type]
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
    crossed = {
        block.number
        for block in function.blocks
        if _crosses(block, var, callees, graph, starts)
    }
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

    def __init__(
        self, var: Var, slot: int, callees: Collection[str], next_var: int, *, known: bool
    ) -> None:
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
        used = {arg for arg in uses_in(replace(block, body=()))}
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


def spilled(function: Function, var: Var) -> Function:
    """The function with a value stored where it is defined, and loaded before each use.

    In: a function in SSA form. Out: one in SSA form that computes the same. A constant is moved again instead of loaded.
    """
    slot, number = slots_of(function), function.next_var
    definition = next(
        (each for block in function.blocks for each in block.body if each.result == var), None
    )
    again = definition if definition is not None and definition.op == "mov" else None
    blocks = []
    for block in function.blocks:
        body: list[Instruction] = []
        if var in block.params:
            body.append(Instruction(STORE, (var, slot)))

        def loaded(line: int, body: list[Instruction] = body) -> Var:
            nonlocal number
            held = Var(number, var.type)
            number += 1
            if again is not None:
                body.append(replace(again, result=held))
            else:
                body.append(Instruction(LOAD, (slot,), held, line))
            return held

        for each in block.body:
            if var in each.args:
                held = loaded(each.line)
                each = replace(each, args=tuple(held if arg == var else arg for arg in each.args))
            if each is definition and again is not None:
                continue
            body.append(each)
            if each.result == var:
                body.append(Instruction(STORE, (var, slot)))
        end = block.end
        if var in set(uses_in(replace(block, body=()))):
            held = loaded(0)
            end = end_with(end, lambda arg, held=held: held if arg == var else arg)  # type: ignore[misc]
        blocks.append(replace(block, body=tuple(body), end=end))
    return replace(function, blocks=tuple(blocks))
