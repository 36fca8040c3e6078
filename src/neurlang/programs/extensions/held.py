"""What a handle stands for: values that live outside the sandbox, with their size and how they are let go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

OVERHEAD = 64
"""Bytes that any held value is charged besides its content, so that empty ones are not free."""


class Held:
    """A value behind a handle. Kinds that own something outside (a socket, a database) override `close`."""

    __slots__ = ()

    noun: ClassVar[str] = "value"
    """What an error calls it."""

    @property
    def size(self) -> int:
        """Bytes that it holds, by which the limit of the extensions is counted."""
        return OVERHEAD

    @property
    def text(self) -> bytes | None:
        """What it is where a text is wanted; nothing where it is none."""
        return None

    def close(self) -> None:
        """Let go of what it owns. Closing twice is allowed."""


@dataclass(frozen=True, slots=True)
class Text(Held):
    """A string: immutable bytes, UTF-8 where they are text."""

    noun = "string"

    content: bytes

    @property
    def size(self) -> int:
        """Its bytes and the overhead."""
        return OVERHEAD + len(self.content)

    @property
    def text(self) -> bytes:
        """Its bytes."""
        return self.content
