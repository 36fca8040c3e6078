"""ELF executables from linked images (System V ABI, chapters 4 and 5): static, without sections."""

from __future__ import annotations

import struct

from neurlang.programs.native.standalone.static_linking import Image, Segment

BASE = 0x400000
HEADER_ROOM = 0x1000
PAGE = 0x1000

_HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
_PROGRAM_HEADER = struct.Struct("<IIQQQQQQ")
_IDENTITY = b"\x7fELF\x02\x01\x01" + bytes(9)
_EXECUTABLE, _X86_64, _LOAD, _STACK = 2, 62, 1, 0x6474E551
_READ, _WRITE, _RUN = 4, 2, 1


def executable(image: Image, entry: str) -> bytes:
    """The file of an image that was linked from `BASE + HEADER_ROOM` on; execution starts at the symbol `entry`.

    No segment is both writable and executable, and the stack is not executable.
    """
    headers, body, at = (
        [_PROGRAM_HEADER.pack(_STACK, _READ | _WRITE, 0, 0, 0, 0, 0, 16)],
        bytearray(),
        HEADER_ROOM,
    )
    for segment in image.segments:
        # The loader maps pages, so the offset in the file and the address must agree modulo the page size.
        padding = (segment.address - at) % PAGE
        body += bytes(padding)
        at += padding
        headers.append(_load(segment, at))
        body += segment.content
        at += len(segment.content)
    header = _HEADER.pack(
        _IDENTITY, _EXECUTABLE, _X86_64, 1, image.symbols[entry], _HEADER.size, 0, 0,
        _HEADER.size, _PROGRAM_HEADER.size, len(headers), 0, 0, 0,
    )  # fmt: skip
    return (header + b"".join(headers)).ljust(HEADER_ROOM, b"\0") + body


def _load(segment: Segment, offset: int) -> bytes:
    flags = _READ | (_WRITE if segment.is_writable else 0) | (_RUN if segment.is_executable else 0)
    return _PROGRAM_HEADER.pack(
        _LOAD, flags, offset, segment.address, segment.address, len(segment.content), segment.size, PAGE
    )
