"""The order in which values are computed, chosen to keep few of them live at once.

LLVM's scheduler starts from the order it is given; with thousands of operations, a poor order causes spills that
it cannot undo.
"""

from __future__ import annotations

from collections.abc import Sequence

from neurlang.kernels.expr import Expr, Kernel


def schedule(kernel: Kernel) -> list[Expr]:
    """Every node that the outputs need, once each: arguments before users, arguments that need more registers first.

    Method: the numbers of Sethi & Ullman 1970, computed as if the DAG were a tree; leaves need no register because
    inputs and constants are operands in memory.
    """
    need = register_need(kernel.nodes())
    order: list[Expr] = []
    seen: set[Expr] = set()
    stack = [(root, False) for root in sorted(kernel.outputs, key=need.__getitem__)]
    while stack:
        node, is_expanded = stack.pop()
        if is_expanded:
            order.append(node)
            continue
        if node in seen:
            continue
        seen.add(node)
        stack.append((node, True))
        stack.extend((arg, False) for arg in sorted(node.args, key=need.__getitem__) if arg not in seen)
    return order


def register_need(nodes: Sequence[Expr]) -> dict[Expr, int]:
    """How many registers each node would need if it were a tree. `nodes` has arguments before users."""
    need: dict[Expr, int] = {}
    for node in nodes:
        wants = sorted((need[arg] for arg in node.args), reverse=True)
        need[node] = max((want + place for place, want in enumerate(wants)), default=0) or min(1, len(wants))
    return need
