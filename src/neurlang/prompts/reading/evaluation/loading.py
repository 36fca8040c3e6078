"""The machine code of `code` in memory: made by LLVM once, kept in the disk cache, afterwards loaded without LLVM.

On x86-64 the code needs no linker. Elsewhere LLVM loads the stored object, which takes some hundredths of a second.
"""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from neurlang.disk_cache import cached_object
from neurlang.errors import NativeCodeError
from neurlang.executable_memory import CodeRegion
from neurlang.prompts.reading.evaluation.processor import processor_text
from neurlang.versions import version_of

CACHED_AS = "networks"
READY, OBJECT = (
    b"R",
    b"O",
)  # first bytes of what the cache has: code that runs at any address, or an object to link
# Steps, their number, tokens, their number, three buffers. Python's lock is held: a text takes microseconds.
_PROTOTYPE = ctypes.PYFUNCTYPE(
    ctypes.c_int64, ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p, ctypes.c_int64, *[ctypes.c_void_p] * 3
)


@dataclass(frozen=True, slots=True)
class LoadedCode:
    """The function `evaluate`; it can be called as long as the owner of its memory lives."""

    evaluate: Any
    owner: object


@cache
def loaded_code() -> LoadedCode:
    """The code for this processor. Raises NativeCodeError where the system runs none, or has no ELF objects."""
    if not sys.platform.startswith("linux"):
        raise NativeCodeError(f"networks have no native code on {sys.platform}")
    stored = cached_object(CACHED_AS, _key(), _built)
    return ready(stored[1:]) if stored[:1] == READY else linked(stored[1:])


def ready(code: bytes) -> LoadedCode:
    """Code that runs at any address: the place of its entry in 8 bytes, then its bytes. Raises NativeCodeError."""
    entry, content = int.from_bytes(code[:8], "little"), code[8:]
    region = CodeRegion(len(content))
    ctypes.memmove(region.write_at, content, len(content))
    return LoadedCode(_PROTOTYPE(region.execute_at + entry), region)


def linked(data: bytes) -> LoadedCode:
    """The code of an object, loaded by LLVM. Raises NativeCodeError."""
    from neurlang.machine_code import addresses_of, engine_of, host_cpu, target_machine
    from neurlang.prompts.reading.evaluation.code import ENTRY

    engine = engine_of([data], target_machine(host_cpu()))
    return LoadedCode(_PROTOTYPE(addresses_of(engine, (ENTRY,))[ENTRY]), engine)


def _built() -> bytes:
    from neurlang.prompts.reading.evaluation.building import built_object, code_of  # loads LLVM

    data = built_object()
    code = code_of(data)
    return OBJECT + data if code is None else READY + code


def _key() -> tuple[str, ...]:
    """What the code depends on: the processor, LLVM, and the text that it is made of."""
    sources = [Path(__file__).with_name(name).read_text("utf-8") for name in ("code.py", "building.py")]
    return processor_text(), str(version_of("llvmlite")), *sources
