"""Which forms are near enough to the exact values of the formula as it was written."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from neurlang.kernels.expr import evaluate_expressions
from neurlang.kernels.search import in_domain, yardstick
from neurlang.kernels.simd import compile_kernel, compiled_form, domain_points, run_code, special_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from neurlang.kernels.expr import Expr, Kernel
    from neurlang.kernels.search import Accuracy, Tolerance, Yardstick
    from neurlang.kernels.simd import Code, CompileOptions

POINTS = 8000
MOST_SPECIAL = 512  # their exact values take long: special values are in doubt, and go through intervals


MOST_ENDS = 64
LEAST_ASKED = 0.1  # of the points: with an exact value that is known

SURE = 0.7  # of the limit, that a form may use up at 8,000 points: at 8,000 others its worst may be a fifth greater
SAFE, SAFER = (
    0.9,
    0.8,
)  # of the limit, and of the worst error of the form as written, that it may use up at more points
MORE_SETS = 8  # of points, for forms that are further off
FIRST_SEED = 101
LONGEST_SET = 0.5  # seconds


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form of the outputs, its code with how it was made, and how near that is to the exact values."""

    outputs: tuple[Expr, ...]
    code: Code
    accuracy: Accuracy
    options: CompileOptions


def check_points(kernel: Kernel, seed: int = 0) -> list[NDArray[Any]]:
    """8,000 points of the kernel's domain, up to 512 special ones that lie in it, and the ends; an array per input.

    Raises:
        FormulaError: hardly any point of the ranges satisfies the kernel's condition.

    """
    special = special_points(kernel, seed)
    inside = np.flatnonzero(in_domain(kernel, special) & satisfies(kernel, special))
    if len(inside) > MOST_SPECIAL:
        inside = np.sort(np.random.default_rng(seed).choice(inside, MOST_SPECIAL, replace=False))
    drawn, ends = domain_points(kernel, POINTS, seed), range_ends(kernel, seed)
    kept = in_domain(kernel, ends) & satisfies(kernel, ends)
    return [
        np.concatenate((some, extra[inside], last[kept]))
        for some, extra, last in zip(drawn, special, ends, strict=True)
    ]


def range_ends(kernel: Kernel, seed: int = 0) -> list[NDArray[Any]]:
    """The ends of the ranges, 1 for an input that has none: all combinations, or some where all are too many."""
    if not kernel.inputs:
        return []
    ends = [[end for end in (item.low, item.high) if np.isfinite(end)] or [1.0] for item in kernel.inputs]
    if 2 ** len(ends) <= MOST_ENDS:
        rows = np.array(list(product(*ends)), np.float64).reshape(-1, len(ends))
    else:
        draw = np.random.default_rng(seed)
        rows = np.array([[draw.choice(some) for some in ends] for _ in range(MOST_ENDS)])
    return [np.ascontiguousarray(column.astype(kernel.float_type)) for column in rows.T]


def satisfies(kernel: Kernel, arrays: Sequence[NDArray[Any]]) -> NDArray[np.bool_]:
    """Where the kernel's condition holds."""
    count = len(arrays[0]) if arrays else 1
    if kernel.where is None:
        return np.ones(count, np.bool_)
    values = dict(zip(kernel.names, arrays, strict=True))
    held = evaluate_expressions((kernel.where,), values, kernel.dtype)[0]
    return np.broadcast_to(np.asarray(held, np.bool_), count)


def yardstick_of(kernel: Kernel, code: Code, tolerance: Tolerance, seed: int = 0) -> Yardstick:
    """What forms of a kernel without reduction are measured with; `code` is that of the form as written."""
    points = check_points(kernel, seed)
    return yardstick(kernel, points, run_code(code, points), tolerance)


def can_be_checked(measure: Yardstick) -> bool:
    """Whether every output has an exact value at a tenth of the points; where few have, nearly any form would pass."""
    return all((truth.known & ~np.isnan(truth.high)).mean() >= LEAST_ASKED for truth in measure.truths)


def candidate(
    kernel: Kernel, outputs: tuple[Expr, ...], measure: Yardstick, options: CompileOptions
) -> Candidate:
    """A form compiled, with its accuracy."""
    code = compile_kernel(kernel.with_outputs(*outputs), options)
    return Candidate(outputs, code, measure.measure(run_code(code, measure.arrays)), options)


@dataclass(slots=True)
class Judgement:
    """Says which forms of a kernel are accepted, with a margin for the points that are not checked.

    A form whose error uses up 70 % of the limit at most is accepted. One that is further off is held against eight more
    sets of as many points, and must stay at each within 90 % of the limit, or be nearer than the form as written by
    a fifth: the worst error of some thousand points is a matter of luck, most of all where a formula cancels or divides
    by next to nothing. Where the exact values of one set took longer than half a second (`seconds`), it is refused.
    """

    kernel: Kernel
    written: Candidate
    measure: Yardstick
    seconds: float
    more: list[tuple[Yardstick, Accuracy]] = field(default_factory=list)

    def accepts(self, form: Candidate) -> bool:
        """Whether a form is near enough."""
        if not form.accuracy.passes or self.measure.tolerance.kind == "exact":
            return form.accuracy.passes
        if form.accuracy.worst_finite <= SURE * self.measure.tolerance.limit:
            return True
        if self.seconds > LONGEST_SET or not self.is_nearer(form.accuracy, self.written.accuracy):
            return False
        return all(
            self.is_nearer(measure.measure(run_code(form.code, measure.arrays)), own)
            for measure, own in self.more_sets()
        )

    def is_nearer(self, accuracy: Accuracy, own: Accuracy) -> bool:
        """Whether an error is within the limit or clearly below that of the form as written, at the same points."""
        allowed = max(SAFE * self.measure.tolerance.limit, SAFER * own.worst_finite)
        return accuracy.passes and accuracy.worst_finite <= allowed

    def more_sets(self) -> list[tuple[Yardstick, Accuracy]]:
        """Other points with the accuracy of the form as written at them; made when they are first asked for."""
        if not self.more:
            for seed in range(FIRST_SEED, FIRST_SEED + MORE_SETS):
                measure = yardstick_of(self.kernel, self.written.code, self.measure.tolerance, seed)
                own = measure.measure(run_code(self.written.code, measure.arrays))
                self.more.append((measure, own))
        return self.more


def different_code(
    kernel: Kernel, forms: Sequence[tuple[Expr, ...]], options: CompileOptions
) -> Iterator[tuple[Expr, ...]]:
    """The forms whose code is that of no form before them, nor of the kernel itself."""
    plain = replace(kernel, reduction=None)
    seen = {compiled_form(plain, fma=options.fma).outputs}
    for outputs in forms:
        compiled = compiled_form(plain.with_outputs(*outputs), fma=options.fma).outputs
        if compiled not in seen:
            seen.add(compiled)
            yield outputs


def until(deadline: float, forms: Iterator[tuple[Expr, ...]]) -> Iterator[tuple[Expr, ...]]:
    """The forms that are asked for before a time of the monotonic clock."""
    for form in forms:
        if time.monotonic() > deadline:
            return
        yield form
