"""From expressions to SIMD code that runs on arrays.

`compile_kernel` gives a kernel's code; `make_ufunc` puts a NumPy ufunc around it; `reduce_arrays` runs reductions.
"""

from neurlang.kernels.simd.cache import CacheWarning, cache_directory
from neurlang.kernels.simd.calls import call_in_threads, reduce_arrays
from neurlang.kernels.simd.code import Code, CompileOptions, assembly, compile_kernel
from neurlang.kernels.simd.emit import core_text
from neurlang.kernels.simd.fma import select_fma
from neurlang.kernels.simd.lowering import compiled_form, lower
from neurlang.kernels.simd.target import TARGETS, Target, choose_target
from neurlang.kernels.simd.ufunc import make_ufunc
from neurlang.kernels.simd.vector_math import LibraryFunction, library_function

__all__ = [
    "TARGETS",
    "CacheWarning",
    "Code",
    "CompileOptions",
    "LibraryFunction",
    "Target",
    "assembly",
    "cache_directory",
    "call_in_threads",
    "choose_target",
    "compile_kernel",
    "compiled_form",
    "core_text",
    "library_function",
    "lower",
    "make_ufunc",
    "reduce_arrays",
    "select_fma",
]
