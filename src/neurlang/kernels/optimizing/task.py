"""What is to be optimised, and how: the value that every stage of the flow reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from neurlang.errors import UsageError
from neurlang.kernels.accuracy import Tolerance
from neurlang.kernels.cost import Models
from neurlang.kernels.expr import DType, Formula, Kernel, narrowed, read_formula, with_ranges, within_type
from neurlang.kernels.optimizing.effort import Effort
from neurlang.kernels.optimizing.judging import models_for
from neurlang.kernels.optimizing.knowledge import Knowledge, table_knowledge
from neurlang.kernels.rules import Rule
from neurlang.kernels.simd import Code, CompileOptions, compile_kernel


@dataclass(frozen=True, slots=True)
class Task:
    """A formula with everything needed to optimise it.

    `kernel` is the formula with its ranges, `plain` the work for one element, which is rewritten, checked and timed;
    `code` is the code of `plain`. `rules` are rules beyond the table's, none of which is false; `models` estimate the
    cost of forms.
    """

    kernel: Kernel
    plain: Kernel
    code: Code
    tolerance: Tolerance
    effort: Effort
    rules: tuple[Rule, ...]
    knowledge: Knowledge
    models: Models
    options: CompileOptions


def task_of(
    kernel: Kernel,
    tolerance: Tolerance,
    effort: Effort,
    rules: tuple[Rule, ...],
    knowledge: Knowledge | None,
    options: CompileOptions,
    models: Models | None = None,
) -> Task:
    """The task for a kernel; by default with knowledge from the table's rules and `rules`, and the target's models.

    Raises:
        FormulaError: the kernel's condition is never satisfied.

    """
    plain = narrowed(replace(kernel, reduction=None))
    known = knowledge or table_knowledge(plain, tolerance, rules)
    code = compile_kernel(plain, options)
    costs = models or models_for(code.target.name, plain.dtype)
    return Task(kernel, plain, code, tolerance, effort, rules, known, costs, options)


def kernel_from(formula: Formula, dtype: DType | None, ranges: Mapping[str, tuple[float, float]]) -> Kernel:
    """The kernel of a text, a function or a kernel, with ranges.

    Raises:
        FormulaError: the formula cannot be read, or a range is empty or has no number of the type.
        UsageError: the formula is not a text, a function or a `Kernel`.

    """
    if not (isinstance(formula, Kernel | str) or callable(formula)):
        raise UsageError(f"A formula is a text, a function or a Kernel, found {type(formula).__name__}.")
    given = getattr(
        formula, "__wrapped__", formula
    )  # of a kernel that was compiled: what it was compiled from
    return within_type(with_ranges(read_formula(given, dtype), ranges))
