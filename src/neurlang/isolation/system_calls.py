"""System calls for which the C library has no functions, by number."""

from __future__ import annotations

import ctypes
import os
import platform
from functools import cache
from typing import Any

LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
"""These numbers are the same on every architecture, like all numbers from 424 on."""

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, PR_GET_SECCOMP = 38, 22, 21


@cache
def _library() -> Any:  # noqa: ANN401  (ctypes has no types)
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


def system_call(number: int, *arguments: Any) -> int:  # noqa: ANN401
    """Make a system call; return its result. Raises OSError."""
    return _checked(_library().syscall(ctypes.c_long(number), *arguments))


def process_control(option: int, *arguments: Any) -> int:  # noqa: ANN401
    """Call prctl(2); return its result. Raises OSError."""
    padded = [*arguments, *[ctypes.c_ulong(0)] * (4 - len(arguments))]
    return _checked(_library().prctl(ctypes.c_int(option), *padded))


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return int(result)


def forbid_new_privileges() -> None:
    """Give no program started from now on more rights than this process. Landlock and seccomp both require this."""
    process_control(PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1))


def architecture() -> str:
    """The machine's architecture, as `uname -m` prints it."""
    return platform.machine()
