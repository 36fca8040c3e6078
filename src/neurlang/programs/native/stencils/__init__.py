"""Copy-and-patch: stencils compiled by LLVM, copied and filled in by the patcher, and running programs made of them."""

from neurlang.programs.native.stencils.executing import NativeExecutor
from neurlang.programs.native.stencils.first_tier import (
    NativeProgram,
    are_stencils_loaded,
    are_stencils_stored,
    loaded_table,
    make_stencils,
    why_no_stencils,
)
from neurlang.programs.native.stencils.lowering import Lowered, lower

__all__ = [
    "Lowered",
    "NativeExecutor",
    "NativeProgram",
    "are_stencils_loaded",
    "are_stencils_stored",
    "loaded_table",
    "lower",
    "make_stencils",
    "why_no_stencils",
]
