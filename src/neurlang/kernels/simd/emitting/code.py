"""Machine code of a kernel: the text of a module, the object that LLVM compiles it to, the functions in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import llvmlite
import llvmlite.binding as llvm

from neurlang.disk_cache import cached_object
from neurlang.errors import UsageError
from neurlang.ieee import in_ieee_arithmetic
from neurlang.kernels.expr import Kernel
from neurlang.kernels.simd.calling.reduction import reducer_name, reducer_text
from neurlang.kernels.simd.emitting.driver import Plan, plan_of
from neurlang.kernels.simd.emitting.driver_code import MOVE_DECLARATION, driver_text, move_text
from neurlang.kernels.simd.emitting.emit import core_text
from neurlang.kernels.simd.emitting.lowering import compiled_form
from neurlang.kernels.simd.emitting.target import (
    BEST_EFFORT,
    Target,
    choose_target,
    make_target_machine,
    target_machine,
)
from neurlang.kernels.simd.emitting.vector_math import library_version, vector_library
from neurlang.machine_code import addresses_of, engine_of

CORE = "core"
CACHED_AS = "kernels"


@dataclass(frozen=True, slots=True)
class CompileOptions:
    """How to compile: the target (None: this machine), whether to fuse, whether to use the disk cache.

    `tolerance_ulp` is the allowed error of 1/a and 1/sqrt(a); with 0 they are divided. See `estimates`.
    """

    target: str | None = None
    fma: bool = True
    use_cache: bool = True
    tolerance_ulp: float = 0.0


DEFAULT_OPTIONS = CompileOptions()


@dataclass(frozen=True, slots=True, eq=False)
class LoadedObject:
    """The addresses of the functions of an object file in memory, which lives as long as this value."""

    addresses: Mapping[str, int]
    engine: Any


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """A compiled kernel. Its code stays in memory as long as this value does.

    `form` is the compiled kernel: its plain float evaluation is the exact reference, except for library functions.
    `plan` holds what the driver's functions need to run it. `tolerance_ulp` is the option that it was compiled with.
    """

    form: Kernel
    target: Target
    plan: Plan
    loaded: LoadedObject
    driver: LoadedObject
    tolerance_ulp: float = 0.0

    @property
    def loop(self) -> int:
        """Address of NumPy's inner loop: `(args, dimensions, steps, plan)`."""
        return self.driver.addresses["drive_loop"]

    @property
    def plain(self) -> int:
        """Address of the loop over contiguous arrays: `(args, n, plan)`."""
        return self.driver.addresses["drive_plain"]

    @property
    def reduce(self) -> int:
        """Address of the reduction loop: `(args, n, steps, plan, state)`."""
        return self.driver.addresses["drive_reduce"]


@in_ieee_arithmetic
def compile_kernel(kernel: Kernel, options: CompileOptions = DEFAULT_OPTIONS) -> Code:
    """The kernel's code in memory, from the disk cache if it is there, else compiled and stored there.

    Raises:
        UsageError: this machine cannot run code for the target, or the kernel has too many operands.

    """
    target = choose_target(options.target)
    if not target.runs_here:
        raise UsageError(
            f"This machine does not run code for '{target.name}'; `nl compile --emit asm` prints it."
        )
    form = compiled_form(kernel, fma=options.fma)
    text = core_text(form, target, CORE, options.tolerance_ulp)
    data = stored_object(text, target) if options.use_cache else object_code(text, target)
    loaded = load((data,), (CORE,), target)
    plan = plan_of(form, target, loaded.addresses[CORE], reducer_address(form, target))
    return Code(form, target, plan, loaded, driver(target), options.tolerance_ulp)


def reducer_address(form: Kernel, target: Target) -> int:
    """The address of a kernel's reducer; 0 if it does not reduce."""
    if form.reduction is None:
        return 0
    name = reducer_name(form)
    return reducer(name, target).addresses[name]


@cache
def driver(target: Target) -> LoadedObject:
    """The driver in memory, loaded once per process."""
    moving = stored_object(move_text(), target)
    deciding = stored_object(f"{MOVE_DECLARATION}\n{driver_text(target)}", target, effort=0)
    return load((moving, deciding), ("drive_loop", "drive_plain", "drive_reduce"), target)


@cache
def reducer(name: str, target: Target) -> LoadedObject:
    """The reducer with that symbol in memory, loaded once per process."""
    return load((stored_object(reducer_text(name), target),), (name,), target)


def stored_object(text: str, target: Target, *, effort: int = BEST_EFFORT) -> bytes:
    """The object of a module, from the disk cache if it is there.

    The key is the module's text, which determines the expression, its type and how it is compiled, together with
    the CPU and the versions of LLVM and the C library.
    """
    key = (text, str(effort), *versions(target))
    return cached_object(CACHED_AS, key, lambda: object_code(text, target, effort))


@cache
def versions(target: Target) -> tuple[str, ...]:
    """Everything except the kernel that object code depends on."""
    llvm_version = ".".join(map(str, llvm.llvm_version_info))
    return (
        llvm_version,
        llvmlite.__version__,
        library_version(),
        target.name,
        target.cpu,
        target.features,
    )


def parsed_module(text: str, target: Target) -> llvm.ModuleRef:
    """The module, parsed and checked by LLVM."""
    machine = target_machine(target)
    module = llvm.parse_assembly(f'target triple = "{target.triple}"\n{text}\n')
    module.data_layout = str(machine.target_data)
    module.verify()
    return module


def object_code(text: str, target: Target, effort: int = BEST_EFFORT) -> bytes:
    """The relocatable object of a module's text."""
    return bytes(target_machine(target, effort).emit_object(parsed_module(text, target)))


def assembly(text: str, target: Target) -> str:
    """The assembly of a module's text."""
    return str(target_machine(target).emit_assembly(parsed_module(text, target)))


def load(objects: Iterable[bytes], names: tuple[str, ...], target: Target) -> LoadedObject:
    """Load objects, with their symbols bound to each other and to the process's libraries."""
    vector_library()
    # The engine takes ownership of its target machine, so it gets a new one.
    engine = engine_of(objects, make_target_machine(target))
    return LoadedObject(addresses_of(engine, names), engine)
