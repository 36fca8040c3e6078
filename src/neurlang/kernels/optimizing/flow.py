"""From a formula to the fastest form of it that is known to be right, as a list of stages."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from numpy.typing import DTypeLike

from neurlang.ieee import in_ieee_arithmetic
from neurlang.kernels.accuracy import DEFAULT_TOLERANCE, Tolerance, Yardstick, tolerance_of
from neurlang.kernels.cost import Models
from neurlang.kernels.expr import Expr, Formula, Kernel, dtype_name, kernel_of, print_text, within_type
from neurlang.kernels.optimizing.attempt import Attempt, Attempts
from neurlang.kernels.optimizing.candidates import Found, Progress, find_forms, nothing_found, undefined_part
from neurlang.kernels.optimizing.checking import can_be_checked, candidate, judgement_of, yardstick_of
from neurlang.kernels.optimizing.choosing import Chooser, by_cost, choose
from neurlang.kernels.optimizing.describing import figures_of, notes_of, safety_of
from neurlang.kernels.optimizing.effort import Effort, effort_of
from neurlang.kernels.optimizing.engine import STEPS, load_engine
from neurlang.kernels.optimizing.explaining import LazyProofs, is_too_long
from neurlang.kernels.optimizing.final_check import bound_of
from neurlang.kernels.optimizing.first_look import first_look
from neurlang.kernels.optimizing.hints import LEAST_GAIN, Hint, hint_for
from neurlang.kernels.optimizing.judging import Measure, judge_for, judged
from neurlang.kernels.optimizing.knowledge import Knowledge
from neurlang.kernels.optimizing.parts import PartJudge
from neurlang.kernels.optimizing.result import Optimized
from neurlang.kernels.optimizing.task import Task, kernel_from, task_of
from neurlang.kernels.rules import Rule, checked_rules
from neurlang.kernels.simd import CompileOptions, domain_points

Form = tuple[Expr, ...]

UNDEFINED_POINTS = 500
UNCHECKED = (
    "The formula is not rewritten: its exact value is defined and known at less than a tenth of the points."
)
LOADING = "loading the engine (compiled at first use)"
SOON_PROVED = 80  # operations of a formula whose proofs are built at once
HINTED = "fast"  # the effort spent on a hint


@in_ieee_arithmetic
def optimize(
    formula: Formula,
    *,
    ranges: Mapping[str, tuple[float, float]] | None = None,
    dtype: DTypeLike | None = None,
    tolerance: Tolerance | str | float | None = None,
    effort: str | Effort = "default",
    rules: Path | Iterable[Rule] = (),
    knowledge: Knowledge | None = None,
    models: Models | None = None,
    options: CompileOptions | None = None,
    estimating: bool = True,
    measure: Measure = "unsure",
    chooser: Chooser | None = None,
    hints: bool = False,
    progress: Progress = lambda _stage, _done, _total: None,
) -> Optimized:
    """The fastest form of a formula that stays within a tolerance, measured on this machine.

    Args:
        formula: a text, a Python function of numbers, or a `Kernel`.
        ranges: the closed interval of each input, by name; narrower ranges allow more rules.
        dtype: `f32` or `f64`, or NumPy's name of one (`np.float32`); `f64` by default.
        tolerance: `"4ulp"` (the default), a relative error such as `1e-6`, or `"exact"`; see docs/optimize.md.
        effort: `fast`, `default` or `max`, or an `Effort` of your own.
        rules: rules in addition to the table's, from a file or as `Rule`; each is checked as the table's rules are.
        knowledge: rewrites other than the table's, with their analysis.
        models: the models of cost that guide the search; by default the Judge's, or those with the table's numbers.
        options: how code is compiled, for timing and for the check of errors.
        estimating: whether forms with estimated reciprocals are tried too, in f32; source texts cannot express them.
        measure: whether forms are timed `always`, `never`, or only where the Judge is `unsure` which one is best.
        chooser: decides which of several codes is best, instead of timing and the Judge.
        hints: whether to look for ranges that would allow more, if some are not stated.
        progress: receives the current stage, how much of it is done, and how much there is.

    Example:
        >>> import neurlang
        >>> found = neurlang.optimize("x/y + z/y", ranges={"x": (0, 1), "y": (1, 2), "z": (0, 1)}, effort="fast")
        >>> found.speedup >= 1, found.after.accuracy.worst <= 4
        (True, True)

    Raises:
        FormulaError: the formula cannot be read, a range is empty or has no number of the type, or its condition is
            never satisfied.
        UsageError: an argument is not one of the values that it may have.
        FalseRuleError: one of `rules` does not hold; the message has a counterexample.
        MissingPartError: `rules` are given, and z3 or SymPy is not installed.
        ContradictionError: a rule is false.
        NoisyMachineError: nothing can be measured on this machine now.

    """
    asked = tolerance_of(tolerance)
    kernel = kernel_from(formula, None if dtype is None else dtype_name(dtype), ranges or {})
    task = task_of(
        kernel, asked, effort_of(effort), checked_rules(rules), knowledge, options or CompileOptions(), models
    )
    may_hint = hints and knowledge is None
    chosen = chooser or judged(measure, task.code.target.name, choose)
    return next(results(task, chosen, progress, estimating=estimating, hints=may_hint))


@in_ieee_arithmetic
def right_forms(
    kernel: Kernel, most: int, *, effort: str | Effort, chooser: Chooser
) -> tuple[Optimized, ...]:
    """Up to `most` forms of a kernel, each of which `optimize` would return if the faster ones did not exist.

    If there are fewer, the form as written is the last.

    Raises:
        FormulaError: the kernel's condition is never satisfied.
        UsageError: there is no such effort.
        ContradictionError: a rule is false.
        NoisyMachineError: nothing can be measured on this machine now.

    """
    task = task_of(within_type(kernel), DEFAULT_TOLERANCE, effort_of(effort), (), None, CompileOptions())
    return tuple(islice(results(task, chooser), most))


def results(
    task: Task,
    chooser: Chooser,
    progress: Progress = lambda _stage, _done, _total: None,
    *,
    estimating: bool = True,
    hints: bool = False,
) -> Iterator[Optimized]:
    """The stages from a task to its results: the right forms, the fastest first, and finally the form as written.

    Raises:
        ContradictionError: a rule is false.
        NoisyMachineError: nothing can be measured on this machine now.

    """
    load_engine(task.knowledge, task.models, lambda done: progress(LOADING, done, STEPS))
    started = time.monotonic()
    progress("finding exact values", 0, 1)
    yard = yardstick_of(task.plain, task.code, task.tolerance)
    deadline = time.monotonic() + task.effort.seconds
    found, unchanged = explore(task, yard, progress)
    is_open = estimating and not unchanged
    for attempt in check_and_measure(task, yard, found, chooser, deadline, progress, estimating=is_open):
        lazy_proofs = prove(task, attempt, progress)
        before, after = figures_of(task.kernel, attempt, task.models.ranking)
        is_unproved = attempt.is_improved and is_too_long(lazy_proofs.path, attempt.derived)
        yield Optimized(
            before=before,
            after=after,
            tolerance=task.tolerance,
            lazy_proofs=lazy_proofs,
            rounds=found.rounds,
            search_ended=found.stop_reason,
            found=attempt.compiled,
            accepted=attempt.accepted,
            notes=(*unchanged, *notes_of(attempt, task.tolerance, is_unproved=is_unproved)),
            safe=safety_of(attempt.chosen, task.tolerance, lazy_proofs),
            bound=bound_of(task.plain, attempt.chosen.winner, task.tolerance),
            hint=find_hint(task, after.cost, progress) if hints else None,
            seconds=time.monotonic() - started,
            graph=found.path_to(attempt.derived[0])[-1].graph,
            options=attempt.chosen.winner.options,
            guided_by=judge_for(task.code.target.name)[1],
        )


def explore(task: Task, yard: Yardstick, progress: Progress) -> tuple[Found, tuple[str, ...]]:
    """Other forms of the formula; none, with a note, if it cannot be rewritten or its forms cannot be checked.

    Raises:
        ContradictionError: a rule is false.

    """
    judge = PartJudge(task.plain, task.tolerance)
    found, notes = search(task, progress, first_look(yard), judge)
    return (
        (found, notes)
        if can_be_checked(yard)
        else (nothing_found(task.plain, task.knowledge), (*notes, UNCHECKED))
    )


def check_and_measure(
    task: Task,
    yard: Yardstick,
    found: Found,
    chooser: Chooser,
    deadline: float,
    progress: Progress,
    *,
    estimating: bool,
) -> Iterator[Attempt]:
    """The forms found that are right, the fastest first; see `Attempts.right_forms`.

    Raises:
        NoisyMachineError: nothing can be measured on this machine now.

    """
    written = candidate(task.plain, task.plain.outputs, yard, task.options)
    judgement = judgement_of(written, yard)
    attempts = Attempts(judgement, task.options, chooser, task.effort.measured, estimating, progress)
    return attempts.right_forms(found, deadline)


def prove(task: Task, attempt: Attempt, progress: Progress) -> LazyProofs:
    """The proof that the chosen form is equal; built at once for a short formula, otherwise when it is asked for."""
    path = attempt.found.path_to(attempt.derived[0]) if attempt.is_improved else ()
    lazy_proofs = LazyProofs(path, attempt.derived, task.knowledge)
    if len(task.plain.nodes()) <= SOON_PROVED or task.tolerance.kind == "exact":
        progress("proving", 0, 1)
        lazy_proofs()
    return lazy_proofs


def find_hint(task: Task, cost: float, progress: Progress) -> Hint | None:
    """Ranges that would have allowed a cheaper form than the chosen one."""

    def cost_under(kernel: Kernel) -> float:
        other = task_of(
            kernel, task.tolerance, effort_of(HINTED), task.rules, None, task.options, task.models
        )
        least = min(map(task.models.ranking.of, search(other)[0].forms), default=math.inf)
        if least * LEAST_GAIN > cost:  # not worth a check
            return least
        found = optimize(
            kernel,
            tolerance=task.tolerance,
            effort=HINTED,
            rules=task.rules,
            options=task.options,
            models=task.models,
            chooser=by_cost(task.models.ranking),
        )
        return found.after.cost

    progress("looking for helpful ranges", 0, 1)
    return hint_for(task.plain, cost, cost_under)


def search(
    task: Task,
    progress: Progress = lambda _stage, _done, _total: None,
    is_near: Callable[[Form], bool] = lambda _form: True,
    is_right: Callable[[Expr, Expr], bool] = lambda _part, _other: False,
) -> tuple[Found, tuple[str, ...]]:
    """Other forms of a kernel; none, with a note, if a part of it has no finite value anywhere.

    Raises:
        ContradictionError: a rule is false.

    """
    part = undefined_part(task.plain, domain_points(task.plain, UNDEFINED_POINTS))
    if part is None:
        deadline = time.monotonic() + task.effort.seconds / 2
        found = find_forms(
            task.plain, task.knowledge, task.effort, task.models, is_near, is_right, deadline, progress
        )
        return found, ()
    text = print_text(kernel_of((part,))).strip().splitlines()[-1]
    note = f"The formula is not rewritten: its part `{text}` has no finite value anywhere."
    return nothing_found(task.plain, task.knowledge), (note,)
