"""Repairing a form: its correct changes are kept, its wrong ones are reverted.

A large form differs in many places from the form it was made from, and one wrong place is enough to spoil it. So each
place is judged separately, from the outputs down. If a changed part is wrong as a whole, its topmost operation is
tried with repaired operands; if that is wrong too, the topmost operation is reverted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from neurlang.kernels.egraph import EGraph
from neurlang.kernels.expr import Expr, make, postorder

Form = tuple[Expr, ...]

LONGEST = 300  # nodes of a form that is repaired: the work is recursive


def repaired(graph: EGraph, first: Form, second: Form, is_right: Callable[[Expr, Expr], bool]) -> Form:
    """A form with all parts of `second` that are right, and the parts of `first` elsewhere.

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
    repairer = _Repairer(class_of, by_class(first, class_of), by_class(second, class_of), is_right)
    return tuple(repairer.repair(root) for root in first)


def by_class(form: Form, class_of: Mapping[Expr, int]) -> dict[int, Expr]:
    """The first part of a form in each class, arguments before users."""
    found: dict[int, Expr] = {}
    for part in postorder(form):
        found.setdefault(class_of[part], part)
    return found


@dataclass(slots=True)
class _Repairer:
    """`first` and `second` map classes to the parts of the two forms; `done` has the parts repaired so far."""

    class_of: Mapping[Expr, int]
    first: Mapping[int, Expr]
    second: Mapping[int, Expr]
    is_right: Callable[[Expr, Expr], bool]
    done: dict[Expr, Expr] = field(default_factory=dict)
    entered: set[Expr] = field(default_factory=set)

    def repair(self, old: Expr) -> Expr:
        """The repaired version of a part of the first form."""
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
        return _rebuilt(old, [self.repair(arg) for arg in old.args])

    def _operation(self, part: Expr) -> tuple[object, ...]:
        """The topmost operation, whatever the form of its operands."""
        return (part.op.name, part.value, *(self.class_of[arg] for arg in part.args))

    def _operand(self, new: Expr) -> Expr:
        """The repaired version of an operand of the second form, if the first form has an equal part."""
        old = self.first.get(self.class_of[new])
        if old is None:
            return _rebuilt(new, [self._operand(arg) for arg in new.args])
        return self.done.get(old, new) if old in self.entered else self.repair(old)


def _rebuilt(part: Expr, args: Sequence[Expr]) -> Expr:
    """A part with other operands."""
    return part if tuple(args) == part.args else make(part.op.name, *args)
