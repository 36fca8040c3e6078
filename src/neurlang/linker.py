"""Shared objects: the linker of this system makes them from objects."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from neurlang.errors import MissingPartError, UsageError


def find_linker(names: Sequence[str], otherwise: str) -> str:
    """The first of these linkers that is installed. Raises MissingPartError, which ends with `otherwise`."""
    for found in map(shutil.which, names):
        if found:
            return found
    raise MissingPartError(f"A shared object needs a linker: one of {', '.join(names)}. {otherwise}")


def link_shared(linker: str, data: bytes, before: Sequence[str] = (), behind: Sequence[str] = ()) -> bytes:
    """An object as a shared object; options stand before its name, libraries behind it.

    Raises UsageError if the linker refuses.
    """
    with tempfile.TemporaryDirectory(prefix="neurlang-") as folder:
        middle, made = Path(folder) / "object.o", Path(folder) / "object.so"
        middle.write_bytes(data)
        command = [linker, "-shared", *before, str(middle), "-o", str(made), *behind]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise UsageError(f"Linking failed: {done.stderr.strip()}")
        return made.read_bytes()
