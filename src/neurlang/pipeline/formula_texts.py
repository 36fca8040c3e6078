"""The languages for writing a formula, and the drawing of the e-graph that was searched."""

from __future__ import annotations

from collections.abc import Callable

from neurlang.kernels import egraph, expr, simd
from neurlang.kernels.expr import Kernel
from neurlang.kernels.optimizing import Optimized
from neurlang.kernels.simd import CompileOptions


def print_llvm_core(kernel: Kernel, options: CompileOptions) -> str:
    """The core loop's LLVM IR for the target."""
    form, target = simd.compiled_form(kernel, fma=options.fma), simd.choose_target(options.target)
    return simd.core_text(form, target, tolerance_ulp=options.tolerance_ulp) + "\n"


def print_assembly(kernel: Kernel, options: CompileOptions) -> str:
    """The core loop's assembly for the target."""
    return simd.assembly(print_llvm_core(kernel, options), simd.choose_target(options.target))


FORMULA_TEXTS: dict[str, Callable[[Kernel, CompileOptions], str]] = {
    "c": lambda kernel, _: expr.print_c(kernel),
    "python": lambda kernel, _: expr.print_python(kernel),
    "glsl": lambda kernel, _: expr.print_glsl(kernel),
    "fpcore": lambda kernel, _: expr.print_fpcore(kernel),
    "sympy": lambda kernel, _: expr.print_sympy(kernel),
    "llvm": print_llvm_core,
    "asm": print_assembly,
    "h": lambda kernel, _: simd.header_text(kernel, simd.symbol_of(kernel)),
}
LANGUAGES_OF_C = ("c", "h")  # in these, `--name` is the name of the function
LANGUAGE_OF_SUFFIX = {
    ".c": "c",
    ".h": "h",
    ".ll": "llvm",
    ".s": "asm",
    ".py": "python",
    ".glsl": "glsl",
    ".fpcore": "fpcore",
}
MACHINE_LANGUAGES = ("llvm", "asm")  # texts for this machine, which can use its estimated reciprocals
DRAWINGS = {
    ".svg": lambda graph, roots: egraph.draw_svg(graph, roots),
    ".dot": lambda graph, roots: egraph.draw_dot(graph, roots),
}


def holds_estimates(language: str) -> bool:
    """Whether a text in that language can use estimated reciprocals; source texts cannot express them."""
    return language in MACHINE_LANGUAGES


def draw(found: Optimized, suffix: str) -> str:
    """The e-graph in which the form was found, as SVG or DOT: `suffix` is a key of `DRAWINGS`."""
    return DRAWINGS[suffix](found.graph, found.graph.roots)
