"""From a formula to the fastest form of it that is known to be right: the flow, once, as a list of steps."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from neurlang.errors import UsageError
from neurlang.ieee import in_ieee_arithmetic
from neurlang.kernels.expr import (
    Kernel,
    kernel_of,
    narrowed,
    parse,
    print_text,
    trace,
    with_ranges,
    within_type,
)
from neurlang.kernels.optimizing.attempt import Attempts
from neurlang.kernels.optimizing.candidates import find_forms, nothing_found, undefined_part
from neurlang.kernels.optimizing.checking import (
    can_be_checked,
    candidate,
    judgement_of,
    yardstick_of,
)
from neurlang.kernels.optimizing.effort import effort_of
from neurlang.kernels.optimizing.engine import STEPS, load_engine
from neurlang.kernels.optimizing.explaining import Proving, is_too_long
from neurlang.kernels.optimizing.first_look import first_look
from neurlang.kernels.optimizing.hints import LEAST_GAIN, hint_for
from neurlang.kernels.optimizing.knowledge import table_knowledge
from neurlang.kernels.optimizing.parts import PartJudge
from neurlang.kernels.optimizing.result import Measured, Optimized, Safety
from neurlang.kernels.optimizing.timing import Chooser, by_cost, choose
from neurlang.kernels.optimizing.trial import Chosen, bound_of
from neurlang.kernels.rules import checked_rules
from neurlang.kernels.search import DEFAULT_TOLERANCE, Tolerance, port_cost, read_tolerance
from neurlang.kernels.simd import CompileOptions, compile_kernel, domain_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from neurlang.kernels.expr import DType, Expr
    from neurlang.kernels.optimizing.candidates import Found, Progress
    from neurlang.kernels.optimizing.checking import Candidate
    from neurlang.kernels.optimizing.effort import Effort
    from neurlang.kernels.optimizing.knowledge import Knowledge
    from neurlang.kernels.rules import Rule
    from neurlang.kernels.simd import Timing

    Form = tuple[Expr, ...]

UNDEFINED_POINTS = 500
UNCHECKED = (
    "The formula is not rewritten: its exact value is defined and known at less than a tenth of the points."
)
SOON_PROVED = 80  # operations of a formula whose proofs are found at once
HINTED = "fast"  # the effort that a hint is worth

Formula = Callable[..., Any] | str | Kernel


@in_ieee_arithmetic
def optimize(
    formula: Formula,
    *,
    ranges: Mapping[str, tuple[float, float]] | None = None,
    dtype: DType | None = None,
    tolerance: Tolerance | str | None = None,
    effort: str | Effort = "default",
    rules: Path | Iterable[Rule] = (),
    knowledge: Knowledge | None = None,
    options: CompileOptions | None = None,
    estimating: bool = True,
    chooser: Chooser | None = None,
    hints: bool = False,
    progress: Progress = lambda _stage, _done, _total: None,
) -> Optimized:
    """The fastest form of a formula that stays within a tolerance, measured on this machine.

    Args:
        formula: a text, a Python function of numbers, or a `Kernel`.
        ranges: the closed interval of each input, by name; what is known of the inputs allows more rules.
        dtype: `f32` or `f64`; where nothing says otherwise, `f64`.
        tolerance: `"4ulp"` (the default), a relative error such as `"1e-6"`, or `"exact"`; see docs/optimize.md.
        effort: `fast`, `default` or `max`, or an `Effort` of one's own.
        rules: more rules than the table's, from a file or as `Rule`; they go through the table's scrutiny, once each.
        knowledge: other rewrites than the table's, with their analysis.
        options: how code is compiled, for timing and for the check of errors.
        estimating: whether forms with estimated reciprocals are tried too, in f32; source texts cannot say them.
        chooser: which of several codes is best, where that is not to be found by timing.
        hints: whether to look for ranges that would allow more, where some are not stated.
        progress: is told what is being done, how much of it is done, and how much there is.

    Raises:
        FormulaError: the formula cannot be read, a range is empty or has no number of the type, or its condition is
            never satisfied.
        UsageError: an argument is none of what it may be.
        FalseRuleError: one of `rules` does not hold; the text gives a counterexample.
        MissingPartError: `rules` are given, and z3 or SymPy is not installed.
        ContradictionError: a rule is false.
        NoisyMachineError: nothing can be measured on this machine now.

    """
    work, options = effort_of(effort), options or CompileOptions()
    asked = read_tolerance(tolerance) if isinstance(tolerance, str) else tolerance or DEFAULT_TOLERANCE
    kernel = within_type(with_ranges(kernel_from(formula, dtype), ranges or {}))
    plain = narrowed(replace(kernel, reduction=None))  # one element's work is rewritten, checked and timed
    known = knowledge or table_knowledge(plain, asked, checked_rules(rules))
    code = compile_kernel(plain, options)
    target = code.target.name
    load_engine(
        known, target, lambda done: progress("loading the engine (compiled at first use)", done, STEPS)
    )

    started = time.monotonic()
    progress("finding exact values", 0, 1)
    measure = yardstick_of(plain, code, asked)
    begin = time.monotonic()
    found, undefined = search(
        plain, known, work, target, progress, first_look(measure), PartJudge(plain, asked)
    )
    if not can_be_checked(measure):
        found, undefined = nothing_found(plain, known), (*undefined, UNCHECKED)
    written = candidate(plain, plain.outputs, measure, options)
    attempts = Attempts(
        judgement_of(written, measure),
        options,
        chooser or choose,
        work.measured,
        estimating and can_be_checked(measure),
        progress,
    )
    attempt = attempts.of(found, begin + work.seconds)
    chosen = attempt.chosen
    winner, is_improved = chosen.winner, chosen.winner is not written
    accepted = attempt.near - len(chosen.refused)
    way = found.way_to(attempt.made[0])
    proving = Proving(way if is_improved else (), attempt.made, known)
    if len(plain.nodes()) <= SOON_PROVED or asked.kind == "exact":
        progress("proving", 0, 1)
        proving()

    before = measured(kernel, written, chosen.written)
    after = measured(kernel, winner, chosen.timing) if is_improved else before

    def cost_under(other: Kernel) -> float:
        known = table_knowledge(other, asked, checked_rules(rules))
        forms = search(other, known, effort_of(HINTED), target)[0].forms
        cost = min(map(port_cost(target).of, forms), default=math.inf)
        if cost * LEAST_GAIN > after.cost:  # nothing that is worth a check
            return cost
        found = optimize(other, tolerance=asked, effort=HINTED, rules=rules, options=options, chooser=by_cost)
        return found.after.cost

    if hints:
        progress("looking for helpful ranges", 0, 1)
    return Optimized(
        before=before,
        after=after,
        tolerance=asked,
        proving=proving,
        rounds=found.rounds,
        search_ended=found.stop_reason,
        found=attempt.looked_at,
        accepted=accepted,
        notes=undefined
        + notes_of(
            written,
            asked,
            attempt.looked_at,
            accepted,
            is_unproved=is_improved and is_too_long(way, attempt.made),
        ),
        safe=safety_of(chosen, asked, proving),
        bound=bound_of(plain, winner, asked),
        hint=hint_for(plain, after.cost, cost_under) if hints and knowledge is None else None,
        seconds=time.monotonic() - started,
        graph=way[-1].graph,
        options=winner.options,
    )


def search(
    kernel: Kernel,
    known: Knowledge,
    work: Effort,
    target: str,
    progress: Progress = lambda _stage, _done, _total: None,
    is_near: Callable[[tuple[Expr, ...]], bool] = lambda _form: True,
    is_right: Callable[[Expr, Expr], bool] = lambda _part, _other: False,
) -> tuple[Found, tuple[str, ...]]:
    """Other forms of a kernel; none, with a note, where a part of it is defined nowhere.

    Raises:
        ContradictionError: a rule is false.

    """
    part = undefined_part(kernel, domain_points(kernel, UNDEFINED_POINTS))
    if part is None:
        deadline = time.monotonic() + work.seconds / 2
        return find_forms(kernel, known, work, target, is_near, is_right, deadline, progress), ()
    text = print_text(kernel_of((part,))).strip().splitlines()[-1]
    note = f"The formula is not rewritten: its part `{text}` gives no finite number anywhere."
    return nothing_found(kernel, known), (note,)


def safety_of(chosen: Chosen, tolerance: Tolerance, proving: Proving) -> Safety:
    """How it is known that the chosen form goes astray nowhere but where the form as written does."""
    if chosen.verdict is None:
        return "as written"
    if tolerance.kind == "exact":  # then every rule of the proof keeps the bits
        return "proved" if proving() else "tested"
    is_shown = (
        chosen.verdict.is_safe and chosen.winner.options.tolerance_ulp == 0
    )  # estimates are not analysed
    return "proved" if is_shown else "tested"


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
    if accuracy.lost:
        notes.append(
            f"At {accuracy.lost} of the points checked the form as written overflows or is NaN, the exact value not."
        )
    if tolerance.kind != "exact" and accuracy.worst_finite > tolerance.limit:
        error = f"{accuracy.worst_finite:.3g} {tolerance.unit}"
        notes.append(f"The form as written is itself off by {error} at its worst; {tolerance} is asked for.")
    if found and not accepted:
        notes.append(f"None of {found} other forms is within the tolerance: the form as written is returned.")
    if is_unproved:
        notes.append("The formula is too long for its proof to be written out: it was checked by its values.")
    return tuple(notes)
