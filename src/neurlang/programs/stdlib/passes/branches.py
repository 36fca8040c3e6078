"""Branch simplification: tests that are known, blocks that only jump, blocks that can be joined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from neurlang.programs.stdlib.passes.meaning import holds
from neurlang.programs.stdlib.ssa import (
    Block,
    Branch,
    Edge,
    End,
    Function,
    Jump,
    Operand,
    Return,
    Trap,
    Var,
    edges_of,
    end_with,
    predecessors_of,
    substituted,
    uses_in,
    with_edges,
)


def with_simple_branches(function: Function) -> Function:
    """The function without branches that always go one way, jumps to jumps, and jumps to blocks entered only there.

    In: any function. Out: one that computes the same. Blocks that cannot be reached are gone. A return that a jump
    leads to takes the place of the jump.
    """
    while True:
        changed = _joined(_ended(_threaded(_decided(function))))
        if changed == function:
            return function
        function = changed


def reachable(function: Function) -> Function:
    """The function without blocks that nothing leads to."""
    reached = predecessors_of(function)
    if len(reached) == len(function.blocks):
        return function
    return replace(function, blocks=tuple(block for block in function.blocks if block.number in reached))


def _decided(function: Function) -> Function:
    """Branches on constants, or with one target, as jumps."""
    blocks = tuple(replace(block, end=_decide(block.end)) for block in function.blocks)
    return reachable(replace(function, blocks=blocks))


def _decide(end: End) -> End:
    if not isinstance(end, Branch):
        return end
    if end.then == end.other:
        return Jump(end.then)
    found = known_test(end.test, end.left, end.right)
    return end if found is None else Jump(end.then if found else end.other)


def known_test(test: str, left: Operand, right: Operand) -> bool | None:
    """Whether a test holds, if that is known."""
    if isinstance(left, int) and isinstance(right, int):
        return holds(test, left, right)
    if left == right:
        return test in ("eq", "le", "ge", "leu", "geu")
    if right == 0 and test in ("ltu", "geu"):
        return test == "geu"
    return None


def _own_uses_only(function: Function) -> set[int]:
    """Blocks whose parameters are used nowhere else."""
    home = {param: block.number for block in function.blocks for param in block.params}
    shared = {
        home[var]
        for block in function.blocks
        for var in uses_in(block)
        if var in home and home[var] != block.number
    }
    return {block.number for block in function.blocks} - shared


def _threaded(function: Function) -> Function:
    """Edges to blocks without instructions that go on elsewhere lead there at once."""
    own = _own_uses_only(function)
    by_number = function.by_number

    def further(edge: Edge, *, is_jump: bool) -> Edge:
        for _ in by_number:
            block = by_number[edge.target]
            if block.body or block.number not in own or block.number == function.entry.number:
                return edge
            following = _following(block, edge)
            # A branch to a block with parameters needs a block for the moves anyway.
            if following is None or following.target == edge.target or (following.args and not is_jump):
                return edge
            edge = following
        return edge

    blocks = []
    for block in function.blocks:
        is_jump = isinstance(block.end, Jump)
        edges = tuple(further(edge, is_jump=is_jump) for edge in edges_of(block.end))
        blocks.append(replace(block, end=with_edges(block.end, edges)))
    return reachable(replace(function, blocks=tuple(blocks)))


def _following(block: Block, edge: Edge) -> Edge | None:
    """Where an empty block leads if it is entered by this edge; None if it depends."""
    values = _values(block, edge)
    match block.end:
        case Jump(following):
            return Edge(following.target, tuple(values(arg) for arg in following.args))
        case Branch(test=test, left=left, right=right, then=then, other=other):
            found = known_test(test, values(left), values(right))
            if found is None:
                return None
            chosen = then if found else other
            return Edge(chosen.target, tuple(values(arg) for arg in chosen.args))
    return None


def _values(block: Block, edge: Edge) -> Callable[[Operand], Operand]:
    held: dict[Var, Operand] = dict(zip(block.params, edge.args, strict=True))
    return lambda operand: held.get(operand, operand) if isinstance(operand, Var) else operand


def _ended(function: Function) -> Function:
    """Jumps to blocks that only return or trap, as that return or trap."""
    by_number = function.by_number
    blocks = []
    for block in function.blocks:
        end = block.end
        if isinstance(end, Jump):
            target = by_number[end.edge.target]
            if not target.body and isinstance(target.end, Return | Trap):
                end = end_with(target.end, _values(target, end.edge))
        blocks.append(replace(block, end=end))
    return reachable(replace(function, blocks=tuple(blocks)))


def _joined(function: Function) -> Function:
    """Blocks that are entered only from the end of one block, as part of it."""
    before = predecessors_of(function)
    by_number = function.by_number
    values: dict[Var, Operand] = {}
    gone: set[int] = set()
    for number in before:
        if number in gone:
            continue
        block = by_number[number]
        while isinstance(block.end, Jump):
            target = block.end.edge.target
            if len(before[target]) != 1 or target in (number, function.entry.number):
                break
            following = by_number[target]
            values.update(zip(following.params, block.end.edge.args, strict=True))
            block = replace(block, body=(*block.body, *following.body), end=following.end)
            gone.add(target)
        by_number[number] = block
    kept = tuple(by_number[block.number] for block in function.blocks if block.number not in gone)
    return substituted(replace(function, blocks=kept), values)
