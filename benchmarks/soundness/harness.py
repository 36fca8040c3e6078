"""Comparing a rewritten form with the form as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from neurlang.errors import UsageError
from soundness.points import draw_points
from soundness.subject import below, domain_of
from soundness.trial import Outcome, Trial
from soundness.verdict import Output

if TYPE_CHECKING:
    from soundness.subject import Subject

DRAWN = 10_000


def check(subject: Subject, seed: int, drawn: int = DRAWN) -> Outcome:
    """The faults of a form at `drawn` points and up to 3,000 that searches add, for each output separately.

    The same for the same seed. If hardly any draw lies in the domain there are fewer points, or none.

    Raises:
        UsageError: the kernel has no inputs.

    """
    if not subject.kernel.inputs:
        raise UsageError(f"'{subject.kernel.name}' has no inputs: there is nothing to search.")
    draw = np.random.default_rng(seed)
    domain = domain_of(subject.kernel)
    points = draw_points(domain, drawn, draw)
    outcome = Outcome()
    for place, root in enumerate(subject.kernel.outputs if len(points[0]) else ()):
        Trial(subject, domain, Output(place, root, below((root,)), subject.of), draw, outcome).run(points)
    return outcome
