"""Constant folding, simplification by algebra, and copy propagation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from neurlang.programs.stdlib.passes.meaning import COMMUTATIVE, MIRRORED, OPPOSITE, computed
from neurlang.programs.stdlib.ssa import (
    Block,
    Branch,
    Function,
    Instruction,
    Operand,
    Type,
    Var,
    constant,
    end_with,
    graph_of,
    unsigned,
    with_args,
)

Definitions = Mapping[Var, Instruction]


def folded(function: Function) -> Function:
    """The function with operations on constants computed, identities applied, and copies replaced by what they copy.

    In: any function. Out: one that computes the same with no more operations; operands of commutative ones stand with
    a constant at the right. Values are visited so that operands are known before their uses, loops excepted.
    """
    known: dict[Var, Operand] = {}
    definitions: dict[Var, Instruction] = {}
    blocks: dict[int, Block] = {}

    def final(operand: Operand) -> Operand:
        while isinstance(operand, Var) and operand in known:
            operand = known[operand]
        return operand

    by_number = function.by_number
    for number in graph_of(function).order:
        block = by_number[number]
        body = []
        for instruction in block.body:
            current = with_args(instruction, final)
            made: Instruction | Operand = current
            while isinstance(made, Instruction):
                current = made
                following = _simplified(current, definitions)
                if following is None:
                    break
                made = following
            else:
                assert instruction.result is not None
                known[instruction.result] = made
                continue
            body.append(current)
            if current.result is not None:
                definitions[current.result] = current
        blocks[number] = replace(block, body=tuple(body), end=end_with(block.end, final))
    rest = tuple(
        _finished(blocks[block.number], final, definitions)
        for block in function.blocks
        if block.number in blocks
    )
    return replace(function, blocks=rest)


def _finished(block: Block, final: Callable[[Operand], Operand], definitions: Definitions) -> Block:
    """The block with values replaced that were known only later, as around loops, and its test simplified."""
    body = tuple(with_args(instruction, final) for instruction in block.body)
    end = end_with(block.end, final)
    return replace(block, body=body, end=_tested(end, definitions) if isinstance(end, Branch) else end)


def _tested(branch: Branch, definitions: Definitions) -> Branch:
    """The branch on a comparison itself in place of one on its result; a constant at the right."""
    while True:
        if isinstance(branch.left, int) and isinstance(branch.right, Var):
            branch = replace(branch, test=MIRRORED[branch.test], left=branch.right, right=branch.left)
        if (branch.test, branch.right) in _EQUALITIES:
            branch = replace(branch, test=_EQUALITIES[branch.test, branch.right], right=0)
        source = definitions.get(branch.left) if isinstance(branch.left, Var) else None
        if source is None or branch.test not in ("eq", "ne"):
            return branch
        if branch.right == 0 and source.op in ("alu.sub", "alu.xor"):
            branch = replace(branch, left=source.args[0], right=source.args[1])
            continue
        if branch.right not in (0, 1) or not source.op.startswith("compare."):
            return branch
        test = source.op.removeprefix("compare.")
        is_true = (branch.test == "ne") == (branch.right == 0)
        branch = replace(
            branch, test=test if is_true else OPPOSITE[test], left=source.args[0], right=source.args[1]
        )


_EQUALITIES: Mapping[tuple[str, Operand], str] = {
    ("gtu", 0): "ne",
    ("leu", 0): "eq",
    ("geu", 1): "ne",
    ("ltu", 1): "eq",
}
"""Orders of unsigned values that only say whether one is 0."""


def _simplified(instruction: Instruction, definitions: Definitions) -> Instruction | Operand | None:
    """A simpler instruction or operand with the same result; None if there is none."""
    if instruction.result is None or instruction.op == "call" or instruction.op.startswith("load"):
        return _addressed(instruction, definitions)
    args = instruction.args
    constants = tuple(arg for arg in args if isinstance(arg, int))
    if len(constants) == len(args):
        return computed(instruction.op, constants)
    if len(args) == 2 and isinstance(args[0], int):
        if instruction.op in COMMUTATIVE:
            return replace(instruction, args=(args[1], args[0]))
        if instruction.op.startswith("compare."):
            test = MIRRORED[instruction.op.removeprefix("compare.")]
            return replace(instruction, op=f"compare.{test}", args=(args[1], args[0]))
    if instruction.op.startswith("compare."):
        equality = _EQUALITIES.get((instruction.op.removeprefix("compare."), args[1]))
        if equality is not None:
            return replace(instruction, op=f"compare.{equality}", args=(args[0], 0))
    if instruction.op == "mov":
        return args[0]
    if len(args) == 2:
        return _of_two(instruction, args[0], args[1], definitions)
    return None


def _of_two(
    instruction: Instruction, left: Operand, right: Operand, definitions: Definitions
) -> Instruction | Operand | None:
    op = instruction.op
    if left == right:
        same = _SAME.get(op)
        if same is not None:
            return same
        if op in ("alu.and", "alu.or"):
            return left
    if isinstance(right, int):
        return _with_constant(instruction, left, right, definitions)
    if isinstance(left, int):
        if left == 0 and op in ("alu.shl", "alu.shr", "alu.sar", "alu.rotl", "alu.rotr"):
            return 0
        return None
    # x - y + y, x + (0 - y)
    one, two = definitions.get(left), definitions.get(right)
    if op == "alu.add":
        if two is not None and two.op == "alu.sub" and two.args[0] == 0:
            return replace(instruction, op="alu.sub", args=(left, two.args[1]))
        if one is not None and one.op == "alu.sub" and one.args[0] == 0:
            return replace(instruction, op="alu.sub", args=(right, one.args[1]))
        return None
    if op == "alu.sub":
        if one is not None and one.op == "alu.add" and right in one.args:
            return one.args[1] if one.args[0] == right else one.args[0]
        if two is not None and two.op == "alu.sub" and two.args[0] == left:
            return two.args[1]
    return None


_SAME: Mapping[str, int] = {
    "alu.sub": 0,
    "alu.xor": 0,
    "compare.eq": 1,
    "compare.ne": 0,
    "compare.lt": 0,
    "compare.le": 1,
    "compare.gt": 0,
    "compare.ge": 1,
    "compare.ltu": 0,
    "compare.leu": 1,
    "compare.gtu": 0,
    "compare.geu": 1,
}
"""What an operation gives for twice the same operand."""

_NEUTRAL: Mapping[str, int] = {
    "alu.add": 0,
    "alu.sub": 0,
    "alu.or": 0,
    "alu.xor": 0,
    "alu.shl": 0,
    "alu.shr": 0,
    "alu.sar": 0,
    "alu.rotl": 0,
    "alu.rotr": 0,
    "alu.and": -1,
    "muldiv.mul": 1,
    "muldiv.div": 1,
    "muldiv.sdiv": 1,
    "floor.div": 1,
}
"""The right operand with which an operation gives the left one."""

_ABSORBING: Mapping[tuple[str, int], int] = {
    ("alu.and", 0): 0,
    ("alu.or", -1): -1,
    ("muldiv.mul", 0): 0,
    ("muldiv.mod", 1): 0,
    ("muldiv.smod", 1): 0,
    ("floor.mod", 1): 0,
    ("compare.ltu", 0): 0,
    ("compare.geu", 0): 1,
    ("compare.gtu", -1): 0,
    ("compare.leu", -1): 1,
}
"""The result that an operation has with a right operand, whatever the left one is."""

_REASSOCIATED = ("alu.add", "alu.and", "alu.or", "alu.xor", "muldiv.mul")


def _with_constant(
    instruction: Instruction, left: Operand, right: int, definitions: Definitions
) -> Instruction | Operand | None:
    op = instruction.op
    if _NEUTRAL.get(op) == right:
        return left
    if (op, right) in _ABSORBING:
        return _ABSORBING[op, right]
    if op == "alu.sub":
        return replace(instruction, op="alu.add", args=(left, constant(-right)))
    power = _power_of_two(right)
    if power is not None and op in _POWERS:
        other, operand = _POWERS[op](power)
        return replace(instruction, op=other, args=(left, operand))
    source = definitions.get(left) if isinstance(left, Var) else None
    if isinstance(left, Var) and _is_truth(left, source):
        simpler = _of_truth(instruction, left, source, right)
        if simpler is not None:
            return simpler
    if source is None or len(source.args) != 2:
        return None
    inner = source.args[1]
    if op == source.op and op in _REASSOCIATED and isinstance(inner, int):
        combined = computed(op, (inner, right))
        assert combined is not None
        return replace(instruction, args=(source.args[0], combined))
    if op == source.op and op in ("alu.shl", "alu.shr") and isinstance(inner, int):
        total = (inner & 63) + (right & 63)
        return 0 if total > 63 else replace(instruction, args=(source.args[0], total))
    if op in ("compare.eq", "compare.ne") and source.op == "alu.add" and isinstance(inner, int):
        return replace(instruction, args=(source.args[0], constant(right - inner)))
    if op in ("compare.eq", "compare.ne") and right == 0 and source.op in ("alu.sub", "alu.xor"):
        return replace(instruction, args=source.args)
    return None


def _power_of_two(value: int) -> int | None:
    bits = unsigned(value)
    return bits.bit_length() - 1 if bits > 1 and bits & (bits - 1) == 0 else None


_POWERS: Mapping[str, Callable[[int], tuple[str, int]]] = {
    "muldiv.mul": lambda power: ("alu.shl", power),
    "muldiv.div": lambda power: ("alu.shr", power),
    "muldiv.mod": lambda power: ("alu.and", constant((1 << power) - 1)),
    "floor.div": lambda power: ("alu.sar", power) if power < 63 else ("floor.div", constant(1 << 63)),
    "floor.mod": lambda power: (
        ("alu.and", constant((1 << power) - 1)) if power < 63 else ("floor.mod", constant(1 << 63))
    ),
}
"""Operations with a power of two, as cheaper ones."""


def _is_truth(var: Var, source: Instruction | None) -> bool:
    """Whether a value is known to be 0 or 1."""
    if var.type is Type.BOOL:
        return True
    if source is None:
        return False
    if source.op == "alu.and":
        return source.args[1] == 1
    return source.op == "alu.shr" and source.args[1] == 63


def _of_truth(
    instruction: Instruction, left: Var, source: Instruction | None, right: int
) -> Instruction | Operand | None:
    """Operations on 0 or 1."""
    op = instruction.op
    if (op, right) in (("compare.ne", 0), ("compare.eq", 1), ("alu.and", 1)):
        return left
    if (op, right) in (("compare.eq", 0), ("compare.ne", 1), ("alu.xor", 1)):
        if source is not None and source.op.startswith("compare."):
            test = OPPOSITE[source.op.removeprefix("compare.")]
            return replace(instruction, op=f"compare.{test}", args=source.args)
        return None if op == "alu.xor" else replace(instruction, op="alu.xor", args=(left, 1))
    return None


def _addressed(instruction: Instruction, definitions: Definitions) -> Instruction | None:
    """A load or store with constants moved from the address into the offset."""
    if not instruction.op.startswith(("load", "store")):
        return None
    *value, base, offset = instruction.args
    if isinstance(base, int) and isinstance(offset, Var):
        return replace(instruction, args=(*value, offset, base))
    if isinstance(base, int):
        return None
    source = definitions.get(base)
    if (
        source is not None
        and source.op == "alu.add"
        and isinstance(source.args[1], int)
        and isinstance(offset, int)
    ):
        return replace(instruction, args=(*value, source.args[0], constant(offset + source.args[1])))
    return None
