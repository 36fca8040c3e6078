"""The wall of `nl run --isolate`: what the flags allow, in the kernel's terms."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from neurlang.disk_cache import RefusedError, cache_root
from neurlang.errors import UsageError
from neurlang.isolation import Wall, enter, isolation
from neurlang.programs.native import are_stencils_stored

if TYPE_CHECKING:
    from neurlang.programs.ir import Program
    from neurlang.programs.machine import Host

_OF_PYTHON = 8 << 30
"""Bytes of address space for the interpreter, LLVM and the stacks of deep recursions."""

_OF_DATABASES = 256 << 20
_OPEN_ANYWAY, _EACH = 128, 2
"""Descriptors of the process itself, and of one handle: a database has two pipes."""

_SPARE_PROCESSES = 256
"""For threads, and for what the user starts elsewhere, which the kernel counts, too."""

_SPARE_SECONDS = 5


def isolating(host: Host, program: Program, memory: int) -> Callable[[], None]:
    """What builds the wall in the process that will run a program in a memory of so many bytes.

    Raises UsageError if this system has none; what of it is missing is told on standard error.
    """
    found = isolation()
    if found.obstacle is not None:
        raise UsageError(f"--isolate: {found.obstacle}; see `nl doctor`")
    if found.missing:
        print(f"Isolated without {' and '.join(found.missing)}", file=sys.stderr)
    return partial(enter, wall_of(host, program, memory))


def wall_of(host: Host, program: Program, memory: int) -> Wall:
    """The wall around a program on a host: its permissions and limits, and no more than Python needs beside them."""
    permissions, limits = host.permissions, host.limits
    readable = [os.path.realpath(path) for path in permissions.read]
    with suppress(RefusedError):
        readable.append(str(cache_root()))
    seconds = None if limits.seconds is None else int(limits.seconds) + _SPARE_SECONDS
    return Wall(
        readable=tuple(readable),
        writable=tuple(os.path.realpath(path) for path in permissions.write),
        connect=permissions.ports_to_connect(),
        bind=permissions.ports_to_listen(),
        memory=memory + limits.extension_bytes + _OF_PYTHON,
        file_size=limits.output_bytes + limits.file_bytes + _OF_DATABASES + _already_printed(),
        descriptors=_OPEN_ANYWAY + _EACH * limits.handles,
        processes=_SPARE_PROCESSES + limits.handles if _calls_extensions(program) else 0,
        seconds=seconds,
    )


def _calls_extensions(program: Program) -> bool:
    """Whether a program may need other processes: those of regular expressions and of each database."""
    return any(instruction.op_mode.full_name == "ext.call" for instruction in program.instructions)


def is_native_ready() -> bool:
    """Whether native code can be loaded behind the wall, where nothing new may be stored."""
    return are_stencils_stored() and are_stencils_stored(hidden=True)


def _already_printed() -> int:
    """Bytes in the files to which the standard streams lead, which the limit of a file's size counts."""
    sizes = [0]
    for descriptor in (1, 2):
        with suppress(OSError):
            status = os.fstat(descriptor)
            sizes.append(status.st_size if stat.S_ISREG(status.st_mode) else 0)
    return max(sizes)
