"""From expressions to SIMD code that runs on arrays.

`compile_kernel` gives a kernel's code, `make_ufunc` puts a NumPy ufunc around it, `reduce_arrays` runs
reductions; `check_code` compares code with its meaning, `measure` times it, `run_benchmark` times it beside
peers.


The benchmark and shared objects are loaded when they are first used: few need them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.simd.benchmark import (
        ALL_PEERS,
        OPTIMIZED,
        Failure,
        LengthFigures,
        Report,
        Summary,
        as_json,
        run_benchmark,
    )
    from neurlang.kernels.simd.binding import Parameter, bind
    from neurlang.kernels.simd.calls import call_in_threads, reduce_arrays
    from neurlang.kernels.simd.check import Check, FunctionError, check_code, same_bits
    from neurlang.kernels.simd.code import Code, CompileOptions, assembly, compile_kernel
    from neurlang.kernels.simd.corpus import Entry, Outcome, TimeLeft, each_of, own_corpus, read_corpus
    from neurlang.kernels.simd.edges import edge_points
    from neurlang.kernels.simd.emit import core_text
    from neurlang.kernels.simd.figures import KernelFigures
    from neurlang.kernels.simd.fma import select_fma
    from neurlang.kernels.simd.lowering import compiled_form, lower
    from neurlang.kernels.simd.points import (
        domain_points,
        mixed_points,
        satisfies,
        scaled_points,
        special_points,
        wide_points,
    )
    from neurlang.kernels.simd.run import run_code
    from neurlang.kernels.simd.shared_object import SharedObject, build_shared_object, header_text, symbol_of
    from neurlang.kernels.simd.target import TARGETS, Target, choose_target
    from neurlang.kernels.simd.timing import (
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
    from neurlang.kernels.simd.ufunc import make_ufunc
    from neurlang.kernels.simd.vector_math import LibraryFunction, library_function
else:
    __getattr__ = later(
        __name__,
        {
            "ALL_PEERS": "benchmark",
            "OPTIMIZED": "benchmark",
            "TARGETS": "target",
            "Check": "check",
            "Code": "code",
            "CompileOptions": "code",
            "Entry": "corpus",
            "Failure": "benchmark",
            "FunctionError": "check",
            "KernelFigures": "figures",
            "LengthFigures": "benchmark",
            "LibraryFunction": "vector_math",
            "NativeSubject": "timing",
            "NoisyMachineError": "timing",
            "Outcome": "corpus",
            "Parameter": "binding",
            "PythonSubject": "timing",
            "Report": "benchmark",
            "SharedObject": "shared_object",
            "Subject": "timing",
            "Summary": "benchmark",
            "Target": "target",
            "TimeLeft": "corpus",
            "Timing": "timing",
            "TimingProtocol": "timing",
            "arrays_for": "timing",
            "as_json": "benchmark",
            "assembly": "code",
            "bind": "binding",
            "build_shared_object": "shared_object",
            "call_in_threads": "calls",
            "check_code": "check",
            "choose_target": "target",
            "compile_kernel": "code",
            "compiled_form": "lowering",
            "core_text": "emit",
            "domain_points": "points",
            "each_of": "corpus",
            "edge_points": "edges",
            "header_text": "shared_object",
            "library_function": "vector_math",
            "lower": "lowering",
            "make_ufunc": "ufunc",
            "measure": "timing",
            "mixed_points": "points",
            "own_corpus": "corpus",
            "read_corpus": "corpus",
            "reduce_arrays": "calls",
            "run_benchmark": "benchmark",
            "run_code": "run",
            "same_bits": "check",
            "satisfies": "points",
            "scaled_points": "points",
            "select_fma": "fma",
            "special_points": "points",
            "subject_of": "timing",
            "symbol_of": "shared_object",
            "wide_points": "points",
        },
    )

__all__ = [
    "ALL_PEERS",
    "OPTIMIZED",
    "TARGETS",
    "Check",
    "Code",
    "CompileOptions",
    "Entry",
    "Failure",
    "FunctionError",
    "KernelFigures",
    "LengthFigures",
    "LibraryFunction",
    "NativeSubject",
    "NoisyMachineError",
    "Outcome",
    "Parameter",
    "PythonSubject",
    "Report",
    "SharedObject",
    "Subject",
    "Summary",
    "Target",
    "TimeLeft",
    "Timing",
    "TimingProtocol",
    "arrays_for",
    "as_json",
    "assembly",
    "bind",
    "build_shared_object",
    "call_in_threads",
    "check_code",
    "choose_target",
    "compile_kernel",
    "compiled_form",
    "core_text",
    "domain_points",
    "each_of",
    "edge_points",
    "header_text",
    "library_function",
    "lower",
    "make_ufunc",
    "measure",
    "mixed_points",
    "own_corpus",
    "read_corpus",
    "reduce_arrays",
    "run_benchmark",
    "run_code",
    "same_bits",
    "satisfies",
    "scaled_points",
    "select_fma",
    "special_points",
    "subject_of",
    "symbol_of",
    "wide_points",
]
