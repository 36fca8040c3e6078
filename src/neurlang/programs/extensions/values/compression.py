"""DEFLATE in the zlib and gzip formats (RFC 1950 to 1952). The size of decompressed data is bounded."""

from __future__ import annotations

import gzip
import zlib

from neurlang.programs.extensions.bounds import MAX_RESULT
from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.parameters import buffer, data
from neurlang.programs.machine import Fault, TrapKind

MAX_MEMBERS = 100
"""Most members of one gzip file; each member costs a copy of everything after it."""

_ZLIB = zlib.MAX_WBITS
_GZIP = zlib.MAX_WBITS | 16


def zlib_compress(content: bytes) -> bytes:
    """A zlib stream."""
    return zlib.compress(content)


def zlib_decompress(stream: bytes) -> bytes | None:
    """The content of one zlib stream; None if it is damaged or cut short. Traps LIMIT."""
    unpacked = _member(stream, _ZLIB, MAX_RESULT)
    return unpacked[0] if unpacked is not None and not unpacked[1] else None


def gzip_compress(content: bytes) -> bytes:
    """A gzip file of one member, without a time stamp, so that the same content has the same bytes."""
    return gzip.compress(content, mtime=0)


def gzip_decompress(stream: bytes) -> bytes | None:
    """The content of all members of a gzip file; None if it is damaged or cut short. Traps LIMIT."""
    members: list[bytes] = []
    room = MAX_RESULT
    while stream or not members:
        if len(members) == MAX_MEMBERS:
            raise Fault(TrapKind.LIMIT, f"a gzip file of more than {MAX_MEMBERS} members")
        unpacked = _member(stream, _GZIP, room)
        if unpacked is None:
            return None
        content, stream = unpacked
        members.append(content)
        room -= len(content)
    return b"".join(members)


def _member(stream: bytes, window: int, room: int) -> tuple[bytes, bytes] | None:
    """The content of the first stream, and the bytes after it; None if it is damaged. Traps LIMIT beyond `room`."""
    decompressor = zlib.decompressobj(window)
    try:
        content = decompressor.decompress(stream, room + 1)
    except zlib.error:
        return None
    if len(content) > room:
        raise Fault(TrapKind.LIMIT, f"a result of more than {MAX_RESULT} bytes")
    return (content, decompressor.unused_data) if decompressor.eof else None


EXTENSIONS = (
    extension(
        "zlib_compress",
        "Compress bytes with zlib (deflate)",
        zlib_compress,
        (data(), buffer()),
        gives="the stream",
    ),
    extension(
        "zlib_decompress",
        "Decompress a zlib stream (inflate)",
        zlib_decompress,
        (data(), buffer()),
        gives="the bytes; -1 if the stream is damaged",
    ),
    extension(
        "gzip_compress", "Compress bytes with gzip", gzip_compress, (data(), buffer()), gives="the stream"
    ),
    extension(
        "gzip_decompress",
        "Decompress a gzip stream (gunzip)",
        gzip_decompress,
        (data(), buffer()),
        gives="the bytes; -1 if the stream is damaged",
    ),
)
