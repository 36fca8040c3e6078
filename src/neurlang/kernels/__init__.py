"""Fast formulas: expressions, equal forms, SIMD code."""
