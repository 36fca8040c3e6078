"""Machine code by LLVM: this processor in LLVM's terms, code generators for it, and objects in memory."""

from __future__ import annotations

import ctypes
import mmap
import os
import platform
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm

from neurlang.errors import NativeCodeError

ARCHITECTURES = {"amd64": "x86_64", "arm64": "aarch64"}  # other names for the same architectures


def hold_over_forks(lock: AbstractContextManager[object]) -> None:
    """Acquire a lock before every fork of this process, and release it in parent and child.

    A child that is forked while another thread holds a lock would wait for it forever.
    """
    if hasattr(os, "register_at_fork"):

        def leave() -> None:
            lock.__exit__(None, None, None)

        os.register_at_fork(before=lock.__enter__, after_in_parent=leave, after_in_child=leave)


hold_over_forks(llvm.ffi.lib._lock)  # llvmlite holds it during each call of LLVM


@contextmanager
def reading_object() -> Iterator[None]:
    """Have every fault that is found in an object file be a ValueError: pyelftools raises errors of many kinds."""
    try:
        yield
    except ValueError:
        raise
    except Exception as error:
        raise ValueError(f"the object file is damaged: {error!r}") from error


@dataclass(frozen=True, slots=True)
class Cpu:
    """A processor in LLVM's terms; `features` is written as `+avx2,-avx512f`."""

    name: str
    features: str


def host_architecture() -> str:
    """LLVM's name of this machine's architecture."""
    machine = platform.machine().lower()
    return ARCHITECTURES.get(machine, machine)


@cache
def host_features() -> dict[str, bool]:
    """Each feature that LLVM knows for this architecture, and whether the processor has it."""
    return dict(llvm.get_host_cpu_features())  # takes half a millisecond


@cache
def host_cpu() -> Cpu:
    """The host's processor. All features are listed: a virtual machine may lack some that the name implies."""
    features = ",".join(
        f"{'+' if present else '-'}{name}" for name, present in sorted(host_features().items())
    )
    return Cpu(str(llvm.get_host_cpu_name()), features)


@cache
def initialize(*, is_native: bool = True) -> None:
    """Initialise LLVM for this machine's architecture, or for all architectures that it was built with."""
    if is_native:
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        llvm.initialize_native_asmparser()
        return
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()


def target_machine(cpu: Cpu, *, effort: int = 3, reloc: str = "pic") -> Any:  # noqa: ANN401  (llvmlite has no types)
    """A code generator for this architecture; an engine takes ownership of the one passed to it.

    `effort` is the level of optimisation, 0 to 3.
    """
    initialize()
    target = llvm.Target.from_triple(llvm.get_process_triple())
    return target.create_target_machine(
        cpu=cpu.name, features=cpu.features, opt=effort, reloc=reloc, codemodel="small"
    )


def why_no_executable_memory(size: int = mmap.PAGESIZE) -> str | None:
    """Why LLVM cannot load code of that size here; None if it can.

    LLVM writes code to private memory and then makes it executable. A system may refuse that: `PR_SET_MDWE`, SELinux's
    execmem, seccomp filters on mprotect. LLVM ignores the refusal and would jump into memory that is not executable.
    """
    if not hasattr(mmap, "MAP_ANONYMOUS"):
        return None
    library = ctypes.CDLL(None, use_errno=True)
    length = ctypes.c_size_t(-(-size // mmap.PAGESIZE) * mmap.PAGESIZE)
    library.mmap.restype = ctypes.c_void_p
    writable, flags = mmap.PROT_READ | mmap.PROT_WRITE, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
    address = library.mmap(None, length, writable, flags, -1, ctypes.c_long(0))
    if address in (None, _FAILED):
        return f"the system provides no memory for code: {os.strerror(ctypes.get_errno())}"
    refused = library.mprotect(ctypes.c_void_p(address), length, mmap.PROT_READ | mmap.PROT_EXEC)
    reason = os.strerror(ctypes.get_errno())
    library.munmap(ctypes.c_void_p(address), length)
    return f"the system does not allow executable memory: {reason}" if refused else None


_FAILED = ctypes.c_void_p(-1).value
_MAPS = Path("/proc/self/maps")


def addresses_of(engine: Any, names: Iterable[str]) -> dict[str, int]:  # noqa: ANN401  (llvmlite has no types)
    """The addresses of functions that an engine holds.

    Raises NativeCodeError if one of them is missing, or if /proc shows that it is not executable.
    """
    found = {name: int(engine.get_function_address(name)) for name in names}
    for name, address in found.items():
        if not address:
            raise NativeCodeError(f"LLVM loaded no function '{name}'")
        if _is_executable(address) is False:
            raise NativeCodeError("the system does not allow executable memory: LLVM's code stayed data")
    return found


def _is_executable(address: int) -> bool | None:
    """Whether the memory at an address is executable; None if the system does not say.

    The system lists memory ranges by ascending address and takes a millisecond to list them all, so they are read only
    as far as needed.
    """
    try:
        with _MAPS.open("rb") as lines:
            for line in lines:
                span, _, rest = line.partition(b" ")  # 7f12-7f34 r-xp …
                start, _, end = span.partition(b"-")
                if address < int(end, 16):
                    return int(start, 16) <= address and rest[2:3] == b"x"
    except OSError:
        return None
    return False


def engine_of(objects: Iterable[bytes], machine: Any) -> Any:  # noqa: ANN401  (llvmlite has no types)
    """Load objects, their symbols bound to each other and to the process's; they live as long as this engine.

    Raises NativeCodeError if the system allows no executable memory.
    """
    objects = tuple(objects)
    reason = why_no_executable_memory(sum(map(len, objects)) + mmap.PAGESIZE)
    if reason is not None:
        raise NativeCodeError(reason)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    for data in objects:
        engine.add_object_file(llvm.ObjectFileRef.from_data(data))
    engine.finalize_object()
    return engine
