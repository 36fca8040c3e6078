"""Measured forms: which are measured, how, and where they are stored."""
