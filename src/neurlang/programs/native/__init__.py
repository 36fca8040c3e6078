"""Fast execution: stencils for every program; pure programs compiled as a whole by LLVM, in memory or to files.

Everything except the choice between them is loaded on first use, since few runs need it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later
from neurlang.programs.native.tiers import run_native, run_optimised, run_program
from neurlang.programs.native.warning import NativeCodeWarning

if TYPE_CHECKING:
    from neurlang.programs.native.proof import LEVELS, Proof, prove_all, statements
    from neurlang.programs.native.standalone import FORMS, Settings, write_standalone
    from neurlang.programs.native.stencils import (
        Lowered,
        NativeProgram,
        are_stencils_stored,
        loaded_table,
        lower,
        make_stencils,
        why_no_stencils,
    )
    from neurlang.programs.native.whole import MOST_FUEL, WholeProgram, compile_whole
else:
    __getattr__ = later(
        __name__,
        {
            "LEVELS": "proof",
            "Proof": "proof",
            "prove_all": "proof",
            "statements": "proof",
            "MOST_FUEL": "whole",
            "WholeProgram": "whole",
            "compile_whole": "whole",
            "Lowered": "stencils",
            "NativeProgram": "stencils",
            "are_stencils_stored": "stencils",
            "loaded_table": "stencils",
            "lower": "stencils",
            "make_stencils": "stencils",
            "why_no_stencils": "stencils",
            "FORMS": "standalone",
            "Settings": "standalone",
            "write_standalone": "standalone",
        },
    )

__all__ = [
    "FORMS",
    "LEVELS",
    "MOST_FUEL",
    "Lowered",
    "NativeCodeWarning",
    "NativeProgram",
    "Proof",
    "Settings",
    "WholeProgram",
    "are_stencils_stored",
    "compile_whole",
    "loaded_table",
    "lower",
    "make_stencils",
    "prove_all",
    "run_native",
    "run_optimised",
    "run_program",
    "statements",
    "why_no_stencils",
    "write_standalone",
]
