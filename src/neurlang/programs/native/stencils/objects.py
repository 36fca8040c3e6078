"""Compiling parts by LLVM, and reading their bytes and holes from the object file."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import llvmlite.binding as llvm
from elftools.elf.elffile import ELFFile

from neurlang.machine_code import Cpu, target_machine
from neurlang.programs.native.stencils.part_text import NUMBER_HOLES, SLOT_HOLES, WAYS

_PARTS_AT_ONCE = 50
"""Parts in one call of LLVM, which hears no interrupt: some hundredths of a second."""

CPU = "x86-64-v3"
"""The processor level of stencils: AVX2, BMI and FMA, as most x86-64 machines since 2015 have."""

NEEDED_FEATURES = ("avx2", "bmi", "bmi2", "lzcnt", "popcnt", "fma")

# The x86-64 relocations (System V ABI, AMD64 supplement, table 4.9) that occur in parts, and the addend that each must
# have, so that it refers to the bare symbol.
_ABSOLUTE_64, _ABSOLUTE_32, _ABSOLUTE_32S, _RELATIVE_32, _CALL_32 = 1, 10, 11, 2, 4
_ADDENDS = {_ABSOLUTE_64: 0, _ABSOLUTE_32: 0, _ABSOLUTE_32S: 0, _RELATIVE_32: -4, _CALL_32: -4}
WIDE = " of 64 bits"
"""The suffix of the names of 8-byte holes."""

_RELATIVE = (_RELATIVE_32, _CALL_32)
_JUMP, _LONG_CONDITIONAL = 0xE9, 0x0F


@dataclass(frozen=True, slots=True)
class Hole:
    """Four bytes to fill in, or 8 if the name says so; the name is that of a hole of `parts`."""

    offset: int
    name: str


@dataclass(frozen=True, slots=True)
class Snippet:
    """The bytes of a part or stencil, with its holes in order; control continues after the last byte."""

    code: bytes
    holes: tuple[Hole, ...]

    def __add__(self, other: Snippet) -> Snippet:
        """The concatenation: this snippet continues with the other."""
        shifted = (Hole(hole.offset + len(self.code), hole.name) for hole in other.holes)
        return Snippet(self.code + other.code, (*self.holes, *shifted))


EMPTY = Snippet(b"", ())


def compiled(texts: Sequence[str], declarations: str) -> list[Snippet]:
    """The snippets of functions named `part0`, `part1`, ….

    Raises ValueError if LLVM compiled a function to code that the patcher cannot use: with an unknown relocation, or
    with a jump to CONT that is not at the end.
    """
    found: dict[str, Snippet] = {}
    for start in range(0, len(texts), _PARTS_AT_ONCE):
        found |= _snippets(_object(f"{declarations}\n" + "\n".join(texts[start : start + _PARTS_AT_ONCE])))
    return [found[f"part{number}"] for number in range(len(texts))]


def _snippets(data: bytes) -> dict[str, Snippet]:
    """The snippets of an object by the names of their functions."""
    file: Any = ELFFile(io.BytesIO(data))
    code = file.get_section_by_name(".text").data()
    symbols = file.get_section_by_name(".symtab")
    relocations = sorted(
        (item["r_offset"], item["r_info_type"], symbols.get_symbol(item["r_info_sym"]).name, item["r_addend"])
        for item in file.get_section_by_name(".rela.text").iter_relocations()
    )
    offsets = [item[0] for item in relocations]
    found: dict[str, Snippet] = {}
    for symbol in symbols.iter_symbols():
        if not symbol.name.startswith("part"):
            continue
        start, end = symbol["st_value"], symbol["st_value"] + symbol["st_size"]
        own = relocations[bisect_left(offsets, start) : bisect_left(offsets, end)]
        holes = [_hole(symbol.name, offset - start, kind, name, addend) for offset, kind, name, addend in own]
        found[symbol.name] = _without_last_jump(symbol.name, code[start:end], holes)
    return found


def _object(text: str) -> bytes:
    machine = target_machine(Cpu(CPU, ""), effort=2, reloc="static")
    module = llvm.parse_assembly(f'target triple = "{llvm.get_process_triple()}"\n{text}\n')
    module.data_layout = str(machine.target_data)
    module.verify()
    # Only inline: a pass that knows that a value is 0 after a check would pass on another value in its place.
    passes = llvm.create_new_module_pass_manager()
    passes.add_always_inliner_pass()
    passes.run(module, llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=0)))
    return bytes(machine.emit_object(module))


def _hole(part: str, offset: int, kind: int, name: str, addend: int) -> Hole:
    is_way = name in WAYS
    known = is_way or name in SLOT_HOLES or name in NUMBER_HOLES
    if not known or kind not in _ADDENDS or addend != _ADDENDS[kind] or is_way != (kind in _RELATIVE):
        raise ValueError(f"{part}: relocation {kind} to '{name}' with addend {addend} cannot be filled in")
    return Hole(offset, name + WIDE if kind == _ABSOLUTE_64 else name)


def _without_last_jump(part: str, code: bytes, holes: list[Hole]) -> Snippet:
    """The part without its final jump to CONT: control continues with the next code in memory."""
    if len(holes) > 1 and holes[-2].name == "CONT" and _ends_in_two_jumps(code, holes):
        # `jcc CONT; jmp X` becomes `jncc X`: opposite conditions differ in the lowest bit.
        code = code[:-10] + bytes((code[-10] ^ 1,)) + code[-9:-5]
        holes = [*holes[:-2], Hole(holes[-2].offset, holes[-1].name)]
    elif holes and holes[-1] == Hole(len(code) - 4, "CONT") and code[-5] == _JUMP:
        code, holes = code[:-5], holes[:-1]
    if any(hole.name == "CONT" for hole in holes):
        raise ValueError(f"{part}: the way on is not at the end of {code.hex(' ')}")
    return Snippet(code, tuple(holes))


def _ends_in_two_jumps(code: bytes, holes: list[Hole]) -> bool:
    at_ends = holes[-1].offset == len(code) - 4 and holes[-2].offset == len(code) - 9
    return at_ends and code[-5] == _JUMP and code[-11] == _LONG_CONDITIONAL
