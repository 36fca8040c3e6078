"""Formulas made fast: expressions, equal forms, SIMD code."""
