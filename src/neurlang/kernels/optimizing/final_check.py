"""The final check of the fastest form: it is refused if a proof or a directed search can break it."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neurlang.kernels.accuracy import Bound, Tolerance, Verdict, analyse_safety, has_margin, proved_error
from neurlang.kernels.expr import Kernel
from neurlang.kernels.optimizing.checking import Candidate, Judgement
from neurlang.kernels.optimizing.choosing import Chooser
from neurlang.kernels.simd import Timing

MOST_WORK = 400_000  # boxes times operations of the interval analysis
FEWEST_BOXES, MOST_BOXES = 8, 2000
BOUND_WORK, MOST_BOUND_BOXES = 2_000, 100  # the bound on errors is more expensive
LONGEST_CUT = 120  # nodes of a formula whose domain is cut for the bound on errors


@dataclass(frozen=True, slots=True)
class Chosen:
    """The form that won, its timing and that of the form as written, and what was proved of it.

    `verdict` is None if the form as written won; `refused` are the faster forms that were not believed.
    """

    winner: Candidate
    timing: Timing
    written: Timing
    verdict: Verdict | None
    refused: tuple[Candidate, ...]


def accepted_forms(
    kernel: Kernel,
    forms: Sequence[Candidate],
    judgement: Judgement,
    chooser: Chooser,
    deadline: float = math.inf,
) -> Iterator[Chosen]:
    """The forms that are accepted and pass the final check, the fastest first, and finally the form as written.

    In: the forms, the one as written first. They are checked in the order of their speed, when they are asked for. If
    the first is wrong, no more are checked after the deadline (a time of the monotonic clock) until one is right.

    Raises:
        NoisyMachineError: nothing can be measured on this machine now.

    """
    refused: list[Candidate] = []
    is_any_right = False
    for place, timing, written in chooser(kernel, [each.code for each in forms]):
        form, verdict = forms[place], None
        if place:
            is_late = bool(refused) and not is_any_right and time.monotonic() > deadline
            verdict = None if is_late else verdict_of(kernel, form, judgement)
            if verdict is None:
                refused.append(form)
                continue
        is_any_right = True
        yield Chosen(form, timing, written, verdict, tuple(refused))


def verdict_of(
    kernel: Kernel, form: Candidate, judgement: Judgement, work: int = MOST_WORK
) -> Verdict | None:
    """What the interval analysis proves of a form, for `work` boxes times operations; None if it is not right."""
    if not judgement.accepts(form):
        return None
    verdict = analyse_safety(kernel, form.outputs, most_boxes(kernel))
    return verdict if passes_final_check(form, verdict, judgement) else None


def passes_final_check(form: Candidate, verdict: Verdict, judgement: Judgement) -> bool:
    """Whether a form is proved safe, or far from everything that could go wrong, and passes the directed search."""
    if verdict.witness is not None:
        return False
    doubtful, compared = [box for box in verdict.open if not box.is_excused], judgement.screen
    if compared.tolerance.kind == "exact":  # only exact rules are used
        return judgement.passes_search(form, verdict)
    overflows, loses = any(box.may_overflow for box in doubtful), any(box.may_lose for box in doubtful)
    own = frozenset() if form.options.tolerance_ulp else frozenset(judgement.written.code.form.nodes())
    if not has_margin(compared.kernel, form.outputs, compared.arrays, own, overflows=overflows, loses=loses):
        return False
    return judgement.passes_search(form, verdict)


def most_boxes(kernel: Kernel, work: int = MOST_WORK, most: int = MOST_BOXES) -> int:
    """How many parts of the domain an analysis may examine: fewer for longer formulas."""
    return max(FEWEST_BOXES, min(most, work // len(kernel.nodes())))


def bound_of(kernel: Kernel, form: Candidate, tolerance: Tolerance) -> Bound | None:
    """What can be proved of the error of a form over the domain; None under the `exact` tolerance, or if nothing can.

    Estimated reciprocals are not analysed.
    """
    if tolerance.kind == "exact" or form.options.tolerance_ulp:
        return None
    is_long = len(kernel.nodes()) > LONGEST_CUT
    boxes = 1 if is_long else most_boxes(kernel, BOUND_WORK, MOST_BOUND_BOXES)
    return proved_error(kernel, form.outputs, tolerance.kind, enough=tolerance.limit, most_boxes=boxes)
