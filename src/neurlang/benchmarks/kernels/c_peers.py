"""What C compilers make of the same kernels: the peers that call for no Python.

A compiler gets each kernel as printed in C, as written, in a loop over restricted pointers, and is called
through a pointer by the same timer as our code.
"""

from __future__ import annotations

import ctypes
import importlib.util
import math
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from neurlang.errors import NeurlangError
from neurlang.kernels.expr import Kernel, print_c
from neurlang.kernels.simd import Arrays, NativeSubject

BASE_FLAGS = ("-O3", "-march=native", "-std=gnu11", "-fPIC", "-w")
STRICT, VALUES, FAST = "strict", "values", "fast"
# `values` gives the same numbers as `strict`, but like our code need not set errno or raise exceptions.
MODES: dict[str, tuple[str, ...]] = {
    STRICT: (),
    VALUES: ("-fno-math-errno", "-fno-trapping-math"),
    FAST: ("-ffast-math",),
}
C_TYPES = {"f32": "float", "f64": "double"}


@dataclass(frozen=True, slots=True)
class Compiler:
    """A C compiler: how it is called, and what it says its version is."""

    name: str
    command: tuple[str, ...]
    version: str


@dataclass(frozen=True, slots=True)
class CLibrary:
    """All kernels by one compiler in one mode: their addresses, and the time a kernel took to compile."""

    compiler: Compiler
    mode: str
    addresses: tuple[int, ...]
    compile_ms: float
    library: ctypes.CDLL


@dataclass(frozen=True, slots=True)
class CPeer:
    """A C compiler in one mode: libraries of some kernels each, and what it says of those that it refuses."""

    name: str
    libraries: tuple[tuple[tuple[int, ...], CLibrary], ...]
    refused: dict[int, str]

    def subject(self, place: int, length: int, arrays: Arrays) -> NativeSubject | None:
        """The kernel of that place, to be timed."""
        for places, library in self.libraries:
            if place in places:
                address = library.addresses[places.index(place)]
                return NativeSubject(self.name, length, address, 0, arrays, library)
        return None

    @property
    def compile_ms(self) -> float:
        """Milliseconds a kernel."""
        taken = math.fsum(item.compile_ms * len(places) for places, item in self.libraries)
        return taken / max(1, sum(len(places) for places, _ in self.libraries))


def find_compiler(name: str) -> Compiler | None:
    """Gcc or clang as this machine has it; clang may come from PyPI's `ziglang`. None where it is missing."""
    path = shutil.which(name)
    if path is not None:
        return Compiler(name, (path,), _version((path,)))
    if name == "clang" and importlib.util.find_spec("ziglang") is not None:
        command = (sys.executable, "-m", "ziglang", "cc", "-fno-sanitize=all")
        return Compiler(name, command, _version(command))
    return None


def _version(command: tuple[str, ...]) -> str:
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0]


def compile_c(
    kernels: Sequence[Kernel], compiler: Compiler, mode: str, seconds: float | None = None
) -> CLibrary:
    """The kernels as one library of loops `(args, n, data)`, made in at most so many seconds.

    Raises:
        subprocess.CalledProcessError: the compiler refuses them; its words are in `stderr`.
        subprocess.TimeoutExpired: it takes longer.

    """
    with tempfile.TemporaryDirectory(prefix="neurlang-") as folder:
        source, middle, library = (Path(folder) / name for name in ("kernels.c", "kernels.o", "kernels.so"))
        source.write_text(
            "#include <math.h>\n" + "\n".join(c_loop(kernel, k) for k, kernel in enumerate(kernels))
        )
        start = time.perf_counter()
        compile_flags = (*BASE_FLAGS, *MODES[mode])
        _run([*compiler.command, *compile_flags, "-c", str(source), "-o", str(middle)], seconds)
        taken = time.perf_counter() - start
        # Linked without the mode's flags: -ffast-math there would set flush-to-zero for the whole process.
        _run([*compiler.command, "-shared", str(middle), "-o", str(library), "-lmvec", "-lm"])
        loaded = ctypes.CDLL(str(library))
    addresses = tuple(
        ctypes.cast(getattr(loaded, f"loop{k}"), ctypes.c_void_p).value or 0 for k in range(len(kernels))
    )
    return CLibrary(compiler, mode, addresses, taken * 1e3 / max(1, len(kernels)), loaded)


def compile_peers(kernels: Sequence[Kernel], compilers: Sequence[Compiler]) -> list[CPeer]:
    """Each compiler in each mode, with all the kernels that it takes."""
    peers = []
    for compiler in compilers:
        for mode in MODES:
            libraries, refused = _libraries(kernels, tuple(range(len(kernels))), compiler, mode)
            peers.append(CPeer(f"{compiler.name} {mode}", tuple(libraries), refused))
    return peers


def _libraries(
    kernels: Sequence[Kernel], places: tuple[int, ...], compiler: Compiler, mode: str
) -> tuple[list[tuple[tuple[int, ...], CLibrary]], dict[int, str]]:
    """The kernels of those places in one library; where it cannot be made, in two, down to the one to blame."""
    if not places:
        return [], {}
    try:
        return [(places, compile_c([kernels[place] for place in places], compiler, mode))], {}
    except (NeurlangError, subprocess.SubprocessError, OSError) as error:
        if len(places) == 1:
            said = error.stderr if isinstance(error, subprocess.CalledProcessError) else str(error)
            return [], {places[0]: (said.strip().splitlines() or [type(error).__name__])[0][:200]}
    half = len(places) // 2
    first, refused = _libraries(kernels, places[:half], compiler, mode)
    second, others = _libraries(kernels, places[half:], compiler, mode)
    return first + second, refused | others


def _run(command: list[str], seconds: float | None = None) -> None:
    subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds)


def c_loop(kernel: Kernel, number: int) -> str:
    """A kernel's function and the loop `loop<number>` around it, in C."""
    text = print_c(replace(kernel, name=f"kernel{number}")).replace("#include <math.h>\n", "")
    text = re.sub(r"\bnl_", f"nl{number}_", text)
    text = re.sub(rf"^(\w+ kernel{number}\()", r"static inline \1", text, flags=re.MULTILINE)
    real = C_TYPES[kernel.dtype]
    places = range(len(kernel.inputs))
    arguments = [f"x{k}[i]" for k in places]
    lines = [f"    const {real} *restrict x{k} = args[{k}];" for k in places]
    kinds = [real if root.kind == "r" else "int" for root in kernel.outputs]
    lines += [f"    {kind} *restrict y{k} = args[{len(places) + k}];" for k, kind in enumerate(kinds)]
    if len(kinds) == 1:
        step = f"y0[i] = kernel{number}({', '.join(arguments)});"
    else:
        targets = [f"&y{k}[i]" for k in range(len(kinds))]
        step = f"kernel{number}({', '.join([*arguments, *targets])});"
    return "\n".join([
        text,
        f"void loop{number}(void **args, long n, void *data)", "{", *lines,
        f"    for (long i = 0; i < n; i++) {step}", "}", "",
    ])  # fmt: skip
