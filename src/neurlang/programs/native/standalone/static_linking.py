"""Static linking of one x86-64 object: assigns addresses to its sections and applies its relocations.

Supported is what objects of this room need: sections of code, constants or zeros, and relocations against the object's
own symbols (System V ABI, AMD64 supplement, table 4.9). Anything else is refused.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from neurlang.machine_code import reading_object

PAGE = 0x1000
LARGEST_ALIGNMENT = 1 << 16
_ALLOCATED, _WRITABLE, _EXECUTABLE = 2, 1, 4
_PATCHES: dict[int, tuple[str, bool]] = {
    # relocation: its format, whether it is relative to its own address
    1: ("<Q", False),  # R_X86_64_64
    2: ("<i", True),  # R_X86_64_PC32
    4: ("<i", True),  # R_X86_64_PLT32
    10: ("<I", False),  # R_X86_64_32
    11: ("<i", False),  # R_X86_64_32S
    24: ("<q", True),  # R_X86_64_PC64
}


@dataclass(frozen=True, slots=True)
class Segment:
    """Bytes at an address; if `size` is greater than their length, the rest is zeros."""

    address: int
    content: bytes
    size: int
    is_writable: bool
    is_executable: bool


@dataclass(frozen=True, slots=True)
class Image:
    """A linked object: segments in the order of their addresses, and the addresses of global symbols."""

    segments: tuple[Segment, ...]
    symbols: dict[str, int]


@reading_object()
def link(data: bytes, base: int, alignment: int = PAGE) -> Image:
    """Lay out an object's sections from an address on, code first, and apply its relocations.

    `alignment` is the alignment of segments. Raises ValueError if the object is damaged, or needs anything that is not
    supported.
    """
    from elftools.elf.elffile import ELFFile

    file = ELFFile(io.BytesIO(data))
    sections = sorted(_allocated(file), key=lambda item: _rank(item[1]))
    addresses: dict[int, int] = {}
    contents: dict[int, bytearray] = {}
    at, rank = base, None
    for index, section in sections:
        step = max(section["sh_addralign"], 1)
        if step > LARGEST_ALIGNMENT:
            raise ValueError(f"a section is to be aligned to {step} bytes")
        if _rank(section) != rank:
            step, rank = max(step, alignment), _rank(section)
        at = -(-at // step) * step
        addresses[index] = at
        contents[index] = bytearray() if _is_zeros(section) else bytearray(section.data())
        at += section["sh_size"]
    for place, value, kind in _relocations(file, addresses):
        _patch(contents, addresses, place, value, kind)
    segments = tuple(_segments(sections, addresses, contents))
    return Image(segments, dict(_symbols(file, addresses)))


def _allocated(file: Any) -> Iterator[tuple[int, Any]]:  # noqa: ANN401  (pyelftools has no types)
    for index, section in enumerate(file.iter_sections()):
        is_kept = section["sh_flags"] & _ALLOCATED and section["sh_size"] and section.name != ".eh_frame"
        if is_kept:
            yield index, section


def _rank(section: Any) -> int:  # noqa: ANN401
    """The order of sections: code, constants, writable data, zeros."""
    flags = section["sh_flags"]
    return 0 if flags & _EXECUTABLE else 1 if not flags & _WRITABLE else 3 if _is_zeros(section) else 2


def _is_zeros(section: Any) -> bool:  # noqa: ANN401
    return bool(section["sh_type"] == "SHT_NOBITS")


def _address(symbol: Any, addresses: dict[int, int]) -> int:  # noqa: ANN401
    index = symbol["st_shndx"]
    if index not in addresses:
        raise ValueError(f"the object needs {symbol.name or index!r}, which it does not define")
    return int(addresses[index] + symbol["st_value"])


def _relocations(file: Any, addresses: dict[int, int]) -> Iterator[tuple[tuple[int, int], int, int]]:  # noqa: ANN401
    """(section, offset), the value before the place is subtracted, and the kind, of each relocation."""
    for section in file.iter_sections():
        if section["sh_type"] != "SHT_RELA" or section["sh_info"] not in addresses:
            continue
        symbols = file.get_section(section["sh_link"])
        for entry in section.iter_relocations():
            symbol = symbols.get_symbol(entry["r_info_sym"])
            value = _address(symbol, addresses) + entry["r_addend"]
            yield (section["sh_info"], entry["r_offset"]), value, entry["r_info_type"]


def _patch(
    contents: dict[int, bytearray], addresses: dict[int, int], place: tuple[int, int], value: int, kind: int
) -> None:
    if kind not in _PATCHES:
        raise ValueError(f"a relocation of kind {kind} is not known")
    layout, is_relative = _PATCHES[kind]
    section, offset = place
    try:
        struct.pack_into(
            layout, contents[section], offset, value - (addresses[section] + offset if is_relative else 0)
        )
    except struct.error:
        raise ValueError(f"a relocation of kind {kind} does not reach its target") from None


def _segments(
    sections: list[tuple[int, Any]], addresses: dict[int, int], contents: dict[int, bytearray]
) -> Iterator[Segment]:
    for rank in range(4):
        members = [(index, section) for index, section in sections if _rank(section) == rank]
        if not members:
            continue
        start = addresses[members[0][0]]
        content = bytearray()
        end = start
        for index, section in members:
            end = addresses[index] + section["sh_size"]
            if contents[index]:
                content += bytes(addresses[index] - start - len(content)) + contents[index]
        yield Segment(start, bytes(content), end - start, rank >= 2, rank == 0)


def _symbols(file: Any, addresses: dict[int, int]) -> Iterator[tuple[str, int]]:  # noqa: ANN401
    table = file.get_section_by_name(".symtab")
    for symbol in table.iter_symbols():
        if symbol["st_info"]["bind"] == "STB_GLOBAL" and symbol["st_shndx"] in addresses:
            yield symbol.name, _address(symbol, addresses)
