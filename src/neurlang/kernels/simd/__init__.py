"""From expressions to SIMD code that runs on arrays.

`compile_kernel` gives a kernel's code, `make_ufunc` puts a NumPy ufunc around it, `reduce_arrays` runs
reductions; `check_code` compares code with its meaning, `measure` times it, `run_benchmark` times it beside
peers.


The benchmark and shared objects are loaded when they are first used: few need them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from neurlang.kernels.simd.binding import Parameter, bind
from neurlang.kernels.simd.calls import call_in_threads, reduce_arrays
from neurlang.kernels.simd.check import Check, FunctionError, check_code, same_bits
from neurlang.kernels.simd.code import Code, CompileOptions, assembly, compile_kernel
from neurlang.kernels.simd.edges import edge_points
from neurlang.kernels.simd.emit import core_text
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
    from neurlang.kernels.simd.corpus import Entry, Outcome, TimeLeft, each_of, own_corpus, read_corpus
    from neurlang.kernels.simd.figures import KernelFigures
    from neurlang.kernels.simd.shared_object import SharedObject, build_shared_object, header_text, symbol_of

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

_LATER = {
    "ALL_PEERS": "benchmark",
    "Entry": "corpus",
    "Failure": "benchmark",
    "OPTIMIZED": "benchmark",
    "Outcome": "corpus",
    "TimeLeft": "corpus",
    "each_of": "corpus",
    "KernelFigures": "figures",
    "LengthFigures": "benchmark",
    "Report": "benchmark",
    "Summary": "benchmark",
    "as_json": "benchmark",
    "own_corpus": "corpus",
    "read_corpus": "corpus",
    "run_benchmark": "benchmark",
    "SharedObject": "shared_object",
    "build_shared_object": "shared_object",
    "header_text": "shared_object",
    "symbol_of": "shared_object",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
