"""Mending a form: of all that it changes, what is right stays, and what is wrong goes back to what it was.

A large form differs from the one that it was made of at many places, and one of them is enough to spoil it. So each
place is judged by itself, from the outputs down: where the whole of a changed part is wrong, its topmost operation goes
back to what it was, and the parts below are judged in turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.kernels.expr import make, postorder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from neurlang.kernels.egraph import EGraph
    from neurlang.kernels.expr import Expr

    Form = tuple[Expr, ...]


def mended(graph: EGraph, first: Form, second: Form, is_right: Callable[[Expr, Expr], bool]) -> Form:
    """A form that has all parts of `second` that are right, and the parts of `first` elsewhere.

    Args:
        graph: a graph with `first` as its roots, in which `second` is equal to it.
        first: the form that is right.
        second: another form of the same outputs.
        is_right: whether a part of `first` may be replaced by the part of `second` that is equal to it.

    """
    nodes = {part: node for root in (*first, *second) for part, node in graph.add_all(root).items()}
    class_of = {part: graph.find(node) for part, node in nodes.items()}
    others = by_class(second, class_of)
    made: dict[Expr, Expr] = {}
    waiting = list(first)
    while waiting:
        part = waiting[-1]
        other = others.get(class_of[part], part)
        missing = [arg for arg in part.args if arg not in made]
        if part in made:
            waiting.pop()
        elif other is part:
            made[part] = part
        elif _operation(other, class_of) != _operation(part, class_of) and is_right(part, other):
            made[part] = other
        elif missing:
            waiting.extend(missing)
        else:
            args = tuple(made[arg] for arg in part.args)
            made[part] = part if args == part.args else make(part.op.name, *args)
    return tuple(made[root] for root in first)


def _operation(part: Expr, class_of: Mapping[Expr, int]) -> tuple[object, ...]:
    """The topmost operation of a part, whatever form its operands have."""
    return (part.op.name, part.value, *(class_of[arg] for arg in part.args))


def by_class(form: Form, class_of: Mapping[Expr, int]) -> dict[int, Expr]:
    """The first part of a form in each class, arguments before users."""
    found: dict[int, Expr] = {}
    for part in postorder(form):
        found.setdefault(class_of[part], part)
    return found
