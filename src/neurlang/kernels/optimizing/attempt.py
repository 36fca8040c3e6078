"""From the forms that a search found to those that are right, the best first."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from neurlang.kernels.accuracy import Yardstick
from neurlang.kernels.expr import Expr
from neurlang.kernels.optimizing.candidates import Found, Progress
from neurlang.kernels.optimizing.checking import Candidate, Judgement, candidate, different_code, until
from neurlang.kernels.optimizing.choosing import Chooser
from neurlang.kernels.optimizing.final_check import Chosen, accepted_forms
from neurlang.kernels.optimizing.reciprocals import ESTIMATES_ULP, by_reciprocals, divides, may_estimate
from neurlang.kernels.optimizing.tidying import tidy
from neurlang.kernels.simd import CompileOptions

Form = tuple[Expr, ...]

MOST_ESTIMATED = 5  # forms that are also tried with estimates
LONG_WORK = 2400  # forms times operations: beyond this, fewer forms are compiled
FEWEST = 6


@dataclass(frozen=True, slots=True)
class Attempt:
    """The outcome of a search: the form chosen, and the chain of forms it was derived from; the search found the first.

    `compiled` is how many forms were compiled, `near` how many of them are near enough at the points of the yardstick.
    """

    found: Found
    written: Candidate
    chosen: Chosen
    derived: tuple[Form, ...]
    compiled: int
    near: int

    @property
    def is_improved(self) -> bool:
        """Whether a form other than the one as written was chosen."""
        return self.chosen.winner is not self.written

    @property
    def accepted(self) -> int:
        """The number of forms that are near enough and were not refused on closer examination."""
        return self.near - len(self.chosen.refused)


@dataclass(frozen=True, slots=True)
class Attempts:
    """How forms are compiled, judged and chosen; at most `measured` of them."""

    judgement: Judgement
    options: CompileOptions
    chooser: Chooser
    measured: int
    estimating: bool
    progress: Progress

    def right_forms(self, found: Found, deadline: float) -> Iterator[Attempt]:
        """The forms of a search that are right, the fastest first, and finally the form as written.

        After `deadline`, a time of the monotonic clock, no more forms are examined, unless one was already found right.

        Raises:
            NoisyMachineError: nothing can be measured on this machine now.

        """
        yard, written = self.judgement.yard, self.judgement.written
        tidied = {
            form: form if yard.tolerance.kind == "exact" else tidy(form) for form in self.cheapest(found)
        }
        source_of = {after: before for before, after in reversed(tidied.items()) if after != before}
        forms = list(different_code(yard.kernel, list(tidied.values()), self.options))
        others: list[Candidate] = []
        for outputs in until(deadline, iter(forms)):
            self.progress("checking forms", len(others), len(forms))
            others.append(candidate(yard.kernel, outputs, yard, self.options))
        near = [written, *(form for form in others if form.accuracy.passes)]
        if self.estimating and may_estimate(yard.kernel, self.options, yard.tolerance):
            estimated = list(estimates(near[:MOST_ESTIMATED], yard, self.options))
            source_of = {by_reciprocals(each.outputs): each.outputs for each in reversed(near)} | source_of
            others += estimated
            near += [form for form in estimated if form.accuracy.passes]
        self.progress("measuring", 0, 1)
        for chosen in accepted_forms(yard.kernel, near, self.judgement, self.chooser, deadline):
            derived = lineage(chosen.winner.outputs, source_of, {written.outputs, *found.forms})
            yield Attempt(found, written, chosen, derived, len(others), len(near) - 1)

    def cheapest(self, found: Found) -> tuple[Form, ...]:
        """The cheapest forms; fewer if they are long, as these take longer to compile."""
        most = LONG_WORK // len(self.judgement.yard.kernel.nodes())
        return found.forms[: min(self.measured, max(FEWEST, most))]


def lineage(form: Form, source_of: Mapping[Form, Form], found: Container[Form]) -> tuple[Form, ...]:
    """The chain of forms from one that was found to the one given, each derived from the one before."""
    forms = [form]
    while forms[0] not in found:
        forms.insert(0, source_of[forms[0]])
    return tuple(forms)


def estimates(forms: Sequence[Candidate], measure: Yardstick, options: CompileOptions) -> Iterator[Candidate]:
    """The forms that contain divisions, again with reciprocals that the machine estimates."""
    faster = replace(options, tolerance_ulp=ESTIMATES_ULP)
    for form in forms:
        if divides(form.outputs):
            yield candidate(measure.kernel, by_reciprocals(form.outputs), measure, faster)
