"""A compiled function: to compiled code it is numba's, to Python it has an entry point for each signature."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, update_wrapper
from typing import Any, TypeVar, cast

from neurlang.kernels.compiled.digest import digest_of
from neurlang.kernels.compiled.entry import Entry, load
from neurlang.kernels.compiled.signature import Callee, Kind, signature_of

Function = TypeVar("Function", bound="Callable[..., object]")


class Compiled(Callee):
    """A Python function that runs as machine code.

    Called from Python it takes integers, floats, truth values, C-contiguous arrays, tuples of these, and other
    compiled functions; it returns a number, a truth value, None, or a tuple of numbers. `function` is the same
    function in plain Python, to read or run.
    """

    def __init__(self, function: Callable[..., Any], *, is_inlined: bool) -> None:
        self.function = function
        self.is_inlined = is_inlined
        self._entries: dict[tuple[Kind, ...], Entry] = {}
        update_wrapper(self, function)

    @cached_property
    def dispatcher(self) -> Any:  # noqa: ANN401  (numba has no types)
        """The function as numba knows it."""
        from neurlang.kernels.compiled.building import dispatcher_of  # loads numba, which only building needs

        return dispatcher_of(self.function, is_inlined=self.is_inlined)

    @property
    def _numba_type_(self) -> Any:  # noqa: ANN401
        """Lets numba accept this object as a global or as an argument of compiled code."""
        return self.dispatcher._numba_type_

    @cached_property
    def digest(self) -> str:  # type: ignore[override]
        """A hash of what the function and all that it calls do."""
        return digest_of(self.function)

    def __call__(self, *args: Any) -> Any:  # noqa: ANN401
        """Run machine code for arguments of these kinds. Raises FormulaError for values that it cannot take."""
        words: list[int | float] = []
        kinds = signature_of(args, words)
        entry = self._entries.get(kinds)
        if entry is None:
            entry = self._entries[kinds] = load(self, kinds, lambda: self._built(kinds))
        return entry(words)

    def _built(self, kinds: tuple[Kind, ...]) -> bytes:
        """The object with machine code for arguments of these kinds."""
        from neurlang.kernels.compiled.building import build_object  # loads numba, which only building needs

        return build_object(self, kinds)


def compiled(function: Function) -> Function:
    """Compile when first called, and keep the code on disk."""
    return cast("Function", Compiled(function, is_inlined=False))


def inlined(function: Function) -> Function:
    """Compile into every caller: a call would pass all arrays of a state one by one, six words each."""
    return cast("Function", Compiled(function, is_inlined=True))
