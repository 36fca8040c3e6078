"""Expression trees: expressions without sharing, and their structural hash.

A tree repeats a shared subexpression at each use; with `structural_hash` a feature extractor recognises the
copies and counts shared work once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import Expr, constant, make, postorder, truth, variable

LARGEST_TREE = 1_000_000  # nodes; a DAG of n nodes may have a tree of 2^n


@dataclass(frozen=True, slots=True)
class ExprTree:
    """A node that owns its children. `value` is the number of a constant or the name of an input.

    Equality and `hash` recurse in Python; for deep trees use `structural_hash`.
    """

    op: str
    children: tuple[ExprTree, ...] = ()
    value: float | str | None = None

    def nodes(self) -> Iterator[ExprTree]:
        """Every node, once per occurrence, parents first."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def __len__(self) -> int:
        return sum(1 for _ in self.nodes())


def tree_size(root: Expr) -> int:
    """How many nodes the tree of an expression has, without building it."""
    sizes: dict[Expr, int] = {}
    for node in postorder((root,)):
        sizes[node] = 1 + sum(sizes[arg] for arg in node.args)
    return sizes[root]


def to_tree(root: Expr) -> ExprTree:
    """The tree of an expression; copies of a shared subexpression are the same Python object.

    Raises:
        FormulaError: the tree would have more than a million nodes.

    """
    size = tree_size(root)
    if size > LARGEST_TREE:
        raise FormulaError(f"As a tree this expression has {size:,} nodes; the limit is {LARGEST_TREE:,}.")
    built: dict[Expr, ExprTree] = {}
    for node in postorder((root,)):
        built[node] = ExprTree(node.op.name, tuple(built[arg] for arg in node.args), node.value)
    return built[root]


def from_tree(tree: ExprTree) -> Expr:
    """The expression of a tree, with equal subtrees shared.

    Raises:
        FormulaError: an op does not exist or has the wrong children.

    """
    results: list[Expr] = []
    waiting = [(tree, False)]
    while waiting:
        node, is_ready = waiting.pop()
        if node.children and not is_ready:
            waiting.append((node, True))
            waiting.extend((child, False) for child in reversed(node.children))
            continue
        count = len(node.children)
        args = results[len(results) - count :]
        del results[len(results) - count :]
        results.append(_expr(node, args))
    return results[0]


def _expr(node: ExprTree, args: list[Expr]) -> Expr:
    match node.op:
        case "const" if isinstance(node.value, float):
            return constant(node.value)
        case "var" if isinstance(node.value, str):
            return variable(node.value)
        case "true" | "false":
            return truth(node.op == "true")
    return make(node.op, *args)


def structural_hash(tree: ExprTree | Expr) -> int:
    """A 64-bit hash of the structure, the same in every process; a tree and its DAG have the same hash."""
    hashes: dict[int, int] = {}
    waiting: list[tuple[ExprTree | Expr, bool]] = [(tree, False)]
    while waiting:
        node, is_ready = waiting.pop()
        if id(node) in hashes:
            continue
        children = node.children if isinstance(node, ExprTree) else node.args
        if children and not is_ready:
            waiting.append((node, True))
            waiting.extend((child, False) for child in children)
            continue
        hashes[id(node)] = _combine(node, [hashes[id(child)] for child in children])
    return hashes[id(tree)]


def _combine(node: ExprTree | Expr, children: list[int]) -> int:
    name = node.op if isinstance(node, ExprTree) else node.op.name
    value = node.value.hex() if isinstance(node.value, float) else node.value or ""
    digest = blake2b(f"{name} {value}".encode(), digest_size=8)
    for child in children:
        digest.update(child.to_bytes(8, "little"))
    return int.from_bytes(digest.digest(), "little")
