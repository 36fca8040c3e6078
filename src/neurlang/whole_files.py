"""Files that are whole or absent: written beside their place, then moved there."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

TEMPORARY_PREFIX = ".new-"


@contextmanager
def replacing(path: Path, mode: int, *, exact: int | None = None) -> Iterator[BinaryIO]:
    """A new file that takes the path's place when the block ends. Raises OSError.

    A file that is there keeps its content until then, and for ever if the block does not end well, Ctrl-C included.
    The new file has the mode `exact`, or else `mode` less what the umask takes away.
    """
    temporary = path.with_name(
        f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}"
    )  # fits where the file's own name does
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        if exact is not None:
            temporary.chmod(exact)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
