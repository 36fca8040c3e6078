"""Files that a command writes: whole or not at all, and never over a device, a pipe, a link or its own source."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from neurlang.errors import UsageError
from neurlang.whole_files import replacing

STANDARD_STREAM = Path("-")

_NEW_FILE_MODE, _NEW_PROGRAM_MODE = 0o666, 0o777  # before the umask
_PERMISSIONS = 0o777


@contextmanager
def writing(path: Path, *, executable: bool = False) -> Iterator[BinaryIO]:
    """Open a file for writing that appears under its name only once it is complete; `-` is standard output.

    A link stays a link, and an existing file keeps its mode; a new file's mode follows the umask. Pipes and devices are
    written directly. Raises UsageError if the file cannot be written. An interruption leaves nothing behind.
    """
    try:
        if path == STANDARD_STREAM:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        elif path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
        else:
            whole = path.resolve()
            mode = _NEW_PROGRAM_MODE if executable else _NEW_FILE_MODE
            with replacing(whole, mode, exact=_kept_mode(whole, executable=executable)) as file:
                yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"File not writable: {path} ({error.strerror})") from error
    except RuntimeError as error:
        if not path.is_symlink():
            raise
        raise UsageError(f"File not writable: {path} (a link that leads to itself)") from error


def take_place(made: Path, path: Path) -> None:
    """Move a complete file to its place, with the mode that `writing` would give it. Both are on one file system.

    Raises UsageError if that is not possible.
    """
    try:
        whole = path.resolve()
        mode = _kept_mode(whole, executable=False)
        if mode is not None:
            made.chmod(mode)
        made.replace(whole)
    except OSError as error:
        raise UsageError(f"File not writable: {path} ({error.strerror})") from error


def _kept_mode(path: Path, *, executable: bool) -> int | None:
    """The mode of the file that is there; who may read it may then run it, if it becomes a program."""
    if not path.exists():
        return None
    kept = path.stat().st_mode & _PERMISSIONS
    return kept | (kept & 0o444) >> 2 if executable else kept


def write_file(path: Path, data: bytes, *, executable: bool = False) -> None:
    """Write a file whole, or not at all. Raises UsageError if it cannot be written."""
    with writing(path, executable=executable) as file:
        file.write(data)


def keep_apart(source: Path, targets: Iterable[Path]) -> None:
    """Check that no target is the source itself, under whatever name.

    Raises:
        UsageError: a target is the source.

    """
    for target in targets:
        if STANDARD_STREAM in (source, target) or not (target.exists() and source.exists()):
            continue
        if target.samefile(source):
            raise UsageError(f"{target} would overwrite its own source; name another output with -o")


def refuse_foreign(path: Path, sign: str) -> None:
    """Check that a secondary output file would not overwrite a file that something else wrote.

    `sign` is text that each of our files of this kind contains. A file that cannot be read is not ours.

    Raises:
        UsageError: there is such a file.

    """
    if not path.exists():
        return
    try:
        is_ours = path.is_file() and sign in path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        is_ours = False
    if not is_ours:
        raise UsageError(
            f"{path} would be written too, and is not a file that this command made: move it away."
        )


def check_place(path: Path) -> None:
    """Make the folder of a file that will be written after long work, and check that it can be.

    Raises:
        UsageError: it cannot.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = "Not a directory" if isinstance(error, FileExistsError) else error.strerror
        raise UsageError(f"File not writable: {path} ({why})") from error
    if path.is_dir():
        raise UsageError(f"File not writable: {path} (Is a directory)")
    if not os.access(path.parent, os.W_OK):
        raise UsageError(f"File not writable: {path} (its folder is read-only)")
