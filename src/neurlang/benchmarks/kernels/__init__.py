"""Kernels timed beside C compilers and Python libraries."""
