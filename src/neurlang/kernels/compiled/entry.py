"""Entry points: machine code for one signature, loaded from the disk cache by LLVM alone."""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from neurlang.disk_cache import cached_object
from neurlang.kernels.compiled.signature import Kind, format_of, text_of
from neurlang.machine_code import addresses_of, engine_of, host_cpu, target_machine
from neurlang.versions import version_of

CACHED_AS = "compiled"
SYMBOL = "neurlang_entry"
RESULTS = 4  # words for results, which precede those of the arguments

Call = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p)


@dataclass(frozen=True, slots=True)
class Entry:
    """Machine code that reads its arguments from words and writes its results to the words before them.

    `truths` are the positions of the results that are truth values; `is_tuple` says that the function returns a tuple.
    """

    name: str
    call: Any
    arguments: struct.Struct
    results: struct.Struct
    truths: tuple[int, ...]
    is_tuple: bool
    engine: Any

    def __call__(self, words: Sequence[int | float]) -> Any:  # noqa: ANN401
        """What the function returns for arguments of the entry's kinds, as words."""
        buffer = bytearray(8 * RESULTS + self.arguments.size)
        self.arguments.pack_into(buffer, 8 * RESULTS, *words)
        if self.call(ctypes.addressof(ctypes.c_char.from_buffer(buffer))):
            raise AssertionError(f"compiled code of {self.name} raised an error")
        found: Any = self.results.unpack_from(buffer)
        if self.truths:
            found = list(found)
            for place in self.truths:
                found[place] = bool(found[place])
        if self.is_tuple:
            return tuple(found)
        return found[0] if found else None


class Compilable(Protocol):
    """A Python function that is compiled: `digest` is a hash of what it does, `dispatcher` is numba's view of it."""

    function: Callable[..., Any]

    @property
    def digest(self) -> str:
        """A hash of what the function and all that it calls do."""

    @property
    def dispatcher(self) -> Any:  # noqa: ANN401  (numba has no types)
        """The function as numba knows it."""


def load(function: Compilable, kinds: tuple[Kind, ...], build: Callable[[], bytes]) -> Entry:
    """The entry point of a function for arguments of these kinds, from the disk cache or built now."""
    signature = ", ".join(map(text_of, kinds))
    data = cached_object(CACHED_AS, (function.digest, signature, *_toolchain()), build)
    results, _, code = data.partition(b"\n")
    engine = engine_of([code], target_machine(host_cpu()))
    call = Call(addresses_of(engine, (SYMBOL,))[SYMBOL])
    arguments = struct.Struct("".join(map(format_of, kinds)))
    # One letter per result, as in `struct`; in brackets if the result is a tuple.
    letters = results.decode().strip("()")
    return Entry(
        name=function.function.__qualname__,
        call=call,
        arguments=arguments,
        results=struct.Struct(letters.replace("?", "q")),
        truths=tuple(place for place, letter in enumerate(letters) if letter == "?"),
        is_tuple=results.startswith(b"("),
        engine=engine,
    )


@cache
def _toolchain() -> tuple[str, ...]:
    """What else the code depends on: versions, the processor, and how code is built."""
    how = Path(__file__).with_name("building.py").read_text("utf-8")
    cpu = host_cpu()
    return (*map(str, map(version_of, ("numba", "llvmlite", "numpy"))), cpu.name, cpu.features, how)
