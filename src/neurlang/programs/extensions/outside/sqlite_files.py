"""Keeps SQLite within the permissions, although it uses more files than the one that it opens.

SQLite trusts the files beside a database, but a program that may write there cannot be trusted:

- A rollback journal may name a super-journal, which SQLite deletes once it has rolled back (pager_delsuper in
  SQLite's pager.c). Only transactions over attached databases need one, and attaching is refused: a journal
  that names one did not come from here.
- SQLite maps the index of a write-ahead log to memory, and shortening that file ends the process (SIGBUS). With
  the locking mode EXCLUSIVE, SQLite keeps the index on its heap (https://www.sqlite.org/wal.html, section 8).
"""

from __future__ import annotations

import os
from pathlib import Path

from neurlang.programs.machine import Context, Fault, TrapKind

_JOURNAL = "-journal"
_MAGIC = bytes.fromhex("d9d505f920a163d7")
# The versions for writing and reading, in the header; 2 stands for a write-ahead log.
_VERSIONS = slice(18, 20)
_WRITE_AHEAD = 2


def permitted(context: Context, path: bytes) -> str:
    """The real path of a database that may be read and written. Traps PERMISSION."""
    return context.files.resolve(path, write=True)


def prepare(opened: str, path: str) -> bool:
    """Whether a connection, which has read nothing yet, must have the database for itself from now on.

    Traps PERMISSION if SQLite opened another file than the permitted one, because it followed a link that appeared.
    """
    if opened != path:
        raise _refused("the database lies behind a link that appeared")
    return has_write_ahead_log(path)


def check(path: str, *, exclusive: bool) -> None:
    """Traps PERMISSION if the files of a database would lead SQLite outside it."""
    if _names_another(path + _JOURNAL):
        raise _refused("the database's journal names another file")
    if not exclusive and has_write_ahead_log(path):
        raise _refused("the database was given a write-ahead log while it was open")


def disarm_journal(path: str) -> None:
    """Remove the name of another file from a journal, before a rollback that cannot be refused."""
    while _names_another(path + _JOURNAL):
        os.truncate(path + _JOURNAL, Path(path + _JOURNAL).stat().st_size - len(_MAGIC))


def has_write_ahead_log(path: str) -> bool:
    """Whether the header of a database says that it has a write-ahead log."""
    try:
        with Path(path).open("rb") as file:
            return _WRITE_AHEAD in file.read(_VERSIONS.stop)[_VERSIONS]
    except OSError:
        return False


def _names_another(journal: str) -> bool:
    try:
        with Path(journal).open("rb") as file:
            file.seek(-len(_MAGIC), os.SEEK_END)
            return file.read() == _MAGIC
    except OSError:  # there is no journal, or it is too short to name a file
        return False


def _refused(what: str) -> Fault:
    return Fault(TrapKind.PERMISSION, f"{what}; no flag allows it")
