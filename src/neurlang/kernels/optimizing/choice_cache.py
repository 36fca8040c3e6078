"""The form once chosen, cached on disk, so that a program that runs again need not search and measure again."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache

from neurlang.disk_cache import cached_object
from neurlang.kernels.accuracy import DEFAULT_TOLERANCE, Tolerance
from neurlang.kernels.expr import Expr, Kernel, kernel_of, parse, print_text
from neurlang.kernels.optimizing.flow import optimize
from neurlang.kernels.rules import RULES
from neurlang.kernels.simd import CompileOptions, choose_target

CACHED_AS = "optimized"


def optimized_kernel(
    kernel: Kernel,
    tolerance: Tolerance = DEFAULT_TOLERANCE,
    effort: str = "default",
    options: CompileOptions | None = None,
) -> tuple[Kernel, CompileOptions]:
    """The fastest form of a kernel with its compile options; from the disk cache if it was chosen before.

    Raises as `optimize` does.
    """
    options = options or CompileOptions()

    def build() -> bytes:
        found = optimize(kernel, tolerance=tolerance, effort=effort, options=options)
        return f"{found.options.tolerance_ulp}\n{print_text(replace(found.kernel, reduction=None))}".encode()

    entry = (
        cached_object(CACHED_AS, key_of(kernel, tolerance, effort, options), build)
        if options.use_cache
        else build()
    )
    allowed, _, text = entry.decode().partition("\n")
    form = kernel.with_outputs(*parse(text, inputs=kernel.names).outputs)
    return form, replace(options, tolerance_ulp=float(allowed))


def key_of(kernel: Kernel, tolerance: Tolerance, effort: str, options: CompileOptions) -> tuple[str, ...]:
    """Everything the choice depends on: the formula with its domain, what is asked for, the machine, the rules."""
    target = choose_target(options.target)
    condition = "" if kernel.where is None else print_text(kernel_of((kernel.where,), kernel.names))
    formula = (print_text(kernel), kernel.dtype, repr(kernel.inputs), condition)
    return (*formula, str(tolerance), effort, repr(options), target.name, target.cpu, rules_digest())


@cache
def rules_digest() -> str:
    """A hash of all rules."""
    lines = (
        f"{rule.name} {rule.kind} {written(rule.rewrite.left)} {written(rule.rewrite.right)} "
        + " ".join(f"{each.fact} {written(each.term)}" for each in rule.rewrite.when)
        for rule in RULES
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def written(term: Expr) -> str:
    """A term as text."""
    return print_text(kernel_of((term,)))
