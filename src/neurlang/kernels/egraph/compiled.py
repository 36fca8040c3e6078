"""How the engine's functions are compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from numba import njit

if TYPE_CHECKING:
    from collections.abc import Callable

Function = TypeVar("Function", bound="Callable[..., object]")

# Without numba's runtime there is no counting of references, which else costs more than the work itself: every
# array that is named in a function would be counted up and down atomically. The price: no function allocates.
OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "_nrt": False}


def compiled(function: Function) -> Function:
    """Compile when first called, and keep the code on disk."""
    return cast("Function", njit(**OPTIONS)(function))


def inlined(function: Function) -> Function:
    """Compile into every caller: a call would hand over all arrays of the state, six words for each, one by one."""
    return cast("Function", njit(forceinline=True, **OPTIONS)(function))
