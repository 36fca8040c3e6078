"""Mending a form that is too far off: the parts of it that spoil it go back to what they were.

A large form differs from the one that it was made of at many places, and one of them is enough to spoil it. Places are
adopted in halves, and halves of halves, as long as the form stays near (in the manner of delta debugging: Zeller and
Hildebrandt, 2002).
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

MOST_TRIALS = 24


@dataclass(slots=True)
class _Mix:
    """Two forms of the same classes; `adopted` are the classes that are computed as in the second."""

    roots: tuple[int, ...]
    class_of: Mapping[Expr, int]
    first: Mapping[int, Expr]
    second: Mapping[int, Expr]
    is_near: Callable[[Form], bool]
    adopted: frozenset[int] = frozenset()
    trials: int = field(default=0)

    def adopt(self, classes: Sequence[int]) -> None:
        """Adopt as many of some classes as stay near, by halves."""
        if self.trials >= MOST_TRIALS:
            return
        wanted = self.adopted | set(classes)
        form = self.form(wanted)
        self.trials += 1
        if form is not None and self.is_near(form):
            self.adopted = wanted
        elif len(classes) > 1:
            self.adopt(classes[: len(classes) // 2])
            self.adopt(classes[len(classes) // 2 :])

    def form(self, adopted: frozenset[int]) -> Form | None:
        """The form with these classes computed as in the second one; None where they need each other in a circle."""
        made: dict[int, Expr] = {}
        entered: set[int] = set()
        waiting = list(self.roots)
        while waiting:
            top = waiting[-1]
            source = self.second if top in adopted or top not in self.first else self.first
            below = [self.class_of[each] for each in source[top].args]
            missing = [each for each in below if each not in made]
            if top in made:
                waiting.pop()
            elif missing:
                if top in entered:
                    return None
                entered.add(top)
                waiting.extend(missing)
            else:
                args = [made[each] for each in below]
                made[top] = make(source[top].op.name, *args) if args else source[top]
                waiting.pop()
        return tuple(made[root] for root in self.roots)


def mended(graph: EGraph, first: Form, second: Form, is_near: Callable[[Form], bool]) -> Form:
    """A form that has what it can of `second`, and is near; `first` itself at the least.

    Both are forms of the graph's roots, with their parts in it; `first` is near, `second` is not. At most 24 forms are
    tried.
    """
    nodes = {part: node for root in (*first, *second) for part, node in graph.add_all(root).items()}
    class_of = {part: graph.find(node) for part, node in nodes.items()}
    ones, others = by_class(first, class_of), by_class(second, class_of)
    differing = [each for each, part in others.items() if each in ones and ones[each] is not part]
    mix = _Mix(tuple(class_of[root] for root in first), class_of, ones, others, is_near)
    half = len(differing) // 2
    for part in (differing[:half], differing[half:]):
        if part:
            mix.adopt(part)
    return (mix.form(mix.adopted) or first) if mix.adopted else first


def by_class(form: Form, class_of: Mapping[Expr, int]) -> dict[int, Expr]:
    """The first part of a form in each class, arguments before users."""
    found: dict[int, Expr] = {}
    for part in postorder(form):
        found.setdefault(class_of[part], part)
    return found
