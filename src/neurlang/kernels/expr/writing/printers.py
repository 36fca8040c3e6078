"""The printers by name."""

from __future__ import annotations

from neurlang.kernels.expr.writing.fpcore_printing import print_fpcore
from neurlang.kernels.expr.writing.llvm_printing import print_llvm
from neurlang.kernels.expr.writing.printing import print_c, print_glsl, print_python, print_text
from neurlang.kernels.expr.writing.symbolic import print_sympy

PRINTERS = {
    "text": print_text,
    "python": print_python,
    "c": print_c,
    "glsl": print_glsl,
    "fpcore": print_fpcore,
    "sympy": print_sympy,
    "llvm": print_llvm,
}
