"""Compiled functions: written in Python, compiled by numba once, and afterwards loaded without it.

`compiled` marks a function in numba's subset of Python that allocates nothing and raises nothing. Compiled code
calls another such function through numba; Python calls machine code that the disk cache holds for the types of the
arguments. `inlined` marks a function that becomes part of each of its callers.
"""

from neurlang.kernels.compiled.function import Compiled, compiled, inlined

__all__ = ["Compiled", "compiled", "inlined"]
