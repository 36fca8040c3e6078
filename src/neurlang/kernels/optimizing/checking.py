"""Which forms are near enough to the exact values of the formula as it was written."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy import (
    SHARE_AT_POINTS,
    SHARE_AT_WORST,
    Accuracy,
    Examiner,
    Screen,
    Tolerance,
    Verdict,
    Yardstick,
    cancelling_points,
    differing_points,
    screen,
    search_differing_points,
    vanishes,
    yardstick,
)
from neurlang.kernels.expr import Expr, Kernel, from_ordinals, in_domain, ordinals
from neurlang.kernels.simd import (
    Code,
    CompileOptions,
    compile_kernel,
    compiled_form,
    domain_points,
    edge_points,
    mixed_points,
    run_code,
    satisfies,
    scaled_points,
    wide_points,
)

TYPICAL, WIDE, MIXED = 4000, 3000, 1000  # points with exact values: typical, of every size, partly special
MOST_EDGES = 1000
SCREENED = 12_000  # points of each of these kinds at which forms are compared with the form as written
CANCELLING_FROM = 2000  # points from which the climb to those with small intermediate values starts
MOST_WORK = 16_000_000  # points times operations of a screen
MOST_ENDS = 64
MOST_FAR = 32
MOST_ALONE = 1000  # points at which only the form has a finite value, all by exact values
MOST_BOXES, IN_EACH = 64, 12  # boxes that points are drawn from, and points in each
LEAST_ASKED = 0.1  # of the points must have a known exact value


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form of the outputs, its code with the options used, and its accuracy."""

    outputs: tuple[Expr, ...]
    code: Code
    accuracy: Accuracy
    options: CompileOptions


def check_points(kernel: Kernel, seed: int = 0) -> list[NDArray[Any]]:
    """8,000 points of the kernel's domain, up to 1,000 at edges of the formula, and the ends; an array per input.

    Raises:
        FormulaError: hardly any point of the ranges satisfies the kernel's condition.

    """
    edges = edge_points(kernel, kernel.outputs, seed)
    count = len(edges[0]) if edges else 0
    chosen = np.random.default_rng(seed).permutation(count)[:MOST_EDGES]
    ends = range_ends(kernel, seed)
    kept = in_domain(kernel, ends) & satisfies(kernel, ends)
    parts = [
        domain_points(kernel, TYPICAL, seed),
        wide_points(kernel, WIDE, seed),
        mixed_points(kernel, MIXED, seed),
        [edge[chosen] for edge in edges],
        [end[kept] for end in ends],
    ]
    return joined(parts)


