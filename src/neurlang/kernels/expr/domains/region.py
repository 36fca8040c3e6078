"""Where a kernel's condition can hold: boxes of its inputs, and inputs that are computed from others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import Expr, postorder
from neurlang.kernels.expr.domains.contraction import contract
from neurlang.kernels.expr.domains.disjuncts import ANY, Comparison, Way, Ways, ways_to_satisfy, with_equals
from neurlang.kernels.expr.domains.solving import solutions
from neurlang.kernels.expr.domains.spans import above, below
from neurlang.kernels.expr.kernel import Input, Kernel, with_ranges
from neurlang.kernels.expr.writing.printing import print_text

PASSES = 30
MOST_NODES = 4000  # of the comparisons that narrow a box
MOST_VISITS = 20_000  # node visits in all passes, about 40 µs each
MOST_TEXT = 200  # characters of a condition in an error


@dataclass(frozen=True, slots=True)
class Region:
    """A box that contains one way to satisfy a condition, and inputs that are computed from others.

    `box` has the closed interval of each input, in numbers of the kernel's type. The inputs of `solved` are
    computed in order, each from the other inputs (as drawn, or as already computed). Every point of the region
    satisfies all `comparisons`.
    """

    box: dict[str, tuple[float, float]]
    solved: tuple[tuple[str, Expr], ...] = ()
    comparisons: tuple[Comparison, ...] = ()


def regions(kernel: Kernel) -> tuple[Region, ...]:
    """Boxes that together hold every point that satisfies the ranges and the condition; empty if no point does.

    The condition is understood as it is evaluated: in the kernel's type, op by op. Boxes may overlap, and most
    of their points may not satisfy the condition, so it must still be tested.
    """
    boxes = {item.name: _in_type(item, kernel) for item in kernel.inputs}
    ways = ANY if kernel.where is None else ways_to_satisfy(kernel.where)
    found = []
    ways = tuple(map(_small_enough, ways))
    passes = _passes(ways)
    for way in map(with_equals, ways):
        narrow, alive = contract(way, boxes, passes)
        if alive.all() and all(low[0] <= high[0] for low, high in narrow.values()):
            box = {name: (float(low[0]), float(high[0])) for name, (low, high) in narrow.items()}
            found.append(Region(box, solutions(way), way))
    return tuple(found)


def _small_enough(way: Way) -> Way:
    """The comparisons that are small enough to narrow by; leaving out the others loses no point."""
    found: list[Comparison] = []
    nodes = 0
    for item in way:
        size = len(postorder((item.left, item.right)))
        if nodes + size <= MOST_NODES:
            nodes += size
            found.append(item)
    return tuple(found)


def _passes(ways: Ways) -> int:
    """How many passes of contraction to run: fewer for very large conditions, which would take long."""
    visits = sum(len(postorder([side for item in way for side in (item.left, item.right)])) for way in ways)
    return max(2, min(PASSES, MOST_VISITS // max(1, visits)))


def _in_type(item: Input, kernel: Kernel) -> tuple[np.ndarray, np.ndarray]:
    """The range's bounds rounded inwards to the type; rounded to nearest if the range holds no number of the type."""
    with np.errstate(all="ignore"):
        low, high = (np.array([bound]).astype(kernel.float_type) for bound in (item.low, item.high))
        up = np.where(low.astype(np.float64) < item.low, above(low), low)
        down = np.where(high.astype(np.float64) > item.high, below(high), high)
    return (low, high) if up[0] > down[0] and np.isfinite(low[0] + high[0]) else (up, down)


def narrowed(kernel: Kernel) -> Kernel:
    """The kernel with the ranges that its condition implies: the hull of its regions' boxes.

    Raises:
        FormulaError: no point of the ranges satisfies the condition.

    """
    if kernel.where is None:
        return kernel
    found = regions(kernel)
    if not found:
        raise unsatisfiable(kernel)
    return with_ranges(
        kernel,
        {
            name: (min(item.box[name][0] for item in found), max(item.box[name][1] for item in found))
            for name in kernel.names
        },
    )


def unsatisfiable(kernel: Kernel) -> FormulaError:
    """The error for a condition that no point satisfies."""
    return FormulaError(
        f"'{kernel.name}': no point of its ranges satisfies its condition, {condition_text(kernel)}. "
        "Change the condition or the ranges."
    )


def condition_text(kernel: Kernel) -> str:
    """The condition as a one-line formula."""
    if kernel.where is None:
        return "none"
    text = print_text(Kernel((kernel.where,), kernel.inputs)).strip()
    line = "; ".join(line.strip() for line in text.splitlines())
    return line if len(line) <= MOST_TEXT else line[: MOST_TEXT - 1] + "…"
