"""From a kernel to forms of it that may be faster: pulses of saturation, with forms extracted from each graph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.cost import Models
from neurlang.kernels.egraph import EGraph
from neurlang.kernels.expr import Expr, Kernel, evaluate_expressions
from neurlang.kernels.optimizing.effort import Effort
from neurlang.kernels.optimizing.knowledge import Knowledge
from neurlang.kernels.search import Pulse, Saturation, graph_of, saturate, search_in_pulses

Form = tuple[Expr, ...]

Progress = Callable[
    [str, int, int], None
]  # receives the stage, how much of it is done, and how much there is


@dataclass(frozen=True, slots=True)
class Round:
    """What one pulse did: cycles by the model of cost before and after it, how saturation ended, seconds.

    `refused` is how many of the forms found were too far off at the first look; `phases` has the seconds of matching,
    applying, rebuilding, extracting, checking and repairing, as far as they took place.
    """

    before: float
    after: float
    refused: int
    saturation: Saturation
    seconds: float
    phases: dict[str, float]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the path from the form as written to another form: in `graph` its two ends are equal."""

    graph: EGraph
    before: Form
    after: Form


@dataclass(frozen=True, slots=True)
class Found:
    """The pulses, why they ended, and all forms found, cheapest first, without the form as written."""

    pulses: tuple[Pulse, ...]
    stop_reason: str
    forms: tuple[Form, ...]

    @property
    def rounds(self) -> tuple[Round, ...]:
        """A record of each pulse."""
        return tuple(
            Round(each.before, each.after, each.refused, each.saturation, each.seconds, each.phases)
            for each in self.pulses
        )

    def path_to(self, form: Form) -> tuple[Segment, ...]:
        """The segments from the form as written, through the starts of the pulses, to one of `forms` or itself."""
        last = next(place for place, each in enumerate(self.pulses) if form in each.forms)
        ends = [each.start for each in self.pulses[1 : last + 1]] + [form]
        return tuple(
            Segment(each.graph, each.start, end) for each, end in zip(self.pulses, ends, strict=False)
        )


def find_forms(
    kernel: Kernel,
    knowledge: Knowledge,
    effort: Effort,
    models: Models,
    is_near: Callable[[Form], bool],
    is_right: Callable[[Expr, Expr], bool],
    deadline: float,
    progress: Progress,
) -> Found:
    """Forms of a kernel's outputs that are near enough, all different, cheapest first.

    `is_near` says whether a form is near enough, `is_right` whether a part of a form may be replaced by another.

    Raises:
        ContradictionError: a rule is false.

    """
    found = search_in_pulses(
        kernel.outputs,
        knowledge.rewrites,
        knowledge.analysis,
        models,
        effort.plan,
        is_near,
        is_right,
        deadline,
        lambda done, total: progress("finding equal forms", done, total),
    )
    costs = {form: cost for pulse in found.rounds for form, cost in pulse.forms.items()}
    return Found(found.rounds, found.stop_reason, tuple(sorted(costs, key=lambda form: costs[form])))


def nothing_found(kernel: Kernel, knowledge: Knowledge) -> Found:
    """The graph of the form as written alone, for a formula that cannot be rewritten."""
    graph = graph_of(kernel.outputs, knowledge.analysis)
    pulse = Pulse(kernel.outputs, 0.0, graph, saturate(graph, ()), {kernel.outputs: 0.0}, 0, 0.0, {})
    return Found((pulse,), "saturated", ())


def undefined_part(kernel: Kernel, points: Sequence[NDArray[Any]]) -> Expr | None:
    """The first operation whose result is not finite at any of the points, or None.

    An operation with no finite value anywhere would let rules prove 0 = 1, as they only promise to hold wherever both
    sides are defined.
    """
    operations = [node for node in kernel.nodes() if node.args and node.kind == "r"]
    values = {name: array.astype(np.float64) for name, array in zip(kernel.names, points, strict=True)}
    results = evaluate_expressions(operations, values)
    found = zip(operations, results, strict=True)
    return next((node for node, result in found if not np.isfinite(result).any()), None)
