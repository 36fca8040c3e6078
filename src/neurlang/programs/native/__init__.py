"""Running fast: pure programs compiled as a whole by LLVM, in memory or to files."""

from neurlang.programs.native.second_tier import WholeProgram, compile_whole

__all__ = ["WholeProgram", "compile_whole"]
