"""Expansion of what the machine has no instruction for: truth values of comparisons, Python's division of i64."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from neurlang.programs.stdlib.ssa import (
    Block,
    Branch,
    Edge,
    End,
    Function,
    Instruction,
    Jump,
    Operand,
    Type,
    Var,
)


def expanded(function: Function) -> Function:
    """The function with only operations of the machine.

    In: any function. Out: one that computes the same, without `compare.…` and `floor.…`. x == 0 is the sixth bit of its
    leading zeros, x < 0 its sign; other comparisons branch. `x // c` for c > 0 is that of x or ~x, whichever is not
    negative; `x % c` adds c to a negative remainder (Hacker's Delight, section 9-1).
    """
    blocks: list[Block] = []
    made = _Numbers(function.next_var, function.next_block)
    for block in function.blocks:
        blocks += _expanded(block, made)
    return replace(function, blocks=tuple(blocks))


@dataclass(slots=True)
class _Numbers:
    """Numbers for new values and blocks."""

    var: int
    block: int

    def value(self, type_: Type) -> Var:
        self.var += 1
        return Var(self.var - 1, type_)

    def label(self) -> int:
        self.block += 1
        return self.block - 1


@dataclass(slots=True)
class _Open:
    """The blocks that one block becomes; the last one is open."""

    numbers: _Numbers
    number: int
    name: str
    params: tuple[Var, ...]
    line: int = 0
    body: list[Instruction] = field(default_factory=list)
    done: list[Block] = field(default_factory=list)

    def add(self, op: str, args: tuple[Operand, ...], result: Var | None = None) -> Var:
        into = result or self.numbers.value(Type.I64)
        self.body.append(Instruction(op, args, into, self.line))
        return into

    def close(self, end: End, number: int, name: str, params: tuple[Var, ...]) -> None:
        """End the open block and open another one."""
        self.done.append(Block(self.number, self.name, self.params, tuple(self.body), end))
        self.number, self.name, self.params, self.body = number, name, params, []


def _expanded(block: Block, numbers: _Numbers) -> list[Block]:
    into = _Open(numbers, block.number, block.name, block.params)
    for instruction in block.body:
        into.line = instruction.line
        if instruction.op.startswith("compare."):
            _compare(into, instruction)
        elif instruction.op == "floor.div":
            _floor_divide(into, instruction)
        elif instruction.op == "floor.mod":
            _floor_modulo(into, instruction)
        else:
            into.body.append(instruction)
    return [*into.done, Block(into.number, into.name, into.params, tuple(into.body), block.end)]


def _compare(into: _Open, instruction: Instruction) -> None:
    test, (left, right) = instruction.op.removeprefix("compare."), instruction.args
    assert instruction.result is not None
    if right == 0 and test == "lt":
        into.add("alu.shr", (left, 63), instruction.result)
    elif right == 0 and test == "eq":
        zeros = into.add("bits.clz", (left,))
        into.add("alu.shr", (zeros, 6), instruction.result)
    else:
        _choose(into, test, left, right, 1, 0, instruction.result)


def _choose(
    into: _Open, test: str, left: Operand, right: Operand, then: Operand, other: Operand, result: Var
) -> None:
    """Result = then if the test holds, else other."""
    yes, no, join = (into.numbers.label() for _ in range(3))
    branch = Branch(test, left, right, Edge(yes), Edge(no), into.line)
    into.close(branch, yes, "yes", ())
    into.close(Jump(Edge(join, (then,))), no, "no", ())
    into.close(Jump(Edge(join, (other,))), join, "join", (result,))


def _floor_divide(into: _Open, instruction: Instruction) -> None:
    left, right = instruction.args
    assert instruction.result is not None
    if isinstance(right, int) and right > 0:
        sign = into.add("alu.sar", (left, 63))
        whole = into.add("alu.xor", (left, sign))
        quotient = into.add("muldiv.div", (whole, right))
        into.add("alu.xor", (quotient, sign), instruction.result)
        return
    quotient = into.add("muldiv.sdiv", (left, right))
    product = into.add("muldiv.mul", (quotient, right))
    rest = into.add("alu.sub", (left, product))
    less = _before_correction(into, rest, right)
    lower = into.add("alu.add", (quotient, -1))
    into.close(Jump(Edge(less, (lower,))), less, "join", (instruction.result,))
    _skips_to(into, less, quotient)


def _floor_modulo(into: _Open, instruction: Instruction) -> None:
    left, right = instruction.args
    assert instruction.result is not None
    rest = into.add("muldiv.smod", (left, right))
    if isinstance(right, int) and right > 0:
        sign = into.add("alu.sar", (rest, 63))
        correction = into.add("alu.and", (sign, right))
        into.add("alu.add", (rest, correction), instruction.result)
        return
    join = _before_correction(into, rest, right)
    corrected = into.add("alu.add", (rest, right))
    into.close(Jump(Edge(join, (corrected,))), join, "join", (instruction.result,))
    _skips_to(into, join, rest)


def _before_correction(into: _Open, rest: Var, divisor: Operand) -> int:
    """Blocks that skip a correction if the remainder is 0 or has the sign of the divisor; the number of the join.

    The two skipping blocks are completed by `_skips_to`.
    """
    inexact, correct, join = (into.numbers.label() for _ in range(3))
    exact, same = into.numbers.label(), into.numbers.label()
    into.close(Branch("eq", rest, 0, Edge(exact), Edge(inexact), into.line), inexact, "inexact", ())
    signs = into.add("alu.xor", (rest, divisor))
    into.close(Branch("ge", signs, 0, Edge(same), Edge(correct), into.line), correct, "correct", ())
    return join


def _skips_to(into: _Open, join: int, value: Operand) -> None:
    """The blocks that the two skips lead to."""
    targets = {edge.then.target for block in into.done if isinstance(edge := block.end, Branch)}
    present = {block.number for block in into.done} | {into.number}
    into.done += [
        Block(number, "skip", (), (), Jump(Edge(join, (value,)))) for number in sorted(targets - present)
    ]
