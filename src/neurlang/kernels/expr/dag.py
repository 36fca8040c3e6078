"""Expressions: immutable, hash-consed nodes of a DAG.

Two expressions of the same structure are the same object, so equality is identity, hashing is cheap, and
common subexpressions are shared by construction.
Nodes live in a weak table: an unreferenced node is freed. Nothing here recurses, so graphs may be thousands
of nodes deep.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import cast
from weakref import WeakValueDictionary

from neurlang.errors import FormulaError
from neurlang.kernels.expr.ops import BY_NAME, Kind, Op

Payload = float | str | None
Row = tuple[str, tuple[int, ...], Payload]

KIND_NAMES = {"r": "a number", "b": "a truth value"}
POWER_LIMIT = 1024  # exponents of `powi` stay within ±this


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True, repr=False)
class Expr:
    """A node. Build one with `make`, `constant`, `variable` or `truth`, never by calling the class.

    `value` is the payload of a leaf: a float for `const`, the name for `var`, else None.
    """

    op: Op
    args: tuple[Expr, ...]
    value: Payload

    @property
    def kind(self) -> Kind:
        """`r` for a number, `b` for a truth value."""
        return self.op.kind

    def __repr__(self) -> str:
        if not self.args:
            return str(self.value if self.value is not None else self.op.name)
        inner = ", ".join(repr(arg) if not arg.args else f"{arg.op.name}(…)" for arg in self.args)
        return f"{self.op.name}({inner})"

    def __reduce__(self) -> tuple[Callable[[tuple[Row, ...]], Expr], tuple[tuple[Row, ...]]]:
        return from_rows, (to_rows((self,)),)


_nodes: WeakValueDictionary[tuple[object, ...], Expr] = WeakValueDictionary()
_lock = Lock()


def _intern(op: Op, args: tuple[Expr, ...], value: Payload) -> Expr:
    # Unlike `==`, a float's hex text distinguishes 0.0 from -0.0 and makes all NaNs equal.
    key = (op, args, value.hex() if isinstance(value, float) else value)
    with _lock:
        node = _nodes.get(key)
        if node is None:
            node = Expr(op, args, value)
            _nodes[key] = node
        return node


def constant(value: float) -> Expr:
    """The number as a node. It is stored as binary64; an f32 kernel rounds it once more when it uses it."""
    number = float(value)
    return _intern(BY_NAME["const"], (), math.nan if math.isnan(number) else number)


def variable(name: str) -> Expr:
    """An input, by name."""
    return _intern(BY_NAME["var"], (), name)


def truth(value: bool) -> Expr:
    """Truth or falsehood as a node."""
    return _intern(BY_NAME["true" if value else "false"], (), None)


def make(name: str, *args: Expr) -> Expr:
    """The op applied to arguments.

    Raises:
        FormulaError: there is no such op, it does not take this number or these kinds of arguments, or the
        exponent of `powi` is not an integer constant within ±1024.

    """
    entry = BY_NAME.get(name)
    if entry is None or entry.code == "leaf":
        raise FormulaError(f"There is no operation '{name}'.")
    if len(args) != entry.arity:
        raise FormulaError(f"'{name}' takes {entry.arity} arguments, found {len(args)}.")
    for place, (arg, kind) in enumerate(zip(args, entry.arg_kinds, strict=True), start=1):
        if arg.kind != kind:
            raise FormulaError(
                f"Argument {place} of '{name}' must be {KIND_NAMES[kind]}, found {KIND_NAMES[arg.kind]}."
            )
    if name == "powi" and not is_power(args[1]):
        raise FormulaError(f"The exponent of 'powi' must be an integer constant within ±{POWER_LIMIT}.")
    return _intern(entry, args, None)


def number_of(node: Expr) -> float:
    """The number of a constant. Raises FormulaError for any other node."""
    if not isinstance(node.value, float):
        raise FormulaError(f"Expected a constant, found '{node.op.name}'.")
    return node.value


def is_power(node: Expr) -> bool:
    """Whether the node may be the exponent of `powi`."""
    number = node.value
    return isinstance(number, float) and number.is_integer() and abs(number) <= POWER_LIMIT


def postorder(roots: Iterable[Expr]) -> list[Expr]:
    """Every node reachable from the roots, once each: arguments before their users, first arguments first."""
    order: list[Expr] = []
    seen: set[Expr] = set()
    stack: list[Expr | None] = [*roots]
    stack.reverse()
    while stack:
        node = stack.pop()
        if node is None:  # all arguments of the next node on the stack are already in `order`
            order.append(cast("Expr", stack.pop()))
        elif node not in seen:
            seen.add(node)
            if node.args:
                stack += (node, None, *node.args[::-1])
            else:
                order.append(node)
    return order


def variables(roots: Iterable[Expr]) -> tuple[str, ...]:
    """Names of the inputs that the roots use, in the order of `postorder`."""
    return tuple(str(node.value) for node in postorder(roots) if node.op.name == "var")


def rebuild(roots: Sequence[Expr], change: Callable[[Expr, tuple[Expr, ...]], Expr]) -> tuple[Expr, ...]:
    """The roots with every node replaced by `change(node, new_args)`, called once per node, arguments first."""
    done: dict[Expr, Expr] = {}
    for node in postorder(roots):
        done[node] = change(node, tuple(done[arg] for arg in node.args))
    return tuple(done[root] for root in roots)


def with_args(node: Expr, args: tuple[Expr, ...]) -> Expr:
    """The node's op applied to other arguments of the same kinds."""
    if args == node.args:
        return node
    return make(node.op.name, *args)


def substitute(root: Expr, replacements: Mapping[str, Expr]) -> Expr:
    """The expression with inputs replaced by name; inputs that are not listed stay."""

    def change(node: Expr, args: tuple[Expr, ...]) -> Expr:
        if node.op.name == "var":
            return replacements.get(str(node.value), node)
        return with_args(node, args)

    return rebuild((root,), change)[0]


def to_rows(roots: Iterable[Expr]) -> tuple[Row, ...]:
    """The nodes as flat rows: op name, indices of arguments, payload; arguments first, the last root last."""
    order = postorder(roots)
    index = {node: place for place, node in enumerate(order)}
    return tuple((node.op.name, tuple(index[arg] for arg in node.args), node.value) for node in order)


def from_rows(rows: Sequence[Row]) -> Expr:
    """Rebuild the expression from the rows of `to_rows`."""
    nodes: list[Expr] = []
    for name, args, value in rows:
        nodes.append(_intern(BY_NAME[name], tuple(nodes[arg] for arg in args), value))
    return nodes[-1]
