"""Read and write whole files, under the run's permissions."""

from __future__ import annotations

import os

from neurlang.programs.extensions.bounds import MAX_RESULT, bounded_size
from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.parameters import data, text
from neurlang.programs.machine import FILE, Context

_OPEN_READ, _OPEN_WRITE, _CREATE = 1, 2, 4  # flags of the op `file.open`


def read(context: Context, path: bytes) -> bytes | None:
    """The content of a file; None if it cannot be read. Traps PERMISSION, LIMIT."""
    try:
        with os.fdopen(context.files.open(path, _OPEN_READ), "rb") as file:
            bounded_size(os.fstat(file.fileno()).st_size)
            content = file.read(MAX_RESULT + 1)
    except OSError:
        return None
    bounded_size(len(content))
    return content


def write(context: Context, path: bytes, content: bytes) -> int | None:
    """Make or replace a file; return the number of bytes, or None if that fails. Traps PERMISSION, LIMIT."""
    context.session.count_written(len(content))
    try:
        with os.fdopen(context.files.open(path, _OPEN_WRITE | _CREATE), "wb") as file:
            return file.write(content)
    except OSError:
        return None


def exists(context: Context, path: bytes) -> bool:
    """Whether a path exists. Traps PERMISSION."""
    try:
        context.files.size(path)
    except OSError:
        return False
    return True


def delete(context: Context, path: bytes) -> int | None:
    """Delete a file; return 0, or None if that fails. Traps PERMISSION."""
    try:
        context.files.delete(path)
    except OSError:
        return None
    return 0


def make_directory(context: Context, path: bytes) -> int | None:
    """Make a directory; return 0, or None if that fails. Traps PERMISSION."""
    try:
        context.files.make_directory(path)
    except OSError:
        return None
    return 0


_PATH = text("path", clean=True)
_READ, _WRITE = "--allow-read", "--allow-write"

EXTENSIONS = (
    extension(
        "fs_read",
        "Read a whole file",
        read,
        (_PATH,),
        gives="a string; -1 if it cannot be read",
        needs=_READ,
        in_context=True,
        taint=FILE,
    ),
    extension(
        "fs_write",
        "Write a whole file: create or replace it, save bytes",
        write,
        (_PATH, data()),
        gives="the count of bytes; -1 if it cannot be written",
        needs=_WRITE,
        in_context=True,
    ),
    extension(
        "fs_exists",
        "Check whether a file or directory exists",
        exists,
        (_PATH,),
        gives="1 or 0",
        needs=_READ,
        in_context=True,
    ),
    extension(
        "fs_delete",
        "Delete a file",
        delete,
        (_PATH,),
        gives="0; -1 if it cannot be deleted",
        needs=_WRITE,
        in_context=True,
    ),
    extension(
        "fs_mkdir",
        "Make a directory: create a folder",
        make_directory,
        (_PATH,),
        gives="0; -1 if it cannot be made",
        needs=_WRITE,
        in_context=True,
    ),
)
