"""How much of the native stack the functions of an object use, according to its call frame information.

There the compiler records, for every place in the code, how far the frame extends (DWARF 5, section 6.4). The greatest
distance is exact; nothing is guessed from instructions.
"""

from __future__ import annotations

import io
from typing import Any

from neurlang.machine_code import reading_object

RETURN_ADDRESS = 8
_DEFINING = (0x0C, 0x0E)  # DW_CFA_def_cfa, DW_CFA_def_cfa_offset: the distance is their last argument


@reading_object()
def largest_frame(data: bytes) -> int:
    """The largest frame of an x86-64 object's functions in bytes, the return address included.

    Raises ValueError if the object is damaged.
    """
    from elftools.elf.elffile import ELFFile

    information = ELFFile(io.BytesIO(data)).get_dwarf_info(relocate_dwarf_sections=False)
    return max((_reach(entry) for entry in information.EH_CFI_entries()), default=RETURN_ADDRESS)


def _reach(entry: Any) -> int:  # noqa: ANN401  (pyelftools has no types)
    offsets = [
        instruction.args[-1]
        for instruction in getattr(entry, "instructions", ())
        if instruction.opcode in _DEFINING
    ]
    return max(offsets, default=RETURN_ADDRESS)
