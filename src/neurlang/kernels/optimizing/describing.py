"""A result described for the user: figures, how safe it is, and notes."""

from __future__ import annotations

from neurlang.kernels.accuracy import Tolerance
from neurlang.kernels.cost import Cost
from neurlang.kernels.expr import Kernel
from neurlang.kernels.optimizing.attempt import Attempt
from neurlang.kernels.optimizing.checking import Candidate
from neurlang.kernels.optimizing.explaining import LazyProofs
from neurlang.kernels.optimizing.final_check import Chosen
from neurlang.kernels.optimizing.result import Measured, Safety
from neurlang.kernels.simd import Timing

TOO_LONG = "The formula is too long for its proof to be written out: it was checked by its values."


def figures_of(kernel: Kernel, attempt: Attempt, model: Cost) -> tuple[Measured, Measured]:
    """The form as written and the chosen one with their figures; the same value twice if no other form was chosen."""
    chosen = attempt.chosen
    before = _measured(kernel, attempt.written, chosen.written, model)
    return before, _measured(kernel, chosen.winner, chosen.timing, model) if attempt.is_improved else before


def _measured(kernel: Kernel, form: Candidate, timing: Timing, model: Cost) -> Measured:
    """A form with its figures, and with the kernel's reduction restored."""
    cost = model.of(form.outputs)
    outputs = kernel.with_outputs(*form.outputs)
    return Measured(outputs, timing.ns, timing.spread, form.accuracy, cost, timing.is_estimated)


def safety_of(chosen: Chosen, tolerance: Tolerance, lazy_proofs: LazyProofs) -> Safety:
    """How it is known that the chosen form fails only where the form as written does."""
    if chosen.verdict is None:
        return "as written"
    if tolerance.kind == "exact":  # then every rule of the proof keeps the bits
        return "proved" if lazy_proofs() else "tested"
    has_estimates = chosen.winner.options.tolerance_ulp != 0  # these are not analysed
    return "proved" if chosen.verdict.is_safe and not has_estimates else "tested"


def notes_of(attempt: Attempt, tolerance: Tolerance, *, is_unproved: bool) -> tuple[str, ...]:
    """What the user should know in addition to the result."""
    notes = []
    accuracy = attempt.written.accuracy
    if accuracy.undefined:
        notes.append(f"At {accuracy.undefined} of the points checked the formula is undefined (NaN).")
    if accuracy.unknown:
        notes.append(
            f"At {accuracy.unknown} of the points the exact value could not be found: they were not checked."
        )
    if accuracy.lost:
        notes.append(
            f"At {accuracy.lost} of the points checked the form as written overflows or is NaN, unlike the exact value."
        )
    if tolerance.kind != "exact" and accuracy.worst_finite > tolerance.limit:
        error = f"{accuracy.worst_finite:.3g} {tolerance.unit}"
        notes.append(f"The form as written is itself off by up to {error}; the tolerance is {tolerance}.")
    if attempt.compiled and not attempt.accepted:
        notes.append(
            f"None of the {attempt.compiled} other forms is within the tolerance: the form as written is kept."
        )
    if is_unproved:
        notes.append(TOO_LONG)
    return tuple(notes)
