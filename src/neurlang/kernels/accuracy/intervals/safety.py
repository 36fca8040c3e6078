"""Whether a form can fail where the formula as written does not: by overflow, NaN, or numbers lost to underflow.

Two properties are proved by `ranges` over boxes that together cover the domain (see `boxes`: the finite numbers of
the type within the ranges; the condition is ignored):

* *finite*: no computed result is an infinity or NaN. Intermediate values may be infinite only if the result is
  right all the same, as in 1/(1 + exp(-x)).
* *keeps small numbers*: underflow, and infinities that vanish on the way, change a result by less than the smallest
  normal number, or by less than machine epsilon times the result. So no result is 0 that would be a normal number
  without underflow, with the same rounding errors otherwise. Cancellation is another matter: the error bound
  covers it.
* for truth values: no NaN, overflow or underflow decides them.

Assumptions: arithmetic rounds to nearest as IEEE 754 says and keeps subnormal numbers; library functions are
within their stated error, as `float_functions` says; reciprocals are divided, not estimated.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy.intervals.boxes import Boxes, halves, whole_domain, widths
from neurlang.kernels.accuracy.intervals.float_range import FloatRange, TruthRange
from neurlang.kernels.accuracy.intervals.formats import FORMATS, Format
from neurlang.kernels.accuracy.intervals.ranges import Ranges, float_ranges
from neurlang.kernels.accuracy.intervals.shared import never_finite, shared_nodes, without_losses
from neurlang.kernels.expr import Expr, Kernel, evaluate_expressions, variables
from neurlang.kernels.simd import lower

Flags = NDArray[np.bool_]

MOST_BOXES = 2000  # examined in all
# Rounds of cutting; fewer if rounds times nodes would exceed the work.
MOST_ROUNDS, FEWEST_ROUNDS, ROUNDS_WORK = 7, 2, 700
MOST_CUTS = 4  # of a box in a round: a round costs the same for one box as for some hundred
# Boxes in a round; fewer if boxes times nodes would exceed the work.
WIDEST, NARROWEST, WORK = 512, 32, 12_800


@dataclass(frozen=True, slots=True)
class OpenBox:
    """A part of the domain in which something could not be proved: the range of each input, and what may happen.

    `is_excused`: the form is not at fault. Either the formula as written certainly has no finite result there; or the
    value that overflows is also computed by the formula as written, and its result is lost with it; or what underflow
    loses is lost in values that the formula as written computes as well.
    """

    ranges: dict[str, tuple[float, float]]
    may_overflow: bool
    may_lose: bool
    is_excused: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was proved for a form; the module defines the words.

    `open` holds all boxes left open, at most `MOST_BOXES`. `boxes` counts the boxes examined. `witness` is a point
    where the form fails and the formula as written does not, or None; the search stops at the first one.
    """

    is_finite: bool
    keeps_small: bool
    open: tuple[OpenBox, ...]
    boxes: int
    seconds: float
    witness: dict[str, float] | None

    @property
    def is_proved(self) -> bool:
        """Whether the form never fails in the domain."""
        return self.is_finite and self.keeps_small

    @property
    def is_safe(self) -> bool:
        """Whether the form fails only where the formula as written does."""
        return all(box.is_excused for box in self.open)


def analyse_safety(kernel: Kernel, outputs: Sequence[Expr], most_boxes: int = MOST_BOXES) -> Verdict:
    """Try to prove that a form of a kernel fails only where the formula as written does.

    In: the kernel as written, the form's outputs over the same inputs, and how many boxes may be examined. A
    reduction is ignored: what is proved holds for every element.
    """
    started = time.perf_counter()
    search = _Search(kernel, tuple(outputs))
    with np.errstate(all="ignore"):
        left, count = search.run(most_boxes)
        open_boxes = search.described(left)
    return Verdict(
        not any(box.may_overflow for box in open_boxes),
        not any(box.may_lose for box in open_boxes),
        open_boxes,
        count,
        time.perf_counter() - started,
        search.witness,
    )


