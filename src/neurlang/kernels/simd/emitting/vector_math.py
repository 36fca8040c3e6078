"""Library functions on vectors: the symbol that computes each, and its error.

On Linux glibc's libmvec has vector versions, named by the vector function ABI; elsewhere, and for functions
that it lacks, each lane calls the C library's scalar function.

Stated errors, in units in the last place (ULP) of the kernel's type, against the exact value for the same
argument: 4 for libmvec's functions, 2 for the C library's scalar ones except `cbrt` with 4 (glibc's manual, "Known
Maximum Errors in Math Functions"); `fmod` is exact. `log2` of a power of two and `log10` of a power of ten are
the exact integer.
"""

from __future__ import annotations

import ctypes
import os
import platform
from dataclasses import dataclass
from functools import cache

import llvmlite.binding as llvm

from neurlang.kernels.expr import DType, Op
from neurlang.kernels.simd.emitting.target import Target

VECTOR_LIBRARY = "libmvec.so.1"
VECTOR_ULP = 4.0
SCALAR_ULP = 2.0
SCALAR_EXCEPTIONS = {"fmod": 0.0, "cbrt": 4.0}
# Functions whose vector version is inexact for some integer results (log10 of 10^7 in glibc 2.36), while the scalar
# one is exact. `log2` is exact: its vector versions add the exponent to a polynomial that is 0 at powers of two.
MISSES_INTEGERS = frozenset({"log10"})
LETTERS = {"f32": "f", "f64": ""}  # suffix of function names in C


@dataclass(frozen=True, slots=True)
class LibraryFunction:
    """How code calls an op: a symbol, whether it takes whole vectors, and its error in ULP.

    `at_integers` is the scalar function for lanes in which the vector function's result is nearly an integer.
    """

    symbol: str
    is_vector: bool
    error_ulp: float
    at_integers: str | None = None


def library_function(op: Op, dtype: DType, target: Target) -> LibraryFunction:
    """The function that code for this target calls for the op."""
    scalar = f"{op.spelling.get('c', op.name)}{LETTERS[dtype]}"
    if target.lanes(dtype) > 1 and target.vector_prefix:
        symbol = f"{target.vector_prefix}{target.lanes(dtype)}{'v' * op.arity}_{scalar}"
        if symbol_exists(symbol):
            return LibraryFunction(symbol, True, VECTOR_ULP, scalar if op.name in MISSES_INTEGERS else None)
    return LibraryFunction(scalar, False, SCALAR_EXCEPTIONS.get(op.name, SCALAR_ULP))


@cache
def vector_library() -> ctypes.CDLL | None:
    """The platform's vector maths library, loaded so that LLVM can link to it; None if there is none."""
    try:
        library = ctypes.CDLL(VECTOR_LIBRARY)
    except OSError:
        return None
    llvm.load_library_permanently(VECTOR_LIBRARY)
    return library


@cache
def symbol_exists(symbol: str) -> bool:
    """Whether the platform's vector maths library has this function."""
    library = vector_library()
    return library is not None and hasattr(library, symbol)


@cache
def library_version() -> str:
    """The name and version of the C library, on which results of library functions depend."""
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or platform.system()
    except (AttributeError, ValueError):  # not a POSIX system, or another C library
        return platform.system()
