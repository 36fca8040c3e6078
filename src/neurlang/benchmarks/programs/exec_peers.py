"""The loops of the benchmark as run by our peers: C by gcc, Python by numba, WebAssembly by wasmtime.

Each peer is a function from n to a sample: the result on cleared memory, and the time, which excludes the clearing.
"""

from __future__ import annotations

import ctypes
import importlib.util
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neurlang.optional_parts import install_command

MEMORY = 1 << 20
ARRAYS = 0x20000
"""Where the loops' arrays begin."""

# For the same processor as ours, and without fused multiply-add, which our language does not have.
GCC_FLAGS = ("-march=native", "-ffp-contract=off", "-std=gnu11", "-shared", "-fPIC", "-w")
WASM_FLAGS = ("-O2", "-fno-sanitize=all", "-target", "wasm32-freestanding", "-nostdlib", "-Wl,--no-entry")
WASM_PAGE = 1 << 16


@dataclass(frozen=True, slots=True)
class Sample:
    """A run: its result and its time in nanoseconds."""

    result: int
    nanoseconds: int


def gcc_run(source: Path, level: str, folder: Path, name: str = "") -> Callable[[int], Sample]:
    """A loop compiled by gcc at a level of optimisation, as `-O2`; its name is the file's if none is given."""
    library = folder / f"{source.stem}{level}.so"
    subprocess.run(
        ["gcc", level, *GCC_FLAGS, str(source), "-o", str(library)], check=True, capture_output=True
    )
    function = getattr(ctypes.CDLL(str(library)), name or source.stem)
    function.restype, function.argtypes = ctypes.c_uint64, (ctypes.c_uint64, ctypes.c_void_p)
    memory = ctypes.create_string_buffer(MEMORY)

    def run(n: int) -> Sample:
        address = ctypes.addressof(memory)
        ctypes.memset(address, 0, MEMORY)
        start = time.perf_counter_ns()
        result = function(n, address)
        return Sample(result, time.perf_counter_ns() - start)

    return run


def numba_run(loop: Callable[..., Any]) -> Callable[[int], Sample]:
    """A loop that numba compiles on its first run."""
    import numpy as np

    memory = np.zeros((MEMORY - ARRAYS) // 8, np.uint64)
    views = (memory.view(np.uint8), memory, memory.view(np.float64))

    def run(n: int) -> Sample:
        memory.fill(0)
        count = np.uint64(n)
        start = time.perf_counter_ns()
        result = loop(count, *views)
        return Sample(int(result), time.perf_counter_ns() - start)

    return run


def wasm_run(source: Path, folder: Path) -> Callable[[int], Sample]:
    """A loop's C source compiled to WebAssembly by clang, run by wasmtime's optimising compiler."""
    import wasmtime

    module = folder / f"{source.stem}.wasm"
    command = [sys.executable, "-m", "ziglang", "cc", *WASM_FLAGS, f"-Wl,--export={source.stem}"]
    subprocess.run([*command, "-o", str(module), str(source)], check=True, capture_output=True)
    engine = wasmtime.Engine()
    store = wasmtime.Store(engine)
    exports: Any = wasmtime.Instance(store, wasmtime.Module(engine, module.read_bytes()), []).exports(store)
    memory, function = exports["memory"], exports[source.stem]
    base = memory.size(store) * WASM_PAGE  # after the memory that the module itself uses
    memory.grow(store, MEMORY // WASM_PAGE)
    zeros = bytes(MEMORY)

    def run(n: int) -> Sample:
        memory.write(store, zeros, base)
        start = time.perf_counter_ns()
        result = function(store, n, base)
        return Sample(result % (1 << 64), time.perf_counter_ns() - start)

    return run


def missing_peers() -> dict[str, str]:
    """The peers that cannot run here, with what is missing."""
    missing: dict[str, str] = {}
    if shutil.which("gcc") is None:
        missing |= dict.fromkeys(("gcc -O0", "gcc -O1", "gcc -O2"), "gcc is not installed")
    parts = [part for part in ("wasmtime", "ziglang") if importlib.util.find_spec(part) is None]
    if parts:
        missing["wasmtime"] = f"{' and '.join(parts)} not installed; {install_command('bench')}"
    return missing