class _Search:
    """Cuts the boxes in which something is still unproved, until none are left or there are too many."""

    def __init__(self, kernel: Kernel, outputs: tuple[Expr, ...]) -> None:
        plain = replace(kernel, reduction=None)
        self.written = lower(plain)
        self.form = lower(plain.with_outputs(*outputs))
        self.kind: Format = FORMATS[kernel.dtype]
        self.rounds = max(FEWEST_ROUNDS, min(MOST_ROUNDS, ROUNDS_WORK // len(self.form.nodes())))
        self.widest = max(NARROWEST, min(WIDEST, WORK // len(self.form.nodes())))
        used = variables(self.form.outputs)
        self.shared = shared_nodes(self.written, self.form)
        self.is_other = self.form.outputs != self.written.outputs
        self.witness: dict[str, float] | None = None
        self.used = np.array([name in used for name in kernel.names], np.bool_)

    def run(self, most_boxes: int) -> tuple[Boxes, int]:
        """The boxes left open, and how many were examined."""
        waiting, count, settled = whole_domain(self.form), 0, []
        for rounds in range(self.rounds):
            if rounds:
                waiting = self.cut(waiting, min(most_boxes - count, self.widest))
            count += waiting.count
            found = self.ranges(waiting)
            left = np.logical_or(*self.faults(found))
            excused = left & self.excused(waiting, found) if self.is_other else np.zeros_like(left)
            settled.append(waiting.take(excused))
            waiting = waiting.take(left & ~excused)
            self.witness = self.find_witness(waiting) if self.is_other else None
            is_spent = 2 * waiting.count > min(most_boxes - count, self.widest)
            if is_spent or self.witness or not self.can_cut(waiting):
                break
        return functools.reduce(Boxes.join, settled, waiting), count

    def find_witness(self, boxes: Boxes) -> dict[str, float] | None:
        """A corner of a box where, by evaluation, the form fails and the formula as written does not."""
        points = np.concatenate((boxes.low, boxes.high), axis=1)
        values = dict(zip(boxes.names, points, strict=True))
        computed, own = (
            evaluate_expressions(kernel.outputs, values, self.kind.dtype)
            for kernel in (self.form, self.written)
        )
        wrong = np.zeros(points.shape[1], np.bool_)
        for result, written in zip(computed, own, strict=True):
            if result.dtype != np.bool_:
                is_lost = (result == 0) & (np.abs(written) >= 2 * self.kind.normal)
                wrong |= np.isfinite(written) & (~np.isfinite(result) | is_lost)
        if not wrong.any():
            return None
        place = int(np.argmax(wrong))
        return {name: float(value) for name, value in zip(boxes.names, points[:, place], strict=True)}

    def can_cut(self, boxes: Boxes) -> bool:
        """Whether some box is more than a single point in the inputs that the form uses."""
        return bool((self.used[:, None] & (boxes.low < boxes.high)).any())

    def cut(self, boxes: Boxes, most: int) -> Boxes:
        """Every box cut in two along the used input that spans the most numbers, several times."""
        for _ in range(MOST_CUTS):
            if 2 * boxes.count > most:
                break
            spans = np.where(self.used[:, None], widths(boxes, self.kind), -1.0)
            boxes = halves(boxes, np.argmax(spans, axis=0), self.kind)
        return boxes

    def ranges(self, boxes: Boxes) -> Ranges:
        """The ranges of what the form computes in the boxes."""
        return float_ranges(self.form.outputs, boxes, self.kind.dtype)

    def faults(self, found: Ranges) -> tuple[Flags, Flags]:
        """Where some result may not be finite, and where one may have been lost."""
        pairs = [self.fault(found[output]) for output in self.form.outputs]
        return np.logical_or.reduce([pair[0] for pair in pairs]), np.logical_or.reduce(
            [pair[1] for pair in pairs]
        )

    def fault(self, result: FloatRange | TruthRange) -> tuple[Flags, Flags]:
        """The same for one result."""
        if isinstance(result, TruthRange):
            return np.zeros_like(result.in_doubt), result.in_doubt
        harmless = (result.lost < self.kind.normal) | (result.lost <= self.kind.epsilon * result.least)
        return ~result.is_finite, ~harmless

    def described(self, boxes: Boxes) -> tuple[OpenBox, ...]:
        """The boxes left open, for people."""
        if not boxes.count:
            return ()
        found = self.ranges(boxes)
        may_overflow, may_lose = self.faults(found)
        excused = self.excused(boxes, found)
        return tuple(
            OpenBox(
                {
                    name: (float(boxes.low[place, box]), float(boxes.high[place, box]))
                    for place, name in enumerate(boxes.names)
                },
                bool(may_overflow[box]),
                bool(may_lose[box]),
                bool(excused[box]),
            )
            for box in range(boxes.count)
        )

    def excused(self, boxes: Boxes, found: Ranges) -> Flags:
        """The boxes in which the form may fail only where the formula as written does, too."""
        own = float_ranges(self.written.outputs, boxes, self.kind.dtype)
        kept = float_ranges(self.form.outputs, boxes, self.kind.dtype, without_losses(found, self.shared))
        verdicts = []
        for place, output in enumerate(self.form.outputs):
            if output is self.written.outputs[place]:
                continue
            may_overflow, may_lose = self.fault(found[output])
            as_written = own[self.written.outputs[place]]
            is_lost = (
                as_written.is_never_finite if isinstance(as_written, FloatRange) else np.zeros_like(may_lose)
            )
            overflow_excused = is_lost | self.shares_overflow(boxes, found, place)
            loss_excused = is_lost | ~self.fault(kept[output])[1]
            verdicts.append((~may_overflow | overflow_excused) & (~may_lose | loss_excused))
        return np.logical_and.reduce(verdicts) if verdicts else np.ones(boxes.count, np.bool_)

    def shares_overflow(self, boxes: Boxes, found: Ranges, place: int) -> Flags:
        """Where every overflow of the form is in a shared node, and makes the formula as written overflow, too."""
        excused = np.ones(boxes.count, np.bool_)
        result = self.written.outputs[place]
        for node in self.form.with_outputs(self.form.outputs[place]).nodes():
            value = found[node]
            if not isinstance(value, FloatRange) or not value.may_overflow.any():
                continue
            if node not in self.shared:
                excused &= ~value.may_overflow
                continue
            known = {node: never_finite(value)}
            taken = float_ranges((result,), boxes, self.kind.dtype, known)[result]
            is_lost = taken.is_never_finite if isinstance(taken, FloatRange) else np.zeros_like(excused)
            excused &= ~value.may_overflow | is_lost
        return excused
