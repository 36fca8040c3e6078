"""Fast execution: stencils for every program; pure programs compiled as a whole by LLVM, in memory or to files.

Everything except the choice between them is loaded on first use, since few runs need it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later
from neurlang.programs.native.running import run_native, run_optimised, run_program
from neurlang.programs.native.warning import NativeCodeWarning

if TYPE_CHECKING:
    from neurlang.programs.native.compile_benchmark import CompileReport, run_compile_benchmark
    from neurlang.programs.native.exec_benchmark import ExecReport, run_exec_benchmark
    from neurlang.programs.native.proof import LEVELS, Proof, prove_all, statements
    from neurlang.programs.native.standalone import FORMS, Settings, write_standalone
    from neurlang.programs.native.stencils import are_stencils_stored, make_stencils, why_no_stencils
    from neurlang.programs.native.whole import WholeProgram, compile_whole
else:
    __getattr__ = later(
        __name__,
        {
            "LEVELS": "proof",
            "Proof": "proof",
            "prove_all": "proof",
            "statements": "proof",
            "WholeProgram": "whole",
            "compile_whole": "whole",
            "are_stencils_stored": "stencils",
            "make_stencils": "stencils",
            "why_no_stencils": "stencils",
            "FORMS": "standalone",
            "Settings": "standalone",
            "write_standalone": "standalone",
            "CompileReport": "compile_benchmark",
            "run_compile_benchmark": "compile_benchmark",
            "ExecReport": "exec_benchmark",
            "run_exec_benchmark": "exec_benchmark",
        },
    )

__all__ = [
    "FORMS",
    "LEVELS",
    "CompileReport",
    "ExecReport",
    "NativeCodeWarning",
    "Proof",
    "Settings",
    "WholeProgram",
    "are_stencils_stored",
    "compile_whole",
    "make_stencils",
    "prove_all",
    "run_compile_benchmark",
    "run_exec_benchmark",
    "run_native",
    "run_optimised",
    "run_program",
    "statements",
    "why_no_stencils",
    "write_standalone",
]
