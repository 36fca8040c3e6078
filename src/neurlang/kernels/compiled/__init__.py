"""Compiled functions: written in Python, made machine code by numba once, and loaded from then on without it.

`compiled` marks a function in numba's subset of Python that allocates nothing and raises nothing. Compiled code
calls another one as numba's; Python calls machine code that the disk cache has for the types of the arguments.
`inlined` marks one that becomes part of each of its callers.
"""

from neurlang.kernels.compiled.function import Compiled, compiled, inlined

__all__ = ["Compiled", "compiled", "inlined"]
