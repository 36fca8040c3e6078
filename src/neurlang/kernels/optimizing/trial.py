"""The last word on the fastest form: nothing is believed that a proof or a directed search can break."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.kernels.accuracy import has_margin, may_go_astray, proved_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neurlang.kernels.accuracy import Bound, Verdict
    from neurlang.kernels.expr import Kernel
    from neurlang.kernels.optimizing.checking import Candidate, Judgement
    from neurlang.kernels.optimizing.timing import Chooser
    from neurlang.kernels.search import Tolerance
    from neurlang.kernels.simd import Timing

MOST_WORK = 400_000  # boxes times operations of the interval analysis
FEWEST_BOXES, MOST_BOXES = 8, 2000
BOUND_WORK, MOST_BOUND_BOXES = 2_000, 100  # the bound on errors is dearer


@dataclass(frozen=True, slots=True)
class Chosen:
    """The form that won, its timing and that of the form as written, and what was shown of it.

    `verdict` is None where the form as written won; `accepted` is what is left of the accepted forms.
    """

    winner: Candidate
    timing: Timing
    written: Timing
    verdict: Verdict | None
    accepted: tuple[Candidate, ...]


def chosen_form(
    kernel: Kernel, accepted: Sequence[Candidate], judgement: Judgement, chooser: Chooser
) -> Chosen:
    """The fastest accepted form that withstands its trial; `accepted` begins with the form as written.

    Raises:
        NoisyMachineError: nothing can be measured on this machine now.

    """
    left = list(accepted)
    while True:
        place, timing, written = chooser(kernel, [each.code for each in left])
        if place == 0:
            return Chosen(left[0], written, written, None, tuple(left))
        verdict = may_go_astray(kernel, left[place].outputs, most_boxes(kernel))
        if is_believed(left[place], verdict, judgement):
            return Chosen(left[place], timing, written, verdict, tuple(left))
        del left[place]


def is_believed(form: Candidate, verdict: Verdict, judgement: Judgement) -> bool:
    """Whether a form is shown to be safe, or far from all that could go wrong, and withstands the directed search."""
    if verdict.witness is not None:
        return False
    doubtful, compared = [box for box in verdict.open if not box.is_excused], judgement.screen
    if compared.tolerance.kind == "exact":  # rules of bits alone are used
        return judgement.withstands(form, verdict)
    overflows, loses = any(box.may_overflow for box in doubtful), any(box.may_lose for box in doubtful)
    if not has_margin(compared.kernel, form.outputs, compared.arrays, overflows=overflows, loses=loses):
        return False
    return judgement.withstands(form, verdict)


def most_boxes(kernel: Kernel, work: int = MOST_WORK, most: int = MOST_BOXES) -> int:
    """How many parts of the domain an analysis may look at: fewer for longer formulas."""
    return max(FEWEST_BOXES, min(most, work // len(kernel.nodes())))


def bound_of(kernel: Kernel, form: Candidate, tolerance: Tolerance) -> Bound | None:
    """What can be shown of the error of a form over the domain; None where bits must stay, or nothing can be shown.

    Estimated reciprocals are not analysed.
    """
    if tolerance.kind == "exact" or form.options.tolerance_ulp:
        return None
    boxes = most_boxes(kernel, BOUND_WORK, MOST_BOUND_BOXES)
    return proved_error(kernel, form.outputs, tolerance.kind, enough=tolerance.limit, most_boxes=boxes)
