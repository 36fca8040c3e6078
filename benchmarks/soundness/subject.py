"""The subject of a trial: a formula as written and a rewritten form of it, as code and as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from soundness.bounds import evaluate, surely
from soundness.formats import FORMATS
from soundness.points import Domain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neurlang.kernels.expr import Expr, Kernel
    from soundness.formats import Array, Format

Code = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """A formula as written with its code, and a rewritten form's code; `better` has that form's outputs, as data."""

    kernel: Kernel
    written: Code
    got: Code
    better: Sequence[Expr]

    @property
    def of(self) -> Format:
        """The kernel's type."""
        return FORMATS[self.kernel.dtype]

    def results(self, place: int, points: Sequence[Array]) -> tuple[Array, Array]:
        """An output of the form as written, and of the rewritten form."""
        written, got = (code(*points) for code in (self.written, self.got))
        return (written[place], got[place]) if isinstance(written, tuple) else (written, got)

    def named(self, points: Sequence[Array]) -> dict[str, Array]:
        """The points by the inputs' names."""
        return dict(zip(self.kernel.names, points, strict=True))


def below(roots: Sequence[Expr]) -> list[Expr]:
    """All nodes that the roots need, arguments before users."""
    order: dict[Expr, None] = {}
    stack = [(root, False) for root in reversed(roots)]
    while stack:
        node, is_ready = stack.pop()
        if is_ready:
            order[node] = None
        elif node not in order:
            stack.append((node, True))
            stack.extend((arg, False) for arg in node.args if arg not in order)
    return list(order)


def domain_of(kernel: Kernel) -> Domain:
    """The kernel's ranges, its condition, and the numbers in its formula."""
    of = FORMATS[kernel.dtype]
    nodes = below(kernel.outputs if kernel.where is None else (*kernel.outputs, kernel.where))
    constants = tuple(float(node.value) for node in nodes if isinstance(node.value, float))
    ranges = tuple((item.low, item.high) for item in kernel.inputs)
    if kernel.where is None:
        return Domain(of, ranges, None, constants)
    where, order, names = kernel.where, below((kernel.where,)), kernel.names

    def condition(points: Sequence[Array]) -> Array:
        held = surely(evaluate(order, dict(zip(names, points, strict=True)), of)[where])
        return np.broadcast_to(held, len(points[0]))

    return Domain(of, ranges, condition, constants)
