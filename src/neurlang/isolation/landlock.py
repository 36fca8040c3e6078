"""Landlock (landlock(7), Linux 5.13) bounds the files and TCP ports that a process may use."""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable
from enum import IntFlag
from functools import cache

from neurlang.errors import NeurlangError
from neurlang.isolation.system_calls import (
    LANDLOCK_ADD_RULE,
    LANDLOCK_CREATE_RULESET,
    LANDLOCK_RESTRICT_SELF,
    forbid_new_privileges,
    system_call,
)


class LandlockError(NeurlangError):
    """The kernel does not accept the rules."""

    kind = "isolation"


class Access(IntFlag):
    """What may be done with files and folders. The numbers are the kernel's."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    REMOVE_DIR = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_CHAR = 1 << 6
    MAKE_DIR = 1 << 7
    MAKE_REG = 1 << 8
    MAKE_SOCK = 1 << 9
    MAKE_FIFO = 1 << 10
    MAKE_BLOCK = 1 << 11
    MAKE_SYM = 1 << 12
    REFER = 1 << 13
    TRUNCATE = 1 << 14
    IOCTL_DEV = 1 << 15


READ = Access.READ_FILE | Access.READ_DIR
# No program may make links, pipes, devices or sockets.
WRITE = Access.WRITE_FILE | Access.TRUNCATE | Access.MAKE_REG | Access.MAKE_DIR | Access.REMOVE_FILE
RUN = READ | Access.EXECUTE

_FILE_ACCESS = Access.EXECUTE | Access.WRITE_FILE | Access.READ_FILE | Access.TRUNCATE | Access.IOCTL_DEV
_BIND, _CONNECT = 1 << 0, 1 << 1
_SCOPES = 0b11  # abstract Unix sockets and signals of processes outside
_BENEATH, _PORT = 1, 2

NETWORK_ABI, SCOPE_ABI = 4, 6
"""The versions of Landlock since which it bounds TCP ports, and signals."""

_NEW_ACCESS = {2: Access.REFER, 3: Access.TRUNCATE, 5: Access.IOCTL_DEV}


@cache
def abi() -> int:
    """The version of Landlock in the kernel; 0 if the kernel has none, or it is switched off."""
    try:
        return system_call(LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(1))
    except (OSError, AttributeError):  # the kernel has no such call, or the C library has no `syscall`
        return 0


def restrict(
    rules: Iterable[tuple[str, Access]], *, bind: Iterable[int] | None, connect: Iterable[int] | None
) -> None:
    """Allow this thread, and all that it starts, only what the rules say. None for a list of ports allows every port.

    A rule's path must exist; the rule holds for everything below it, too. Raises LandlockError.
    """
    known = _known_access()
    ports = [(port, _BIND) for port in bind or ()] + [(port, _CONNECT) for port in connect or ()]
    handled = (0 if bind is None else _BIND) | (0 if connect is None else _CONNECT)
    try:
        ruleset = _ruleset(known, handled)
        try:
            for path, access in rules:
                _add_path(ruleset, path, access & known)
            if abi() >= NETWORK_ABI:
                for port, access_to_port in ports:
                    _add(ruleset, _PORT, struct.pack("=QQ", access_to_port, port))
            forbid_new_privileges()
            system_call(LANDLOCK_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint(0))
        finally:
            os.close(ruleset)
    except OSError as error:
        raise LandlockError(f"Landlock refuses the rules: {error}") from None


def _known_access() -> Access:
    """The kinds of access that this kernel can bound."""
    known = Access(0)
    for access in Access:
        since = next((version for version, new in _NEW_ACCESS.items() if new is access), 1)
        if abi() >= since:
            known |= access
    return known


def _ruleset(access: Access, ports: int) -> int:
    """The descriptor of an empty ruleset, which forbids all of that access."""
    content = struct.pack("=Q", access)
    if abi() >= NETWORK_ABI:
        content += struct.pack("=Q", ports)
    if abi() >= SCOPE_ABI:
        content += struct.pack("=Q", _SCOPES)
    return system_call(LANDLOCK_CREATE_RULESET, content, ctypes.c_size_t(len(content)), ctypes.c_uint(0))


def _add_path(ruleset: int, path: str, access: Access) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            access &= _FILE_ACCESS
        if access:
            _add(ruleset, _BENEATH, struct.pack("=Qi", access, descriptor))
    finally:
        os.close(descriptor)


def _add(ruleset: int, kind: int, content: bytes) -> None:
    system_call(LANDLOCK_ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(kind), content, ctypes.c_uint(0))
