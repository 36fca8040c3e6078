"""Programs in static single assignment form: each value is defined once; blocks have parameters instead of φ functions.

An operation is named as the op table names its meaning (`alu.add`, `load.d`, `fpu.fmul`); besides these there are
`compare.lt` and the like (1 or 0), `floor.div` and `floor.mod` (Python's division of i64), and `call`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from neurlang.programs.machine import signed

MASK = (1 << 64) - 1


class Type(Enum):
    """The type of a value. All are 64 bits wide."""

    U64 = "u64"
    I64 = "i64"
    F64 = "f64"
    BOOL = "bool"
    PTR_U8 = "ptr_u8"
    PTR_U64 = "ptr_u64"
    PTR_I64 = "ptr_i64"
    PTR_F64 = "ptr_f64"

    @property
    def element(self) -> Type | None:
        """The type of what a pointer points to; None if it is not a pointer."""
        return _ELEMENTS.get(self)

    @property
    def is_integer(self) -> bool:
        """Whether it is u64 or i64."""
        return self in (Type.U64, Type.I64)


_ELEMENTS = {Type.PTR_U8: Type.U64, Type.PTR_U64: Type.U64, Type.PTR_I64: Type.I64, Type.PTR_F64: Type.F64}


@dataclass(frozen=True, slots=True)
class Var:
    """A value by its number, and its type."""

    number: int
    type: Type

    def __hash__(self) -> int:
        return self.number

    def __str__(self) -> str:
        return f"%{self.number}"


Operand = Var | int
"""A value, or a constant: its 64 bits as a signed number."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One operation. `line` is its line in the source; `callee` is the function that a `call` calls."""

    op: str
    args: tuple[Operand, ...]
    result: Var | None = None
    line: int = 0
    callee: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where control goes, and the values of the parameters there."""

    target: int
    args: tuple[Operand, ...] = ()


@dataclass(frozen=True, slots=True)
class Jump:
    """Go on elsewhere."""

    edge: Edge


@dataclass(frozen=True, slots=True)
class Branch:
    """Go to `then` if the test (a mode of `branch`) holds, else to `other`."""

    test: str
    left: Operand
    right: Operand
    then: Edge
    other: Edge
    line: int = 0


@dataclass(frozen=True, slots=True)
class Return:
    """Return from the function, with its result."""

    value: Operand | None = None


@dataclass(frozen=True, slots=True)
class Trap:
    """End with the trap of that number."""

    number: int
    line: int = 0


End = Jump | Branch | Return | Trap


@dataclass(frozen=True, slots=True)
class Block:
    """Instructions that run one after the other. `name` says what the block is for."""

    number: int
    name: str
    params: tuple[Var, ...]
    body: tuple[Instruction, ...]
    end: End


@dataclass(frozen=True, slots=True)
class Function:
    """A function. Its first block is its entry, whose parameters are the function's; the order is that of the code."""

    name: str
    blocks: tuple[Block, ...]
    result: Type | None

    @property
    def entry(self) -> Block:
        """The block where it begins."""
        return self.blocks[0]

    @property
    def by_number(self) -> dict[int, Block]:
        """Its blocks by their numbers."""
        return {block.number: block for block in self.blocks}

    @property
    def next_var(self) -> int:
        """A number above that of every value."""
        return 1 + max((var.number for block in self.blocks for var in defined_in(block)), default=-1)

    @property
    def next_block(self) -> int:
        """A number above that of every block."""
        return 1 + max(block.number for block in self.blocks)


def constant(value: int) -> int:
    """The 64 bits of a number, signed."""
    return signed(value & MASK)


def unsigned(value: int) -> int:
    """The 64 bits of a constant, unsigned."""
    return value & MASK


def edges_of(end: End) -> tuple[Edge, ...]:
    """Where control may go from a block."""
    match end:
        case Jump(edge):
            return (edge,)
        case Branch(then=then, other=other):
            return (then, other)
    return ()


def defined_in(block: Block) -> Iterator[Var]:
    """The values that a block defines."""
    yield from block.params
    for instruction in block.body:
        if instruction.result is not None:
            yield instruction.result


def operands_of(end: End) -> tuple[Operand, ...]:
    """The operands at the end of a block, those of its edges included."""
    match end:
        case Jump(edge):
            return edge.args
        case Branch(left=left, right=right, then=then, other=other):
            return (left, right, *then.args, *other.args)
        case Return(value):
            return () if value is None else (value,)
    return ()


def uses_in(block: Block) -> Iterator[Var]:
    """The values that a block uses, once for each use."""
    for instruction in block.body:
        yield from (arg for arg in instruction.args if isinstance(arg, Var))
    yield from (arg for arg in operands_of(block.end) if isinstance(arg, Var))


def use_counts(function: Function) -> dict[Var, int]:
    """How often each value is used."""
    counts: dict[Var, int] = {}
    for block in function.blocks:
        for var in uses_in(block):
            counts[var] = counts.get(var, 0) + 1
    return counts


def with_edges(end: End, edges: tuple[Edge, ...]) -> End:
    """The end of a block with other edges."""
    match end:
        case Jump():
            return Jump(*edges)
        case Branch():
            return replace(end, then=edges[0], other=edges[1])
    return end


def substituted(function: Function, values: Mapping[Var, Operand]) -> Function:
    """The function with values replaced where they are used; a replacement may itself be replaced."""
    if not values:
        return function

    def final(operand: Operand) -> Operand:
        while isinstance(operand, Var) and operand in values:
            operand = values[operand]
        return operand

    return replace(function, blocks=tuple(_substituted(block, final) for block in function.blocks))


def _substituted(block: Block, final: Callable[[Operand], Operand]) -> Block:
    body = tuple(with_args(instruction, final) for instruction in block.body)
    return replace(block, body=body, end=end_with(block.end, final))


def with_args(instruction: Instruction, final: Callable[[Operand], Operand]) -> Instruction:
    """The instruction with its operands replaced."""
    args = tuple(map(final, instruction.args))
    return instruction if args == instruction.args else replace(instruction, args=args)


def end_with(end: End, final: Callable[[Operand], Operand]) -> End:
    """The end of a block with its operands replaced."""
    edges = tuple(replace(edge, args=tuple(final(arg) for arg in edge.args)) for edge in edges_of(end))
    match end:
        case Branch():
            return replace(end, left=final(end.left), right=final(end.right), then=edges[0], other=edges[1])
        case Return(value):
            return Return(None if value is None else final(value))
    return with_edges(end, edges)
