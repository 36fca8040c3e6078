"""Kernels written: as text, Python, C, GLSL, FPCore, SymPy and LLVM IR."""
