"""Formulas read: from text, FPCore and Python functions to kernels."""
