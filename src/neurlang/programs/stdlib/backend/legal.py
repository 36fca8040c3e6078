"""Making a function fit the machine: which operands may be constants, and no moves on the edges of branches."""

from __future__ import annotations

from dataclasses import replace

from neurlang.programs.ir import OPS, Kind
from neurlang.programs.stdlib.ssa import (
    Block,
    Branch,
    Edge,
    Function,
    Instruction,
    Jump,
    Type,
    Var,
    use_counts,
)


def with_short_addresses(function: Function) -> Function:
    """The function with a sum that is only an address computed by the load or store itself.

    In: any function. Out: one that computes the same. A load whose address has an offset needs the sum in a register.
    """
    counts = use_counts(function)
    sums = {
        each.result: each.args
        for block in function.blocks
        for each in block.body
        if each.op == "alu.add" and each.result is not None and counts.get(each.result) == 1
    }
    gone: set[Var] = set()
    blocks = []
    for block in function.blocks:
        body = []
        for each in block.body:
            if each.op.startswith(("load", "store")) and each.args[-1] == 0 and each.args[-2] in sums:
                base = each.args[-2]
                assert isinstance(base, Var)
                if base not in each.args[:-2]:
                    gone.add(base)
                    each = replace(each, args=(*each.args[:-2], *sums[base]))
            body.append(each)
        blocks.append(replace(block, body=tuple(body)))
    kept = tuple(
        replace(
            block, body=tuple(each for each in block.body if each.result is None or each.result not in gone)
        )
        for block in blocks
    )
    return replace(function, blocks=kept)


def with_constants_in_registers(function: Function) -> Function:
    """The function with a `mov` before each instruction for every constant that must be in a register.

    In: a function with only operations of the machine. Out: one whose constants stand where the op table has
    immediates; 0 may stand anywhere, since the register `zero` holds it.
    """
    number = function.next_var
    blocks = []
    for block in function.blocks:
        body: list[Instruction] = []
        for each in block.body:
            args = []
            for place, arg in enumerate(each.args):
                if isinstance(arg, int) and arg != 0 and not _may_be_constant(each, place):
                    held = Var(number, Type.U64)
                    number += 1
                    body.append(Instruction("mov", (arg,), held, each.line))
                    arg = held
                args.append(arg)
            body.append(replace(each, args=tuple(args)))
        end = block.end
        if isinstance(end, Branch) and isinstance(end.left, int) and end.left != 0:
            held = Var(number, Type.U64)
            number += 1
            body.append(Instruction("mov", (end.left,), held, end.line))
            end = replace(end, left=held)
        blocks.append(replace(block, body=tuple(body), end=end))
    return replace(function, blocks=tuple(blocks))


_MODES = {mode.meaning: mode for op in reversed(OPS) for mode in op.modes}
_IMMEDIATE_FORMS = frozenset(mode.meaning for op in OPS if op.immediate_form is not None for mode in op.modes)


def _may_be_constant(instruction: Instruction, place: int) -> bool:
    """Whether an operand may be an immediate."""
    op = instruction.op
    if op in ("mov", "call"):
        return True
    if op.startswith("load"):
        return place == 1
    if op.startswith("store"):
        return place == 2
    if op in _IMMEDIATE_FORMS:
        return place == 1
    kind = _MODES[op].signature.operands[place + 1].kind
    return kind in (Kind.VALUE, Kind.IMMEDIATE)


def with_split_edges(function: Function) -> Function:
    """The function with a block of its own for each edge of a branch that carries values.

    In: any function. Out: the same computation; values are moved only where a block jumps.
    """
    number = function.next_block
    blocks: list[Block] = []
    for block in function.blocks:
        blocks.append(block)
        end = block.end
        if not isinstance(end, Branch):
            continue
        edges: list[Edge] = []
        for edge in (end.then, end.other):
            if edge.args:
                blocks.append(Block(number, "move", (), (), Jump(edge)))
                edge = Edge(number)
                number += 1
            edges.append(edge)
        blocks[blocks.index(block)] = replace(block, end=replace(end, then=edges[0], other=edges[1]))
    return replace(function, blocks=tuple(blocks))
