"""How commands read files: bounded, `-` for standard input. `result_files` describes how they write them."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from neurlang.errors import UsageError
from neurlang.result_files import STANDARD_STREAM, keep_apart, write_file, writing

__all__ = ["STANDARD_STREAM", "is_piped", "keep_apart", "read_bytes", "read_text", "write_file", "writing"]


def read_bytes(path: Path, largest: int) -> bytes:
    """A file's bytes, or those of standard input for `-`. Raises UsageError if they cannot be read."""
    if path == STANDARD_STREAM:
        try:
            data = sys.stdin.buffer.read(largest + 1)
        except OSError as error:
            raise UsageError(f"Standard input is not readable ({error.strerror})") from None
    elif not path.exists():
        raise UsageError(f"File not found: {path}")
    elif path.is_dir():
        raise UsageError(f"Not a file: {path}")
    else:
        try:
            with path.open("rb") as file:
                data = file.read(largest + 1)
        except OSError as error:
            raise UsageError(f"File not readable: {path} ({error.strerror})") from error
    if len(data) > largest:
        raise UsageError(f"{path} is too large: at most {largest:,} bytes are read")
    return data


def is_piped() -> bool:
    """Whether standard input is a pipe or a file, so that something was meant to be read from it."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (AttributeError, OSError, ValueError):  # it is closed, or no stream of the system
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def read_text(path: Path, largest: int) -> str:
    """A file's text. Raises UsageError if it is not UTF-8."""
    data = read_bytes(path, largest)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} is not UTF-8 text: byte {error.start} is 0x{data[error.start]:02x}"
        ) from error
