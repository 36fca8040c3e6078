"""Compile an expression to LLVM IR and machine code."""
