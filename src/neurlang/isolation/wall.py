"""A wall, and how a process builds it around itself."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from neurlang.isolation.landlock import READ, RUN, WRITE, Access, restrict
from neurlang.isolation.seccomp import filter_calls

_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64")
_SYSTEM_DATA = ("/etc/ld.so.cache", "/usr/share/zoneinfo", "/etc/localtime")
_RESOLVER_DATA = (
    *("/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/host.conf"),
    *("/etc/services", "/etc/ssl", "/etc/pki", "/usr/share/ca-certificates"),
)
_DNS = 53
_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Wall:
    """What a process behind the wall may still do.

    `readable` and `writable` are paths, each with everything below it. `connect` has the ports to which the process may
    connect, None for all; `bind` has those on which it may listen. The rest are limits: bytes of address space and of
    one file, open descriptors, further processes and threads (0: no process, and any number of threads), seconds of
    processor time (None for no limit). The kernel does not count the processes of root.
    """

    readable: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()
    connect: tuple[int, ...] | None = ()
    bind: tuple[int, ...] = ()
    memory: int = 8 << 30
    file_size: int = 1 << 30
    descriptors: int = 512
    processes: int = 0
    seconds: int | None = None


def enter(wall: Wall) -> None:
    """Build the wall around this process; it cannot be removed. The process must have one thread: others stay outside.

    Raises LandlockError, SeccompError.
    """
    if wall.processes:
        limit_processes(wall.processes)  # before Landlock hides the list of processes
    uses_names = wall.connect is None or bool(wall.connect)
    connect = None if wall.connect is None else (*wall.connect, *([_DNS] if uses_names else []))
    restrict(_rules(wall, uses_names=uses_names), bind=wall.bind, connect=connect)
    _limit(wall)  # after Landlock, which opens each path: more descriptors than the limit may be open already
    filter_calls(resolves_names=uses_names, starts_processes=wall.processes > 0)


def limit_processes(more: int) -> None:
    """Limit the processes and threads of this process's user to those of now and `more` further ones.

    The kernel does not count the processes of root.
    """
    _lower("RLIMIT_NPROC", _running() + more)


def _running() -> int:
    """The number of threads of all processes of this user, as far as the system shows them."""
    count, user = 0, os.getuid()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile
            if process.stat().st_uid == user:
                count += len(list((process / "task").iterdir()))
    return count


def _limit(wall: Wall) -> None:
    _lower("RLIMIT_CORE", 0)
    _lower("RLIMIT_AS", wall.memory)
    _lower("RLIMIT_NOFILE", wall.descriptors)
    _lower("RLIMIT_FSIZE", wall.file_size)
    if wall.seconds is not None:
        _lower("RLIMIT_CPU", wall.seconds)


def _lower(name: str, value: int) -> None:
    """Lower a limit to a value. A limit that is already lower stays."""
    import resource  # not on Windows

    kind = getattr(resource, name)
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))


def _rules(wall: Wall, *, uses_names: bool) -> Iterator[tuple[str, Access]]:
    """The paths that exist, with the access allowed below them: Python's own paths, then those of the wall."""
    data = [*_SYSTEM_DATA, *(_RESOLVER_DATA + _certificates() if uses_names else ())]
    for path in (*_python_folders(), *data, *wall.readable):
        yield from _rule(path, READ)
    for path in (os.path.realpath(sys.executable), *_LIBRARIES):  # the libraries for the loader of programs
        yield from _rule(path, RUN)
    yield from _rule(os.devnull, READ | Access.WRITE_FILE)
    for path in wall.writable:
        yield from _rule(path if Path(path).is_dir() else _existing_folder(path), WRITE)


def _rule(path: str, access: Access) -> Iterator[tuple[str, Access]]:
    if Path(path).exists():
        yield path, access


def _existing_folder(path: str) -> str:
    """The nearest existing folder above a path: a new file, and a journal beside it, are made in it."""
    return str(next(folder for folder in Path(path).resolve().parents if folder.is_dir()))


def _python_folders() -> tuple[str, ...]:
    """The folders of Python and its packages, without the current folder, in which `python -m` looks for modules."""
    prefixes = (sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix)
    searched = {path for path in sys.path if Path(path).is_absolute() and Path(path) != Path.cwd()}
    folders = {*prefixes, *sysconfig.get_paths().values(), *searched, str(_PACKAGE)}
    return tuple(sorted(folder for folder in folders if folder != "/"))


def _certificates() -> tuple[str, ...]:
    import ssl  # slow to import, and only the network needs it

    paths = ssl.get_default_verify_paths()
    return tuple(path for path in (paths.cafile, paths.capath) if path)
