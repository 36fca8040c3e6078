"""The stack that recursive programs run on: large enough for their deepest recursion, with a guard page below.

Pages that are never touched cost nothing, so it is allocated for the full depth. Each thread has its own.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import threading

from neurlang.errors import NativeCodeError

PAGE = mmap.PAGESIZE
_NORESERVE = getattr(mmap, "MAP_NORESERVE", 0)

_own = threading.local()


class NativeStack:
    """Memory for a stack; `end` is its highest address, from which it grows down."""

    def __init__(self, size: int) -> None:
        self.size = -(-size // PAGE) * PAGE
        flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | _NORESERVE
        try:
            self._pages = mmap.mmap(-1, self.size + PAGE, flags=flags)
        except OSError as error:
            raise NativeCodeError(
                f"the system provides no stack of {self.size} bytes: {error.strerror}"
            ) from None
        base = ctypes.addressof(ctypes.c_char.from_buffer(self._pages))
        library = ctypes.CDLL(None, use_errno=True)
        if library.mprotect(ctypes.c_void_p(base), ctypes.c_size_t(PAGE), 0) != 0:
            reason = os.strerror(ctypes.get_errno())
            raise NativeCodeError(f"the guard page of a native stack cannot be protected: {reason}")
        self.end = base + self.size + PAGE


def stack_of_thread(size: int) -> NativeStack:
    """The thread's own stack, of at least that size. Raises NativeCodeError if the system provides none."""
    stack: NativeStack | None = getattr(_own, "stack", None)
    if stack is None or stack.size < size:
        stack = _own.stack = NativeStack(size)
    return stack
