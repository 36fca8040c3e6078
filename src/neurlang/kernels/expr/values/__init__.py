"""Values of expressions at points, in floating point and exact."""
