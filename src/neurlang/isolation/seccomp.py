"""seccomp (seccomp(2)): a filter of system calls. The kernel applies it to each call; it cannot be removed.

Python and its libraries may use hundreds of calls, so the filter lists the refused ones. They reach into other
processes, change the system, make namespaces, or are known for security holes; container engines refuse them, too.
Files and ports are left to Landlock.
"""

from __future__ import annotations

import ctypes
import errno
import struct
from dataclasses import dataclass
from functools import cache

from neurlang.errors import NeurlangError
from neurlang.isolation.system_calls import (
    PR_GET_SECCOMP,
    PR_SET_SECCOMP,
    architecture,
    forbid_new_privileges,
    process_control,
)


class SeccompError(NeurlangError):
    """The kernel does not accept a filter."""

    kind = "isolation"


@dataclass(frozen=True, slots=True)
class Architecture:
    """An architecture's number in the kernel's audits, and the numbers of its calls."""

    audit: int
    foreign_from: int | None
    """From this number on, calls belong to another architecture on the same machine."""
    clone: int
    forks: tuple[int, ...]
    """The other calls that start a process."""
    ioctl: int
    socket: int
    refused: tuple[int, ...]


_REFUSED_EVERYWHERE = (
    *(425, 426, 427),  # io_uring
    *(428, 429, 430, 431, 432, 433, 442),  # the newer calls for mounting
    *(438, 440),  # pidfd_getfd, process_madvise
)

# fmt: off
ARCHITECTURES = {
    "x86_64": Architecture(0xC000003E, 0x40000000, clone=56, forks=(57, 58), ioctl=16, socket=41, refused=(
        *(101, 310, 311, 312, 279),            # ptrace, process_vm_readv, process_vm_writev, kcmp, move_pages
        *(246, 320, 175, 313, 176),            # kexec_load, kexec_file_load, init_module, finit_module, delete_module
        *(165, 166, 155, 161, 308, 272, 304),  # mount, umount2, pivot_root, chroot, setns, unshare, open_by_handle_at
        *(321, 298, 323, 250, 248, 249),       # bpf, perf_event_open, userfaultfd, keyctl, add_key, request_key
        *(135, 167, 168, 169, 170, 171, 163),  # personality, swapon, swapoff, reboot, set(host|domain)name, acct
        *(179, 172, 173, 154, 153, 103, 212),  # quotactl, iopl, ioperm, modify_ldt, vhangup, syslog, lookup_dcookie
        *(164, 227, 305, 159, 180),            # settimeofday, clock_settime, clock_adjtime, adjtimex, nfsservctl
    )),
    "aarch64": Architecture(0xC00000B7, None, clone=220, forks=(), ioctl=29, socket=198, refused=(
        *(117, 270, 271, 272, 239),
        *(104, 294, 105, 273, 106),
        *(40, 39, 41, 51, 268, 97, 265),
        *(280, 241, 282, 219, 217, 218),
        *(92, 224, 225, 142, 161, 162, 89),
        *(60, 58, 116, 18),
        *(170, 112, 266, 171, 42),
    )),
}
# fmt: on

_CLONE3 = 435
_NAMESPACES = 0x7E020000 | 0x80  # the CLONE_NEW… flags
_THREAD = 0x10000  # CLONE_THREAD
_TERMINAL_INPUT = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX: they type into the terminal in which nl runs
_INTERNET, _RESOLVING = (2, 10), (1, 16)  # IPv4 and IPv6; Unix and netlink, which are needed to resolve names
_STREAM, _DATAGRAM, _TYPE_MASK = 1, 2, 0xF

# The instructions of the filter (struct sock_filter); offsets are into struct seccomp_data.
_LOAD, _AND, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000

Row = tuple[int, int, int, int]


@cache
def why_no_seccomp() -> str | None:
    """Why this system cannot filter calls; None if it can."""
    if architecture() not in ARCHITECTURES:
        return f"no table of system calls for {architecture()}"
    try:
        process_control(PR_GET_SECCOMP)
    except (OSError, AttributeError):
        return "the kernel has no seccomp"
    return None


