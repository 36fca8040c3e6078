"""Building SSA form while statements are read, without dominance frontiers.

Method: Braun, Buchwald, Hack, Leißa, Mallon and Zwinkau, "Simple and Efficient Construction of Static Single Assignment
Form", CC 2013. Parameters that turn out to be needless are removed by a pass later.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

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
    Type,
    Var,
    edges_of,
)

Unassigned = Callable[[], Exception]
"""Makes the error for a variable that may be read before it is assigned."""


@dataclass(slots=True, eq=False)
class OpenEdge:
    """An edge whose arguments are still being collected."""

    source: OpenBlock
    target: OpenBlock
    args: list[Operand] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class OpenBlock:
    """A block that is being built. It is sealed once all edges to it are known."""

    number: int
    name: str
    params: list[Var] = field(default_factory=list)
    body: list[Instruction] = field(default_factory=list)
    end: Callable[[], End] | None = None
    incoming: list[OpenEdge] = field(default_factory=list)
    values: dict[str, Operand] = field(default_factory=dict)
    waiting: list[tuple[str, Unassigned]] = field(default_factory=list)
    is_sealed: bool = False


class Builder:
    """A function that is being built; instructions go to the end of `current`, None if it cannot be reached."""

    def __init__(self, name: str, result: Type | None) -> None:
        self.name = name
        self.result = result
        self.types: dict[str, Type] = {}
        self.blocks: list[OpenBlock] = []
        self.next_var = 0
        self.current: OpenBlock | None = self.block(name.rpartition(".")[2].strip("_"))
        self.seal(self.blocks[0])

    def block(self, name: str) -> OpenBlock:
        """A new block. It takes its place in the code once it is started."""
        made = OpenBlock(len(self.blocks), name)
        self.blocks.append(made)
        return made

    def start(self, block: OpenBlock) -> None:
        """Go on in a block. One that nothing leads to cannot be reached."""
        self.current = block if block.incoming else None

    def var(self, type_: Type) -> Var:
        """A new value."""
        self.next_var += 1
        return Var(self.next_var - 1, type_)

    def parameter(self, name: str, type_: Type) -> None:
        """The next parameter of the function."""
        var = self.var(type_)
        self.blocks[0].params.append(var)
        self.types[name] = type_
        self.write(name, var)

    def emit(
        self, op: str, args: tuple[Operand, ...], type_: Type | None, line: int, callee: str = ""
    ) -> Operand:
        """Add an instruction; its result, or 0 if it has none or cannot be reached."""
        if self.current is None:
            return 0
        result = None if type_ is None else self.var(type_)
        self.current.body.append(Instruction(op, args, result, line, callee))
        return 0 if result is None else result

    def jump(self, target: OpenBlock) -> None:
        """End the current block by going to another one."""
        if self.current is not None:
            edge = self._edge(target)
            self._end(lambda: Jump(_closed(edge)))

    def branch(
        self, test: str, left: Operand, right: Operand, then: OpenBlock, other: OpenBlock, line: int
    ) -> None:
        """End the current block by a test."""
        if self.current is not None:
            one, two = self._edge(then), self._edge(other)
            self._end(lambda: Branch(test, left, right, _closed(one), _closed(two), line))

    def leave(self, value: Operand | None) -> None:
        """End the current block by returning."""
        self._end(lambda: Return(value))

    def trap(self, number: int, line: int) -> None:
        """End the current block by a trap."""
        self._end(lambda: Trap(number, line))

    def _end(self, end: Callable[[], End]) -> None:
        if self.current is not None:
            self.current.end = end
            self.current = None

    def _edge(self, target: OpenBlock) -> OpenEdge:
        assert self.current is not None and not target.is_sealed
        edge = OpenEdge(self.current, target)
        target.incoming.append(edge)
        return edge

    def write(self, name: str, value: Operand) -> None:
        """Give a variable a value."""
        if self.current is not None:
            self.current.values[name] = value

    def read(self, name: str, unassigned: Unassigned) -> Operand:
        """The value of a variable here. Raises the error if it may have none."""
        return 0 if self.current is None else self._read(name, self.current, unassigned)

    def _read(self, name: str, block: OpenBlock, unassigned: Unassigned) -> Operand:
        # A chain of blocks with one way in is followed by a loop, since it may be long.
        chain: list[OpenBlock] = []
        while name not in block.values and block.is_sealed and len(block.incoming) == 1:
            chain.append(block)
            block = block.incoming[0].source
        value = block.values[name] if name in block.values else self._joined(name, block, unassigned)
        for each in chain:
            each.values[name] = value
        return value

    def _joined(self, name: str, block: OpenBlock, unassigned: Unassigned) -> Operand:
        if block.is_sealed and not block.incoming:
            raise unassigned()
        var = self.var(self.types[name])
        block.params.append(var)
        block.values[name] = var
        if block.is_sealed:
            self._complete(name, block, unassigned)
        else:
            block.waiting.append((name, unassigned))
        return var

    def _complete(self, name: str, block: OpenBlock, unassigned: Unassigned) -> None:
        for edge in block.incoming:
            edge.args.append(self._read(name, edge.source, unassigned))

    def seal(self, block: OpenBlock) -> None:
        """Say that no more edges will lead to a block."""
        block.is_sealed = True
        for name, unassigned in block.waiting:
            self._complete(name, block, unassigned)

    def finished(self) -> Function:
        """The function, without blocks that cannot be reached."""
        reached, waiting = {0}, [self.blocks[0]]
        ends: dict[int, End] = {}
        targets = {edge.target.number: edge.target for block in self.blocks for edge in block.incoming}
        while waiting:
            block = waiting.pop()
            assert block.end is not None
            end = ends[block.number] = block.end()
            for edge in edges_of(end):
                if edge.target not in reached:
                    reached.add(edge.target)
                    waiting.append(targets[edge.target])
        blocks = tuple(
            Block(block.number, block.name, tuple(block.params), tuple(block.body), ends[block.number])
            for block in self.blocks
            if block.number in reached
        )
        return Function(self.name, blocks, self.result)


def _closed(edge: OpenEdge) -> Edge:
    return Edge(edge.target.number, tuple(edge.args))
