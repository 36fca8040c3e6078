"""Samples of the library: its `.nl` files as functions, values as people would give them, and checked calls."""
