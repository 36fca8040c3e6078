"""The wall of `nl run --isolate`: what the flags allow, as rules for the kernel."""

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

_PYTHON_MEMORY = 8 << 30
"""Bytes of address space for Python, LLVM and the stacks of deep recursions."""

_DATABASE_FILES = 256 << 20
_OWN_DESCRIPTORS, _DESCRIPTORS_PER_HANDLE = 128, 2
"""Descriptors for the process itself, and for one handle: a database has two pipes."""

_SPARE_PROCESSES = 256
"""For threads, and for the user's other processes, which the kernel counts, too."""

_SPARE_SECONDS = 5


def wall_builder(host: Host, program: Program, memory: int) -> Callable[[], None]:
    """A function that builds the wall around the process that calls it, before that runs the program.

    Raises UsageError if this system has no wall. Prints missing parts of it on standard error.
    """
    found = isolation()
    if found.obstacle is not None:
        raise UsageError(f"--isolate: {found.obstacle}; see `nl doctor`")
    if found.missing:
        print(f"Isolated without {' and '.join(found.missing)}", file=sys.stderr)
    return partial(enter, wall_of(host, program, memory))


def wall_of(host: Host, program: Program, memory: int) -> Wall:
    """The wall around a program on a host: its permissions and limits, plus what Python itself needs."""
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
        memory=memory + limits.extension_bytes + _PYTHON_MEMORY,
        file_size=limits.output_bytes + limits.file_bytes + _DATABASE_FILES + _already_printed(),
        descriptors=_OWN_DESCRIPTORS + _DESCRIPTORS_PER_HANDLE * limits.handles,
        processes=_SPARE_PROCESSES + limits.handles if _calls_extensions(program) else 0,
        seconds=seconds,
    )


def _calls_extensions(program: Program) -> bool:
    """Whether a program may need other processes, for regular expressions and databases."""
    return any(instruction.op_mode.full_name == "ext.call" for instruction in program.instructions)


def is_native_ready() -> bool:
    """Whether the cache holds the stencils. Behind the wall they can be loaded but not stored."""
    return are_stencils_stored() and are_stencils_stored(hidden=True)


def _already_printed() -> int:
    """The size of the larger file to which the standard streams lead: the limit on file sizes includes it."""
    sizes = [0]
    for descriptor in (1, 2):
        with suppress(OSError):
            status = os.fstat(descriptor)
            sizes.append(status.st_size if stat.S_ISREG(status.st_mode) else 0)
    return max(sizes)
