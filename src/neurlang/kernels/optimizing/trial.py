"""The last word on the fastest form: nothing is believed that a proof or a directed search can break."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.kernels.accuracy import may_go_astray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neurlang.kernels.accuracy import Verdict
    from neurlang.kernels.expr import Kernel
    from neurlang.kernels.optimizing.checking import Candidate, Judgement
    from neurlang.kernels.optimizing.timing import Chooser
    from neurlang.kernels.simd import Timing

MOST_WORK = 400_000  # boxes times operations of the interval analysis
FEWEST_BOXES = 8


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
        if verdict.witness is None and judgement.withstands(left[place], verdict):
            return Chosen(left[place], timing, written, verdict, tuple(left))
        del left[place]


def most_boxes(kernel: Kernel) -> int:
    """How many parts of the domain the interval analysis may look at: fewer for longer formulas."""
    return max(FEWEST_BOXES, min(2000, MOST_WORK // len(kernel.nodes())))
