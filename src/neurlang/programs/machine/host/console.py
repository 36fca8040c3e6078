"""The console: bytes to standard output, lines from standard input."""

from __future__ import annotations

import errno
import sys
from typing import Protocol


class Console(Protocol):
    r"""Where `io.print` and `io.readline` lead: any object with these two methods.

    Example:
        >>> import neurlang
        >>> class Collected:
        ...     def __init__(self):
        ...         self.text = b""
        ...     def write(self, data):
        ...         self.text += data
        ...     def read_line(self, size):
        ...         return None
        >>> console = Collected()
        >>> program = neurlang.assemble('.data\nword: .ascii "hi"\n.text\nmov r0, word\nio.print r0, 2')
        >>> _ = neurlang.run(program, host=neurlang.Host(console=console), memory="128K")
        >>> console.text
        b'hi'

    """

    def write(self, data: bytes) -> None:
        """Print bytes. Raises OSError."""

    def read_line(self, size: int) -> bytes | None:
        """The next line without its end, or its first `size` bytes; the next call reads on. None at the end."""


class StandardConsole:
    """The process's own standard streams."""

    __slots__ = ("_rest",)

    def __init__(self) -> None:
        self._rest = b""

    def write(self, data: bytes) -> None:
        """Print bytes immediately, after everything that Python printed before. Raises OSError."""
        if sys.stdout is None:  # the caller closed it
            raise OSError(errno.EBADF, "standard output is closed")
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def read_line(self, size: int) -> bytes | None:
        """The next line. Reads one byte more than wanted, to see whether the line ends there."""
        if sys.stdin is None:
            raise OSError(errno.EBADF, "standard input is closed")
        wanted = size + 1 - len(self._rest)
        line = self._rest
        if wanted > 0 and not line.endswith(b"\n"):
            line += sys.stdin.buffer.readline(wanted)
        self._rest = b""
        if not line:
            return None
        if line.endswith(b"\n"):
            return line[:-1]
        self._rest = line[size:]
        return line[:size]
