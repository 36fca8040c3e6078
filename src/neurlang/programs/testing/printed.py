"""What a run printed: its beginning, and enough of the rest to tell it from other output, in little memory."""

from __future__ import annotations

import hashlib

_KEPT = 1 << 16  # bytes that are kept to be shown
_SHOWN = 1_000


class Printed:
    """Bytes as they are printed. A program may print more than memory holds, so only their beginning is kept."""

    __slots__ = ("_digest", "_size", "_start")

    def __init__(self) -> None:
        self._start = bytearray()
        self._size = 0
        self._digest = hashlib.sha256()

    def add(self, data: bytes) -> None:
        """Take what is printed next."""
        self._start += data[: _KEPT - len(self._start)]
        self._size += len(data)
        self._digest.update(data)

    def is_exactly(self, content: bytes) -> bool:
        """Whether that, and nothing else, was printed."""
        return self._size == len(content) and self._digest.digest() == hashlib.sha256(content).digest()

    def is_same(self, other: Printed) -> bool:
        """Whether the same was printed there."""
        return self._size == other._size and self._digest.digest() == other._digest.digest()

    @property
    def shown(self) -> bytes:
        """The beginning, for a report."""
        return bytes(self._start[:_SHOWN])
