"""Pure programs compiled as a whole: LLVM text from facts about procedures, its object code, and running it."""

from neurlang.programs.native.whole.bounds import GivenUpError, refuse_long_text
from neurlang.programs.native.whole.compiler_process import COMPILER, optimised_or_plain
from neurlang.programs.native.whole.llvm_pipeline import (
    PORTABLE,
    PORTABLE_WITH_FMA,
    object_code,
    plain_object_code,
)
from neurlang.programs.native.whole.second_tier import (
    MOST_FUEL,
    WholeProgram,
    compile_ahead,
    compile_whole,
    is_stored,
)
from neurlang.programs.native.whole.whole_program import CallingScheme, plain_program_text, whole_program_text

__all__ = [
    "COMPILER",
    "MOST_FUEL",
    "PORTABLE",
    "PORTABLE_WITH_FMA",
    "CallingScheme",
    "GivenUpError",
    "WholeProgram",
    "compile_ahead",
    "compile_whole",
    "is_stored",
    "object_code",
    "optimised_or_plain",
    "plain_object_code",
    "plain_program_text",
    "refuse_long_text",
    "whole_program_text",
]
