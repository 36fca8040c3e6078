"""Building the machine code of `code` by LLVM."""

from __future__ import annotations

import io
import struct
from typing import Any

import llvmlite.binding as llvm
from elftools.elf.elffile import ELFFile

from neurlang.machine_code import host_cpu, reading_object, target_machine
from neurlang.prompts.reading.evaluation.code import ENTRY, module_text

EFFORT = 2


def built_object() -> bytes:
    """An object with the function `evaluate`, for this processor."""
    machine = target_machine(host_cpu())
    module = llvm.parse_assembly(f'target triple = "{llvm.get_process_triple()}"\n{module_text()}\n')
    module.data_layout = str(machine.target_data)
    module.verify()
    passes = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=EFFORT))
    passes.getModulePassManager().run(module, passes)
    return bytes(machine.emit_object(module))


def code_of(data: bytes) -> bytes | None:
    """Code that runs at any address: the place of its entry in 8 bytes, then the bytes; None if it must be linked."""
    with reading_object():
        file: Any = ELFFile(io.BytesIO(data))
        if file.get_section_by_name(".rela.text") is not None:
            return None
        (entry,) = file.get_section_by_name(".symtab").get_symbol_by_name(ENTRY)
        return struct.pack("<Q", entry["st_value"]) + bytes(file.get_section_by_name(".text").data())
