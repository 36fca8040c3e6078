"""Machine code by LLVM: this processor by LLVM's names, code generators for it, and objects in memory."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import llvmlite.binding as llvm

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

ARCHITECTURES = {"amd64": "x86_64", "arm64": "aarch64"}  # other names of the same


def hold_over_forks(lock: AbstractContextManager[object]) -> None:
    """Have every fork of this process wait for a lock, and give it back on both sides.

    A child that is forked while another thread holds a lock would wait for it for ever.
    """
    if hasattr(os, "register_at_fork"):

        def leave() -> None:
            lock.__exit__(None, None, None)

        os.register_at_fork(before=lock.__enter__, after_in_parent=leave, after_in_child=leave)


hold_over_forks(llvm.ffi.lib._lock)  # the one that llvmlite holds during each call of LLVM


@dataclass(frozen=True, slots=True)
class Cpu:
    """A processor by LLVM's names: `features` as `+avx2,-avx512f`."""

    name: str
    features: str


def host_architecture() -> str:
    """LLVM's name of this machine's architecture."""
    machine = platform.machine().lower()
    return ARCHITECTURES.get(machine, machine)


@cache
def host_features() -> dict[str, bool]:
    """Each feature that LLVM knows of this architecture, and whether the processor has it."""
    return dict(llvm.get_host_cpu_features())  # asking takes half a millisecond


@cache
def host_cpu() -> Cpu:
    """The processor here. All features are given: a virtual machine may lack some of the name's."""
    features = ",".join(
        f"{'+' if present else '-'}{name}" for name, present in sorted(host_features().items())
    )
    return Cpu(str(llvm.get_host_cpu_name()), features)


@cache
def initialize(*, is_native: bool = True) -> None:
    """Have LLVM know this machine's architecture, or all that it is built with."""
    if is_native:
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        llvm.initialize_native_asmparser()
        return
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()


def target_machine(cpu: Cpu, *, effort: int = 3, reloc: str = "pic") -> Any:  # noqa: ANN401  (llvmlite has no types)
    """A code generator for this architecture; an engine becomes the owner of the one that it is given.

    `effort` is its level of optimisation, 0 to 3.
    """
    initialize()
    target = llvm.Target.from_triple(llvm.get_process_triple())
    return target.create_target_machine(
        cpu=cpu.name, features=cpu.features, opt=effort, reloc=reloc, codemodel="small"
    )


def engine_of(objects: Iterable[bytes], machine: Any) -> Any:  # noqa: ANN401  (llvmlite has no types)
    """Objects in memory, their symbols bound to each other and to the process's; they stay as long as this engine."""
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    for data in objects:
        engine.add_object_file(llvm.ObjectFileRef.from_data(data))
    engine.finalize_object()
    return engine
