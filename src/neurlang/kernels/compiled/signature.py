"""The types of arguments, and arguments as words of 64 bits: what an entry point takes.

An array is its address and its shape; a tuple is its parts one after another; a compiled function is part of the
signature, and no word.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

import numpy as np

from neurlang.errors import FormulaError

if TYPE_CHECKING:
    from numpy.typing import NDArray

Kind = Any
"""`q`, `Q`, `d` and `?` for numbers and truth values as `struct` has them; (dtype, dimensions) for an array; a
tuple's class with its parts' kinds; a compiled function itself."""


class Callee:
    """What may be an argument without words: it becomes part of the code."""

    digest: str
    _numba_type_: Any


def signature_of(args: tuple[Any, ...], words: list[int | float]) -> tuple[Kind, ...]:
    """The kinds of arguments, whose words are appended. Raises FormulaError for what compiled code cannot take."""
    return tuple([_kind_of(value, words) for value in args])


def _kind_of(value: Any, words: list[int | float]) -> Kind:  # noqa: ANN401
    if isinstance(value, np.ndarray):
        known = _arrays.get(id(value))
        kind, place = known[1:] if known is not None and known[0]() is value else _noted(value)
        words += place
        return kind
    if isinstance(value, tuple):
        return type(value), signature_of(value, words)
    if isinstance(value, Callee):
        return value
    for types, kind in _NUMBERS:
        if isinstance(value, types):
            words.append(bool(value) if kind == "?" else value)
            return kind
    raise FormulaError(f"Compiled code cannot take {type(value).__name__}.")


_NUMBERS: tuple[tuple[Any, str], ...] = (
    ((bool, np.bool_), "?"),
    (np.uint64, "Q"),
    ((int, np.integer), "q"),
    ((float, np.floating), "d"),
)
# Where an array lies takes NumPy a microsecond to say, and the arrays of a state are asked for again and again.
_arrays: dict[int, tuple[Any, Kind, tuple[int, ...]]] = {}


def _noted(array: NDArray[Any]) -> tuple[Kind, tuple[int, ...]]:
    if not array.flags.c_contiguous:
        raise FormulaError("Compiled code takes arrays that lie in memory without gaps.")
    kind, place = (array.dtype.str, array.ndim), (array.__array_interface__["data"][0], *array.shape)
    number = id(array)
    _arrays[number] = (weakref.ref(array, lambda _: _arrays.pop(number, None)), kind, place)
    return kind, place


def text_of(kind: Kind) -> str:
    """A kind as text that is the same in every process."""
    if isinstance(kind, str):
        return kind
    if isinstance(kind, Callee):
        return f"function {kind.digest}"
    if isinstance(kind[0], str):
        return f"{kind[0]}[{kind[1]}]"
    return f"{kind[0].__qualname__}({', '.join(map(text_of, kind[1]))})"


def format_of(kind: Kind) -> str:
    """The words of a kind, as `struct` writes them."""
    if isinstance(kind, str):
        return "q" if kind == "?" else kind
    if isinstance(kind, Callee):
        return ""
    if isinstance(kind[0], str):
        return "q" * (1 + int(kind[1]))
    return "".join(map(format_of, kind[1]))