def screen_points(kernel: Kernel, seed: int = 11) -> list[NDArray[Any]]:
    """Many more points, at which forms are compared with the form as written."""
    count = min(SCREENED, MOST_WORK // (3 * len(kernel.nodes())))
    ordinary, *others = (draw(kernel, count, seed) for draw in (domain_points, wide_points, mixed_points))
    cancelling = cancelling_points(kernel, [column[:CANCELLING_FROM] for column in ordinary])
    return joined([ordinary, *others, scaled_points(kernel, count // 3, seed), cancelling])


def joined(parts: Sequence[Sequence[NDArray[Any]]]) -> list[NDArray[Any]]:
    """Sets of points as one, an array per input."""
    return [np.concatenate(columns) for columns in zip(*parts, strict=True)]


def range_ends(kernel: Kernel, seed: int = 0) -> list[NDArray[Any]]:
    """The ends of the ranges, or 1 for an input without ends: all combinations, or a sample if there are too many."""
    if not kernel.inputs:
        return []
    ends = [[end for end in (item.low, item.high) if np.isfinite(end)] or [1.0] for item in kernel.inputs]
    if 2 ** len(ends) <= MOST_ENDS:
        rows = np.array(list(product(*ends)), np.float64).reshape(-1, len(ends))
    else:
        draw = np.random.default_rng(seed)
        rows = np.array([[draw.choice(some) for some in ends] for _ in range(MOST_ENDS)])
    return [np.ascontiguousarray(column.astype(kernel.float_type)) for column in rows.T]


def yardstick_of(kernel: Kernel, code: Code, tolerance: Tolerance, seed: int = 0) -> Yardstick:
    """The yardstick for forms of a kernel without reduction; `code` is the code of the form as written."""
    points = check_points(kernel, seed)
    return yardstick(kernel, points, run_code(code, points), tolerance)


def can_be_checked(measure: Yardstick) -> bool:
    """Whether every output has an exact value at a tenth of the points; with fewer, nearly any form would pass."""
    return all((truth.known & ~np.isnan(truth.high)).mean() >= LEAST_ASKED for truth in measure.truths)


def candidate(
    kernel: Kernel, outputs: tuple[Expr, ...], measure: Yardstick, options: CompileOptions
) -> Candidate:
    """A form, compiled, with its accuracy."""
    code = compile_kernel(kernel.with_outputs(*outputs), options)
    return Candidate(outputs, code, measure.measure(run_code(code, measure.arrays)), options)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Decides which forms of a kernel are accepted, at fewer points the more each one costs.

    `yard` has exact values at some thousand points, `screen` only the results of the form as written at many more;
    where a form differs from these, `examiner` uses exact values.
    """

    written: Candidate
    yard: Yardstick
    screen: Screen
    examiner: Examiner

    def accepts(self, form: Candidate) -> bool:
        """Whether a form is near enough at the points that are checked for every form."""
        if not form.accuracy.passes:
            return False
        results = run_code(form.code, self.screen.arrays)
        return (
            not vanishes(self.screen, results)
            and self.examiner.accepts(form.code, self._far(form))
            and self.examiner.accepts(form.code, differing_points(self.screen, form.code))
            and self._is_right_where_written_is_not(form, results)
        )

    def passes_search(self, form: Candidate, verdict: Verdict) -> bool:
        """Whether a directed search finds no point at which a form is wrong; takes a twentieth of a second.

        Among others, it starts where the interval analysis could not prove that the form is safe.
        """
        found = search_differing_points(
            self.screen, self.written.code, form.code, form.outputs, in_boxes(self.screen.kernel, verdict)
        )
        return self.examiner.accepts(form.code, found, SHARE_AT_WORST)

    def _is_right_where_written_is_not(self, form: Candidate, results: Sequence[NDArray[Any]]) -> bool:
        """Whether a form is right where the form as written overflows or is NaN, so that there is nothing to compare.

        If the form as written is further off than the tolerance elsewhere, its values say little about such points,
        and no form is believed there; nor is one with estimated reciprocals, which is nearly as far off as it may be.
        """
        pairs = zip(results, self.screen.written, strict=True)
        alone = np.logical_or.reduce([np.isfinite(one) & ~np.isfinite(written) for one, written in pairs])
        places = np.flatnonzero(alone)
        if not len(places) or self.yard.tolerance.kind == "exact":
            return True
        if self.written.accuracy.worst_finite > self.yard.tolerance.limit or form.options.tolerance_ulp:
            return False
        some = np.random.default_rng(8).permutation(places)[:MOST_ALONE]
        return self.examiner.accepts(form.code, [array[some] for array in self.screen.arrays])

    def _far(self, form: Candidate) -> list[NDArray[Any]]:
        """The worst points of the yardstick at which a form uses up too much of the limit."""
        error = self.yard.compare(run_code(form.code, self.yard.arrays)).error
        error = np.nan_to_num(error, nan=0.0, posinf=0.0)
        order = np.argsort(-error, kind="stable")[:MOST_FAR]
        order = order[error[order] > SHARE_AT_POINTS * self.yard.tolerance.limit]
        return [array[order] for array in self.yard.arrays]


def in_boxes(kernel: Kernel, verdict: Verdict) -> list[NDArray[Any]]:
    """Corners and other points of the boxes in which the interval analysis left something open; an array per input."""
    random = np.random.default_rng(6)
    boxes = [box.ranges for box in verdict.open if not box.is_excused]
    chosen = [boxes[place] for place in random.permutation(len(boxes))[:MOST_BOXES]]
    columns = []
    for item in kernel.inputs:
        ends = np.array([box[item.name] for box in chosen], kernel.float_type).reshape(-1, 2)
        low, high = ordinals(ends[:, 0]), ordinals(ends[:, 1])
        share = np.clip(random.uniform(-0.5, 1.5, (IN_EACH, len(chosen))), 0, 1)
        columns.append(
            from_ordinals(
                (low + share * (high - low)).astype(np.int64).clip(low, high).ravel(), kernel.float_type
            )
        )
    keeps = in_domain(kernel, columns) & satisfies(kernel, columns)
    return [np.ascontiguousarray(column[keeps]) for column in columns]


def judgement_of(written: Candidate, yard: Yardstick) -> Judgement:
    """The criteria for forms of a kernel."""
    kernel, tolerance = yard.kernel, yard.tolerance
    compared = screen(kernel, written.code, tolerance, joined([yard.arrays, screen_points(kernel)]))
    return Judgement(written, yard, compared, Examiner(kernel, written.code, tolerance))


def different_code(
    kernel: Kernel, forms: Sequence[tuple[Expr, ...]], options: CompileOptions
) -> Iterator[tuple[Expr, ...]]:
    """The forms whose code differs from that of every earlier form and of the kernel itself."""
    plain = replace(kernel, reduction=None)
    seen = {compiled_form(plain, fma=options.fma).outputs}
    for outputs in forms:
        compiled = compiled_form(plain.with_outputs(*outputs), fma=options.fma).outputs
        if compiled not in seen:
            seen.add(compiled)
            yield outputs


def until(deadline: float, forms: Iterator[tuple[Expr, ...]]) -> Iterator[tuple[Expr, ...]]:
    """The forms, until a time of the monotonic clock."""
    for form in forms:
        if time.monotonic() > deadline:
            return
        yield form
