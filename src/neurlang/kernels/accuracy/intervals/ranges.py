"""Interval analysis of the floating-point computation itself: with rounding, overflow and underflow.

Every operation of the compiled form is followed in the kernel's type, for many boxes of the domain at a time. The
results hold for code that fuses products into sums and for code that does not.

Method: Moore, "Interval Analysis", 1966, with ends rounded as the operation itself rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy.intervals import float_arithmetic as arithmetic
from neurlang.kernels.accuracy.intervals import float_choices as choices
from neurlang.kernels.accuracy.intervals.boxes import Boxes
from neurlang.kernels.accuracy.intervals.float_functions import call
from neurlang.kernels.accuracy.intervals.float_range import FloatRange, TruthRange
from neurlang.kernels.accuracy.intervals.formats import FORMATS, Format
from neurlang.kernels.expr import DType, Expr, number_of, op, postorder

Step = Callable[[NDArray[np.float64]], NDArray[np.float64]]
Range = FloatRange | TruthRange
Ranges = dict[Expr, Range]

COMPARISONS = ("lt", "le", "gt", "ge", "eq", "ne")
CONNECTIVES = ("and", "or", "not")
STEPS = ("floor", "ceil", "trunc", "rint", "round")


def float_ranges(
    roots: Sequence[Expr], boxes: Boxes, dtype: DType, known: Mapping[Expr, Range] | None = None
) -> Ranges:
    """The computed range of every node below the roots, in every box.

    In: lowered expressions (see `neurlang.kernels.simd.lower`) over the boxes' inputs; `known` has the ranges of
    nodes that need not be computed.
    """
    kind = FORMATS[dtype]
    found: Ranges = dict(known or {})
    with np.errstate(all="ignore"):
        for node in postorder(roots):
            if node not in found:
                found[node] = _range(node, found, boxes, kind)
    return found


def _range(node: Expr, found: Ranges, boxes: Boxes, kind: Format) -> Range:
    match node.op.name:
        case "const":
            return arithmetic.constant_range(number_of(node), boxes.count, kind)
        case "var":
            return arithmetic.input_range(*boxes.interval(str(node.value)), kind)
        case "true" | "false":
            is_true = np.full(boxes.count, node.op.name == "true")
            return TruthRange(is_true, ~is_true, np.zeros_like(is_true))
    if node.op.name in CONNECTIVES:
        return choices.connect(node.op.name, [_truth(found[arg]) for arg in node.args])
    if node.op.name == "select":
        condition, first, second = (found[arg] for arg in node.args)
        return choices.select(_truth(condition), _numbers(first), _numbers(second), kind)
    result = _of_numbers(node, tuple(_numbers(found[arg]) for arg in node.args), kind)
    if node.op.name == "div" and node.args[1].op.name == "add" and node.args[0] in node.args[1].args:
        return _part_of_whole(_numbers(result), [_numbers(found[arg]) for arg in node.args[1].args])
    return result


def _numbers(found: Range) -> FloatRange:
    assert isinstance(found, FloatRange)
    return found


def _truth(found: Range) -> TruthRange:
    assert isinstance(found, TruthRange)
    return found


def _part_of_whole(found: FloatRange, parts: Sequence[FloatRange]) -> FloatRange:
    """A / (a + b) is at most 1 if no part is negative: the rounded sum is not below a."""
    holds = np.logical_and.reduce([part.low >= 0 for part in parts]) & ~found.may_nan
    found.low = np.where(holds, np.maximum(found.low, 0.0), found.low)
    found.high = np.where(holds, np.minimum(found.high, 1.0), found.high)
    return found


def _with_itself(a: FloatRange, kind: Format) -> FloatRange:
    """A - a is 0, or NaN for an infinity."""
    zero = np.zeros_like(a.low)
    return arithmetic.finished((zero, zero), kind, args=(a,), may_nan=a.may_inf, lost=zero)


def _of_numbers(node: Expr, args: tuple[FloatRange, ...], kind: Format) -> Range:
    name, a, b = node.op.name, args[0], args[min(1, len(args) - 1)]
    is_same = len(node.args) > 1 and node.args[0] is node.args[1]
    if name in COMPARISONS:
        return choices.compare(name, a, b, kind.epsilon, is_same=is_same)
    if node.op.is_library:
        return call(name, args, kind)
    match name:
        case "add":
            return arithmetic.add(a, b, kind, is_same=is_same)
        case "sub" if is_same:
            return _with_itself(a, kind)
        case "sub":
            return arithmetic.add(a, arithmetic.negate(b), kind)
        case "mul":
            return arithmetic.multiply(a, b, kind, is_same=is_same)
        case "div":
            return arithmetic.divide(a, b, kind, is_same=is_same)
    return _exact_or_root(name, args, kind, is_same=is_same)


def _exact_or_root(name: str, args: tuple[FloatRange, ...], kind: Format, *, is_same: bool) -> FloatRange:
    a, b = args[0], args[min(1, len(args) - 1)]
    if name in STEPS:
        return choices.whole(a, cast("Step", op(name).numeric), kind)
    match name:
        case "neg":
            return arithmetic.negate(a)
        case "abs":
            return choices.absolute(a, kind)
        case "sqrt":
            return arithmetic.root(a, kind)
        case "fma":
            return arithmetic.fused(a, b, args[2], kind, is_same=is_same)
        case "copysign":
            return choices.copysign(a, b, kind)
        case "min" | "minimum":
            return choices.minimum(a, b, kind, nan_wins=name == "minimum")
        case "max" | "maximum":
            return choices.maximum(a, b, kind, nan_wins=name == "maximum")
    raise AssertionError(f"'{name}' is lowered before code is made")
