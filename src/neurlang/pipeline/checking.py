"""Arguments of the Python interface: sizes, times and texts, with a word about what was expected."""

from __future__ import annotations

from neurlang.disk_cache import parse_size
from neurlang.errors import UsageError
from neurlang.programs.machine import MOST_SECONDS


def size_of(name: str, value: int | str) -> int:
    """The bytes that an argument names, as a number or as a text such as `64K`. Raises UsageError."""
    if isinstance(value, str):
        try:
            return parse_size(value)
        except ValueError as error:
            raise UsageError(f"{name}: {error}.") from None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise UsageError(f"{name} is a number of bytes, or a text such as '64K' or '1G', not {value!r:.40}.")
    return value


def seconds_of(name: str, value: float) -> float:
    """A time limit. Raises UsageError."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 < value <= MOST_SECONDS:
        raise UsageError(
            f"{name} is a time in seconds, more than 0 and at most {MOST_SECONDS:,}, not {value!r:.40}."
        )
    return float(value)


def check_text(text: object) -> None:
    """Raise UsageError if a prompt is not a text."""
    if not isinstance(text, str):
        raise UsageError(f'A prompt is a text, such as "factorial of 10", not {described(text)}.')


def described(value: object) -> str:
    """A value of the wrong type, for messages."""
    return "None" if value is None else f"{type(value).__name__} {value!r:.40}"
