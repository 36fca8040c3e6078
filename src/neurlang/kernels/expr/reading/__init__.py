"""Readers of formulas: from text, FPCore and Python functions to kernels."""
