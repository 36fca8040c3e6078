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
from neurlang.kernels.expr import DType, Expr, Op, number_of, ops_with, postorder

Step = Callable[[NDArray[np.float64]], NDArray[np.float64]]
Range = FloatRange | TruthRange
Ranges = dict[Expr, Range]

Args = tuple[FloatRange, ...]
Rule = Callable[[Args, Format, bool], FloatRange]  # the bool: whether both arguments are the same expression


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
    if node.op.is_connective:
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


def _of_numbers(node: Expr, args: Args, kind: Format) -> Range:
    is_same = len(node.args) > 1 and node.args[0] is node.args[1]
    if node.op.is_comparison:
        return choices.compare(node.op.name, args[0], args[1], kind.epsilon, is_same=is_same)
    if node.op.is_library:
        return call(node.op.name, args, kind)
    return RULES[node.op.name](args, kind, is_same)


def _difference(args: Args, kind: Format, is_same: bool) -> FloatRange:
    """A - b; a - a is 0, or NaN for an infinity."""
    a, b = args
    if not is_same:
        return arithmetic.add(a, arithmetic.negate(b), kind)
    zero = np.zeros_like(a.low)
    return arithmetic.range_from((zero, zero), kind, args=(a,), may_nan=a.may_inf, lost=zero)


def _to_integer(entry: Op) -> Rule:
    step = cast("Step", entry.numeric)
    return lambda args, kind, is_same: choices.whole(args[0], step, kind)


def _smaller(*, nan_wins: bool) -> Rule:
    return lambda args, kind, is_same: choices.minimum(args[0], args[1], kind, nan_wins=nan_wins)


def _larger(*, nan_wins: bool) -> Rule:
    return lambda args, kind, is_same: choices.maximum(args[0], args[1], kind, nan_wins=nan_wins)


# The range of each op of numbers that code is generated for; library functions have their own table.
RULES: dict[str, Rule] = {
    "add": lambda args, kind, is_same: arithmetic.add(args[0], args[1], kind, is_same=is_same),
    "sub": _difference,
    "mul": lambda args, kind, is_same: arithmetic.multiply(args[0], args[1], kind, is_same=is_same),
    "div": lambda args, kind, is_same: arithmetic.divide(args[0], args[1], kind, is_same=is_same),
    "neg": lambda args, kind, is_same: arithmetic.negate(args[0]),
    "abs": lambda args, kind, is_same: choices.absolute(args[0], kind),
    "sqrt": lambda args, kind, is_same: arithmetic.root(args[0], kind),
    "fma": lambda args, kind, is_same: arithmetic.fused(args[0], args[1], args[2], kind, is_same=is_same),
    "copysign": lambda args, kind, is_same: choices.copysign(args[0], args[1], kind),
    "min": _smaller(nan_wins=False),
    "max": _larger(nan_wins=False),
    "minimum": _smaller(nan_wins=True),
    "maximum": _larger(nan_wins=True),
    **{entry.name: _to_integer(entry) for entry in ops_with("integer")},
}
