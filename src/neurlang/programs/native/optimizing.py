"""From a module's text to the object of a machine, by LLVM's O2 pipeline."""

from __future__ import annotations

import threading

import llvmlite
import llvmlite.binding as llvm

from neurlang.disk_cache import cached_object
from neurlang.machine_code import Cpu, host_architecture, target_machine

CACHED_AS = "programs"

# Strength reduction gives loops more induction variables than there are registers, since a trap wants every
# register of the program; without it no measured loop is slower. LLVM has this switch for the process alone,
# so it is turned under a lock, and back.
_REDUCTION_OFF, _REDUCTION_ON = "-disable-lsr=true", "-disable-lsr=false"
_switch = threading.Lock()


PORTABLE = Cpu("x86-64-v2", "")
"""What nearly every x86-64 machine since 2009 has; for programs that are handed on."""


def stored_object(text: str, cpu: Cpu) -> bytes:
    """The object of a module, from the disk cache where it is there.

    The key is the text, which says all of the program and of how it was translated, with the processor and
    the versions of LLVM.
    """
    version = ".".join(map(str, llvm.llvm_version_info))
    key = (text, cpu.name, cpu.features, version, llvmlite.__version__, host_architecture())
    return cached_object(CACHED_AS, key, lambda: object_code(text, cpu))


def object_code(text: str, cpu: Cpu) -> bytes:
    """The relocatable object of a module after LLVM's O2 pipeline."""
    machine = target_machine(cpu)
    module = llvm.parse_assembly(f'target triple = "{llvm.get_process_triple()}"\n{text}\n')
    module.data_layout = str(machine.target_data)
    module.verify()
    # Loops are unrolled before, where fuel is counted; vectors have no place beside exact traps.
    options = llvm.create_pipeline_tuning_options(speed_level=2)
    options.loop_vectorization = options.slp_vectorization = options.loop_unrolling = False
    passes = llvm.create_pass_builder(machine, options)
    passes.getModulePassManager().run(module, passes)
    with _switch:
        llvm.set_option("neurlang", _REDUCTION_OFF)
        try:
            return bytes(machine.emit_object(module))
        finally:
            llvm.set_option("neurlang", _REDUCTION_ON)
