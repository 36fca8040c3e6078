"""From a formula to the fastest form of it that is known to be right: the flow, once, as a list of steps."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from neurlang.errors import UsageError
from neurlang.ieee import in_ieee_arithmetic
from neurlang.kernels.expr import Kernel, kernel_of, parse, print_text, trace, with_ranges
from neurlang.kernels.optimizing.candidates import find_forms, nothing_found, undefined_part
from neurlang.kernels.optimizing.checking import (
    Judgement,
    can_be_checked,
    candidate,
    different_code,
    until,
    yardstick_of,
)
from neurlang.kernels.optimizing.effort import effort_of
from neurlang.kernels.optimizing.engine import STEPS, load_engine
from neurlang.kernels.optimizing.explaining import checked_proofs
from neurlang.kernels.optimizing.knowledge import table_knowledge
from neurlang.kernels.optimizing.reciprocals import ESTIMATES_ULP, by_reciprocals, divides, may_estimate
from neurlang.kernels.optimizing.result import Measured, Optimized
from neurlang.kernels.optimizing.timing import Chooser, choose
from neurlang.kernels.rules import checked_rules
from neurlang.kernels.search import DEFAULT_TOLERANCE, Tolerance, port_cost, read_tolerance
from neurlang.kernels.simd import CompileOptions, compile_kernel, domain_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from neurlang.kernels.expr import DType, Expr
    from neurlang.kernels.optimizing.candidates import Found, Progress
    from neurlang.kernels.optimizing.checking import Candidate
    from neurlang.kernels.optimizing.effort import Effort
    from neurlang.kernels.optimizing.knowledge import Knowledge
    from neurlang.kernels.rules import Rule
    from neurlang.kernels.search import Yardstick
    from neurlang.kernels.simd import Timing

UNDEFINED_POINTS = 500
UNCHECKED = (
    "The formula is not rewritten: its exact value is defined and known at less than a tenth of the points."
)
MOST_ESTIMATED = 5  # forms that are tried with estimates too

Formula = Callable[..., Any] | str | Kernel


@in_ieee_arithmetic
def optimize(
    formula: Formula,
    *,
    ranges: Mapping[str, tuple[float, float]] | None = None,
    dtype: DType | None = None,
    tolerance: Tolerance | str | None = None,
    effort: str = "default",
    rules: Path | Iterable[Rule] = (),
    knowledge: Knowledge | None = None,
    options: CompileOptions | None = None,
    chooser: Chooser | None = None,
    progress: Progress = lambda _stage, _done, _total: None,
) -> Optimized:
    """The fastest form of a formula that stays within a tolerance, measured on this machine.

    Args:
        formula: a text, a Python function of numbers, or a `Kernel`.
        ranges: the closed interval of each input, by name; what is known of the inputs allows more rules.
        dtype: `f32` or `f64`; where nothing says otherwise, `f64`.
        tolerance: `"4ulp"` (the default), a relative error such as `"1e-6"`, or `"exact"`; see docs/optimize.md.
        effort: `fast`, `default` or `max`.
        rules: more rules than the table's, from a file or as `Rule`; they go through the table's scrutiny, once each.
        knowledge: other rewrites than the table's, with their analysis.
        options: how code is compiled, for timing and for the check of errors.
        chooser: which of several codes is best, where that is not to be found by timing.
        progress: is told what is being done, how much of it is done, and how much there is.

    Raises:
        FormulaError: the formula cannot be read, a range is empty, or its condition is never satisfied.
        UsageError: an argument is none of what it may be.
        FalseRuleError: one of `rules` does not hold; the text gives a counterexample.
        MissingPartError: `rules` are given, and z3 or SymPy is not installed.
        ContradictionError: a rule is false.
        NoisyMachineError: nothing can be measured on this machine now.

    """
    work, options = effort_of(effort), options or CompileOptions()
    asked = read_tolerance(tolerance) if isinstance(tolerance, str) else tolerance or DEFAULT_TOLERANCE
    kernel = with_ranges(kernel_from(formula, dtype), ranges or {})
    plain = replace(kernel, reduction=None)  # what is rewritten, checked and timed: one element's work
    known = knowledge or table_knowledge(plain, asked, checked_rules(rules))
    code = compile_kernel(plain, options)
    target = code.target.name
    load_engine(
        known, target, lambda done: progress("loading the engine (compiled at first use)", done, STEPS)
    )

    begin = time.monotonic()
    found, undefined = search(plain, known, work, target, progress)
    progress("finding exact values", 0, 1)
    started = time.monotonic()
    measure = yardstick_of(plain, code, asked)
    seconds = time.monotonic() - started
    written = candidate(plain, plain.outputs, measure, options)
    forms = list(islice(different_code(plain, found.forms, options), work.measured))
    if not can_be_checked(measure):
        forms, undefined = [], (*undefined, UNCHECKED)
    others: list[Candidate] = []
    for outputs in until(begin + work.seconds, iter(forms)):
        progress("checking forms", len(others), len(forms))
        others.append(candidate(plain, outputs, measure, options))
    judgement = Judgement(plain, written, measure, seconds)
    accepted = [written, *filter(judgement.accepts, others)]
    made_of: dict[
        tuple[Expr, ...], tuple[Expr, ...]
    ] = {}  # a form with reciprocals: the form that it was made of
    if can_be_checked(measure) and may_estimate(plain, options, asked):
        estimating = list(estimates(plain, accepted[:MOST_ESTIMATED], measure, options))
        made_of = {by_reciprocals(each.outputs): each.outputs for each in reversed(accepted[:MOST_ESTIMATED])}
        others += estimating
        accepted += filter(judgement.accepts, estimating)
    progress("measuring", 0, 1)
    place, fastest, first = (chooser or choose)(plain, [each.code for each in accepted])
    winner = accepted[place]
    progress("proving", 0, 1)
    form = made_of.get(winner.outputs, winner.outputs)
    proofs = checked_proofs(found.graph, plain.outputs, form, winner.outputs, known) if place else ()

    before = measured(kernel, written, first)
    return Optimized(
        before=before,
        after=measured(kernel, winner, fastest) if place else before,
        tolerance=asked,
        proofs=proofs,
        saturation=found.saturation,
        found=len(others),
        accepted=len(accepted) - 1,
        notes=undefined
        + notes_of(written, asked, len(others), len(accepted) - 1, is_unproved=bool(place and not proofs)),
        seconds=time.monotonic() - begin,
        graph=found.graph,
        options=winner.options,
    )


def search(
    kernel: Kernel, known: Knowledge, work: Effort, target: str, progress: Progress
) -> tuple[Found, tuple[str, ...]]:
    """Other forms of a kernel; none, with a note, where a part of it is defined nowhere.

    Raises:
        ContradictionError: a rule is false.

    """
    part = undefined_part(kernel, domain_points(kernel, UNDEFINED_POINTS))
    if part is None:
        return find_forms(kernel, known, work, target, time.monotonic() + work.seconds / 2, progress), ()
    text = print_text(kernel_of((part,))).strip().splitlines()[-1]
    note = f"The formula is not rewritten: its part `{text}` gives no finite number anywhere."
    return nothing_found(kernel, known), (note,)


def estimates(
    kernel: Kernel, forms: Sequence[Candidate], measure: Yardstick, options: CompileOptions
) -> Iterator[Candidate]:
    """The forms that divide once more, with reciprocals that the machine estimates."""
    faster = replace(options, tolerance_ulp=ESTIMATES_ULP)
    for form in forms:
        if divides(form.outputs):
            yield candidate(kernel, by_reciprocals(form.outputs), measure, faster)


def kernel_from(formula: Formula, dtype: DType | None) -> Kernel:
    """The kernel that a text, a function or a kernel is."""
    if isinstance(formula, Kernel):
        return formula if dtype is None else replace(formula, dtype=dtype)
    if isinstance(formula, str):
        return parse(formula, dtype=dtype or "f64")
    if callable(formula):
        return trace(getattr(formula, "__wrapped__", formula), dtype=dtype or "f64")
    raise UsageError(f"A formula is a text, a function or a Kernel, found {type(formula).__name__}.")


def measured(kernel: Kernel, form: Candidate, timing: Timing) -> Measured:
    """A form with its figures; a reduction is put around it again."""
    cost = port_cost(form.code.target.name).of(form.outputs)
    return Measured(kernel.with_outputs(*form.outputs), timing.ns, timing.spread, form.accuracy, cost)


def notes_of(
    written: Candidate, tolerance: Tolerance, found: int, accepted: int, *, is_unproved: bool
) -> tuple[str, ...]:
    """What the user should know beside the result."""
    notes = []
    accuracy = written.accuracy
    if accuracy.undefined:
        notes.append(f"At {accuracy.undefined} of the points checked the formula is undefined (NaN).")
    if accuracy.unknown:
        notes.append(
            f"At {accuracy.unknown} of the points the exact value could not be found: they were not checked."
        )
    if tolerance.kind != "exact" and accuracy.worst > tolerance.limit:
        error = f"{accuracy.worst:.3g} {tolerance.unit}"
        notes.append(f"The form as written is itself off by {error} at its worst; {tolerance} is asked for.")
    if found and not accepted:
        notes.append(f"None of {found} other forms is within the tolerance: the form as written is returned.")
    if is_unproved:
        notes.append("The formula is too long for its proof to be written out: it was checked by its values.")
    return tuple(notes)
