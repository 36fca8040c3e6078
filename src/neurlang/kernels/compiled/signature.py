"""The types of arguments, and arguments as words of 64 bits: what an entry point takes.

An array becomes its address and its shape; a tuple becomes its parts, one after another; a compiled function is part
of the signature and has no word.
"""

from __future__ import annotations

import weakref
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import FormulaError

Kind = Any
"""`q`, `Q`, `d` and `?` for numbers and truth values, as in `struct`; (dtype, dimensions) for an array; a tuple's
class with its parts' kinds; a compiled function itself."""


class Callee:
    """An argument without words: it becomes part of the code."""

    digest: str
    _numba_type_: Any


def signature_of(args: tuple[Any, ...], words: list[int | float]) -> tuple[Kind, ...]:
    """The kinds of arguments; appends their words. Raises FormulaError for values that compiled code cannot take."""
    return tuple([_kind_of(value, words) for value in args])


def _kind_of(value: Any, words: list[int | float]) -> Kind:  # noqa: ANN401
    plain = _PLAIN.get(type(value))
    if plain is not None:
        words.append(value)
        return plain
    if isinstance(value, np.ndarray):
        known = _arrays.get(id(value))
        if known is None or known.array() is not value:
            known = _noted(value)
        words += known.place
        return known.kind
    if isinstance(value, tuple):
        return _kind_of_tuple(value, words)
    if isinstance(value, Callee):
        return value
    for types, kind in _NUMBERS:
        if isinstance(value, types):
            words.append(bool(value) if kind == "?" else value)
            return kind
    raise FormulaError(f"Compiled code cannot take {type(value).__name__}.")


_PLAIN: dict[type, str] = {int: "q", float: "d", bool: "?"}
_NUMBERS: tuple[tuple[Any, str], ...] = (
    ((bool, np.bool_), "?"),
    (np.uint64, "Q"),
    ((int, np.integer), "q"),
    ((float, np.floating), "d"),
)


class _Noted(NamedTuple):
    """A living array, and the keys in `_tuples` of the tuples that contain it."""

    array: weakref.ref[NDArray[Any]]
    kind: Kind
    place: tuple[int, ...]
    tuples: set[tuple[Any, ...]]


# NumPy takes a microsecond to say where an array lies, and a state's arrays are asked for again and again; so the forty
# arrays of a whole state are found by one key. An array's entries are removed when it dies, so an id in these tables
# always belongs to a living array.
_arrays: dict[int, _Noted] = {}
_tuples: dict[tuple[Any, ...], tuple[Kind, tuple[int | float, ...]]] = {}


def _noted(array: NDArray[Any]) -> _Noted:
    if not array.flags.c_contiguous:
        raise FormulaError("Compiled code takes only C-contiguous arrays.")
    number = id(array)
    place = (array.__array_interface__["data"][0], *array.shape)
    found = _Noted(weakref.ref(array, lambda _: _forget(number)), (array.dtype.str, array.ndim), place, set())
    _arrays[number] = found
    return found


def _forget(number: int) -> None:
    known = _arrays.pop(number, None)
    for key in () if known is None else known.tuples:
        _tuples.pop(key, None)
        for other in key[1:]:
            if other in _arrays:
                _arrays[other].tuples.discard(key)


def _kind_of_tuple(value: tuple[Any, ...], words: list[int | float]) -> Kind:
    numbers = tuple(map(id, value))
    key = (type(value), *numbers)
    known = _tuples.get(key)
    if known is None:
        own: list[int | float] = []
        known = (type(value), signature_of(value, own)), tuple(own)
        if all(isinstance(each, np.ndarray) for each in value):
            _tuples[key] = known
            for number in numbers:
                _arrays[number].tuples.add(key)
    words += known[1]
    return known[0]


def text_of(kind: Kind) -> str:
    """A kind as text, the same in every process."""
    if isinstance(kind, str):
        return kind
    if isinstance(kind, Callee):
        return f"function {kind.digest}"
    if isinstance(kind[0], str):
        return f"{kind[0]}[{kind[1]}]"
    return f"{kind[0].__qualname__}({', '.join(map(text_of, kind[1]))})"


def format_of(kind: Kind) -> str:
    """The words of a kind in the notation of `struct`."""
    if isinstance(kind, str):
        return "q" if kind == "?" else kind
    if isinstance(kind, Callee):
        return ""
    if isinstance(kind[0], str):
        return "q" * (1 + int(kind[1]))
    return "".join(map(format_of, kind[1]))
