"""Files under permissions: no path leads outside what the flags allow, neither by `..`, nor by links, nor by a race.

A path is first resolved, then checked. The file is then opened from the root directory, one component at a time, and
no component may be a link (`O_NOFOLLOW`). So a link that appears between check and use is refused.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from neurlang.errors import UsageError
from neurlang.programs.machine.host.permission_rules import check_path
from neurlang.programs.machine.host.permissions import READ_FLAG, WRITE_FLAG, Permissions, refused

READ, WRITE, CREATE, APPEND = 1, 2, 4, 8
"""Flags of `file.open`."""

_ALL_FLAGS = READ | WRITE | CREATE | APPEND
_KERNEL_TREES = ("/proc", "/sys", "/dev")
"""These trees hold the system, not data: /proc/self/mem is the memory of this process."""

_DIRECTORY = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
"""With O_PATH (Linux), no folder is read on the way, so a process behind a wall can reach an allowed path, too."""
_NEW_FILE_MODE = 0o666
_NEW_DIRECTORY_MODE = 0o777


class Files:
    """The file system as one run may use it. Methods trap PERMISSION; they raise OSError if they fail."""

    __slots__ = ("_readable", "_root", "_writable")

    def __init__(self, permissions: Permissions, root: str | None = None) -> None:
        self._root = None if root is None else os.path.realpath(root)
        self._readable = tuple(os.path.realpath(path) for path in permissions.read)
        self._writable = tuple(os.path.realpath(path) for path in permissions.write)

    def resolve(self, path: bytes, *, write: bool = False) -> str:
        """The path with links resolved. Traps PERMISSION unless reading (with `write`, also writing) it is allowed."""
        located = self._located(path)
        return self._allowed(os.path.realpath(located), located, reads=True, writes=write)

    def open(self, path: bytes, flags: int) -> int:
        """A close-on-exec descriptor of a regular file. Opening to write without append truncates it."""
        if not flags or flags & ~_ALL_FLAGS:
            raise OSError(errno.EINVAL, "unknown flags")
        writes = bool(flags & (WRITE | APPEND)) or not flags & READ
        located = self._located(path)
        real = os.path.realpath(located)
        self._allowed(real, located, reads=bool(flags & READ), writes=writes or bool(flags & CREATE))
        access = os.O_RDWR if writes and flags & READ else os.O_WRONLY if writes else os.O_RDONLY
        extra = (os.O_CREAT if flags & CREATE else 0) | (os.O_APPEND if flags & APPEND else 0)
        with _parent(real) as (directory, name):
            # Without O_NONBLOCK, opening a pipe would wait for its other end.
            mode = access | extra | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
            descriptor = os.open(name, mode, _NEW_FILE_MODE, dir_fd=directory)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(errno.EINVAL, "not a regular file")
            if writes and not flags & APPEND:
                os.ftruncate(descriptor, 0)
        except OSError:
            os.close(descriptor)
            raise
        return descriptor

    def size(self, path: bytes) -> int:
        """The size in bytes of the file."""
        with _parent(self.resolve(path)) as (directory, name):
            return os.stat(name, dir_fd=directory, follow_symlinks=False).st_size

    def make_directory(self, path: bytes) -> None:
        """Make a directory."""
        with _parent(self._entry(path)) as (directory, name):
            os.mkdir(name, _NEW_DIRECTORY_MODE, dir_fd=directory)

    def delete(self, path: bytes) -> None:
        """Delete a file. If it is a link, the link is deleted, not its target."""
        with _parent(self._entry(path)) as (directory, name):
            os.unlink(name, dir_fd=directory)

    def _located(self, path: bytes) -> str:
        """The host's name for the path. Raises OSError if it cannot be a path."""
        if not path or b"\0" in path:
            raise OSError(errno.ENOENT, "no such path")
        text = os.fsdecode(path)
        return text if self._root is None else f"{self._root}/{text}"

    def _entry(self, path: bytes) -> str:
        """The path of a directory entry that may be written. Links are resolved in the directory's path only."""
        located = self._located(path)
        parent, name = os.path.split(located.rstrip("/"))
        if name in ("", ".", ".."):
            raise OSError(errno.EINVAL, "no name at the end")
        return self._allowed(f"{os.path.realpath(parent).rstrip('/')}/{name}", located, writes=True)

    def _allowed(self, real: str, located: str, *, reads: bool = False, writes: bool = False) -> str:
        """`real`, the resolved path of `located`. Traps PERMISSION unless the access is allowed."""
        missing = [
            (flag, what)
            for wanted, rules, flag, what in (
                (reads, self._readable, READ_FLAG, "reading"),
                (writes, self._writable, WRITE_FLAG, "writing"),
            )
            if wanted and not any(_allows(rule, real) for rule in rules)
        ]
        if not missing:
            return real
        what = " and ".join(what for _, what in missing)
        if self._root is not None:
            raise refused(f"{what} {located.removeprefix(self._root)}, outside the run's own files,", [])
        value = _allowing(real, located)
        raise refused(f"{what} {real}", [] if value is None else [(flag, value) for flag, _ in missing])


def _allowing(real: str, located: str) -> str | None:
    """A value for a flag that would allow what a path led to, in the next process too; None if no value would.

    The resolved path is the most precise. It does not work for a link to be deleted, nor for a path through
    /proc/self, which differs in each process, nor for a path that looks like a pattern.
    """
    absolute = located if located.startswith("/") else f"{os.getcwd()}/{located}"  # noqa: PTH109 - the text is wanted
    here = f"/proc/{os.getpid()}"
    for value in (real, absolute, os.path.dirname(real)):  # noqa: PTH120
        with suppress(UsageError):
            check_path(value, READ_FLAG)
            if not _is_within(value, here) and _allows(os.path.realpath(value), real):
                return value
    return None


def _allows(root: str, path: str) -> bool:
    """Whether a rule for `root` covers a path. Paths in the kernel's trees need a rule for a path in the same tree."""
    return _is_within(path, root) and all(
        _is_within(root, tree) for tree in _KERNEL_TREES if _is_within(path, tree)
    )


def _is_within(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip("/") + "/")


@contextmanager
def _parent(real: str) -> Iterator[tuple[int, str]]:
    """A descriptor of the directory above a resolved path, and the path's last component. No link is followed."""
    *directories, name = [part for part in real.split("/") if part] or ["."]
    directory = os.open("/", _DIRECTORY)
    try:
        for part in directories:
            following = _open_directory(part, directory)
            os.close(directory)
            directory = following
        yield directory, name
    except OSError as error:
        if error.errno == errno.ELOOP:  # the component was not a link when the path was resolved
            raise refused(f"following a link that appeared in {real}", []) from None
        raise
    finally:
        os.close(directory)


def _open_directory(name: str, above: int) -> int:
    """A descriptor of a directory. Raises OSError with ELOOP for a link, for which Linux reports ENOTDIR."""
    try:
        return os.open(name, _DIRECTORY, dir_fd=above)
    except NotADirectoryError:
        if stat.S_ISLNK(os.stat(name, dir_fd=above, follow_symlinks=False).st_mode):
            raise OSError(errno.ELOOP, "a link") from None
        raise
