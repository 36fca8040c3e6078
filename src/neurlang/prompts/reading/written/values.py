"""Values as a command line has them."""

from __future__ import annotations

from neurlang.errors import UsageError
from neurlang.prompts.reading.meanings import BITS, SMALLEST
from neurlang.prompts.reading.written.tokens import number_of

Operand = int | float | str | tuple[int, ...] | tuple[float, ...]


def value_of_word(word: str) -> Operand:
    """A value: a number, a list of numbers in brackets, or any other word as a text.

    Raises UsageError for a number of more than 64 bits, and for a list of something else than numbers.
    """
    stripped = word.strip()
    if stripped.startswith("[") and stripped.endswith("]"):
        return _list_of(stripped)
    number = _number_of(word)
    return word if number is None else number


def _list_of(text: str) -> tuple[int, ...] | tuple[float, ...]:
    inner = text[1:-1].strip()
    numbers: list[int | float] = []
    for word in inner.split(",") if inner else []:
        number = _number_of(word.strip())
        if number is None:
            raise UsageError(f"'{word.strip()}' is not a number; write a list as [3, 5, 9]")
        numbers.append(number)
    return list_of(numbers)


def list_of(numbers: list[int | float]) -> tuple[int, ...] | tuple[float, ...]:
    """A list of whole numbers, or of doubles if one is."""
    if all(isinstance(number, int) for number in numbers):
        return tuple(int(number) for number in numbers)
    return tuple(float(number) for number in numbers)


def _number_of(word: str) -> int | float | None:
    try:
        return number_of(word)
    except OverflowError:
        raise UsageError(
            f"{word} has more than 64 bits; whole numbers go from {SMALLEST} to {BITS}"
        ) from None
