"""Compile expressions to SIMD code that runs on arrays.

`compile_kernel` returns a kernel's code, `make_ufunc` wraps it in a NumPy ufunc, `reduce_arrays` runs
reductions; `check_code` compares code with its meaning, `measure` times it.

All exports are loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.simd.calling.binding import Parameter, bind
    from neurlang.kernels.simd.calling.calls import call_in_threads, reduce_arrays
    from neurlang.kernels.simd.calling.run import run_code
    from neurlang.kernels.simd.calling.ufunc import make_ufunc
    from neurlang.kernels.simd.check import Check, FunctionError, check_code, same_bits
    from neurlang.kernels.simd.edges import edge_points
    from neurlang.kernels.simd.emitting.batch import (
        Listing,
        compile_batch,
        core_assemblies,
        vectors_per_iteration,
    )
    from neurlang.kernels.simd.emitting.code import (
        DEFAULT_OPTIONS,
        Code,
        CompileOptions,
        assembly,
        compile_kernel,
    )
    from neurlang.kernels.simd.emitting.emit import core_text
    from neurlang.kernels.simd.emitting.fma import select_fma
    from neurlang.kernels.simd.emitting.lowering import compiled_form, lower
    from neurlang.kernels.simd.emitting.target import TARGETS, Target, choose_target
    from neurlang.kernels.simd.emitting.vector_math import LibraryFunction, library_function
    from neurlang.kernels.simd.points import (
        domain_points,
        mixed_points,
        satisfies,
        scaled_points,
        special_points,
        wide_points,
    )
    from neurlang.kernels.simd.shared_object import SharedObject, build_shared_object, header_text, symbol_of
    from neurlang.kernels.simd.timing import (
        Arrays,
        NativeSubject,
        NoisyMachineError,
        PythonSubject,
        Subject,
        Timing,
        TimingProtocol,
        arrays_for,
        measure,
        subject_of,
    )
else:
    __getattr__ = later(
        __name__,
        {
            "TARGETS": "emitting.target",
            "DEFAULT_OPTIONS": "emitting.code",
            "Arrays": "timing",
            "Check": "check",
            "Code": "emitting.code",
            "CompileOptions": "emitting.code",
            "FunctionError": "check",
            "LibraryFunction": "emitting.vector_math",
            "Listing": "emitting.batch",
            "NativeSubject": "timing",
            "NoisyMachineError": "timing",
            "Parameter": "calling.binding",
            "PythonSubject": "timing",
            "SharedObject": "shared_object",
            "Subject": "timing",
            "Target": "emitting.target",
            "Timing": "timing",
            "TimingProtocol": "timing",
            "arrays_for": "timing",
            "assembly": "emitting.code",
            "bind": "calling.binding",
            "build_shared_object": "shared_object",
            "call_in_threads": "calling.calls",
            "check_code": "check",
            "choose_target": "emitting.target",
            "compile_batch": "emitting.batch",
            "compile_kernel": "emitting.code",
            "compiled_form": "emitting.lowering",
            "core_assemblies": "emitting.batch",
            "core_text": "emitting.emit",
            "domain_points": "points",
            "edge_points": "edges",
            "header_text": "shared_object",
            "library_function": "emitting.vector_math",
            "lower": "emitting.lowering",
            "make_ufunc": "calling.ufunc",
            "measure": "timing",
            "mixed_points": "points",
            "reduce_arrays": "calling.calls",
            "run_code": "calling.run",
            "same_bits": "check",
            "satisfies": "points",
            "scaled_points": "points",
            "select_fma": "emitting.fma",
            "special_points": "points",
            "subject_of": "timing",
            "symbol_of": "shared_object",
            "vectors_per_iteration": "emitting.batch",
            "wide_points": "points",
        },
    )

__all__ = [
    "DEFAULT_OPTIONS",
    "TARGETS",
    "Arrays",
    "Check",
    "Code",
    "CompileOptions",
    "FunctionError",
    "LibraryFunction",
    "Listing",
    "NativeSubject",
    "NoisyMachineError",
    "Parameter",
    "PythonSubject",
    "SharedObject",
    "Subject",
    "Target",
    "Timing",
    "TimingProtocol",
    "arrays_for",
    "assembly",
    "bind",
    "build_shared_object",
    "call_in_threads",
    "check_code",
    "choose_target",
    "compile_batch",
    "compile_kernel",
    "compiled_form",
    "core_assemblies",
    "core_text",
    "domain_points",
    "edge_points",
    "header_text",
    "library_function",
    "lower",
    "make_ufunc",
    "measure",
    "mixed_points",
    "reduce_arrays",
    "run_code",
    "same_bits",
    "satisfies",
    "scaled_points",
    "select_fma",
    "special_points",
    "subject_of",
    "symbol_of",
    "vectors_per_iteration",
    "wide_points",
]
