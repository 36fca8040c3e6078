"""Printers of kernels: text, Python, C, GLSL, FPCore, SymPy and LLVM IR."""
