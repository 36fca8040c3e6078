"""SSA as text, for people and for golden tests."""

from __future__ import annotations

from neurlang.programs.stdlib.ssa.values import (
    Block,
    Branch,
    Edge,
    End,
    Function,
    Instruction,
    Jump,
    Operand,
    Return,
    Trap,
    Var,
)


def print_ssa(function: Function) -> str:
    """A function as text: a block's name and number, its parameters, then one operation a line."""
    names = {block.number: f"{block.name}_{block.number}" for block in function.blocks}
    params = ", ".join(f"{var}: {var.type.value}" for var in function.entry.params)
    result = "None" if function.result is None else function.result.value
    lines = [f"def {function.name}({params}) -> {result}:"]
    for place, block in enumerate(function.blocks):
        if place:
            lines.append(f"{_head(block, names)}:")
        lines += [f"    {_instruction(instruction)}" for instruction in block.body]
        lines.append(f"    {_end(block.end, names)}")
    return "\n".join(lines) + "\n"


def _head(block: Block, names: dict[int, str]) -> str:
    params = ", ".join(f"{var}: {var.type.value}" for var in block.params)
    return f"  {names[block.number]}({params})" if params else f"  {names[block.number]}"


def _instruction(instruction: Instruction) -> str:
    args = ", ".join(_operand(arg) for arg in instruction.args)
    name = f"call {instruction.callee}" if instruction.op == "call" else instruction.op
    text = f"{name} {args}".rstrip()
    return (
        text
        if instruction.result is None
        else f"{instruction.result}: {instruction.result.type.value} = {text}"
    )


def _operand(operand: Operand) -> str:
    if isinstance(operand, Var):
        return str(operand)
    return str(operand) if abs(operand) < 1 << 32 else f"{operand:#x}"


def _end(end: End, names: dict[int, str]) -> str:
    match end:
        case Jump(edge):
            return f"jump {_edge(edge, names)}"
        case Branch(test, left, right, then, other):
            condition = f"{test} {_operand(left)}, {_operand(right)}"
            return f"branch {condition} ? {_edge(then, names)} : {_edge(other, names)}"
        case Return(value):
            return "return" if value is None else f"return {_operand(value)}"
        case Trap(number):
            return f"trap {number}"


def _edge(edge: Edge, names: dict[int, str]) -> str:
    args = ", ".join(_operand(arg) for arg in edge.args)
    return f"{names[edge.target]}({args})" if args else names[edge.target]
