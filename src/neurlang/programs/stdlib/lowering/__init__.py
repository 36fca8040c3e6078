"""Lowering: Python trees → SSA, as they are written."""
