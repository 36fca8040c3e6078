"""What `nl optimize` reports, as lines for people."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neurlang.kernels.optimizing import Measured, Optimized
    from neurlang.pipeline import CoreResult


SAFETY = {
    "proved": "proved: no overflow, NaN or lost number in the ranges, except where the form as written has one",
    "tested": "tested: no overflow, NaN or lost number found, except where the form as written has one",
}


def report_lines(found: Optimized, *, is_explained: bool) -> Iterable[str]:
    """Before, after, speed-up, error, rules; with every step of the proofs if requested."""
    after, unit = found.after, found.tolerance.unit
    yield from form_lines("before", found.before)
    if found.is_improved:
        yield from form_lines("after", after)
        spread = "uncertain by" if after.is_estimated else "spread of rounds"
        yield f"{'faster':<10}{found.speedup:.2f} times ({after.kernel.dtype}, {spread} {after.spread:.1%})"
    else:
        yield f"{'after':<10}the same: no form within the tolerance is faster beyond noise"
    yield f"{'error':<10}{error_text(after, unit)}; asked for: {found.tolerance}"
    if found.bound is not None and math.isfinite(found.bound.worst):
        within = f"; within {found.tolerance}: proved" if found.is_error_proved else ""
        yield f"{'bound':<10}proved: at most {found.bound.worst:.3g} {unit} anywhere in the ranges{within}"
    if found.is_improved:
        yield f"{'safe':<10}{SAFETY[found.safe]}"
    if found.is_improved:
        yield f"{'rules':<10}{rules_text(found, is_explained=is_explained)}"
    nodes = max(each.saturation.nodes for each in found.rounds)
    count = f"{len(found.rounds)} rounds" if len(found.rounds) > 1 else "1 round"
    yield (
        f"{'search':<10}{count} of at most {nodes} nodes, stopped by: {found.search_ended}; "
        f"{found.found} other forms, {found.accepted} within the tolerance; {found.seconds:.2f} s"
    )
    timed = "forms were not timed" if after.is_estimated else "forms were timed"
    yield f"{'costs':<10}{found.guided_by}; {timed}"
    if found.options.tolerance_ulp:
        yield f"{'code':<10}estimates reciprocals: kernel(…, tolerance_ulp={found.options.tolerance_ulp:g})"
    if found.hint is not None:
        ranges = " ".join(
            f"--range {name}={low:g}:{high:g}" for name, (low, high) in found.hint.ranges.items()
        )
        yield f"{'hint':<10}{ranges} would allow a form about {found.hint.gain:.1f} times as fast, by the model of cost"
    for note in found.notes:
        yield f"{'note':<10}{note}"
    if is_explained:
        for proof in found.proofs:
            yield ""
            yield from proof.lines()


def rules_text(found: Optimized, *, is_explained: bool) -> str:
    """The rules that lead from the one form to the other, if their proofs were found or requested."""
    if not (found.has_proofs or is_explained):
        return "the formula is long: --explain finds the steps"
    return ", ".join(found.rules) or "the proof is too long to be written out"


def form_lines(title: str, form: Measured) -> Iterable[str]:
    """A form, on as many lines as its text has, and its time."""
    first, *rest = form.text().strip().splitlines()
    yield f"{title:<10}{first}"
    for line in rest:
        yield f"{'':<10}{line}"
    yield f"{'':<10}{form.ns:.3g} ns an element{', estimated' if form.is_estimated else ''}"


def error_text(form: Measured, unit: str) -> str:
    """The largest finite error with its place, the mean, and the number of points without a finite result.

    The place has all its digits: with fewer, x = 99.99999999999999 is 100, another point.
    """
    accuracy, number = form.accuracy, form.kernel.float_type
    where = ", ".join(f"{name}={number(value)!s}" for name, value in accuracy.worst_input.items())
    place = f" (at {where})" if where and accuracy.worst_finite else ""
    asked = accuracy.points - accuracy.undefined - accuracy.unknown
    lost = f"; overflows or is lost at {accuracy.lost}" if accuracy.lost else ""
    return f"at most {accuracy.worst_finite:.3g} {unit}{place}, on average {accuracy.mean:.2g}, at {asked} points{lost}"


def table_lines(cores: Sequence[CoreResult]) -> Iterable[str]:
    """A line for each core of a file, and a summary; `?` marks an error measured at only some points."""
    yield f"{'core':<32}{'type':>5}{'before ns':>11}{'after ns':>10}{'faster':>8}{'error':>10}  rules"
    speedups, unknown = [], 0
    for core in cores:
        name, row = core.name, core.found
        if row is None:
            yield f"{name[:31]:<32}not optimised: {core.why_not}"
            continue
        speedups.append(row.speedup)
        accuracy = row.after.accuracy
        unknown += accuracy.unknown
        figures = f"{row.before.ns:>11.3g}{row.after.ns:>10.3g}{row.speedup:>8.2f}{accuracy.worst:>10.3g}"
        mark = "?" if accuracy.unknown else " "
        rules = ", ".join(row.rules if row.has_proofs else ()) or "–"
        yield f"{name[:31]:<32}{row.kernel.dtype:>5}{figures}{mark} {rules}"
    if speedups:
        from statistics import geometric_mean  # only tables of several cores need it

        geomean = geometric_mean(speedups)
        yield f"{len(speedups)} cores, geomean {geomean:.3f} times as fast as written"
    if unknown:
        yield f"? At {unknown} points the exact value could not be found: they were not checked."
