"""FMA selection: a product that is used only in sums becomes part of fused multiply-adds.

C compilers do this under `-ffp-contract`. It is a separate pass, so the plain float evaluation of the form that it
returns is the exact reference for the compiled code.
"""

from __future__ import annotations

from collections.abc import Sequence

from neurlang.kernels.expr import Expr, Kernel, make, rebuild

SUMS = ("add", "sub")


def select_fma(kernel: Kernel) -> Kernel:
    """The kernel with a*b + c, a*b - c and c - a*b fused wherever that eliminates the product.

    In: any kernel. Out: the same outputs over the reals, with one rounding less per fusion. A product is fused only
    if all its uses can be, so no multiplication is done twice.
    """
    chosen = _chosen_products(kernel)
    if not chosen:
        return kernel

    def change(node: Expr, args: tuple[Expr, ...]) -> Expr:
        product = chosen.get(node)
        if product is not None:
            return _fused(node, args, product)
        return node if args == node.args else make(node.op.name, *args)

    return kernel.with_outputs(*rebuild(kernel.outputs, change))


def _fused(node: Expr, args: tuple[Expr, ...], place: int) -> Expr:
    """The sum fused with the product at argument `place`; `args` are the rebuilt arguments."""
    left, right = args[place].args
    other = args[1 - place]
    if node.op.name == "add":
        return make("fma", left, right, other)
    if place == 0:
        return make("fma", left, right, negated(other))
    return make("fma", negated(left), right, other)


def negated(node: Expr) -> Expr:
    """-a, without a double negation."""
    return node.args[0] if node.op.name == "neg" else make("neg", node)


def _chosen_products(kernel: Kernel) -> dict[Expr, int]:
    """For each sum to fuse, which argument is the product."""
    nodes = kernel.nodes()
    users: dict[Expr, list[Expr]] = {}
    for node in nodes:
        for arg in node.args:
            users.setdefault(arg, []).append(node)
    roots = set(kernel.outputs)
    chosen: dict[Expr, int] = {}
    for node in nodes:
        if node.op.name == "mul" and node not in roots:
            _choose(node, users.get(node, []), chosen)
    return chosen


def _choose(product: Expr, users: Sequence[Expr], chosen: dict[Expr, int]) -> None:
    """Mark every user of the product for fusion, or none."""
    if any(user.op.name not in SUMS or user in chosen or user.args[0] is user.args[1] for user in users):
        return
    for user in users:
        chosen[user] = 0 if user.args[0] is product else 1
