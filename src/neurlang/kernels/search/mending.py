"""Mending a form: of all that it changes, what is right stays, and what is wrong goes back to what it was.

A large form differs from the one that it was made of at many places, and one of them is enough to spoil it. So each
place is judged by itself, from the outputs down. Where the whole of a changed part is wrong, its topmost operation is
tried with mended operands; where that is wrong too, the topmost operation goes back to what it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from neurlang.kernels.expr import make, postorder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from neurlang.kernels.egraph import EGraph
    from neurlang.kernels.expr import Expr

    Form = tuple[Expr, ...]

LONGEST = 300  # nodes of a form that is mended: the work is recursive


def mended(graph: EGraph, first: Form, second: Form, is_right: Callable[[Expr, Expr], bool]) -> Form:
    """A form that has all parts of `second` that are right, and the parts of `first` elsewhere.

    Args:
        graph: a graph with `first` as its roots, in which `second` is equal to it.
        first: the form that is right; it is returned if one of the two has more than 300 nodes.
        second: another form of the same outputs.
        is_right: whether a part of `first` may be replaced by an equal part.

    """
    if max(len(postorder(form)) for form in (first, second)) > LONGEST:
        return first
    nodes = {part: node for root in (*first, *second) for part, node in graph.add_all(root).items()}
    class_of = {part: graph.find(node) for part, node in nodes.items()}
    mender = _Mender(class_of, by_class(first, class_of), by_class(second, class_of), is_right)
    return tuple(mender.mend(root) for root in first)


def by_class(form: Form, class_of: Mapping[Expr, int]) -> dict[int, Expr]:
    """The first part of a form in each class, arguments before users."""
    found: dict[int, Expr] = {}
    for part in postorder(form):
        found.setdefault(class_of[part], part)
    return found


@dataclass(slots=True)
class _Mender:
    """`first` and `second` are the parts of the two forms by their classes, `done` the parts mended so far."""

    class_of: Mapping[Expr, int]
    first: Mapping[int, Expr]
    second: Mapping[int, Expr]
    is_right: Callable[[Expr, Expr], bool]
    done: dict[Expr, Expr] = field(default_factory=dict)
    entered: set[Expr] = field(default_factory=set)

    def mend(self, old: Expr) -> Expr:
        """What a part of the first form becomes."""
        if old not in self.done:
            self.entered.add(old)
            self.done[old] = self._best(old, self.second.get(self.class_of[old], old))
        return self.done[old]

    def _best(self, old: Expr, new: Expr) -> Expr:
        if new is old:
            return old
        if self._operation(new) != self._operation(old):
            if self.is_right(old, new):
                return new
            mixed = _rebuilt(new, [self._operand(arg) for arg in new.args])
            if mixed is not new and self.is_right(old, mixed):
                return mixed
        return _rebuilt(old, [self.mend(arg) for arg in old.args])

    def _operation(self, part: Expr) -> tuple[object, ...]:
        """The topmost operation, whatever form its operands have."""
        return (part.op.name, part.value, *(self.class_of[arg] for arg in part.args))

    def _operand(self, new: Expr) -> Expr:
        """What an operand of the second form becomes: mended, if the first form has an equal part."""
        old = self.first.get(self.class_of[new])
        if old is None:
            return _rebuilt(new, [self._operand(arg) for arg in new.args])
        return self.done.get(old, new) if old in self.entered else self.mend(old)


def _rebuilt(part: Expr, args: Sequence[Expr]) -> Expr:
    """A part with other operands."""
    return part if tuple(args) == part.args else make(part.op.name, *args)
