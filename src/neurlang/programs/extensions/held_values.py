"""Held values, which handles stand for: they live outside the sandbox, have a size, and can be closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

OVERHEAD = 64
"""Bytes charged for any held value besides its content, so that empty ones are not free."""


class Held:
    """A value behind a handle. Subclasses that own something outside (a socket, a database) override `close`."""

    __slots__ = ()

    noun: ClassVar[str] = "value"
    """The name of the kind in errors."""

    @property
    def size(self) -> int:
        """Bytes that it holds; they count toward the limit of the extensions."""
        return OVERHEAD

    @property
    def text(self) -> bytes | None:
        """Its text, for parameters that take one; None if it is not a text."""
        return None

    def close(self) -> None:
        """Release what it owns. Closing twice is allowed."""


@dataclass(frozen=True, slots=True)
class Text(Held):
    """A string: immutable bytes, UTF-8 if they are text."""

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
