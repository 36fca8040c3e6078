"""Narrow boxes to the points that can satisfy comparisons: forward-backward contraction of many boxes at once.

A `Span` holds the interval of an expression in each of n boxes, as arrays of the kernel's type.
The forward pass computes a node's span from its arguments' spans; the backward pass cuts the arguments' spans
to the values that can produce the node's span. Both follow the evaluation of the condition: in floating point,
op by op, each result rounded to the type. So a rounded result stands for the reals up to its neighbours, and
bounds are rounded outwards: no box loses a point that satisfies all the comparisons.

Method: HC4-revise (Benhamou, Goualard, Granvilliers, Puget: Revising hull and box consistency, 1999).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.expr.dag import Expr, postorder
from neurlang.kernels.expr.domains.backward_spans import BACKWARD, square_back
from neurlang.kernels.expr.domains.disjuncts import Comparison
from neurlang.kernels.expr.domains.forward_spans import FORWARD, square
from neurlang.kernels.expr.domains.spans import Span, above, below

Floats = NDArray[Any]
Boxes = dict[str, tuple[Floats, Floats]]  # lowest and highest value of each input, in each box

SETTLED = 0.999  # contraction stops after a pass that keeps more than this fraction of every width


def contract(comparisons: Sequence[Comparison], boxes: Boxes, passes: int) -> tuple[Boxes, NDArray[np.bool_]]:
    """The narrowed boxes, and which of them may hold a point that satisfies all the comparisons.

    Passes alternate. Even passes revise one comparison at a time, so each uses the bounds that the previous one
    found. Odd passes revise all comparisons together, so bounds of a shared subexpression apply to all of them.

    Shapes: the arrays of `boxes` and of the results all have the same length n and the type in which the
    condition is evaluated. The bounds of a box that cannot hold such a point are meaningless.
    """
    together = [(tuple(comparisons), _order(comparisons))]
    one_by_one = [((item,), _order((item,))) for item in comparisons]
    boxes = dict(boxes)
    sample = next(iter(boxes.values()))[0] if boxes else np.zeros(1)
    alive = np.ones(sample.shape, np.bool_)
    with np.errstate(all="ignore"):
        for turn in range(passes):
            before = dict(boxes)
            for part, order in together if turn % 2 else one_by_one:
                alive &= _revise(part, order, boxes, sample.dtype)
            if not alive.any() or (turn and _is_settled(before, boxes, alive)):
                break
    return boxes, alive


def _order(comparisons: Sequence[Comparison]) -> list[Expr]:
    return postorder([side for item in comparisons for side in (item.left, item.right)])


def _revise(
    comparisons: Sequence[Comparison], order: Sequence[Expr], boxes: Boxes, dtype: np.dtype[Any]
) -> NDArray[np.bool_]:
    """One forward and one backward pass; updates `boxes` and returns which are not empty."""
    spans: dict[Expr, Span] = {}
    for node in order:
        spans[node] = _forward(node, [spans[arg] for arg in node.args if arg.kind == "r"], boxes, dtype)
    for item in comparisons:
        _compare(item, spans)
    alive = np.asarray(True)
    for node in reversed(order):
        if node.kind != "r":
            continue
        span = spans[node]
        alive = alive & ((span.low <= span.high) | span.nan)
        if node.op.name == "var":
            low, high = boxes[str(node.value)]
            boxes[str(node.value)] = np.maximum(low, span.low), np.minimum(high, span.high)
        else:
            _backward(node, spans)
    for low, high in boxes.values():
        alive = alive & (low <= high)
    return alive


def _forward(node: Expr, args: list[Span], boxes: Boxes, dtype: np.dtype[Any]) -> Span:
    name = node.op.name
    if name == "const":
        value = np.full(1, node.value, dtype)
        return Span.whole(dtype) if np.isnan(value[0]) else Span(value, value, np.zeros(1, np.bool_))
    if name == "var":
        low, high = boxes[str(node.value)]
        return Span(low, high, np.zeros(1, np.bool_))
    if node.kind == "b":
        return Span.whole(dtype)
    if name == "mul" and node.args[0] is node.args[1]:
        return square(args[0])
    if name == "powi":
        return FORWARD[name](node, *args)
    return FORWARD[name](*args)


def _backward(node: Expr, spans: dict[Expr, Span]) -> None:
    """Cut the arguments' spans to the values that can produce the node's span; a possible NaN leaves them uncut."""
    name, result = node.op.name, spans[node]
    if name == "mul" and node.args[0] is node.args[1]:
        _cut(node.args[0], square_back(result, spans[node.args[0]]), result.nan, spans)
        return
    back = BACKWARD.get(name)
    if back is None or any(arg.kind == "b" for arg in node.args):
        return
    args = [spans[arg] for arg in node.args]
    found = back(node, result, *args) if name == "powi" else back(result, *args)
    unless = result.nan
    if node.op.has("drops NaN"):
        for span in args:
            unless = unless | span.nan
    for arg, bounds in zip(node.args, found, strict=True):
        _cut(arg, bounds, unless, spans)


def _cut(
    node: Expr, bounds: tuple[Floats, Floats] | None, unless: NDArray[np.bool_], spans: dict[Expr, Span]
) -> None:
    if bounds is None:
        return
    span = spans[node]
    low, high = np.fmax(span.low, bounds[0]), np.fmin(span.high, bounds[1])
    # A span that is cut excludes NaN: if the result is a number, so are the arguments it came from.
    spans[node] = Span(np.where(unless, span.low, low), np.where(unless, span.high, high), span.nan & unless)


def _compare(item: Comparison, spans: dict[Expr, Span]) -> None:
    left, right = spans[item.left], spans[item.right]
    open_ = (left.nan | right.nan) if item.or_nan else np.zeros(1, np.bool_)
    low_left, high_left, low_right, high_right = left.low, left.high, right.low, right.high
    if item.relation in ("lt", "le"):
        strict = item.relation == "lt"
        high_left = np.minimum(high_left, below(right.high) if strict else right.high)
        low_right = np.maximum(low_right, above(left.low) if strict else left.low)
    elif item.relation == "eq":
        low_left = low_right = np.maximum(left.low, right.low)
        high_left = high_right = np.minimum(left.high, right.high)
    else:
        low_left, high_left = _without(left, right)
        low_right, high_right = _without(right, left)
    if item.is_never_of_numbers:
        low_left, high_left = np.full_like(left.low, np.inf), np.full_like(left.low, -np.inf)
    _cut(item.left, (low_left, high_left), open_, spans)
    _cut(item.right, (low_right, high_right), open_, spans)


def _without(span: Span, other: Span) -> tuple[Floats, Floats]:
    """The bounds of `span` without the value of `other`: an end is cut if it equals the only value of `other`."""
    is_point = other.low == other.high
    low = np.where(is_point & (span.low == other.low), above(span.low), span.low)
    return low, np.where(is_point & (span.high == other.high), below(span.high), span.high)


def _is_settled(before: Mapping[str, Any], after: Boxes, alive: NDArray[np.bool_]) -> bool:
    for name, (low, high) in after.items():
        old_low, old_high = before[name]
        is_same = (low == old_low) & (high == old_high)
        # The bounds are halved first: their difference may overflow.
        is_near = high / 2 - low / 2 > SETTLED * (old_high / 2 - old_low / 2)
        if np.any(alive & ~is_same & ~is_near):
            return False
    return True
