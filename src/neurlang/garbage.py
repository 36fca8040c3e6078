"""Garbage collection put off while values are built that have no cycles.

Python looks for cycles again and again while a million objects are made, in vain here: it took half of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def uncollected(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Wrap a function that makes no cycles: no garbage is collected while it runs.

    Threads may share such functions: the first that ends lets Python collect again.
    """

    @wraps(function)
    def run(*args: Parameters.args, **named: Parameters.kwargs) -> Result:
        if not gc.isenabled():
            return function(*args, **named)
        gc.disable()
        try:
            return function(*args, **named)
        finally:
            gc.enable()

    return run
