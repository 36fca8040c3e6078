"""Compiled code called on arrays."""
