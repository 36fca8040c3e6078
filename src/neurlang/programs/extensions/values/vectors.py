"""Vectors: sequences of 64-bit numbers that can grow."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.held_values import OVERHEAD, Held
from neurlang.programs.extensions.parameters import closed, freed, held, number, word


@dataclass(slots=True)
class Vector(Held):
    """A sequence of unsigned 64-bit numbers."""

    noun = "vector"

    numbers: array[int] = field(default_factory=lambda: array("Q"))

    @property
    def size(self) -> int:
        """8 bytes per number, and the overhead."""
        return OVERHEAD + 8 * len(self.numbers)


def new(_: int) -> Vector:
    """An empty vector. The capacity is accepted and ignored."""
    return Vector()


def push(vector: Vector, value: int) -> int:
    """Append a number; return the new length."""
    vector.numbers.append(value)
    return len(vector.numbers)


def pop(vector: Vector) -> int | None:
    """Remove the last number and return it; None if the vector is empty."""
    return vector.numbers.pop() if vector.numbers else None


def get(vector: Vector, index: int) -> int | None:
    """The number at an index, from 0; None if the index is outside."""
    return vector.numbers[index] if 0 <= index < len(vector.numbers) else None


def put(vector: Vector, index: int, value: int) -> int | None:
    """Replace the number at an index; return 0, or None if the index is outside."""
    if not 0 <= index < len(vector.numbers):
        return None
    vector.numbers[index] = value
    return 0


def length(vector: Vector) -> int:
    """The number of elements."""
    return len(vector.numbers)


_VECTOR = held("vector", Vector)
_CHANGED = held("vector", Vector, changes=True)

EXTENSIONS = (
    extension(
        "vec_new",
        "Make an empty vector: a growing array (list) of numbers",
        new,
        (number("capacity", default=0),),
        gives="a vector's handle",
    ),
    extension(
        "vec_push",
        "Append a number at the end of a vector",
        push,
        (_CHANGED, word("value")),
        gives="the new length",
    ),
    extension(
        "vec_pop",
        "Remove the last number of a vector and give it",
        pop,
        (_CHANGED,),
        gives="the number; -1 if the vector is empty",
    ),
    extension(
        "vec_get",
        "Read the number at an index of a vector",
        get,
        (_VECTOR, number("index")),
        gives="the number; -1 outside",
    ),
    extension(
        "vec_set",
        "Replace the number at an index of a vector",
        put,
        (_CHANGED, number("index"), word("value")),
        gives="0; -1 outside",
    ),
    extension(
        "vec_len",
        "Get the length of a vector: how many numbers it has",
        length,
        (_VECTOR,),
        gives="the length",
    ),
    extension("vec_free", "Free a vector", freed, (closed("vector", Vector),), gives="0"),
)
