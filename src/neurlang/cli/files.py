"""How commands read and write files: bounded, `-` for the standard streams, never half-written."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from neurlang.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDARD_STREAM = Path("-")

_NEW_FILE_MODE = 0o644


def read_bytes(path: Path, largest: int) -> bytes:
    """A file's bytes, or those of standard input for `-`. Raises UsageError where that can't be had."""
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


def read_text(path: Path, largest: int) -> str:
    """A file's text, UTF-8. Raises UsageError where it is no such text."""
    data = read_bytes(path, largest)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} is not UTF-8 text: byte {error.start} is 0x{data[error.start]:02x}"
        ) from error


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that appears under its name only when it is whole; `-` is standard output.

    A link stays a link, and a file keeps its mode. Pipes and devices are written to as they are. Raises
    UsageError where the file cannot be written. An interruption leaves nothing behind.
    """
    try:
        if path == STANDARD_STREAM:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        elif path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
        else:
            with _replacing(path.resolve()) as file:
                yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"File not writable: {path} ({error.strerror})") from error


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        temporary.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else _NEW_FILE_MODE)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole, or not at all. Raises UsageError where it cannot be written."""
    with writing(path) as file:
        file.write(data)
