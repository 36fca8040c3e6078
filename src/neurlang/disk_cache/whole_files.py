"""Files that are whole or absent: written to a temporary file beside them, then renamed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

TEMPORARY_PREFIX = ".new-"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody sees it incomplete. Raises OSError."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY_PREFIX)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except BaseException:  # Ctrl-C, too, leaves nothing half-written
        Path(temporary).unlink(missing_ok=True)
        raise