def filter_calls(*, resolves_names: bool, starts_processes: bool) -> None:
    """From now on, refuse the calls in the table, in this thread and in those that it starts. Raises SeccompError.

    `resolves_names` allows the sockets that resolving names needs besides TCP: UDP, Unix, netlink. Without
    `starts_processes`, threads can be started but no processes.
    """
    reason = why_no_seccomp()
    if reason is not None:
        raise SeccompError(f"no filter of system calls: {reason}")
    machine = ARCHITECTURES[architecture()]
    rows = filter_rows(machine, resolves_names=resolves_names, starts_processes=starts_processes)
    code = b"".join(struct.pack("=HBBI", *row) for row in rows)
    held = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("@HP", len(rows), ctypes.addressof(held))
    try:
        forbid_new_privileges()
        process_control(PR_SET_SECCOMP, ctypes.c_ulong(2), program)
    except OSError as error:
        raise SeccompError(f"the kernel refuses the filter: {error}") from None


def filter_rows(machine: Architecture, *, resolves_names: bool, starts_processes: bool) -> list[Row]:
    """The filter's instructions."""
    rows: list[Row] = [
        (_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, machine.audit), (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]  # fmt: skip
    if machine.foreign_from is not None:
        rows += [(_AT_LEAST, 0, 1, machine.foreign_from), (_RETURN, 0, 0, _KILL)]
    forks = () if starts_processes else machine.forks
    for number in (*machine.refused, *_REFUSED_EVERYWHERE, *forks):
        rows += _if_equal(number, [_error(errno.EPERM)])
    # The flags of clone3 are in memory, which a filter cannot read. Without clone3, callers use clone.
    rows += _if_equal(_CLONE3, [_error(errno.ENOSYS)])
    rows += _if_equal(machine.clone, _clone_rows(starts_processes=starts_processes))
    typed = [row for request in _TERMINAL_INPUT for row in _if_equal(request, [_error(errno.EPERM)])]
    rows += _if_equal(machine.ioctl, [_argument(1), *typed, _ALLOWED])
    rows += _if_equal(machine.socket, _socket_rows(resolves_names=resolves_names))
    return [*rows, _ALLOWED]


def _clone_rows(*, starts_processes: bool) -> list[Row]:
    """Rows that allow new threads and, with `starts_processes`, new processes, but no new namespaces."""
    rows = [_argument(0), (_ANY_BIT, 0, 1, _NAMESPACES), _error(errno.EPERM)]
    if not starts_processes:
        rows += [(_ANY_BIT, 1, 0, _THREAD), _error(errno.EPERM)]
    return [*rows, _ALLOWED]


def _socket_rows(*, resolves_names: bool) -> list[Row]:
    """Rows that allow TCP over IP and, if names are resolved, UDP and all Unix and netlink sockets."""
    kinds = [_STREAM, *([_DATAGRAM] if resolves_names else [])]
    of_kind = [row for kind in kinds for row in _if_equal(kind, [_ALLOWED])]
    of_internet = [_argument(1), (_AND, 0, 0, _TYPE_MASK), *of_kind, _error(errno.EPERM)]
    rows = [_argument(0)]
    for domain in _RESOLVING if resolves_names else ():
        rows += _if_equal(domain, [_ALLOWED])
    for domain in _INTERNET:
        rows += _if_equal(domain, of_internet)
    return [*rows, _error(errno.EAFNOSUPPORT)]


_ALLOWED: Row = (_RETURN, 0, 0, _ALLOW)


def _if_equal(value: int, then: list[Row]) -> list[Row]:
    return [(_EQUAL, 0, len(then), value), *then]


def _argument(index: int) -> Row:
    """Load the low half of an argument; both architectures are little-endian."""
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * index)


def _error(number: int) -> Row:
    return (_RETURN, 0, 0, _ERROR | number)
