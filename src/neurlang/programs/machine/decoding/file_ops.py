"""What the `file` ops do. A failure raises OSError, which sets rd to -1; a refusal traps PERMISSION."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable

from neurlang.programs.machine.arguments import Argument, forbid_taint
from neurlang.programs.machine.hidden.marks import FILE
from neurlang.programs.machine.session import Session

MAX_PATH = 4_096
_WHENCES = (os.SEEK_SET, os.SEEK_CUR, os.SEEK_END)


class OpenFile:
    """A file behind a handle."""

    __slots__ = ("descriptor",)

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def close(self) -> None:
        """Close the descriptor."""
        os.close(self.descriptor)


def open_file(session: Session, path: Argument, length: Argument, flags: Argument) -> int:
    """Open a file; return its handle. Traps PERMISSION, TAINT, and LIMIT if too many handles are open."""
    name = clean_path(path, length)
    session.handles.check_room()
    return session.handles.add(OpenFile(session.files.open(name, flags.value)))


def read(session: Session, handle: Argument, buffer: Argument, length: Argument) -> int:
    """Read to the buffer, with taint FILE; return the number of bytes, 0 at the end of the file."""
    descriptor = _descriptor(session, handle)
    buffer.check_writable(length.value)
    data = os.read(descriptor, length.value)
    buffer.write(data, FILE)
    return len(data)


def write(session: Session, handle: Argument, buffer: Argument, length: Argument) -> int:
    """Write bytes; return their number. Traps LIMIT if the run has written too many bytes in all."""
    descriptor = _descriptor(session, handle)
    data = memoryview(buffer.read(length.value))
    session.count_written(len(data))
    written = 0
    while written < len(data):
        written += os.write(descriptor, data[written:])
    return written


def close(session: Session, handle: Argument) -> int:
    """Close a file; return 0."""
    if not session.handles.close(handle.value, OpenFile):
        raise OSError(errno.EBADF, "no such file")
    return 0


def seek(session: Session, handle: Argument, offset: Argument, whence: Argument) -> int:
    """Move the position; return it, in bytes from the start."""
    descriptor = _descriptor(session, handle)
    if whence.value >= len(_WHENCES):
        raise OSError(errno.EINVAL, "unknown whence")
    return os.lseek(descriptor, offset.signed, _WHENCES[whence.value])


def size(session: Session, path: Argument, length: Argument) -> int:
    """The size in bytes of the file at the path. Traps PERMISSION, TAINT."""
    return session.files.size(clean_path(path, length))


def make_directory(session: Session, path: Argument, length: Argument) -> int:
    """Make a directory; return 0. Traps PERMISSION, TAINT."""
    session.files.make_directory(clean_path(path, length))
    return 0


def delete(session: Session, path: Argument, length: Argument) -> int:
    """Delete a file; return 0. Traps PERMISSION, TAINT."""
    session.files.delete(clean_path(path, length))
    return 0


def clean_path(path: Argument, length: Argument) -> bytes:
    """The bytes of a path. Traps TAINT if the bytes, their address or their number are tainted; BOUNDS, CAPABILITY."""
    forbid_taint(max(path.taint, length.taint), "a file path")
    name = path.read(length.value)
    forbid_taint(path.taint_behind(length.value), "a file path")
    if len(name) > MAX_PATH:
        raise OSError(errno.ENAMETOOLONG, "a path of that length")
    return name


def _descriptor(session: Session, handle: Argument) -> int:
    file = session.handles.get(handle.value, OpenFile)
    if file is None:
        raise OSError(errno.EBADF, "no such file")
    return file.descriptor


FILE_OPS: dict[str, Callable[..., int]] = {
    "file.open": open_file,
    "file.read": read,
    "file.write": write,
    "file.close": close,
    "file.seek": seek,
    "file.stat": size,
    "file.mkdir": make_directory,
    "file.delete": delete,
}
