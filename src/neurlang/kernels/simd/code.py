"""Machine code of a kernel: the module's text, the object that LLVM makes of it, and the functions in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import llvmlite
import llvmlite.binding as llvm

from neurlang.errors import UsageError
from neurlang.kernels.simd import driver, reduction
from neurlang.kernels.simd.cache import cached_object
from neurlang.kernels.simd.emit import Emitter
from neurlang.kernels.simd.lowering import compiled_form
from neurlang.kernels.simd.target import choose_target, target_machine
from neurlang.kernels.simd.vector_math import library_version, vector_library

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neurlang.kernels.expr import Kernel
    from neurlang.kernels.simd.target import Target

CODE_VERSION = 1  # raised whenever the same kernel would get other code: cached objects of before are not used
LOOP, PLAIN, REDUCE = "kernel_loop", "kernel_plain", "kernel_reduce"


@dataclass(frozen=True, slots=True)
class CompileOptions:
    """How code is made: for which target (None: this machine), with multiply-adds fused, through the disk cache."""

    target: str | None = None
    fma: bool = True
    use_cache: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """A kernel's functions in memory, by address; the memory lives as long as this value.

    `form` is what was compiled: its plain float evaluation is the exact reference, but for library functions.
    `addresses` has `kernel_loop` (NumPy's inner loop) and `kernel_plain` (args, n), or, of a reduction, `kernel_reduce`.
    """

    form: Kernel
    target: Target
    addresses: Mapping[str, int]
    engine: Any


def compile_kernel(kernel: Kernel, options: CompileOptions = CompileOptions()) -> Code:
    """The kernel's code, loaded: from the disk cache where it is there, else made and put there.

    Raises:
        UsageError: this machine does not run code for the target.
    """
    target = choose_target(options.target)
    if not target.runs_here:
        raise UsageError(f"This machine does not run code for '{target.name}'; print it with --emit asm.")
    form = compiled_form(kernel, fma=options.fma)
    if options.use_cache:
        data = cached_object(cache_key(kernel, target, options), lambda: object_code(form, target))
    else:
        data = object_code(form, target)
    return load(form, target, data)


def cache_key(kernel: Kernel, target: Target, options: CompileOptions) -> tuple[str, ...]:
    """Everything that the object code depends on."""
    versions = (str(CODE_VERSION), str(llvm.llvm_version_info), llvmlite.__version__, library_version())
    return (kernel.fingerprint(), target.name, target.cpu, target.features, str(options.fma), *versions)


def module_text(form: Kernel, target: Target, prefix: str = "kernel") -> str:
    """The whole LLVM module of a compiled form; exported names begin with the prefix."""
    layout = driver.layout_of(form, target)
    parts = [f'target triple = "{target.triple}"', Emitter(form, target).core(), driver.status_declarations(target)]
    parts += [driver.contiguous(layout), driver.copies(layout)]
    if form.reduction is None:
        parts += [driver.blocked(layout, "blocked")]
        parts += [driver.ufunc_loop(layout, f"{prefix}_loop"), driver.plain_loop(layout, f"{prefix}_plain")]
    else:
        parts += [reduction.reducer(layout, form), driver.blocked(layout, "blocked", reduction.sink(layout, form))]
        parts += [driver.reduction_loop(layout, f"{prefix}_reduce")]
    return without_repeated_declarations("\n".join(parts)) + "\n"


def without_repeated_declarations(text: str) -> str:
    """The module with each function declared once."""
    seen: set[str] = set()
    lines = []
    for line in text.split("\n"):
        if line.startswith("declare "):
            if line in seen:
                continue
            seen.add(line)
        lines.append(line)
    return "\n".join(lines)


def exported(form: Kernel, prefix: str = "kernel") -> tuple[str, ...]:
    """Names of the functions that a module exports."""
    kinds = ("loop", "plain") if form.reduction is None else ("reduce",)
    return tuple(f"{prefix}_{kind}" for kind in kinds)


def object_code(form: Kernel, target: Target, prefix: str = "kernel") -> bytes:
    """The relocatable object of a compiled form."""
    machine = target_machine(target)
    return bytes(machine.emit_object(parsed_module(form, target, prefix)))


def assembly(form: Kernel, target: Target, prefix: str = "kernel") -> str:
    """The assembly text of a compiled form."""
    machine = target_machine(target)
    return str(machine.emit_assembly(parsed_module(form, target, prefix)))


def parsed_module(form: Kernel, target: Target, prefix: str) -> llvm.ModuleRef:
    """The module, parsed and checked by LLVM."""
    module = llvm.parse_assembly(module_text(form, target, prefix))
    module.data_layout = str(target_machine(target).target_data)
    module.verify()
    return module


def load(form: Kernel, target: Target, data: bytes) -> Code:
    """The object in memory, with its symbols bound."""
    vector_library()
    machine = target_machine(target)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(data))
    engine.finalize_object()
    addresses = {name: engine.get_function_address(name) for name in exported(form)}
    return Code(form, target, addresses, engine)
