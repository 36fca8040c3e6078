"""Memory for code, mapped twice: written through one address, executed through another; no page is both."""

from __future__ import annotations

import ctypes
import mmap
import os
from functools import cache

from neurlang.errors import NativeCodeError

_FAILED = ctypes.c_void_p(-1).value


class CodeRegion:
    """A piece of memory mapped at two addresses: `write_at` and `execute_at`."""

    def __init__(self, size: int) -> None:
        """Map it. Raises NativeCodeError if the system refuses."""
        self.size = -(-size // mmap.PAGESIZE) * mmap.PAGESIZE
        self.write_at = self.execute_at = 0
        handle = _memory_file(self.size)
        try:
            self.write_at = _mapped(self.size, mmap.PROT_READ | mmap.PROT_WRITE, handle)
            self.execute_at = _mapped(self.size, mmap.PROT_READ | mmap.PROT_EXEC, handle)
        finally:
            os.close(handle)

    def __del__(self) -> None:
        """Unmap both addresses."""
        for address in (self.write_at, self.execute_at):
            if address:
                _libc().munmap(ctypes.c_void_p(address), ctypes.c_size_t(self.size))


def _memory_file(size: int) -> int:
    try:
        handle = os.memfd_create("neurlang-code", os.MFD_CLOEXEC)
    except (AttributeError, OSError) as error:
        raise NativeCodeError(f"no memory for code: {error}") from None
    try:
        os.ftruncate(handle, size)
    except OSError as error:
        os.close(handle)
        raise NativeCodeError(f"no memory for code: {error}") from None
    return handle


def _mapped(size: int, protection: int, handle: int) -> int:
    address = _libc().mmap(None, size, protection, mmap.MAP_SHARED, handle, 0)
    if address == _FAILED or address is None:
        reason = os.strerror(ctypes.get_errno())
        what = "executable memory" if protection & mmap.PROT_EXEC else "memory for code"
        raise NativeCodeError(f"the system provides no {what}: {reason}")
    return int(address)


@cache
def _libc() -> ctypes.CDLL:
    """The C library, loaded once: a child forked while another thread loads it would wait forever."""
    library = ctypes.CDLL(None, use_errno=True)
    library.mmap.restype = ctypes.c_void_p
    library.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
    return library
