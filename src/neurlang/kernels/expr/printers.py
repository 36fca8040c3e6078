"""The printers by name."""

from __future__ import annotations

from neurlang.kernels.expr.fpcore_printing import print_fpcore
from neurlang.kernels.expr.llvm_printing import print_llvm
from neurlang.kernels.expr.printing import print_c, print_glsl, print_python, print_text
from neurlang.kernels.expr.symbolic import print_sympy

PRINTERS = {
    "text": print_text,
    "python": print_python,
    "c": print_c,
    "glsl": print_glsl,
    "fpcore": print_fpcore,
    "sympy": print_sympy,
    "llvm": print_llvm,
}
