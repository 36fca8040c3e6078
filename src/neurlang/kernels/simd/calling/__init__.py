"""Calls of compiled code on arrays."""
