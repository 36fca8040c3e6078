"""Common subexpression elimination along the dominator tree."""

from __future__ import annotations

from dataclasses import replace

from neurlang.programs.stdlib.passes.meaning import COMMUTATIVE, IMPURE
from neurlang.programs.stdlib.ssa import Function, Instruction, Operand, Var, graph_of, substituted, with_args

Key = tuple[object, ...]


def without_common_subexpressions(function: Function) -> Function:
    """The function with each pure operation on the same operands computed once on any way to its uses.

    In: any function. Out: one that computes the same. A division counts too, since it has trapped before if it traps.
    Loads are kept only within a block, up to the next store or call.
    Method: value numbering in the scope of dominators (Briggs, Cooper and Simpson 1997).
    """
    graph = graph_of(function)
    below: dict[int, list[int]] = {}
    for number, above in graph.dominators.items():
        below.setdefault(above, []).append(number)
    by_number = function.by_number
    values: dict[Var, Operand] = {}

    def final(operand: Operand) -> Operand:
        while isinstance(operand, Var) and operand in values:
            operand = values[operand]
        return operand

    waiting: list[tuple[int, dict[Key, Var]]] = [(graph.entry, {})]
    blocks = dict(by_number)
    while waiting:
        number, known = waiting.pop()
        known = dict(known)
        body: list[Instruction] = []
        loads: dict[Key, Operand] = {}
        for instruction in by_number[number].body:
            current = with_args(instruction, final)
            found = _found(current, known, loads)
            if found is not None and current.result is not None:
                values[current.result] = found
                continue
            body.append(current)
            _remember(current, known, loads)
        blocks[number] = replace(by_number[number], body=tuple(body))
        waiting += [(each, known) for each in below.get(number, ())]
    return substituted(
        replace(function, blocks=tuple(blocks[block.number] for block in function.blocks)), values
    )


def _key(instruction: Instruction) -> Key:
    args = instruction.args
    if instruction.op in COMMUTATIVE:
        args = tuple(sorted(args, key=repr))
    return (instruction.op, *args)


def _found(instruction: Instruction, known: dict[Key, Var], loads: dict[Key, Operand]) -> Operand | None:
    if instruction.op.startswith("load"):
        return loads.get(_key(instruction))
    return known.get(_key(instruction)) if instruction.op not in IMPURE else None


def _remember(instruction: Instruction, known: dict[Key, Var], loads: dict[Key, Operand]) -> None:
    if instruction.op == "call" or instruction.op.startswith("store"):
        loads.clear()
        if instruction.op == "store.d":
            value, *address = instruction.args
            loads["load.d", *address] = value
    elif instruction.result is not None:
        into = loads if instruction.op.startswith("load") else known
        into[_key(instruction)] = instruction.result
