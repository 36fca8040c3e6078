"""What a library function is held against: another implementation that shares nothing with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

View = Callable[[Any, Any], Any]
"""What of a memory must agree, given the memory and the result of the call."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference and its name.

    `function` takes what the library function takes: numbers, and lists or bytearrays, which it changes in place.
    Memory must agree as a whole, or as its view sees it; texts up to their NUL; `scratch` not at all.
    """

    named: str
    function: Callable[..., Any]
    views: Mapping[str, View] = field(default_factory=dict)


def text_of(memory: bytearray) -> str:
    """The text in a memory: what stands before its first NUL."""
    return memory.partition(b"\0")[0].decode("latin-1")


def write(memory: bytearray, text: str) -> int:
    """Put a text and its NUL into a memory; returns its length."""
    content = text.encode("latin-1")
    memory[: len(content) + 1] = content + b"\0"
    return len(content)


def texts(named: str, function: Callable[..., Any], views: Mapping[str, View] | None = None) -> Reference:
    """A reference whose bytearrays are texts that it only reads."""

    def call(*values: Any) -> Any:
        return function(*(text_of(value) if isinstance(value, bytearray) else value for value in values))

    return Reference(named, call, views or {})


def changed_text(named: str, function: Callable[..., str], *, returns_length: bool = False) -> Reference:
    """A reference that puts a new text in place of its first parameter."""

    def call(memory: bytearray, *values: Any) -> int | None:
        length = write(memory, function(text_of(memory), *values))
        return length if returns_length else None

    return Reference(named, call)


def new_text(named: str, function: Callable[..., str], *, returns_length: bool = True) -> Reference:
    """A reference that writes a new text into its first parameter."""

    def call(target: bytearray, *values: Any) -> int | None:
        plain = (text_of(value) if isinstance(value, bytearray) else value for value in values)
        length = write(target, function(*plain))
        return length if returns_length else None

    return Reference(named, call)
