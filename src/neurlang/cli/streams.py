"""The standard streams of commands: usable even if the caller closed them, and safe for a terminal."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from neurlang.printable import printable

_KEPT = "\n\t"


class PrintableStream(io.TextIOWrapper):
    """A text stream that escapes control characters and characters that its encoding lacks.

    File names, labels and answers may contain both. A program's own output is bytes and goes to `buffer` directly.
    """

    def write(self, text: str, /) -> int:
        """Write the text; return its number of characters."""
        super().write(printable(text, _KEPT))
        return len(text)


@contextmanager
def safe_streams() -> Iterator[None]:
    """Within this context, the standard streams are usable and print nothing that acts on a terminal."""
    before = sys.stdin, sys.stdout, sys.stderr
    _open_closed()
    wrapped = [(stream, _wrapped(stream)) for stream in (sys.stdout, sys.stderr)]
    sys.stdout, sys.stderr = (stream for _, stream in wrapped)
    try:
        yield
    finally:
        for stream, ours in wrapped:
            if ours is not stream:
                _give_back(ours)
        sys.stdin, sys.stdout, sys.stderr = before


def terminal() -> TextIO | None:
    """Standard error for progress bars, which act on the terminal; None if it is not a terminal."""
    stream = sys.__stderr__
    return stream if stream is not None and not stream.closed and stream.isatty() else None


def _open_closed() -> None:
    """Open the streams that the caller closed such that they still fail: output on writing, input on reading.

    Otherwise the next opened file would take the place of standard output. The GNU tools do the same.
    """
    if sys.stdin is None:
        sys.stdin = _stand_in(0, os.O_WRONLY, "r")
    if sys.stdout is None:
        sys.stdout = _stand_in(1, os.O_RDONLY, "w")
    if sys.stderr is None:
        sys.stderr = _stand_in(2, os.O_WRONLY, "w")  # writable: its failure could not be reported anywhere


def _stand_in(number: int, flags: int, mode: str) -> TextIO:
    opened = os.open(os.devnull, flags)
    if opened != number and not _is_open(number):
        os.dup2(opened, number)
        os.close(opened)
        opened = number
    raw = io.FileIO(opened, mode, closefd=False)
    buffer: Any = io.BufferedReader(raw) if mode == "r" else io.BufferedWriter(raw)
    return io.TextIOWrapper(buffer, encoding="utf-8", errors="backslashreplace")


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _wrapped(stream: TextIO) -> TextIO:
    """The stream, made safe for a terminal; unchanged if it has no byte buffer, as in a notebook."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        return stream
    stream.flush()
    return PrintableStream(
        buffer,
        encoding=stream.encoding,
        errors="backslashreplace",
        line_buffering=stream.isatty() or stream is sys.stderr,
    )


def _give_back(stream: TextIO) -> None:
    """Detach the byte buffer, which the original stream uses again."""
    try:
        stream.flush()
    except OSError:
        return  # the error was already reported on writing; closing would report it again
    finally:
        stream.detach()  # type: ignore[attr-defined]
