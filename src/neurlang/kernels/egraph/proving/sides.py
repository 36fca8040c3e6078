"""The two sides of a rule's edge: what must be proved in addition to the rule itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from neurlang.kernels.egraph.proving.proof import Path
from neurlang.kernels.egraph.proving.tasks import Between
from neurlang.kernels.expr import Expr, postorder

OriginalArgs = Callable[[int], list[int]]
NumberNode = Callable[[Expr], int]


def holes_of(left: Expr, nodes: Sequence[int], original_args: OriginalArgs) -> dict[str, int]:
    """The node for each hole of a left side: the one at its first occurrence, in the matcher's order."""
    holes: dict[str, int] = {}

    def visit(term: Expr, place: int) -> int:
        below = original_args(nodes[place])
        for argument, node in zip(term.args, below, strict=True):
            if argument.op.name == "var":
                holes.setdefault(str(argument.value), node)
        after = place + 1
        for argument in term.args:
            if argument.op.name not in ("var", "const"):
                after = visit(argument, after)
        return after

    visit(left, 0)
    return holes


def left_tasks(
    left: Expr,
    nodes: Sequence[int],
    holes: dict[str, int],
    original_args: OriginalArgs,
    number_node: NumberNode,
    path: Path,
) -> list[Between]:
    """The tasks from the term of the matched node to the instance of the left side."""
    tasks: list[Between] = []

    def visit(term: Expr, place: int, path: Path) -> int:
        below = original_args(nodes[place])
        after = place + 1
        inner: list[tuple[Expr, int, Path]] = []
        for number, (argument, node) in enumerate(zip(term.args, below, strict=True)):
            here = (*path, number)
            if argument.op.name == "var":
                tasks.append(Between(node, holes[str(argument.value)], here))
            elif argument.op.name == "const":
                tasks.append(Between(node, number_node(argument), here))
            else:
                inner.append((argument, node, here))
        for argument, node, here in inner:
            tasks.append(Between(node, nodes[after], here))
            after = visit(argument, after, here)
        return after

    visit(left, 0, path)
    return [task for task in tasks if task.one != task.other]


def right_tasks(
    right: Expr, built: Sequence[int], holes: dict[str, int], original_args: OriginalArgs, path: Path
) -> list[Between]:
    """The tasks from the instance of the right side to the term of its node, innermost first."""
    node_of: dict[Expr, int] = {}
    places = iter(built)
    for term in postorder((right,)):
        node_of[term] = holes[str(term.value)] if term.op.name == "var" else next(places)
    tasks: list[Between] = []

    def visit(term: Expr, path: Path) -> None:
        for number, argument in enumerate(term.args):
            visit(argument, (*path, number))
        for number, (argument, node) in enumerate(zip(term.args, original_args(node_of[term]), strict=False)):
            tasks.append(Between(node_of[argument], node, (*path, number)))

    visit(right, path)
    return [task for task in tasks if task.one != task.other]
