"""From a module's text to the object of a machine, by LLVM's O2 pipeline."""

from __future__ import annotations

import threading
from typing import Any

import llvmlite.binding as llvm

from neurlang.machine_code import Cpu, target_machine

CACHED_AS = "programs"

# Strength reduction creates more induction variables in loops than there are registers, since a trap needs every
# register of the program; without it no measured loop is slower. LLVM only has this switch for the whole process,
# so it is switched under a lock, and back.
_REDUCTION_OFF, _REDUCTION_ON = "-disable-lsr=true", "-disable-lsr=false"
_switch = threading.Lock()


PORTABLE = Cpu("x86-64-v2", "")
"""The features of nearly every x86-64 machine since 2009; for programs that may run on other machines."""

PORTABLE_WITH_FMA = Cpu("x86-64-v3", "")
"""What they have since about 2013; for such programs with `fma`."""


def object_code(text: str, cpu: Cpu) -> bytes:
    """The relocatable object of a module after LLVM's O2 pipeline."""
    machine = target_machine(cpu)
    module = _parsed(text, machine)
    # Loops were unrolled earlier, with their fuel counts; vectorisation is not compatible with exact traps.
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


def plain_object_code(text: str, cpu: Cpu) -> bytes:
    """The relocatable object of a module without optimisation, so that the time is linear in its length.

    Functions without a caller are dropped: those of operations that the program does not use may need libraries.
    """
    machine = target_machine(cpu, effort=0)
    module = _parsed(text, machine)
    passes = llvm.create_new_module_pass_manager()
    passes.add_global_dead_code_eliminate_pass()
    passes.run(module, llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=0)))
    return bytes(machine.emit_object(module))


def _parsed(text: str, machine: Any) -> Any:  # noqa: ANN401  (llvmlite has no types)
    """The module of a text, for a code generator. Raises RuntimeError if LLVM rejects it."""
    module = llvm.parse_assembly(f'target triple = "{llvm.get_process_triple()}"\n{text}\n')
    module.data_layout = str(machine.target_data)
    module.verify()
    return module
