"""The standard streams as commands use them: there even where the caller closed them, and safe for a terminal."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from neurlang.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEPT = "\n\t"


class PrintableStream(io.TextIOWrapper):
    """A text stream that writes control characters as escapes, and what its encoding lacks, too.

    File names, labels and answers come from elsewhere. What a program prints are bytes, and pass by `buffer`.
    """

    def write(self, text: str, /) -> int:
        """Write the text; the number of characters that were given."""
        super().write(printable(text, _KEPT))
        return len(text)


@contextmanager
def safe_streams() -> Iterator[None]:
    """Standard streams that can be used, and print nothing that acts on a terminal, as long as this lasts."""
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
    """Standard error for progress bars, which act on the terminal; None where there is none."""
    stream = sys.__stderr__
    return stream if stream is not None and not stream.closed and stream.isatty() else None


def _open_closed() -> None:
    """Open what the caller closed, such that it fails as it would have: output cannot be written, input not read.

    Otherwise the next file that is opened would take the place of standard output. The GNU tools do the same.
    """
    if sys.stdin is None:
        sys.stdin = _stand_in(0, os.O_WRONLY, "r")
    if sys.stdout is None:
        sys.stdout = _stand_in(1, os.O_RDONLY, "w")
    if sys.stderr is None:
        sys.stderr = _stand_in(2, os.O_WRONLY, "w")  # there is nowhere to tell that there is nowhere to tell


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
    """The stream, safe for a terminal; itself where it has no bytes below, as a notebook's."""
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
    """Let go of the bytes below, which the stream before goes on with."""
    try:
        stream.flush()
    except OSError:
        return  # whoever prints was told; closing it would tell it again
    finally:
        stream.detach()  # type: ignore[attr-defined]
