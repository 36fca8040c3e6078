"""Passes: pure functions from SSA to SSA."""
