"""System calls by number, and calling them: what the C library has no functions for."""

from __future__ import annotations

import ctypes
import os
import platform
from functools import cache
from typing import Any

LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
"""The same on every architecture, as all numbers from 424 on are."""

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, PR_GET_SECCOMP = 38, 22, 21


@cache
def _library() -> Any:  # noqa: ANN401  (ctypes has no types)
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


def system_call(number: int, *arguments: Any) -> int:  # noqa: ANN401
    """What a system call returns. Raises OSError."""
    return _checked(_library().syscall(ctypes.c_long(number), *arguments))


def process_control(option: int, *arguments: Any) -> int:  # noqa: ANN401
    """What prctl(2) returns. Raises OSError."""
    padded = [*arguments, *[ctypes.c_ulong(0)] * (4 - len(arguments))]
    return _checked(_library().prctl(ctypes.c_int(option), *padded))


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return int(result)


def forbid_new_privileges() -> None:
    """Let no program that is started from here on have more rights than this process; both walls ask for it."""
    process_control(PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1))


def architecture() -> str:
    """The machine's architecture, as `uname -m` says it."""
    return platform.machine()
