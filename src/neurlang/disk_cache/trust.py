"""Which parts of the cache may be used: folders and regular files of this user that nobody else can write.

Machine code from the cache runs with the rights of the user who loads it, and the checksums of entries have no key:
whoever can write an entry can run any code. So owner and mode decide, as for the keys of sshd (`StrictModes`). They are
checked on the open file, so that it cannot be replaced between check and use. Windows has neither, and a user's cache
folder there is closed to others by default.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

PRIVATE = 0o700
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
# Do not wait for a pipe, follow a link, or adopt a controlling terminal; Windows has none of these flags.
_READING = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_NONBLOCK", "O_NOFOLLOW", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)


class RefusedError(OSError):
    """The cache or an entry of it may not be used; the message says why."""


def check_folder(path: Path) -> None:
    """Check that a folder may be used.

    Raises:
        RefusedError: it may not.
        OSError: it does not exist, or cannot be inspected.

    """
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        raise RefusedError(f"{path} is a link; name the folder that it leads to")
    if not stat.S_ISDIR(status.st_mode):
        raise RefusedError(f"cannot use {path}, which is not a folder")
    _check_owner(path, status)


def make_folder(path: Path) -> None:
    """Create a folder that nobody else can enter, and its parents, unless it exists; check it.

    Raises as `check_folder` does.
    """
    try:
        check_folder(path)
    except FileNotFoundError:
        _make_private(path)
        check_folder(path)


def _make_private(path: Path) -> None:
    if not path.parent.exists() and path.parent != path:
        _make_private(path.parent)
    path.mkdir(mode=PRIVATE, exist_ok=True)


def read_trusted(path: Path, largest: int) -> bytes:
    """The content of a file, at most one byte more than `largest`. Nothing but a regular file is opened.

    Raises:
        RefusedError: it may not be used.
        OSError: it does not exist, or cannot be read.

    """
    check_file(path, path.lstat())  # opening a device can have side effects
    with os.fdopen(os.open(path, _READING), "rb") as file:
        status = os.fstat(file.fileno())
        check_file(path, status)
        return file.read(min(status.st_size, largest) + 1)  # read() allocates that much at once


def check_file(path: Path, status: os.stat_result) -> None:
    """Check that a file with that status may be read. Raises RefusedError."""
    if not stat.S_ISREG(status.st_mode):
        raise RefusedError(f"{path} is not a regular file")
    _check_owner(path, status)


def _check_owner(path: Path, status: os.stat_result) -> None:
    if not hasattr(os, "geteuid"):
        return
    if status.st_uid != os.geteuid():
        raise RefusedError(
            f"{path} belongs to user {status.st_uid}, not to user {os.geteuid()} who runs this; it is not used"
        )
    if status.st_mode & _OTHERS_WRITE:
        raise RefusedError(f"{path} can be written by others; it is not used until `chmod go-w` closes it")
